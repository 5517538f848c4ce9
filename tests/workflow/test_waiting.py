"""Clauses with a day of their own: what holds on each day, however many editions follow."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.documents.force import Days
from workflow.documents.waiting import in_force_then, own_days, waiting
from workflow.documents.wordings import Version

MARCH, APRIL, MAY, SEPTEMBER = (date(2027, month, 1) for month in (3, 4, 5, 9))


def point(uid: str, text: str, *children: Clause) -> Clause:
    return Clause(uid, uid, text, "point", children)


def version(edition: int, since: date, *clauses: Clause) -> Version:
    text = EditionText("Положение", "regulation", "положение", clauses)
    return Version(edition, Days(edition, since), None, text)


OLD = version(1, MARCH, point("a", "Раз в год."), point("b", "Хор."))
NEW = version(2, APRIL, point("a", "Раз в месяц."), point("b", "Хор."))
TOLD: Mapping[int, Mapping[str, date]] = {2: {"a": SEPTEMBER}}


def holds(versions: tuple[Version, ...], told: Mapping[int, Mapping[str, date]], day: date) -> list[str]:
    return [one.text for one in in_force_then(versions, told, day).clauses]


def test_until_its_day_the_former_words_hold() -> None:
    [(uid, one)] = waiting((OLD, NEW), TOLD, APRIL).items()
    assert (uid, one.since, one.former) == ("a", SEPTEMBER, OLD.text.clauses[0])
    assert waiting((OLD, NEW), TOLD, SEPTEMBER) == {}
    assert holds((OLD, NEW), TOLD, APRIL) == ["Раз в год.", "Хор."]
    assert holds((OLD, NEW), TOLD, SEPTEMBER) == ["Раз в месяц.", "Хор."]


def test_a_later_edition_that_leaves_the_clause_alone_leaves_its_day() -> None:
    third = version(3, MAY, point("a", "Раз в месяц."), point("b", "Хор и оркестр."))
    assert waiting((OLD, NEW, third), TOLD, MAY)["a"].since == SEPTEMBER
    assert holds((OLD, NEW, third), TOLD, MAY) == ["Раз в год.", "Хор и оркестр."]
    assert own_days((OLD, NEW, third), TOLD)[3] == {"a": SEPTEMBER}


def test_a_later_edition_that_words_the_clause_anew_enters_with_it() -> None:
    third = version(3, MAY, point("a", "Раз в неделю."), point("b", "Хор."))
    assert waiting((OLD, NEW, third), TOLD, MAY) == {}
    assert holds((OLD, NEW, third), TOLD, MAY) == ["Раз в неделю.", "Хор."]


def test_words_that_wait_behind_others_that_wait_come_in_turn() -> None:
    third = version(3, MAY, point("a", "Раз в неделю."))
    later = {**TOLD, 3: {"a": date(2028, 1, 1)}}
    assert holds((OLD, NEW, third), later, MAY) == ["Раз в год."]
    assert holds((OLD, NEW, third), later, SEPTEMBER) == ["Раз в месяц."]
    assert holds((OLD, NEW, third), later, date(2028, 1, 1)) == ["Раз в неделю."]


def test_what_stands_below_a_clause_waits_with_it_and_is_told_once() -> None:
    old = version(1, MARCH, point("a", "Вправе:", point("x", "петь;"), point("y", "молчать.")))
    new = version(2, APRIL, point("a", "Вправе:", point("x", "петь громко;"), point("z", "играть.")))
    [(uid, one)] = waiting((old, new), TOLD, APRIL).items()
    assert (uid, one.former) == ("a", old.text.clauses[0])
    assert own_days((old, new), TOLD)[2] == dict.fromkeys("axz", SEPTEMBER)


def test_a_new_clause_is_not_there_before_its_day() -> None:
    new = version(2, APRIL, *OLD.text.clauses, point("c", "Буфет."))
    told = {2: {"c": SEPTEMBER}}
    assert waiting((OLD, new), told, APRIL)["c"].former is None
    assert holds((OLD, new), told, APRIL) == ["Раз в год.", "Хор."]


@given(
    st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 9)), min_size=1, max_size=5), st.integers(0, 20)
)
def test_on_every_day_a_clause_says_what_the_last_edition_that_has_entered_for_it_says(
    told: list[tuple[str, int]], asked: int
) -> None:
    days = [MARCH + timedelta(days=turn) for turn in range(len(told))]
    versions = tuple(
        version(turn, day, point("a", words))
        for turn, (day, (words, _)) in enumerate(zip(days, told, strict=True), 1)
    )
    late = {
        turn: {"a": day + timedelta(days=wait)}
        for turn, (day, (_, wait)) in enumerate(zip(days, told, strict=True), 1)
        if wait
    }
    day = MARCH + timedelta(days=asked)
    versions = tuple(one for one in versions if one.days.since <= day)
    carried: date | None = None
    enters: list[tuple[date, str]] = []
    for one in versions:
        words = one.text.clauses[0].text
        same = bool(enters) and enters[-1][1] == words
        carried = carried if same and carried and one.days.since < carried else None
        since = late.get(one.edition, {}).get("a") or carried or one.days.since
        carried = since if since > one.days.since else None
        enters.append((since, words))
    entered = [words for since, words in enters if since <= day]
    assert holds(versions, late, day) == entered[-1:]
