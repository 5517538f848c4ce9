"""Edits of a draft: each does what it says to its clause, and nothing to the words of others."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import make
import pytest
from hypothesis import given
from hypothesis import strategies as st
from random_trees import said, trees

from workflow.documents.addresses import Step, named, resolve
from workflow.documents.amend.applying import StaleBase
from workflow.documents.amend.operations import own_sha256, whole_sha256
from workflow.documents.citations import dangling
from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText
from workflow.documents.editing import edits
from workflow.documents.editing.edits import edited, lines_of, new_clause
from workflow.documents.editing.noticing import noticed
from workflow.documents.editing.numbers import counted_label, in_order
from workflow.documents.editing.places import WHERE, clause_at, part_of, place
from workflow.documents.reading import read

TEXT = """1. Общие положения
1.1. Совет решает по пункту 2.1.
1.2. Совет собирают раз в месяц.
2. Работа
2.1. Протокол ведёт секретарь.
2.2. В порядке, названном в пунктах 1.2 и 2.1, созывают и другие советы.
"""


def text() -> EditionText:
    return replace(make.text(), clauses=read(TEXT).clauses)


def uids():
    return (f"n{number}" for number in count(1))


def labelled(of: EditionText) -> dict[str, str]:
    return {one.label: one.text for one in walk(of.clauses)}


def uid_of(of: EditionText, label: str) -> str:
    return next(one.uid for one in walk(of.clauses) if one.label == label)


def seen(of: EditionText, uid: str) -> str:
    return own_sha256(clause_at(of, uid))


def test_other_words_stay_under_the_same_uid_and_further_lines_become_paragraphs() -> None:
    was = text()
    uid = uid_of(was, "1.2")
    edit = edits.saying(
        was, uid, seen(was, uid), lines_of(" Совет  собирают.\n\nЗимой – реже.\n"), "1.2", uids()
    )
    clause = clause_at(edited(was, edit), uid)
    assert (clause.text, [(one.text, one.kind) for one in clause.children]) == (
        "Совет собирают.", [("Зимой – реже.", "paragraph")],
    )  # fmt: skip


def test_a_clause_comes_between_two_and_all_keep_their_numbers() -> None:
    was = text()
    at = place(was.clauses, uid_of(was, "1.1"), "after")
    now = edited(was, edits.adding(was, at, 0, new_clause(uids(), "point", "1.1(1)", ["Совет открыт."])))
    assert list(labelled(now)) == ["1", "1.1", "1.1(1)", "1.2", "2", "2.1", "2.2"]
    assert {**labelled(was), "1.1(1)": "Совет открыт."} == labelled(now)


def test_numbers_that_were_accepted_move_up_and_citations_follow_them() -> None:
    was = text()
    at = place(was.clauses, uid_of(was, "2.1"), "before")
    label, pushed = counted_label(at.siblings, at.turn, "point", at.parent) or ("", ())
    now = edited(
        was, edits.adding(was, at, 0, new_clause(uids(), "point", label, ["Совет выбирает."]), pushed)
    )
    assert labelled(now)["2.1"] == "Совет выбирает."
    assert labelled(now)["1.1"] == "Совет решает по пункту 2.2."
    assert labelled(now)["2.3"].startswith("В порядке, названном в пунктах 1.2 и 2.2,")


def test_a_moved_clause_keeps_its_uid_and_citations_follow_it() -> None:
    was = text()
    uid = uid_of(was, "2.1")
    at = place(was.clauses, uid_of(was, "1.2"), "after").without(uid)
    now = edited(was, edits.moving(was, uid, seen(was, uid), at, "1.3"))
    assert [one.label for one in now.clauses[0].children] == ["1.1", "1.2", "1.3"]
    assert clause_at(now, uid).text == "Протокол ведёт секретарь."
    assert labelled(now)["1.1"] == "Совет решает по пункту 1.3."


def test_a_repealed_clause_keeps_its_number_and_an_excluded_one_takes_nobodys_with_it() -> None:
    was = text()
    uid = uid_of(was, "1.1")
    whole = whole_sha256(clause_at(was, uid))
    assert labelled(edited(was, edits.repealing(was, uid, whole)))["1.1"] == "Утратил силу."
    assert list(labelled(edited(was, edits.excluding(was, uid, whole)))) == ["1", "1.2", "2", "2.1", "2.2"]


def test_counting_anew_carries_the_citations_along() -> None:
    was = text()
    uid = uid_of(was, "1.1")
    shorter = edited(was, edits.excluding(was, uid, whole_sha256(clause_at(was, uid))))
    now = edited(shorter, edits.renaming(shorter, 0, in_order(shorter.clauses)))
    assert labelled(now)["2.2"].startswith("В порядке, названном в пунктах 1.1 и 2.1,")


def test_an_annex_is_edited_by_itself() -> None:
    was = replace(text(), annexes=(make.text("Состав совета", "Иванова А.А., учитель."),))
    inner = was.annexes[0].clauses[0].children[0].uid
    was = replace(was, annexes=(replace(was.annexes[0], clauses=(Clause("a1", "1", "Иванова", "point"),)),))
    assert part_of(was, "a1") == 1 and inner
    now = edited(was, edits.saying(was, "a1", seen(was, "a1"), ["Петрова"], "1", uids()))
    assert now.annexes[0].clauses[0].text == "Петрова"
    assert now.clauses == was.clauses


def test_what_changed_since_it_was_seen_is_not_written_over() -> None:
    was = text()
    uid, other = uid_of(was, "1.1"), uid_of(was, "1.2")
    begun = edits.saying(was, uid, seen(was, uid), ["Моё."], "1.1", uids())
    beside = edited(was, edits.saying(was, other, seen(was, other), ["Чужое рядом."], "1.2", uids()))
    assert labelled(edited(beside, begun))["1.2"] == "Чужое рядом."
    over = edited(was, edits.saying(was, uid, seen(was, uid), ["Чужое здесь."], "1.1", uids()))
    with pytest.raises(StaleBase):
        edited(over, begun)


@given(trees(), st.data())
def test_an_edit_changes_no_words_but_its_own(tree: tuple[Clause, ...], data: st.DataObject) -> None:
    was = replace(make.text(), clauses=tree)
    every = list(walk(tree))
    uid = data.draw(st.sampled_from([one.uid for one in every]))
    what = data.draw(st.sampled_from(("say", "add", "move", "exclude")))
    below = {one.uid for one in walk((clause_at(was, uid),))}
    if what == "say":
        line = data.draw(said)
        edit = edits.saying(was, uid, seen(was, uid), [line], clause_at(was, uid).label, uids())
    elif what == "add":
        at = place(tree, uid, data.draw(st.sampled_from(WHERE)))
        edit = edits.adding(was, at, 0, new_clause(uids(), "paragraph", "", ["Новое."]))
    elif what == "exclude":
        edit = edits.excluding(was, uid, whole_sha256(clause_at(was, uid)))
    else:
        others = [one.uid for one in every if one.uid not in below]
        if not others:
            return
        at = place(tree, data.draw(st.sampled_from(others)), data.draw(st.sampled_from(WHERE)))
        label = clause_at(was, uid).label
        edit = edits.moving(was, uid, seen(was, uid), at.without(uid), label)
    now = {one.uid: one for one in walk(edited(was, edit).clauses)}
    lost = below if what == "exclude" else set()
    assert {one.uid for one in every} - now.keys() == lost
    for one in every:
        if one.uid in now and (what != "say" or one.uid != uid):
            assert (now[one.uid].text, now[one.uid].label) == (one.text, one.label)


@pytest.mark.parametrize(
    ("said_", "codes"),
    [
        ("1. Первый\n1.1. По пункту 7.3 всё ясно.", ["citation-gone"]),
        ("1. Первый\n1.1. Утратил силу.\n1.2. По пункту 1.1 всё ясно.", ["citation-lapsed"]),
        ("1. Первый\n1.1. По пункту 4 статьи 28 Федерального закона.", []),
        ("1. Первый\n1.1. Слова.\n1.3. Слова.", ["skipped-number"]),
        ("1. Первый\n1.1. Слова.\n1.1. Слова.", ["duplicate-number"]),
        ("1. Первый\n1.1. Слова (в скобке.", ["unbalanced"]),
        ("1. Первый\n1.1. Слова (см. пункт 1.1).", []),
        ("1. Первый\n1.1. Решают: а) совет; б) собрание (все).", []),
        ("1. Первый\n1.1. Слова) и слова (.", ["unbalanced"]),
        ("1. Первый\n1.1. Отряд (далее – ПОС).\n1.2. ПСО решает. ПОС решает.", ["abbreviation-drift"]),
        ("1. Первый\n1.1. Решает АХЧ.", ["term-unknown"]),
        ("1. Первый\n1.1. Решает ПОС.\n1.2. Отряд (далее – ПОС).", ["term-early"]),
        ("1. Первый\n1.1. Отряд (далее – ПОС).", ["term-unused"]),
        ("1. Первый\n1.1. Работа идёт по ФГОС.", []),
    ],
)
def test_what_is_unusual_is_told_at_its_clause(said_: str, codes: list[str]) -> None:
    was = replace(make.text(), clauses=read(said_).clauses)
    found = noticed(was)
    assert [one.code for one in found] == codes
    assert all(clause_at(was, one.uid) for one in found)


def test_a_number_met_twice_is_told_with_the_clause_that_has_it() -> None:
    was = replace(make.text(), clauses=read("1. Первый\n1.1. Слова.\n1.1. Ещё.").clauses)
    [one] = noticed(was)
    assert clause_at(was, one.uid).text == "Ещё." and "строк" not in one.message.ru


@given(trees())
def test_a_citation_leads_where_the_address_leads(tree: tuple[Clause, ...]) -> None:
    """The index of a whole text finds what looking each number up by itself finds."""
    steps = [Step(unit, label) for unit in ("point", "section") for label in ("1", "2", "1.1", "2.3", "9")]
    cited = Clause(
        "citing", "", " ".join(f"по {named((step,), 'prepositional').ru};" for step in steps), "dash"
    )
    whole = (*tree, cited)
    found = {one.cited: one.state for one in dangling(whole) if one.uid == "citing"}
    for step in steps:
        there = resolve(whole, (step,))
        state = "gone" if not there else "several" if len(there) > 1 else None
        assert found.get(step) == state
