"""Operations chosen on the page: each becomes what an order says, about the clause that was pressed."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_trees import amendments, text, trees

from workflow.documents.amend import amendment, applied, bound, lines, problems, said
from workflow.documents.amend.chosen import ACT, ANNEX, Chosen, current, instructions, offered, proposed_unit
from workflow.documents.amend.operations import AddUnit
from workflow.documents.amend.rearranging import proposed_label
from workflow.documents.amend.sorting import in_order
from workflow.documents.clauses import Clause, walk
from workflow.documents.editing.places import WHERE
from workflow.errors import Invalid, NotFound, Refused

POINTS = (
    Clause("a", "1.1", "Хор поёт по вторникам.", "point"),
    Clause("b", "1.2", "Ноты хранит:", "point", (Clause("i", "а)", "учитель;", "item"),)),
    Clause("c", "1.3", "Вход свободный.", "point"),
)
BASE = text(
    (Clause("s", "1", "Общее", "section", POINTS), Clause("t", "2", "Права", "section")), "Положение о хоре"
)


def made(chosen: Chosen, before=()):
    return bound(
        instructions(BASE, chosen, before), BASE, new_uid=map("n{}".format, count(1)).__next__, before=before
    )


ANEW = "изложить в следующей редакции:"
BELOW = "следующего содержания:"
PHRASES = (
    (Chosen("replace", "a", "1.1. Хор поёт."), f"пункт 1.1 {ANEW}\n«1.1. Хор поёт.»"),
    (Chosen("replace_own", "b", "Ноты берегут:"), f"абзац первый пункта 1.2 {ANEW} «Ноты берегут:»"),
    (Chosen("replace_own", "s", "Основное"), f"наименование раздела 1 {ANEW} «Основное»"),
    (
        Chosen("replace_words", "a", "средам", "вторникам"),
        "в пункте 1.1 слово «вторникам» заменить словом «средам»",
    ),
    (
        Chosen("add_words", "a", "громко", "поёт", "after"),
        "пункт 1.1 после слов «поёт» дополнить словом «громко»",
    ),
    (Chosen("add_words", "c", "для всех", "лишнее"), "пункт 1.3 дополнить словами «для всех»"),
    (Chosen("exclude_words", "a", "", "по вторникам"), "в пункте 1.1 слова «по вторникам» исключить"),
    (
        Chosen("add_after", "a", "Новое.", unit="point", label="1.1(1)"),
        f"раздел 1 дополнить пунктом 1.1(1) {BELOW}\n«1.1(1). Новое.»",
    ),
    (
        Chosen("add_inside", "s", "Новое.", unit="point", label="1.4"),
        f"раздел 1 дополнить пунктом 1.4 {BELOW}\n«1.4. Новое.»",
    ),
    (
        Chosen("add_inside", "b", "староста;", unit="item", label="б)"),
        f"пункт 1.2 дополнить подпунктом «б» {BELOW}\n«б) староста;»",
    ),
    (
        Chosen("add_inside", "", "Прочее", unit="section", label="3"),
        f"дополнить разделом 3 {BELOW}\n«3. Прочее»",
    ),
    (
        Chosen("move", "c", target="a", where="before", label="1.9"),
        "пункт 1.3 перенести в начало раздела 1, считая его пунктом 1.9",
    ),
    (
        Chosen("move", "a", target="t", where="inside"),
        "пункт 1.1 перенести в начало раздела 2, считая его пунктом 2.1",
    ),
    (
        Chosen("move", "a", target="c", where="after", label="1.4."),
        "пункт 1.1 перенести после пункта 1.3, считая его пунктом 1.4",
    ),
    (Chosen("renumber", "c", label="1.5"), "пункт 1.3 считать пунктом 1.5"),
    (Chosen("renumber", "i", label="б"), "подпункт «а» пункта 1.2 считать подпунктом «б»"),
    (Chosen("repeal", "c"), "пункт 1.3 признать утратившим силу"),
    (Chosen("exclude", "c"), "пункт 1.3 исключить"),
    (Chosen("replace_title", "", "О пении"), "наименование изложить в следующей редакции: «О пении»"),
)


@pytest.mark.parametrize(("chosen", "phrase"), PHRASES)
def test_what_is_chosen_is_said_by_the_formula_of_its_operation(chosen: Chosen, phrase: str) -> None:
    assert lines(BASE, made(chosen)) == (phrase,)


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        (Chosen("replace", "a"), "text"),
        (Chosen("replace_words", "a", "средам"), "words"),
        (Chosen("add_words", "a", "громко", "", "after"), "words"),
        (Chosen("add_after", "a", "Новое.", unit="point"), "label"),
        (Chosen("replace_title"), "text"),
        (Chosen("move", "a"), "target"),
        (Chosen("move", "b", target="i"), "target"),
        (Chosen("move", "b", target="a"), "target"),
        (Chosen("renumber", "a"), "label"),
        (Chosen("renumber", "a", label="1.1."), "label"),
        (Chosen("renumber", "a", label="весна"), "label"),
        (Chosen("renumber", "a", label="7", following=True), "label"),
    ],
)
def test_what_is_left_out_is_asked_for_by_its_field(chosen: Chosen, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        instructions(BASE, chosen)
    assert list(refused.value.fields) == [field]


def test_a_clause_that_no_order_can_name_is_not_amended_by_mistake() -> None:
    twins = text(
        (
            Clause("s", "1", "Общее", "section", (Clause("a", "1", "Один.", "point"),)),
            Clause("t", "1", "Общее", "section", (Clause("b", "1", "Два.", "point"),)),
        ),
        "Положение",
    )
    with pytest.raises(Invalid):
        instructions(twins, Chosen("repeal", "b"))
    with pytest.raises(NotFound):
        instructions(twins, Chosen("repeal", "z"))


def test_another_number_in_the_new_text_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        made(Chosen("replace", "a", "1.9. Хор поёт."))
    assert "bears another number" in refused.value.unmet[0].message.en


def test_a_number_is_given_once_in_one_amendment() -> None:
    added = made(Chosen("add_inside", "s", "Новое.", unit="point", label="1.4"))
    with pytest.raises(Refused) as refused:
        made(Chosen("add_after", "c", "Другое.", unit="point", label="1.4"), added.operations)
    assert "already" in refused.value.unmet[0].message.en


def test_no_number_is_borne_twice_by_renumbering_or_moving() -> None:
    for chosen in (
        Chosen("renumber", "a", label="1.3"),
        Chosen("move", "a", target="t", where="after", label="1.2"),
    ):
        with pytest.raises(Refused) as refused:
            made(chosen)
        assert "already" in refused.value.unmet[0].message.en
    gone = made(Chosen("exclude", "b"))
    assert len(made(Chosen("renumber", "c", label="1.2"), gone.operations).operations) == 2


def test_those_behind_a_new_number_are_counted_on_with_what_bears_their_number() -> None:
    inner = Clause("d", "1.3.1", "Зал закрывают в восемь.", "point")
    points = (
        *POINTS[:2],
        Clause("c", "1.3", "Вход свободный.", "point", (inner,)),
        Clause("e", "1.4", "Всё.", "point"),
    )
    base = text((Clause("s", "1", "Общее", "section", points),), "Положение о хоре")
    first = bound(instructions(base, Chosen("exclude", "b")), base)
    assert proposed_label(base, "c", first.operations) == "1.2"
    asked = Chosen("renumber", "c", label="1.2", following=True)
    told = bound(instructions(base, asked, first.operations), base, before=first.operations)
    assert lines(base, told)[1:] == (
        "пункт 1.3 считать пунктом 1.2",
        "пункт 1.3.1 считать пунктом 1.2.1",
        "пункт 1.4 считать пунктом 1.3",
    )
    assert [one.label for one in walk(applied(base, told).clauses)] == ["1", "1.1", "1.2", "1.2.1", "1.3"]


@pytest.mark.parametrize(
    ("asked", "labels"),
    [
        (Chosen("move", "a", target="c"), {"a": "1.3", "b": "1.1", "c": "1.2"}),
        (Chosen("move", "c", target="a", where="before"), {"a": "1.2", "b": "1.3", "c": "1.1"}),
        (Chosen("move", "a", target="t", where="inside"), {"a": "2.1", "b": "1.1", "c": "1.2"}),
        (Chosen("move", "s", target="t"), {"s": "2", "t": "1", "a": "2.1", "b": "2.2", "c": "2.3"}),
    ],
)  # fmt: skip
def test_numbers_are_counted_on_where_a_moved_clause_comes_and_where_it_leaves(asked: Chosen, labels) -> None:
    told = made(replace(asked, following=True))
    found = {one.uid: one.label for one in walk(applied(BASE, told).clauses)}
    assert {uid: found[uid] for uid in labels} == labels
    assert said(BASE, told).amendment == told


def test_a_new_clause_takes_the_number_that_another_gives_up_and_the_order_is_read_back() -> None:
    shifted = made(Chosen("renumber", "b", label="1.3", following=True))
    both = in_order(
        BASE, made(Chosen("add_after", "a", "Новое.", unit="point", label="1.2"), shifted.operations)
    )
    points = applied(BASE, both).clauses[0].children
    assert [(one.uid, one.label) for one in points][2:] == [("b", "1.3"), ("c", "1.4")]
    assert points[1].label == "1.2"
    assert said(BASE, both).amendment == both


def test_a_later_addition_finds_its_place_after_an_earlier_one() -> None:
    first = made(Chosen("add_inside", "s", "Четыре.", unit="point", label="1.4"))
    uids = map("m{}".format, count(1)).__next__
    fifth = instructions(BASE, Chosen("add_inside", "s", "Пять.", unit="point", label="1.5"))
    both = bound(fifth, BASE, new_uid=uids, before=first.operations)
    points = applied(BASE, both).clauses[0].children
    assert [one.label for one in points] == ["1.1", "1.2", "1.3", "1.4", "1.5"]


@given(st.permutations(range(5)))
def test_changes_are_listed_in_the_order_of_the_act_whatever_order_they_were_made_in(order) -> None:
    chosen = (
        Chosen("replace_title", "", "О пении"),
        Chosen("replace_own", "s", "Основное"),
        Chosen("repeal", "a"),
        Chosen("add_inside", "b", "староста;", unit="item", label="б"),
        Chosen("add_after", "b", "Новое.", unit="point", label="1.2(1)"),
    )
    made = bound([one for at in order for one in instructions(BASE, chosen[at])], BASE)
    told = in_order(BASE, made)
    assert [line.split(" дополнить")[0][:27] for line in lines(BASE, told)] == [
        "наименование изложить в сле", "наименование раздела 1 изло", "пункт 1.1 признать утративш",
        "пункт 1.2", "раздел 1",
    ]  # fmt: skip
    assert applied(BASE, told) == applied(BASE, made)


@given(amendments())
def test_sorting_changes_nothing_in_what_they_make(pair) -> None:
    old, new = pair
    told = amendment(old, new)
    assert applied(old, in_order(old, told)) == new


@pytest.mark.parametrize(
    ("uid", "does", "unit"),
    [
        ("a", "add_after", ("point", "1.1(1)")),
        ("c", "add_after", ("point", "1.4")),
        ("i", "add_after", ("item", "б")),
        ("s", "add_inside", ("point", "1.4")),
        ("t", "add_inside", ("point", "2.1")),
        ("t", "add_after", ("section", "3")),
        ("c", "add_inside", ("paragraph", "")),
        ("", "add_inside", ("section", "3")),
    ],
)
def test_the_number_offered_for_an_addition_is_free(uid: str, does, unit: tuple[str, str]) -> None:
    assert proposed_unit(BASE, uid, does) == unit


def test_an_annex_is_given_anew_by_itself_and_the_act_as_a_whole() -> None:
    assert (offered(None), offered(None, annex=1)) == (ACT, ANNEX)
    assert "replace_annex" not in ACT and "new_edition" not in ANNEX


@given(trees(), st.data())
def test_every_operation_offered_works_on_the_clause_chosen_and_on_no_other(clauses, data) -> None:
    base = text(clauses, "Положение")
    clause = data.draw(st.sampled_from(list(walk(clauses))))
    does = data.draw(st.sampled_from(offered(clause, base)))
    unit, label = proposed_unit(base, clause.uid, does) if does.startswith("add_") else ("point", "")
    target = data.draw(st.sampled_from([one.uid for one in walk(clauses)]))
    where = data.draw(st.sampled_from(WHERE))
    if does == "renumber":
        label = data.draw(st.sampled_from(["9", "1.9", "я", *(one.label for one in walk(clauses))]))
    words = clause.text.split()[0] if does.endswith("words") else ""
    written = current(clause, does) or "Совет решает сам."
    chosen = Chosen(
        does, clause.uid, written, words, "after", unit, label, 1, target, where, data.draw(st.booleans())
    )
    try:
        amendment = bound(instructions(base, chosen), base, new_uid=map("n{}".format, count(1)).__next__)
    except (Invalid, Refused):
        return
    operation = amendment.operations[0]
    if isinstance(operation, AddUnit):
        assert clause.uid in (operation.parent, operation.after)
    else:
        assert operation.uid == clause.uid
    if not any(problems(base, amendment)):
        told = said(base, amendment)
        assert applied(base, told.amendment) == applied(base, amendment)
