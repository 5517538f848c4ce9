"""Clauses keep their uids over editions: reworded, moved and renumbered ones too, and none bears two."""

from __future__ import annotations

from itertools import count

from hypothesis import given
from hypothesis import strategies as st
from reading_samples import NAMES, reading

from workflow.documents.clauses import Clause, walk
from workflow.documents.matching import carry_uids
from workflow.documents.reading import read


def _carried(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> tuple[Clause, ...]:
    numbers = count(1)
    return carry_uids(old, new, lambda: f"new{next(numbers)}")


def _read(*lines: str) -> tuple[Clause, ...]:
    numbers = count(1)
    return read("\n\n".join(lines), new_uid=lambda: f"u{next(numbers)}").clauses


def _by_text(clauses: tuple[Clause, ...]) -> dict[str, str]:
    return {one.text: one.uid for one in walk(clauses)}


OLD = (
    "1. Общее",
    "1.1. Хор поёт по вторникам и четвергам в большом зале школы.",
    "1.2. Ноты хранит библиотекарь в запертом шкафу у окна.",
    "2. Права",
    "2.1. Певец вправе взять ноты домой на одну неделю.",
    "2.2. Певец вправе пропустить занятие по болезни.",
)


@given(st.sampled_from(NAMES))
def test_same_tree_keeps_every_uid(name: str) -> None:
    tree = reading(name).clauses
    assert _carried(tree, tree) == tree


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_each_uid_is_borne_once(one: str, other: str) -> None:
    uids = [clause.uid for clause in walk(_carried(reading(one).clauses, reading(other).clauses))]
    assert len(set(uids)) == len(uids)


@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_moved_clauses_keep_their_uids_wherever_they_go(order: list[int], left_out: set[int]) -> None:
    texts = [line.split(". ", 1)[1] for line in OLD]
    old = tuple(Clause(f"u{at}", str(at), text, "point") for at, text in enumerate(texts))
    moved = [at for at in order if at not in left_out]
    new = tuple(Clause("", str(place), texts[at], "point") for place, at in enumerate(moved))
    assert [one.uid for one in _carried(old, new)] == [f"u{at}" for at in moved]


@given(st.integers(0, 6))
def test_inserted_clause_leaves_the_others_theirs(place: int) -> None:
    old = tuple(Clause(f"u{at}", str(at), line, "point") for at, line in enumerate(OLD))
    added = Clause("", "9", "Совсем другой и новый текст о буфете.", "point")
    new = _carried(old, (*old[:place], added, *old[place:]))
    assert [one.uid for one in new] == [
        *(f"u{at}" for at in range(place)),
        "new1",
        *(f"u{at}" for at in range(place, 6)),
    ]


def test_reworded_clause_keeps_its_uid() -> None:
    old = _read(*OLD)
    new = _read(*OLD[:2], "1.2. Ноты хранит дежурный певец в запертом шкафу у окна.", *OLD[3:])
    assert [one.uid for one in walk(_carried(old, new))] == [one.uid for one in walk(old)]


def test_reworded_and_moved_clause_keeps_its_uid() -> None:
    old = _read(*OLD)
    new = _read(*OLD[:2], *OLD[3:], "2.3. Ноты хранит сам библиотекарь в запертом шкафу у окна.")
    uids = _by_text(_carried(old, new))
    assert uids["Ноты хранит сам библиотекарь в запертом шкафу у окна."] == _by_text(old)[OLD[2][5:]]


def test_renumbered_clauses_are_known_by_their_words() -> None:
    old = _read(*OLD)
    new = _read("1. Общее", "1.1. Буфет открыт.", "1.2." + OLD[1][4:], "1.3." + OLD[2][4:], *OLD[3:])
    uids = _by_text(_carried(old, new))
    assert uids["Буфет открыт."] == "new1"
    assert {text: uid for text, uid in uids.items() if text != "Буфет открыт."} == _by_text(old)


def test_equal_entries_keep_their_turn() -> None:
    lines = ("1. Общее", "1.1. Директор:", "- отвечает за работу;", "1.2. Завуч:", "- отвечает за работу;")
    old, new = _read(*lines), _read(*lines[:2], "- поёт в хоре сам;", *lines[2:])
    kept = [one.uid for one in walk(_carried(old, new)) if one.text == "отвечает за работу;"]
    assert kept == [one.uid for one in walk(old) if one.text == "отвечает за работу;"]


def test_unlike_text_under_the_same_number_is_another_clause() -> None:
    old, new = _read(*OLD), _read(*OLD[:5], "2.2. Буфет закрыт навсегда.")
    assert _by_text(_carried(old, new))["Буфет закрыт навсегда."] == "new1"


def test_repeated_entry_follows_its_neighbours_when_its_twin_is_dropped() -> None:
    lines = ("1. Общее", "1.1. Директор:", "- отвечает за работу;", "1.2. Завуч:", "- отвечает за работу;")
    old, new = _read(*lines), _read(*lines[:2], *lines[3:])
    assert _by_text(_carried(old, new))["отвечает за работу;"] == "u5"


def test_repeated_text_is_told_apart_by_its_number() -> None:
    old = _read("1. Общее", "1.1. Утратил силу.", "1.2. Утратил силу.")
    new = _read("1. Общее", "1.2. Утратил силу.")
    assert [one.uid for one in walk(_carried(old, new))] == ["u1", "u3"]


def test_number_helps_to_know_a_clause_that_changed_much() -> None:
    old = _read("1. Общее", "1.1. Хор поёт по вторникам в зале школы вечером.", "1.2. Буфет закрыт.")
    changed = "Хор поёт по вторникам в саду и на сцене."
    assert _by_text(_carried(old, _read("1. Общее", f"1.1. {changed}")))[changed] == "u2"
    assert _by_text(_carried(old, _read("1. Общее", f"1.7. {changed}")))[changed] == "new1"
