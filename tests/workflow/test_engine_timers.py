"""Timed and internal transitions: due by the calendar, performed by the system if the guard holds then."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_workflows import automatic, plan, state, way, who

from workflow.engine.definition import Guard, Term
from workflow.engine.effects import EFFECTS, effects_of
from workflow.engine.machine import SYSTEM
from workflow.engine.process import Marking, Move, Performed, available, perform, start
from workflow.engine.timers import Timer, due_on, timers, wake
from workflow.errors import Refused

FIRST = date(2026, 9, 1)
IN_FIVE, ON_15TH = Term("calendar", days=5), Term("date", month=9, day=15)
A = Marking("a", {})


def timed(id_: str, to: str, after: Term, when: str = "") -> object:
    return way(id_, to, trigger="timed", after=after, guard=Guard(expression=when))


OF = plan(
    [state("a", "by-day", "late", "go"), state("b", "on"), state("c")],
    way("go", "b"),
    timed("by-day", "c", ON_15TH),
    timed("late", "b", IN_FIVE, "not signed(x)"),
    automatic("on", "c"),
    steps="x",
)


def test_each_timed_transition_of_the_state_is_due_the_day_after_its_term_the_earliest_first() -> None:
    assert timers(OF, A, FIRST) == (Timer("late", date(2026, 9, 7)), Timer("by-day", date(2026, 9, 16)))
    assert timers(OF, Marking("b", {}), FIRST) == timers(OF, Marking("gone", {}), FIRST) == ()


def test_a_day_of_the_year_is_the_next_one() -> None:
    assert due_on(ON_15TH, date(2026, 9, 15)) == date(2026, 9, 15)
    assert due_on(ON_15TH, date(2026, 9, 16)) == date(2027, 9, 15)


def test_when_its_time_has_come_the_system_performs_it_and_what_follows() -> None:
    assert wake(OF, A, FIRST, date(2026, 9, 6)) == Performed(A, ())
    assert wake(OF, A, FIRST, date(2026, 9, 7)).moves == (
        Move("late", "a", "b", automatic=True, cause="time"),
        Move("on", "b", "c", automatic=True, cause="late"),
    )


def test_a_guard_that_does_not_hold_then_keeps_it_and_the_next_one_has_its_turn() -> None:
    signed = Marking("a", {"x": "agreed"})
    assert wake(OF, signed, FIRST, date(2026, 9, 7)) == Performed(signed, ())
    assert [move.transition for move in wake(OF, signed, FIRST, date(2026, 9, 16)).moves] == ["by-day"]


def test_a_timer_of_a_state_that_was_left_does_nothing() -> None:
    assert wake(OF, Marking("c", {}), FIRST, date(2027, 1, 1)).moves == ()


def test_no_person_performs_a_timed_or_an_internal_transition_and_none_is_offered_it() -> None:
    of = plan(
        [state("a", "late", "in"), state("b")],
        timed("late", "b", IN_FIVE),
        way("in", "b", trigger="internal"),
    )
    assert available(of, A, who("mgr", "Manager")) == ()
    for name in ("late", "in"):
        with pytest.raises(Refused) as found:
            perform(of, A, name, who("mgr", "Manager"))
        assert found.value.code == "no-such-transition"
    assert start(of).marking == A


def test_the_system_performs_internal_transitions_and_no_others() -> None:
    of = plan([state("a", "in", "go"), state("b")], way("in", "b", trigger="internal"), way("go", "b"))
    assert perform(of, A, "in", SYSTEM).marking.state == "b"
    with pytest.raises(Refused):
        perform(of, A, "go", SYSTEM)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 366), st.integers(0, 800))
def test_a_timer_goes_off_once_its_last_day_is_over(since: date, days: int, passed: int) -> None:
    of = plan([state("a", "late"), state("b")], timed("late", "b", Term("calendar", days=days)))
    assert bool(wake(of, A, since, since + timedelta(days=passed)).moves) is (passed > days)


def test_effects_are_told_in_the_order_of_the_moves_each_once() -> None:
    of = plan(
        [state("a", "go"), state("b", "on"), state("c")],
        way("go", "b", before_script="require_text", after_script="notify"),
        way("on", "c", trigger="automatic", after_script="print"),
    )
    moved = [move.transition for move in perform(of, A, "go", who()).moves]
    assert [one.id for one in effects_of(of.definition, moved, "before")] == ["require_text"]
    assert [one.id for one in effects_of(of.definition, [*moved, "go"], "after")] == ["notify", "print"]
    assert all(one.id == id_ for id_, one in EFFECTS.items())


def test_a_script_that_is_not_in_the_table_is_never_looked_for_elsewhere() -> None:
    of = plan([state("a", "go")], way("go", after_script="os.system"))
    assert effects_of(of.definition, ["go"], "after") == ()
