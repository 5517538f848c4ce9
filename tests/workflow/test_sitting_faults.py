"""Bad input of a sitting is told by its field, all of it at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_sitting_verdicts import COUNCIL, DAY, members

from workflow.governance.sittings.faults import MAX_TEXT, MOST_ITEMS, faults
from workflow.governance.sittings.meeting import (
    Attendance,
    Former,
    Item,
    Meeting,
    Sitting,
    Vote,
    Window,
    by_name,
    unanimous,
)
from workflow.governance.sittings.roster import Roster
from workflow.governance.sittings.rules import Rule

HERE = tuple(Attendance(f"p{at}", "present" if at < 4 else "absent") for at in range(6))
ITEM = Item("О плане", unanimous(4), "Принять")
MEETING = Meeting(COUNCIL, (ITEM,), HERE, "p0", "p1")
SITTING = Sitting("school", DAY, (MEETING,))
ROSTER = Roster(COUNCIL, DAY, members(6))


def told(sitting: Sitting, roster: Roster = ROSTER) -> set[str]:
    return set(faults(sitting, {COUNCIL: roster}, DAY))


def meeting(**changed: object) -> Sitting:
    return replace(SITTING, meetings=(replace(MEETING, **changed),))


def item(**changed: object) -> Sitting:
    return meeting(items=(replace(ITEM, **changed),))


def vote(of: Vote) -> Sitting:
    return item(vote=of)


def test_a_sitting_in_order_has_no_fault() -> None:
    assert told(SITTING) == set()


@pytest.mark.parametrize(
    ("sitting", "field"),
    [
        (replace(SITTING, held_on=DAY + timedelta(1)), "held_on"),
        (replace(SITTING, meetings=()), "meetings"),
        (replace(SITTING, meetings=(MEETING, MEETING)), "meetings"),
        (replace(SITTING, window=Window(DAY, DAY - timedelta(1))), "window"),
        (meeting(items=()), "0.items"),
        (meeting(items=(ITEM,) * 101), "0.items"),
        (meeting(attendance=(*HERE, HERE[0])), "0.attendance.p0"),
        (meeting(attendance=(*HERE, Attendance("stranger", "present"))), "0.attendance.stranger"),
        (meeting(attendance=(*HERE[:5], Attendance("p5", "proxy", "p0"))), "0.attendance.p5"),
        (meeting(chair=None), "0.chair"),
        (meeting(chair="p5"), "0.chair"),
        (meeting(chair="stranger"), "0.chair"),
        (meeting(secretary=None), "0.secretary"),
        (meeting(secretary="p4"), "0.secretary"),
        (item(title=" "), "0.items.0.title"),
        (item(resolved=" "), "0.items.0.resolved"),
        (item(spoke="а" * 4001), "0.items.0.spoke"),
        (item(recused=frozenset({"stranger"})), "0.items.0.recused"),
        (item(former=Former("i", 1, " ")), "0.items.0.former"),
        (vote(Vote("open", 3, 2)), "0.items.0.votes"),
        (vote(Vote("open", 5, -1)), "0.items.0.votes"),
        (vote(Vote("open")), "0.items.0.votes"),
        (item(recused=frozenset({"p0"})), "0.items.0.votes"),
        (vote(by_name({"p4": "for"})), "0.items.0.votes"),
        (vote(replace(by_name({"p0": "for", "p1": "against"}), in_favour=2)), "0.items.0.votes"),
        (vote(Vote("secret", 2, chair="for")), "0.items.0.votes"),
        (vote(Vote("secret", 1, named={"p0": "for"})), "0.items.0.votes"),
        (vote(Vote("secret", 2, 1, took_part=("p0", "p1"))), "0.items.0.votes"),
    ],
)
def test_each_fault_stands_at_its_field(sitting: Sitting, field: str) -> None:
    assert field in told(sitting)


def test_a_body_that_had_nobody_that_day_cannot_have_sat() -> None:
    assert told(SITTING, Roster(COUNCIL, DAY, ())) == {"0.body"}


def test_a_proxy_is_held_by_one_who_is_there_where_the_rule_allows_it() -> None:
    allowed = replace(ROSTER, rule=Rule(proxies=True))
    whole = meeting(attendance=(*HERE[:5], Attendance("p5", "proxy", "p0")))
    assert told(whole, allowed) == set()
    for holder in (None, "p5", "p4", "stranger"):
        by = meeting(attendance=(*HERE[:5], Attendance("p5", "proxy", holder)))
        assert told(by, allowed) == {"0.attendance.p5"}


def test_a_voting_sheet_needs_the_day_it_came_back() -> None:
    window = Window(DAY - timedelta(5), DAY)
    assert "0.attendance.p0" in told(replace(SITTING, window=window))
    sheets = tuple(replace(one, returned=DAY) for one in HERE)
    assert told(replace(meeting(attendance=sheets), window=window)) == set()
    late = (replace(sheets[0], returned=DAY + timedelta(1)), *sheets[1:])
    assert "0.items.0.votes" in told(replace(meeting(attendance=late), window=window))


def test_minutes_that_name_nobody_need_no_chair_and_no_figures() -> None:
    stated = replace(ITEM, vote=Vote("stated"))
    assert told(meeting(attendance=None, chair=None, secretary=None, items=(stated,))) == set()


def test_every_fault_is_told_at_once() -> None:
    wrong = meeting(chair=None, items=(replace(ITEM, title="", vote=Vote("open", 9)),))
    assert told(wrong) == {"0.chair", "0.items.0.title", "0.items.0.votes"}


@given(st.integers(0, 8), st.integers(0, 8), st.integers(0, 8), st.sets(st.sampled_from(["p0", "p1", "p2"])))
def test_totals_that_pass_have_never_more_votes_than_voters(
    in_favour: int, against: int, abstained: int, recused: set[str]
) -> None:
    given_votes = Vote("open", in_favour, against, abstained)
    fits = 0 < given_votes.total <= 4 - len(recused)
    passed = told(item(vote=given_votes, recused=frozenset(recused))) == set()
    assert passed is fits


def test_what_is_just_within_its_bounds_is_no_fault() -> None:
    one_day = replace(SITTING, window=Window(DAY, DAY))
    assert "window" not in told(one_day)
    assert told(meeting(items=(ITEM,) * MOST_ITEMS)) == set()
    assert told(meeting(items=(ITEM,) * (MOST_ITEMS + 1))) == {"0.items"}
    assert told(item(heard="а" * MAX_TEXT)) == set()


def test_one_who_is_not_in_the_body_leads_no_sitting_even_where_nobody_is_named() -> None:
    assert told(meeting(chair="stranger", attendance=None, items=(replace(ITEM, vote=Vote("stated")),))) == {
        "0.chair"
    }


def test_the_day_itself_is_no_future() -> None:
    assert told(replace(SITTING, held_on=date(2020, 2, 29))) == set()
