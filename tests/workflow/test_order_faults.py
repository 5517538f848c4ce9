"""The bounds of what keeps an order from being signed: the nearest order that is wrong, and that is right."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from test_order_rules import (
    BEFORE,
    CLUB,
    CREATE,
    DAY,
    FIRST,
    IRINA,
    MEMBERS,
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

from workflow.governance.names import Names
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.faults import MAX_WORDS, faults
from workflow.governance.orders.known import Known, KnownSeat
from workflow.governance.orders.order import Annex, Member, Order, Point
from workflow.governance.people import ACTING, HOLDER, PersonName

ONE_DAY = timedelta(days=1)
APPROVE, REPEAL = Point("approve", (FIRST,)), Point("repeal", (FIRST,))
ENTER = Point("enter", (FIRST,), since=DAY)
RENEW = Point("approve", (RENEWED,))
REVOKE = Point("revoke", order="o1", number=1)
APPOINT = Point("appoint", party="head", who="irina", since=DAY)
REORGANISE = Point("reorganise", party="pedagogical_council", names=CLUB)
LIQUIDATE = Point("liquidate", party="pedagogical_council")
FREE = Point("free", words="Слова.")
NEW_BODY = {"pedagogical_council": replace(body("pedagogical_council"), since=DAY)}
ENDED_BODY = {"pedagogical_council": replace(body("pedagogical_council"), until=DAY)}


def renewed(former_since: object) -> Known:
    return known(edition(RENEWED, former=FIRST), edition(FIRST, since=former_since))


def revocable(kind: str, *done: Effect, dated: object = BEFORE) -> dict[str, object]:
    return {"points": {key: replace(one, dated=dated) for key, one in issued(1, kind, *done).items()}}


def seated(capacity: str, since: object, until: object = None) -> Known:
    return known(seats={"head": [KnownSeat("oleg", capacity, since, until)]})  # type: ignore[arg-type]


LAPSED = Effect("lapsed", FIRST, day=SEPTEMBER)
OF_SECOND = replace(LAPSED, edition=SECOND)
OVER = edition(SECOND, since=BEFORE, until=DAY)

RIGHT = [
    ((APPROVE,), known(edition(FIRST, latest=DAY))),
    ((APPROVE, ENTER), known(edition(FIRST))),
    ((RENEW,), renewed(DAY)),
    ((RENEW, replace(ENTER, editions=(RENEWED,), since=SEPTEMBER)), renewed(SEPTEMBER)),
    ((ENTER,), known(edition(FIRST, approved=True))),
    ((REPEAL,), known(edition(FIRST, since=DAY))),
    ((REPEAL,), known(edition(FIRST, since=BEFORE, until=DAY + ONE_DAY))),
    ((replace(REVOKE, since=DAY),), known(**revocable("appoint"))),
    ((REVOKE,), known(**revocable("appoint", dated=DAY))),
    ((REVOKE,), known(edition(FIRST, since=BEFORE, until=SEPTEMBER), **revocable("repeal", LAPSED))),
    (
        (REVOKE,),
        known(edition(FIRST, since=BEFORE, until=SEPTEMBER), OVER, **revocable("repeal", LAPSED, OF_SECOND)),
    ),
    ((replace(REORGANISE, since=DAY + ONE_DAY),), known(parties=NEW_BODY)),
    ((replace(LIQUIDATE, since=DAY + ONE_DAY),), known(parties=NEW_BODY)),
    ((CREATE, replace(MEMBERS, until=DAY + ONE_DAY)), known()),
    ((replace(APPOINT, who=IRINA),), known()),
    ((APPOINT,), known(parties={"head": replace(known().parties["head"], until=DAY + ONE_DAY)})),
    ((APPOINT,), seated(HOLDER, DAY - ONE_DAY)),
    ((replace(APPOINT, until=SEPTEMBER),), seated(HOLDER, SEPTEMBER)),
    ((replace(APPOINT, capacity=ACTING, basis="отпуск"),), seated(ACTING, BEFORE, DAY)),
    ((replace(FREE, words="а" * MAX_WORDS, who="irina", until=DAY + ONE_DAY),), known()),
]
WRONG = [
    ((RENEW,), renewed(SEPTEMBER), (1, "editions")),
    ((RENEW, replace(ENTER, editions=(RENEWED,))), renewed(SEPTEMBER), (2, "since")),
    ((Point("enter", since=DAY),), known(), (1, "editions")),
    ((replace(ENTER, editions=(FIRST, SECOND)),), known(edition(FIRST, approved=True)), (1, "editions")),
    ((Point("repeal"),), known(), (1, "editions")),
    ((REPEAL,), known(edition(FIRST, since=SEPTEMBER)), (1, "since")),
    ((replace(REVOKE, since=DAY - ONE_DAY),), known(**revocable("appoint")), (1, "since")),
    ((REVOKE,), known(**revocable("appoint", dated=SEPTEMBER)), (1, "since")),
    ((REVOKE,), known(OVER, **revocable("repeal", OF_SECOND)), (1, "order")),
    ((REVOKE,), known(edition(FIRST, since=BEFORE), **revocable("repeal", LAPSED)), (1, "order")),
    ((REVOKE,), known(**revocable("repeal", LAPSED)), (1, "order")),
    ((replace(CREATE, names=Names("клуб", " ", "клубом")),), known(), (1, "names")),
    ((replace(CREATE, party_kind=""),), known(), (1, "party_kind")),
    ((replace(CREATE, party=""),), known(), (1, "party_kind")),
    ((replace(REORGANISE, names=None),), known(), (1, "names")),
    ((replace(REORGANISE, names=Names("клуб", "клуба", "")),), known(), (1, "names")),
    ((REORGANISE,), known(parties=NEW_BODY), (1, "since")),
    ((LIQUIDATE,), known(parties=NEW_BODY), (1, "since")),
    ((REORGANISE,), known(parties=ENDED_BODY), (1, "since")),
    ((replace(MEMBERS, party="nobody"),), known(), (1, "party")),
    ((replace(MEMBERS, party="pedagogical_council", since=BEFORE),), known(), (1, "since")),
    ((CREATE, replace(MEMBERS, members=(Member(PersonName("Орлова", " ")),))), known(), (2, "members")),
    ((CREATE, replace(MEMBERS, members=(Member("irina"), Member("nobody")))), known(), (2, "members")),
    (
        (replace(MEMBERS, party="pedagogical_council", members=(Member("irina"),)),),
        known(seats={"pedagogical_council": [KnownSeat("oleg", "member", DAY + ONE_DAY)]}),
        (1, "since"),
    ),
    ((replace(APPOINT, capacity="chair"),), known(), (1, "capacity")),
    ((APPOINT,), seated(HOLDER, DAY), (1, "since")),
    ((APPOINT,), known(parties={"head": replace(known().parties["head"], until=DAY)}), (1, "since")),
    ((replace(APPOINT, capacity=ACTING, basis="отпуск"),), seated(ACTING, BEFORE), (1, "since")),
    ((FREE, Point("control", who=IRINA)), known(), (2, "who")),
    ((FREE, Point("control", who="nobody")), known(), (2, "who")),
    ((FREE, Point("control", until=DAY)), known(), (2, "until")),
    ((replace(FREE, words="а" * (MAX_WORDS + 1)),), known(), (1, "words")),
]


@pytest.mark.parametrize(("points", "facts"), RIGHT)
def test_an_order_just_within_the_bounds_is_right(points: tuple[Point, ...], facts: Known) -> None:
    assert wrong(order(*points, title="О разном"), facts) == []


@pytest.mark.parametrize(("points", "facts", "where"), WRONG)
def test_an_order_just_beyond_them_is_wrong_there_and_nowhere_else(
    points: tuple[Point, ...], facts: Known, where: tuple[int, str]
) -> None:
    assert wrong(order(*points, title="О разном"), facts) == [where]


@pytest.mark.parametrize(("annex", "right"), [(("Список", "1. Орлова"), 1), (("", "а"), 0), (("а", " "), 0)])
def test_an_annex_has_a_title_and_a_text(annex: tuple[str, str], right: int) -> None:
    of: Order = order(FREE, title="О разном", annexes=(Annex(*annex),))
    assert wrong(of, known()) == ([] if right else [(0, "annexes")])


def test_why_an_edition_cannot_enter_is_said() -> None:
    enter = order(replace(ENTER, since=SEPTEMBER))
    (entered,) = faults(enter, known(edition(FIRST, since=BEFORE, approved=True)), DAY)
    assert "уже введена в действие" in entered.message.ru
    (unapproved,) = faults(enter, known(edition(FIRST)), DAY)
    assert "не утверждена" in unapproved.message.ru


def test_of_two_days_the_later_bounds_a_revocation() -> None:
    (fault,) = faults(order(REVOKE), known(**revocable("appoint", dated=SEPTEMBER)), DAY)
    assert "01.09.2023" in fault.message.ru
