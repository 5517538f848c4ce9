"""Operations applied all or none; drafted from a comparison, put into words and read back."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from order_phrases import FILE
from random_trees import amendments, editions, text

from workflow.documents.amend import (
    Amendment,
    StaleBase,
    amendment,
    applied,
    as_json,
    bound,
    broken_references,
    conflicts,
    drafted,
    edition_sha256,
    of_json,
    read_order,
    rebased,
    said,
    same_words,
)
from workflow.documents.amend.operations import NewEdition, ReplaceWords, own_sha256
from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText
from workflow.errors import Refused


def _point(uid: str, label: str, words: str, *children: Clause) -> Clause:
    return Clause(uid, label, words, "point", children)


BASE = text(
    (
        Clause(
            "s1",
            "1",
            "Общее",
            "section",
            (
                _point("a", "1.1", "Хор поёт по вторникам и четвергам."),
                _point("b", "1.2", "Ноты хранит учитель:", Clause("d1", "–", "в шкафу;", "dash")),
                _point("c", "1.3", "Вход в хор свободный (см. пункт 2.1)."),
            ),
        ),
        Clause(
            "s2",
            "2",
            "Права",
            "section",
            (
                _point(
                    "e",
                    "2.1",
                    "Певец вправе взять ноты на неделю.",
                    Clause("p", "", "Ноты вернуть.", "paragraph"),
                ),
                _point("f", "2.2", "Певец вправе петь; певец вправе молчать."),
            ),
        ),
    ),
    "Положение о хоре",
)


def _ordered(order: str, base: EditionText = BASE, texts: tuple[EditionText, ...] = ()) -> EditionText:
    read = read_order(order)
    assert read.faults == ()
    return applied(base, bound(read.found, base, texts))


def _lines(edition: EditionText) -> list[str]:
    return [f"{one.label} {one.text}".strip() for one in walk(edition.clauses)]


def _refused(order: str) -> str:
    with pytest.raises(Refused) as caught:
        _ordered(order)
    return "; ".join(one.message.ru for one in caught.value.unmet) or caught.value.message.ru


EFFECTS = yaml.safe_load((FILE.parent / "effects.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("one", EFFECTS, ids=[one["order"][:50] for one in EFFECTS])
def test_an_instruction_changes_what_it_names_and_nothing_else(one: dict[str, Any]) -> None:
    before, after = _lines(BASE), _lines(_ordered(one["order"]))
    assert [line for line in before if line not in after] == one["gone"]
    assert [line for line in after if line not in before] == one["come"]


def test_a_moved_clause_keeps_its_uid_and_stands_where_it_is_said() -> None:
    after = _ordered("пункт 2.2 перенести в раздел 1 после пункта 1.1, считая его пунктом 1.1.1")
    assert [(one.uid, one.label) for one in after.clauses[0].children[:3]] == [
        ("a", "1.1"), ("f", "1.1.1"), ("b", "1.2"),
    ]  # fmt: skip


def test_labels_are_those_of_the_edition_as_it_stands() -> None:
    after = _ordered(
        "1) пункт 1.1 исключить\n2) пункт 1.2 считать пунктом 1.1\n3) пункт 1.3 считать пунктом 1.2"
    )
    assert [(one.uid, one.label) for one in after.clauses[0].children] == [("b", "1.1"), ("c", "1.2")]


def test_a_clause_said_anew_keeps_the_number_that_another_instruction_gives_it() -> None:
    after = _ordered(
        "1) пункт 1.1 считать пунктом 1.9\n2) пункт 1.1 изложить в следующей редакции: «1.1. Иное.»"
    )
    first = after.clauses[0].children[0]
    assert (first.uid, first.label, first.text) == ("a", "1.9", "Иное.")


def test_units_added_one_after_another_stand_in_order() -> None:
    after = _ordered("раздел 1 дополнить пунктами 1.4 и 1.5 следующего содержания: «1.4. Раз.\n1.5. Два.»")
    assert [one.label for one in after.clauses[0].children][-2:] == ["1.4", "1.5"]


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("пункт 5.5 исключить", "в этой редакции нет такого: пункт 5.5"),
        ("пункты 1.1–1.4 исключить", "в этой редакции нет такого: пункт 1.4"),
        ("пункт 1.1 изложить в следующей редакции: «1.9. Хор.»", "под другим номером"),
        ("в пункте 1.1 слово «пятницам» исключить", "в пункте 1.1 нет слов «пятницам»"),
        ("в пункте 2.2 слово «вправе» исключить", "стоят 2 раза"),
        ("в пункте 1.1 слово «вторник» исключить", "нет слов «вторник»"),
        ("дополнить пунктом 1.2 следующего содержания: «1.2. Ещё.»", "уже есть пункт 1.2"),
        ("дополнить пунктом 7.1 следующего содержания: «7.1. Ещё.»", "в этой редакции нет такого: раздел 7"),
        ("раздел 2 дополнить пунктом 1.3: «1.3. Ещё.»", "уже есть пункт 1.3"),
        ("раздел 2 после пункта 1.2 дополнить пунктом 2.9: «2.9. Ещё.»", "пункт 1.2 стоит не там"),
        ("раздел 9 после пункта 1.2 дополнить пунктом 1.9: «1.9. Ещё.»", "нет такого: раздел 9"),
        ("пункт 1.1 считать пунктом 1.2", "уже есть пункт 1.2"),
        ("пункт 2.1 перенести после пункта 1.2, считая его пунктом 1.3", "уже есть пункт 1.3"),
        ("изложить Положение в новой редакции (приложение)", "нет приложения с новым текстом"),
        ("приложение № 2 изложить в новой редакции (приложение)", "нет такого: приложение № 2"),
        ("в пункте 3 приложения № 1 слово «а» исключить", "приложени"),
        ("признать утратившим силу Положение о саде, утверждённое приказом от 01.02.2020 № 3", "другой акт"),
        ("Положение о саде изложить в новой редакции (приложение)", "другой акт"),
        ("1) пункт 1.1 исключить\n2) пункт 1.1 признать утратившим силу", "пункт 1.1 меняют дважды"),
        ("1) в пункте 1.1 слово «Хор» исключить\n2) в пункте 1.1 слова «Хор поёт» исключить", "дважды"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_act_is_refused(order: str, told: str) -> None:
    assert told in _refused(order)


SAID = (
    "пункт {one} исключить", "пункт {one} признать утратившим силу", "пункт {one} считать пунктом {new}",
    "пункт {one} перенести после пункта {other}, считая его пунктом {new}",
    "дополнить пунктом {new}: «{new}. Ещё.»", "раздел 2 дополнить пунктом {new}: «{new}. Ещё.»",
    "после пункта {other} дополнить пунктом {new}: «{new}. Ещё.»", "пункт {one} изложить в редакции: «Иное.»",
)  # fmt: skip
KNOWN = st.sampled_from(["1.1", "1.2", "1.3", "2.1", "2.2"])
NEW = st.sampled_from(["1.1", "1.2", "1.4", "2.2", "2.3", "2.4"])
CHANGE = st.builds(
    lambda said, one, other, new: said.format(one=one, other=other, new=new),
    st.sampled_from(SAID), KNOWN, KNOWN, NEW,
)  # fmt: skip


@given(st.lists(CHANGE, min_size=1, max_size=4))
def test_whatever_is_ordered_no_number_is_borne_twice_and_the_wording_says_the_same(
    changes: list[str],
) -> None:
    try:
        made = bound(read_order("\n".join(f"{n}) {one}" for n, one in enumerate(changes, 1))).found, BASE)
        after = applied(BASE, made)
    except Refused:
        return
    labels = [one.label for one in walk(after.clauses) if one.kind == "point"]
    assert len(set(labels)) == len(labels)
    assert same_words(applied(BASE, said(BASE, made).amendment), after)


def test_one_bad_instruction_stops_them_all() -> None:
    assert "5.5" in _refused("1) пункт 1.1 исключить\n2) пункт 5.5 исключить")


@given(editions())
def test_operations_of_a_comparison_make_the_new_edition_by_hash(
    pair: tuple[EditionText, EditionText],
) -> None:
    old, new = pair
    assert edition_sha256(applied(old, amendment(old, new))) == edition_sha256(new)


@given(editions())
def test_the_wording_read_back_makes_the_new_edition_whatever_was_edited(
    pair: tuple[EditionText, EditionText],
) -> None:
    old, new = pair
    told = drafted(old, new)
    read = read_order("\n".join(f"{turn}) {line}" for turn, line in enumerate(told.wording, 1)))
    assert read.faults == ()
    assert same_words(applied(old, bound(read.found, old, told.texts)), new)


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(("point", "dash", "paragraph", "item")))
def test_whatever_a_clause_says_its_amendment_reads_back(was: str, became: str, kind: str) -> None:
    old = text((_point("a", "1", "Хор:", Clause("b", "–", was, kind)),), "Положение")
    new = text((_point("a", "1", "Хор:", Clause("b", "–", became, kind)),), "Положение")
    told = drafted(old, new)
    read = read_order("\n".join(f"{turn}) {line}" for turn, line in enumerate(told.wording, 1)))
    assert read.faults == ()
    assert same_words(applied(old, bound(read.found, old, told.texts)), new)


@given(amendments())
def test_ordinary_amendments_are_said_clause_by_clause(pair: tuple[EditionText, EditionText]) -> None:
    old, new = pair
    assert not any(isinstance(one, NewEdition) for one in amendment(old, new).operations)


@given(editions())
def test_an_amendment_comes_back_from_json_as_it_was(pair: tuple[EditionText, EditionText]) -> None:
    made = amendment(*pair)
    assert of_json(json.loads(json.dumps(as_json(made)))) == made


@given(amendments(), st.integers(0, 50))
def test_a_base_changed_by_one_letter_is_refused(pair: tuple[EditionText, EditionText], at: int) -> None:
    old, new = pair
    clauses = list(old.clauses)
    turn = at % len(clauses)
    clauses[turn] = replace(clauses[turn], text=f"{clauses[turn].text}!")
    with pytest.raises(StaleBase):
        applied(replace(old, clauses=tuple(clauses)), amendment(old, new))


def test_a_stale_base_tells_what_differs_for_this_amendment() -> None:
    made = bound(read_order("в пункте 1.1 слово «Хор» заменить словом «Ансамбль»").found, BASE)
    other = _ordered("в пункте 1.1 слово «четвергам» заменить словом «средам»")
    with pytest.raises(StaleBase) as caught:
        applied(other, made)
    assert [one.message.ru for one in caught.value.differs] == ["пункт 1.1: текст не тот, что ожидался"]


def test_an_amendment_is_carried_over_to_an_edition_changed_elsewhere() -> None:
    made = bound(read_order("в пункте 1.1 слово «Хор» заменить словом «Ансамбль»").found, BASE)
    other = _ordered("пункт 2.2 исключить")
    with pytest.raises(StaleBase) as caught:
        applied(other, made)
    assert caught.value.differs == ()
    assert applied(other, rebased(made, other)).clauses[0].children[0].text.startswith("Ансамбль")


def test_an_amendment_is_not_carried_over_to_an_edition_where_its_number_is_taken() -> None:
    other = _ordered("раздел 1 дополнить пунктом 1.9: «1.9. Хор ездит.»")
    for order in ("пункт 1.1 считать пунктом 1.9", "дополнить пунктом 1.9: «1.9. Хор отдыхает.»"):
        made = bound(read_order(order).found, BASE, new_uid=lambda: "rest")
        with pytest.raises(StaleBase) as caught:
            rebased(made, other)
        assert [one.message.ru for one in caught.value.differs] == ["номер 1.9 уже занят: дайте другой"]


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ("пункт 1.1 исключить", "пункт 1.1 признать утратившим силу", ["пункт 1.1"]),
        ("раздел 1 исключить", "в пункте 1.1 слово «Хор» исключить", ["раздел 1"]),
        ("в пункте 1.1 слово «Хор» исключить", "в пункте 1.1 слово «четвергам» исключить", []),
        ("в пункте 1.1 слово «Хор» исключить", "пункт 1.1 считать пунктом 1.9", []),
        ("пункт 1.1 исключить", "пункт 2.2 исключить", []),
        ("дополнить пунктом 1.4: «1.4. А»", "раздел 1 дополнить пунктом 1.5: «1.5. Б»", ["раздел 1"]),
        ("пункт 1.1 считать пунктом 1.9", "раздел 1 дополнить пунктом 1.9: «1.9. А.»", ["номер 1.9"]),
        ("пункт 1.1 считать пунктом 2.9", "пункт 1.2 считать пунктом 2.9", ["номер 2.9"]),
        ("пункт 1.1 считать пунктом 1.8", "пункт 1.2 считать пунктом 1.9", []),
        ("раздел 2 признать утратившим силу", "раздел 2 дополнить пунктом 2.3: «2.3. Б.»", ["раздел 2"]),
    ],
)  # fmt: skip
def test_two_drafts_that_want_one_place_conflict(one: str, other: str, meet: list[str]) -> None:
    drafts = [bound(read_order(order).found, BASE) for order in (one, other)]
    assert [found.place.ru for found in conflicts(BASE, *drafts)] == meet
    assert [found.place.ru for found in conflicts(BASE, *reversed(drafts))] == meet


def test_an_amending_act_is_never_amended() -> None:
    act = replace(BASE, title="О внесении изменений в Положение о хоре")
    with pytest.raises(Refused) as caught:
        bound(read_order("пункт 1.1 исключить").found, act)
    assert "Положение о хоре" in caught.value.message.ru


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("пункт 2.1 исключить", ["пункт 1.3 ссылается на пункт 2.1: его больше нет"]),
        ("пункт 2.1 признать утратившим силу", ["пункт 1.3 ссылается на пункт 2.1: он утратил силу"]),
        (
            "1) пункт 2.1 считать пунктом 2.3\n2) пункт 2.2 считать пунктом 2.1",
            ["пункт 1.3 ссылается на пункт 2.1: под этим номером теперь другой пункт"],
        ),
        ("пункт 2.2 исключить", []),
    ],
)  # fmt: skip
def test_citations_that_point_wrongly_afterwards_are_told(order: str, told: list[str]) -> None:
    assert [one.message.ru for one in broken_references(BASE, _ordered(order))] == told


def test_a_number_of_another_act_is_no_citation_of_ours() -> None:
    foreign = "По пункту 2.1 статьи 28 Федерального закона и пункту 2.1 приказа министерства."
    base = replace(BASE, clauses=(*BASE.clauses, _point("x", "9", foreign)))
    assert len(broken_references(base, _ordered("пункт 2.1 исключить", base))) == 1


def test_operations_do_not_touch_their_base() -> None:
    before = edition_sha256(BASE)
    _ordered("пункт 1.1 исключить")
    assert edition_sha256(BASE) == before


def test_an_operation_with_a_wrong_hash_is_refused_by_name() -> None:
    wrong = Amendment(edition_sha256(BASE), (ReplaceWords("a", own_sha256(None), "Хор", "Ансамбль"),))
    with pytest.raises(Refused) as caught:
        applied(BASE, wrong)
    assert [one.code for one in caught.value.unmet] == ["clause-differs"]
