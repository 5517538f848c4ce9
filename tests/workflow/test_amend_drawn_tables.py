"""Drawn acts with annexes and tables: what is told of their edits rebuilds, what is ordered reproduces."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from random_trees import WORDS, amended, edited, text, trees

from workflow.documents.amend import (
    Amendment,
    amendment,
    applied,
    bound,
    drafted,
    edition_sha256,
    lines,
    read_order,
    same_words,
)
from workflow.documents.amend.operations import NewEdition
from workflow.documents.clauses import Clause, walk
from workflow.documents.compare import compare, rebuilt
from workflow.documents.document import EditionText
from workflow.documents.tables import row_of

CELL = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Clause, ...]:
    """A table with a head; its rows are numbered, or known by their words."""
    numbered = draw(st.booleans())
    rows = [["№", "Что"] if numbered else ["День", "Час"]]
    for turn in range(1, draw(st.integers(2, 5))):
        rows.append([str(turn) if numbered else f"{draw(CELL)} {turn}", draw(CELL)])
    width = draw(st.integers(0, 2))
    return tuple(
        Clause(f"r{at}", "", row_of([*row, *(draw(CELL) for _ in range(width))]), "paragraph")
        for at, row in enumerate(rows)
    )


@st.composite
def retabled(draw: st.DrawFn, rows: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """The table after some edits: a cell said anew, a row that came, went or moved."""
    made = list(rows)
    for at in range(draw(st.integers(0, 3))):
        turn = draw(st.integers(0, len(made) - 1))
        act = draw(st.sampled_from(("cell", "add", "drop", "move")))
        if act == "cell":
            said = made[turn].text.split(" | ")
            said[draw(st.integers(0, len(said) - 1))] = draw(CELL)
            made[turn] = replace(made[turn], text=row_of(said))
        elif act == "add":
            width = len(rows[0].text.split(" | ")) - 1
            row = row_of([str(20 + at), *(draw(CELL) for _ in range(width))])
            made.insert(turn + 1, Clause(f"m{at}", "", row, "paragraph"))
        elif act == "drop" and len(made) > 2:
            made.pop(turn)
        elif act == "move":
            made.insert(draw(st.integers(0, len(made) - 1)), made.pop(turn))
    return tuple(made)


def _named_apart(clauses: tuple[Clause, ...], letter: str) -> tuple[Clause, ...]:
    return tuple(
        replace(one, uid=f"{letter}{one.uid}", children=_named_apart(one.children, letter)) for one in clauses
    )


def _act(clauses: tuple[Clause, ...], rows: tuple[Clause, ...], annex: tuple[Clause, ...]) -> EditionText:
    """An act with a table in its last section, and annexes: one of clauses, one that is a table alone."""
    table = Clause("t", "90.1", "Занятия:", "point", _named_apart(rows, "t"))
    inner = (*clauses, Clause("z", "90", "Занятия", "section", (table,)))
    annexes = (text(_named_apart(annex, "a"), "Состав совета"), text(_named_apart(rows, "b"), "План"))
    return text(inner, "Положение о совете", annexes)


@st.composite
def drawn(draw: st.DrawFn, *, ordinary: bool) -> tuple[EditionText, EditionText]:
    """Two editions; `ordinary` are such edits as an order makes."""
    change = amended if ordinary else edited
    clauses, annex, rows = draw(trees()), draw(trees()), draw(tables())
    return _act(clauses, rows, annex), _act(draw(change(clauses)), draw(retabled(rows)), draw(change(annex)))


def _read(told: tuple[str, ...], base: EditionText, texts: tuple[EditionText, ...]) -> Amendment:
    read = read_order("\n".join(f"{turn}) {line}" for turn, line in enumerate(told, 1)))
    assert read.faults == ()
    return bound(read.found, base, texts)


@given(drawn(ordinary=False))
def test_what_is_told_rebuilds_the_new_act(pair: tuple[EditionText, EditionText]) -> None:
    old, new = pair
    assert rebuilt(old, compare(old, new)) == new


@given(drawn(ordinary=False))
def test_operations_make_the_new_act_by_hash(pair: tuple[EditionText, EditionText]) -> None:
    old, new = pair
    assert edition_sha256(applied(old, amendment(old, new))) == edition_sha256(new)


@given(drawn(ordinary=False))
def test_the_wording_read_back_makes_the_new_act(pair: tuple[EditionText, EditionText]) -> None:
    old, new = pair
    told = drafted(old, new)
    assert same_words(applied(old, _read(told.wording, old, told.texts)), new)


@given(drawn(ordinary=True))
def test_an_ordinary_change_is_said_clause_by_clause_and_read_back_is_said_the_same(
    pair: tuple[EditionText, EditionText],
) -> None:
    old, new = pair
    assert not any(isinstance(one, NewEdition) for one in amendment(old, new).operations)
    told = drafted(old, new)
    if any(isinstance(one, NewEdition) for one in told.amendment.operations):
        return
    again = _read(told.wording, old, told.texts)
    assert len(again.operations) == len(told.amendment.operations)
    assert {one.replace("\n", " ") for one in lines(old, again)} == {
        one.replace("\n", " ") for one in told.wording
    }


@given(tables(), st.data())
def test_a_changed_table_is_never_told_as_one_gone_and_one_come(rows, data: st.DataObject) -> None:
    new = data.draw(retabled(rows))
    changes = compare(text(rows, "План"), text(new, "План")).changes
    stayed = {one.uid for one in walk(rows)} & {one.uid for one in walk(new)}
    assert not stayed & {one.uid for one in changes if one.former is None or one.latter is None}
