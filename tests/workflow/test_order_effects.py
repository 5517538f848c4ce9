"""What each kind of point does: from which day, to whom, and what a revocation takes back of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from test_order_rules import (
    BEFORE,
    CLUB,
    DAY,
    FIRST,
    GROUP,
    PEDAGOGICAL,
    RENEWED,
    SECOND,
    SEPTEMBER,
    body,
    edition,
    issued,
    known,
    order,
    wrong,
)

from workflow.governance.bodies import Party
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.effects import effects
from workflow.governance.orders.known import Known, KnownSeat
from workflow.governance.orders.order import Member, Point, coordinator_of
from workflow.governance.people import ACTING, CHAIR
from workflow.values import PartyKey

REVOKE = order(Point("revoke", order="o1", number=1))


def done(point: Point, facts: Known, dated: date = DAY) -> list[tuple[str, str, date | None]]:
    """What one point alone does: kind, body or office, day."""
    return [(one.kind, one.party, one.day) for one in effects(order(point), facts, dated)[0]]


def test_a_new_holder_takes_the_place_of_the_former_and_an_acting_one_stands_beside() -> None:
    facts = known(seats={"head": [KnownSeat("oleg", "holder", BEFORE)]})
    holder = Point("appoint", party="head", who="irina", since=DAY)
    assert [one.kind for one in effects(order(holder), facts, DAY)[0]] == ["unseated", "seated"]
    acting = replace(holder, capacity=ACTING, basis="отпуск")
    assert [one.kind for one in effects(order(acting), facts, DAY)[0]] == ["seated"]
    busy = known(seats={"head": [KnownSeat("oleg", ACTING, BEFORE, SEPTEMBER)]})
    assert wrong(order(acting), busy) == [(1, "since")]


def test_a_list_of_members_is_the_whole_body() -> None:
    facts = known(seats={"pedagogical_council": [KnownSeat("oleg", "member", BEFORE)]})
    point = Point("members", party="pedagogical_council", members=(Member("irina"),), since=DAY)
    assert [(one.kind, one.who) for one in effects(order(point), facts, DAY)[0]] == [
        ("unseated", "oleg"),
        ("seated", "irina"),
    ]


def test_a_revoked_appointment_ends_and_nothing_else_does() -> None:
    facts = known(
        seats={"head": [KnownSeat("irina", "holder", BEFORE), KnownSeat("oleg", ACTING, BEFORE)]},
        points=issued(
            4, "appoint", Effect("seated", party="head", who="irina", capacity="holder", day=BEFORE)
        ),
    )
    made = order(Point("revoke", order="o1", number=4))
    assert wrong(made, facts) == []
    revoked, unseated = effects(made, facts, DAY)[0]
    assert (revoked.kind, revoked.order, revoked.number) == ("revoked", "o1", 4)
    assert (unseated.kind, unseated.who) == ("unseated", "irina")


def test_a_revoked_approval_lapses_and_one_still_ahead_gives_the_former_its_force_back() -> None:
    done = (
        Effect("answered", RENEWED, day=BEFORE, act="approve"),
        Effect("in_force", RENEWED, day=SEPTEMBER),
        Effect("lapsed", FIRST, day=SEPTEMBER),
    )
    ahead = known(
        edition(RENEWED, since=SEPTEMBER),
        edition(FIRST, since=BEFORE, until=SEPTEMBER),
        points=issued(1, "approve", *done),
    )
    made = order(Point("revoke", order="o1", number=1))
    assert [(one.kind, one.edition, one.day) for one in effects(made, ahead, DAY)[0][1:]] == [
        ("lapsed", RENEWED, SEPTEMBER),
        ("unlapsed", FIRST, None),
    ]
    after = date(2023, 10, 2)
    assert [(one.kind, one.edition, one.day) for one in effects(made, ahead, after)[0][1:]] == [
        ("lapsed", RENEWED, after)
    ]


def test_closing_a_body_ends_its_terms_and_its_coordinators_office() -> None:
    coordinator = replace(
        body("club-coordinator", nature="office", kind="coordinator"),
        party=Party(PartyKey("school", "club-coordinator"), "office", "coordinator", PEDAGOGICAL, "club"),
    )
    facts = known(
        parties={"club": body("club", CLUB), "club-coordinator": coordinator},
        seats={
            "club": [KnownSeat("irina", CHAIR, BEFORE)],
            "club-coordinator": [KnownSeat("oleg", "holder", BEFORE)],
        },
    )
    done = effects(order(Point("liquidate", party="club")), facts, DAY)[0]
    assert [(one.kind, one.party) for one in done] == [
        ("unseated", "club"),
        ("closed", "club"),
        ("unseated", "club-coordinator"),
        ("closed", "club-coordinator"),
    ]


def test_what_is_closed_already_is_not_closed_again() -> None:
    gone = replace(
        body("club-coordinator", nature="office", kind="coordinator"),
        party=Party(PartyKey("school", "club-coordinator"), "office", "coordinator", PEDAGOGICAL, "club"),
        until=DAY,
    )
    facts = known(parties={"club": body("club", CLUB), "club-coordinator": gone})
    assert done(Point("liquidate", party="club"), facts) == [("closed", "club", DAY)]
    facts = known(parties={"club": replace(body("club", CLUB), until=DAY)})
    assert done(Point("liquidate", party="club"), facts) == []


@pytest.mark.parametrize(
    "point",
    [
        Point("create", party="group", party_kind="methodical_council", names=GROUP),
        Point("reorganise", party="pedagogical_council", names=GROUP),
        Point("liquidate", party="pedagogical_council"),
        Point("members", party="pedagogical_council", members=(Member("irina"),)),
        Point("appoint", party="head", who="irina"),
    ],
)
def test_a_point_without_a_day_of_its_own_holds_from_the_day_of_the_order(point: Point) -> None:
    assert [day for _kind, _party, day in done(point, known())] == [DAY]
    later = replace(point, since=SEPTEMBER)
    assert [day for _kind, _party, day in done(later, known())] == [SEPTEMBER]


def test_only_a_community_gets_a_coordinator() -> None:
    point = Point("create", party="group", party_kind="methodical_council", names=GROUP)
    assert done(point, known()) == [("created", "group", DAY)]
    community = replace(point, party_kind="community")
    assert done(community, known())[1:] == [("created", coordinator_of("group"), DAY)]


def test_a_renamed_body_has_its_new_name_from_the_day_on() -> None:
    renamed = effects(order(Point("reorganise", party="pedagogical_council", names=GROUP)), known(), DAY)[0]
    assert [(one.kind, one.names) for one in renamed] == [("renamed", GROUP)]


@pytest.mark.parametrize(
    ("since", "until", "ends"),
    [
        (BEFORE, None, True),
        (BEFORE, SEPTEMBER, True),
        (DAY, None, True),
        (DAY + timedelta(days=1), None, False),
        (BEFORE, DAY, False),
    ],
)
def test_a_new_list_of_members_ends_the_seats_that_hold_on_that_day(
    since: date, until: date | None, ends: bool
) -> None:
    facts = known(seats={"pedagogical_council": [KnownSeat("oleg", "member", since, until)]})
    point = Point("members", party="pedagogical_council", members=(Member("irina"),), since=DAY)
    assert [kind for kind, _party, _day in done(point, facts)] == ["unseated"] * ends + ["seated"]


@pytest.mark.parametrize(("who", "office"), [("irina", ""), ("", "head")])
def test_a_point_with_a_term_is_on_whom_it_names_else_on_the_office_that_signs(who: str, office: str) -> None:
    point = Point("free", words="Составить график.", who=who, until=SEPTEMBER)
    assigned = effects(order(point), known(), DAY)[0]
    assert [(one.kind, one.who, one.party, one.until) for one in assigned] == [
        ("assigned", who, office, SEPTEMBER)
    ]


def test_a_former_edition_lapses_on_the_day_on_which_that_which_replaces_it_enters() -> None:
    enter, repeal = Point("enter", (RENEWED,), since=SEPTEMBER), Point("repeal", (FIRST,))
    both = order(Point("approve", (RENEWED,)), enter, repeal)
    replaced = known(edition(FIRST, since=BEFORE), edition(RENEWED, former=FIRST))
    assert effects(both, replaced, DAY)[2] == (Effect("lapsed", FIRST, day=SEPTEMBER),)
    waits = known(edition(FIRST, since=BEFORE), edition(RENEWED, former=FIRST, enters=False))
    assert effects(both, waits, DAY)[2] == (Effect("lapsed", FIRST, day=DAY),)
    other = order(Point("approve", (SECOND,)), Point("enter", (SECOND,), since=SEPTEMBER), repeal)
    apart = known(edition(FIRST, since=BEFORE), edition(SECOND))
    assert effects(other, apart, DAY)[2] == (Effect("lapsed", FIRST, day=DAY),)


def test_a_revoked_creation_closes_the_body_and_ends_its_seats() -> None:
    facts = known(
        parties={"club": body("club", CLUB)},
        seats={"club": [KnownSeat("irina", CHAIR, BEFORE)]},
        points=issued(1, "create", Effect("created", party="club", day=BEFORE)),
    )
    assert [(one.kind, one.party) for one in effects(REVOKE, facts, DAY)[0][1:]] == [
        ("unseated", "club"),
        ("closed", "club"),
    ]


@pytest.mark.parametrize(
    ("since", "until", "lapses"),
    [(BEFORE, None, True), (BEFORE, SEPTEMBER, True), (BEFORE, DAY, False), (None, None, False)],
)
def test_a_revoked_entry_lapses_unless_the_edition_is_in_force_no_longer(
    since: date | None, until: date | None, lapses: bool
) -> None:
    facts = known(
        edition(FIRST, since=since, until=until),
        points=issued(1, "enter", Effect("in_force", FIRST, day=BEFORE)),
    )
    undone = effects(REVOKE, facts, DAY)[0][1:]
    assert [(one.kind, one.day) for one in undone] == [("lapsed", DAY)] * lapses


@pytest.mark.parametrize(("until", "back"), [(SEPTEMBER, True), (DAY, False), (None, False)])
def test_a_revoked_repeal_gives_force_back_only_before_its_day(until: date | None, back: bool) -> None:
    facts = known(
        edition(FIRST, since=BEFORE, until=until),
        points=issued(1, "repeal", Effect("lapsed", FIRST, day=SEPTEMBER)),
    )
    undone = effects(REVOKE, facts, DAY)[0][1:]
    assert [one.kind for one in undone] == ["unlapsed"] * back
