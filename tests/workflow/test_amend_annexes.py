"""Clauses of annexes amended one by one: chosen, ordered, worded, carried over."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count

import pytest
from random_trees import text

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
    lines,
    of_json,
    problems,
    read_order,
    rebased,
    said,
    same_words,
)
from workflow.documents.amend.chosen import ANNEX, Chosen, instructions
from workflow.documents.amend.operations import InAnnex, ReplaceAnnex
from workflow.documents.amend.sorting import in_order
from workflow.documents.annexes import all_clauses
from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.errors import Refused


def _point(uid: str, label: str, words: str, *children: Clause) -> Clause:
    return Clause(uid, label, words, "point", children)


MEMBERS = text(
    (
        _point("a", "1", "Иволгина – председатель."),
        _point("b", "2", "Дроздов – секретарь, ведёт:", Clause("i", "а)", "протокол;", "item")),
        _point("c", "3", "Зябликова – член совета."),
        _point("d", "4", "Чижов – член совета."),
    ),
    "Состав совета",
)
PLAN = text((_point("o", "1", "Осенью поём."), _point("p", "2", "Весной ездим.")), "План")
POINTS = (_point("x", "1.1", "Хор поёт."), _point("y", "1.2", "Хор ездит."))
BASE = text((Clause("s", "1", "Общее", "section", POINTS),), "Положение о хоре", (MEMBERS, PLAN))
ALONE = text(BASE.clauses, BASE.title, (MEMBERS,))


def _made(order: str, base: EditionText = BASE, texts: tuple[EditionText, ...] = ()) -> Amendment:
    read = read_order(order)
    assert read.faults == ()
    return bound(read.found, base, texts, new_uid=map("n{}".format, count(1)).__next__)


def _refused(order: str, base: EditionText = BASE, texts: tuple[EditionText, ...] = ()) -> str:
    with pytest.raises(Refused) as caught:
        applied(base, _made(order, base, texts))
    return "; ".join(one.message.ru for one in caught.value.unmet)


EACH = (
    "пункт 1 приложения № 2 изложить в следующей редакции:\n«1. Осенью ездим.»",
    "абзац первый пункта 2 приложения № 1 изложить в следующей редакции: «Дроздов, секретарь, хранит:»",
    "приложение № 1 дополнить пунктом 5 следующего содержания:\n«5. Синицын – член совета.»",
    "после пункта 1 приложения № 1 дополнить пунктом 1.1 следующего содержания:\n«1.1. Скворцов.»",
    "пункт 2 приложения № 1 дополнить подпунктом «б» следующего содержания:\n«б) журнал;»",
    "пункт 3 приложения № 1 признать утратившим силу",
    "подпункт «а» пункта 2 приложения № 1 исключить",
    "в пункте 3 приложения № 1 слово «Зябликова» заменить словом «Соколова»",
    "пункт 4 приложения № 1 дополнить словами «с правом голоса»",
    "в пункте 4 приложения № 1 слово «совета» исключить",
    "пункт 4 приложения № 1 считать пунктом 7",
    "пункт 1 приложения № 1 перенести после пункта 4 приложения № 1, считая его пунктом 5",
    "пункт 4 приложения № 1 перенести в начало приложения № 1, считая его пунктом 0",
    "наименование приложения № 2 изложить в следующей редакции: «Репертуар»",
    "преамбулу приложения № 2 изложить в следующей редакции: «На два года.»",
)


@pytest.mark.parametrize("order", EACH)
def test_every_operation_works_in_an_annex_and_is_said_as_it_was_read(order: str) -> None:
    made = _made(order)
    assert lines(BASE, made) == (order,)
    after = applied(BASE, made)
    assert after != BASE and after.clauses == BASE.clauses
    assert [one == other for one, other in zip(BASE.annexes, after.annexes, strict=True)].count(False) == 1
    assert said(BASE, made).amendment == made
    assert of_json(json.loads(json.dumps(as_json(made)))) == made


@pytest.mark.parametrize("order", EACH)
def test_an_edition_with_a_changed_clause_of_an_annex_names_that_clause_alone(order: str) -> None:
    told = drafted(BASE, applied(BASE, _made(order)))
    assert len(told.wording) == 1 and "приложени" in told.wording[0]
    assert all(isinstance(one, InAnnex) for one in told.amendment.operations)
    assert applied(BASE, told.amendment) == applied(BASE, _made(order))


def test_the_only_annex_is_named_without_a_number() -> None:
    made = _made("пункт 3 приложения к Положению исключить", ALONE)
    assert lines(ALONE, made) == ("пункт 3 приложения исключить",)
    assert _made("пункт 3 приложения № 1 исключить", ALONE) == made


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ("пункт 7 приложения № 1 исключить", "строка 1: приложение № 1: в этой редакции нет такого: пункт 7"),
        ("пункт 1 приложения № 3 исключить", "нет такого: приложение № 3"),
        ("пункт 1 приложения исключить", "приложений несколько: назовите его номер"),
        ("приложение изложить в новой редакции (приложение)", "приложений несколько"),
        ("приложение № 1 дополнить пунктом 3: «3. Ещё.»", "приложение № 1: уже есть пункт 3"),
        ("пункт 1 приложения № 2 считать пунктом 2", "приложение № 2: уже есть пункт 2"),
        ("в пункте 1 приложения № 2 слово «летом» исключить", "в пункте 1 приложения № 2 нет слов «летом»"),
        ("пункт 1 приложения № 2 перенести после пункта 2 приложения № 1", "стоит не там"),
        ("пункт 1.1 перенести после пункта 2 приложения № 1", "не переносят"),
        ("приложение № 2 признать утратившим силу", "целиком так не отменяют"),
        ("1) пункт 1 приложения № 2 исключить\n2) пункт 1 приложения № 2 считать пунктом 9", "меняют дважды"),
        ("1) приложение № 2 изложить в новой редакции (приложение)\n2) пункт 1 приложения № 2 исключить",
         "приложение № 2 меняют дважды"),
        ("1) пункт 2 приложения № 1 исключить\n2) подпункт «а» пункта 2 приложения № 1 исключить",
         "подпункт «а» пункта 2 приложения № 1: изменение пропало бы"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_annex_is_refused_under_its_name(order: str, told: str) -> None:
    assert told in _refused(order, texts=(PLAN,))


def test_one_number_in_the_act_and_in_its_annexes_are_three_clauses() -> None:
    after = applied(BASE, _made("1) приложение № 2 дополнить пунктом 3: «3. Летом.»\n2) пункт 1.1 исключить"))
    assert [len(one.clauses) for one in after.annexes] == [4, 3] and len(after.clauses[0].children) == 1


def test_a_member_who_goes_gives_way_to_one_who_comes() -> None:
    order = "1) пункт 4 приложения № 1 исключить\n2) дополнить приложение № 1 пунктом 5: «5. Щеглов.»"
    after = applied(BASE, _made(order))
    assert [one.label for one in after.annexes[0].clauses] == ["1", "2", "3", "5"]


def test_what_is_new_in_an_annex_bears_no_uid_of_the_act() -> None:
    read = read_order("приложение № 2 дополнить пунктом 3: «3. Летом.»")
    known = text((Clause("new1", "1", "Общее", "section"),), "Положение о хоре", (MEMBERS, PLAN))
    after = applied(known, bound(read.found, known))
    uids = [one.uid for one in all_clauses(after)]
    assert len(set(uids)) == len(uids)


def test_most_of_an_annex_changed_is_the_annex_given_anew() -> None:
    other = text(tuple(_point(f"n{at}", str(at), f"Птица {at}.") for at in range(1, 6)), "Состав совета")
    made = amendment(BASE, text(BASE.clauses, BASE.title, (other, PLAN)))
    assert [type(one) for one in made.operations] == [ReplaceAnnex]


FIRST, PLANS = "пункт 1 приложения № 1", "приложение № 2"
ANEW = f"{PLANS} изложить в новой редакции (приложение)"
WHOLE = "изложить Положение в новой редакции (приложение)"
RENAMED = "наименование приложения № 2 изложить в редакции: «Репертуар»"


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (f"{FIRST} исключить", f"{FIRST} считать пунктом 9", [FIRST]),
        (f"{FIRST} исключить", "пункт 1 приложения № 2 исключить", []),
        ("пункт 1.1 исключить", "пункт 1 приложения № 2 исключить", []),
        ("пункт 1 приложения № 2 исключить", ANEW, [PLANS]),
        (f"{FIRST} исключить", ANEW, []),
        ("пункт 1 приложения № 2 исключить", WHOLE, ["весь акт"]),
        (f"{PLANS} дополнить пунктом 3: «3. А.»", f"{PLANS} дополнить пунктом 4: «4. Б.»", [PLANS]),
        ("пункт 1 приложения № 2 считать пунктом 7", "пункт 2 приложения № 2 считать пунктом 7", ["номер 7"]),
        (RENAMED, "пункт 1 приложения № 2 исключить", []),
        (RENAMED, RENAMED, [PLANS]),
    ],
)  # fmt: skip
def test_two_drafts_that_want_one_place_of_an_annex_conflict(one: str, other: str, meet: list[str]) -> None:
    drafts = [_made(order, texts=(PLAN,)) for order in (one, other)]
    assert [found.place.ru for found in conflicts(BASE, *drafts)] == meet
    assert [found.place.ru for found in conflicts(BASE, *reversed(drafts))] == meet


def test_an_amendment_is_carried_over_when_another_clause_of_the_annex_changed() -> None:
    made = _made("пункт 1 приложения № 1 исключить")
    elsewhere, there = (applied(BASE, _made(f"{at} дополнить словами «нет»")) for at in
                        ("пункт 4 приложения № 1", "пункт 1 приложения № 1"))  # fmt: skip
    assert [one.uid for one in applied(elsewhere, rebased(made, elsewhere)).annexes[0].clauses] == list("bcd")
    with pytest.raises(StaleBase) as caught:
        rebased(made, there)
    assert [one.message.ru for one in caught.value.differs] == [
        "пункт 1 приложения № 1: текст не тот, что ожидался"
    ]


def test_an_amendment_of_an_annex_that_is_gone_is_refused_and_never_raises_another_fault() -> None:
    made = _made("пункт 1 приложения № 2 считать пунктом 8")
    assert [one.code for one in problems(ALONE, made)] == ["no-annex"]
    with pytest.raises(StaleBase):
        rebased(made, ALONE)


CITING = (
    ("Состав указан в пункте 3 приложения № 1.", "пункт 3 приложения № 1 исключить",
     ["пункт 2 ссылается на пункт 3 приложения № 1: его больше нет"]),
    ("Состав указан в пункте 3 приложения № 1.", "пункт 1.1 исключить", []),
    ("По пункту 1 приложения № 2 к приказу от 01.02.2020.", "пункт 1 приложения № 2 исключить", []),
)  # fmt: skip


@pytest.mark.parametrize(("words", "order", "told"), CITING)
def test_a_citation_of_an_annexes_clause_that_goes_is_told(words: str, order: str, told: list[str]) -> None:
    base = replace(BASE, clauses=(*BASE.clauses, _point("w", "2", words), _point("v", "3", "Хор дружит.")))
    after = applied(base, _made(order, base))
    assert [one.message.ru for one in broken_references(base, after)] == told


def test_a_number_in_an_annex_is_the_annexes_own_unless_it_names_the_act() -> None:
    inner = (*PLAN.clauses, _point("k", "3", "По пункту 1 и пункту 2 Положения."))
    base = replace(
        BASE,
        clauses=(_point("x", "1", "А."), _point("y", "2", "Б.")),
        annexes=(replace(PLAN, clauses=inner),),
    )
    assert (
        broken_references(
            base, applied(base, _made("1) пункт 1 исключить\n2) пункт 2 приложения исключить", base))
        )
        == ()
    )
    (told,) = broken_references(base, applied(base, _made("пункт 1 приложения исключить", base)))
    assert told.message.ru == "пункт 3 приложения № 1 ссылается на пункт 1 приложения № 1: его больше нет"


def test_changes_stand_in_the_order_of_the_act_and_its_annexes() -> None:
    order = (
        "1) пункт 2 приложения № 2 исключить\n2) пункт 1.2 исключить\n3) пункт 1 приложения № 2 исключить\n"
        "4) пункт 3 приложения № 1 исключить"
    )
    told = lines(BASE, in_order(BASE, _made(order)))
    assert [one.removesuffix(" исключить") for one in told] == [
        "пункт 1.2", "пункт 3 приложения № 1", "пункт 1 приложения № 2", "пункт 2 приложения № 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("chosen", "phrase"),
    [
        (Chosen("exclude", "c"), "пункт 3 приложения № 1 исключить"),
        (Chosen("add_after", "a", "Скворцов.", unit="point", label="1.1"),
         "после пункта 1 приложения № 1 дополнить пунктом 1.1 следующего содержания:\n«1.1. Скворцов.»"),
        (Chosen("add_inside", annex=2, text="Летом.", unit="point", label="3"),
         "приложение № 2 дополнить пунктом 3 следующего содержания:\n«3. Летом.»"),
        (Chosen("replace_title", annex=2, text="Репертуар"),
         "наименование приложения № 2 изложить в следующей редакции: «Репертуар»"),
        (Chosen("replace_annex", annex=2, text="…"),
         "приложение № 2 изложить в новой редакции (приложение к настоящему приказу)"),
        (Chosen("move", "a", target="d", where="after"),
         "пункт 1 приложения № 1 перенести после пункта 4 приложения № 1, считая его пунктом 5"),
        (Chosen("renumber", "p", label="3"), "пункт 2 приложения № 2 считать пунктом 3"),
    ],
)  # fmt: skip
def test_what_is_chosen_in_an_annex_is_said_with_its_name(chosen: Chosen, phrase: str) -> None:
    made = bound(instructions(BASE, chosen), BASE, (PLAN,))
    assert lines(BASE, made) == (phrase,)
    assert same_words(applied(BASE, said(BASE, made).amendment), applied(BASE, made))


def test_numbers_that_follow_are_counted_on_within_the_annex() -> None:
    first = bound(instructions(BASE, Chosen("exclude", "a")), BASE)
    more = instructions(BASE, Chosen("renumber", "b", label="1", following=True), first.operations)
    told = lines(BASE, bound(more, BASE, before=first.operations))
    assert told == (
        "пункт 1 приложения № 1 исключить",
        "пункт 2 приложения № 1 считать пунктом 1",
        "пункт 3 приложения № 1 считать пунктом 2",
        "пункт 4 приложения № 1 считать пунктом 3",
    )


def test_a_whole_annex_offers_what_concerns_all_of_it() -> None:
    assert set(ANNEX) == {"replace_title", "replace_preamble", "add_inside", "replace_annex"}
