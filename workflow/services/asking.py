"""Who asks and what is known, in the engine's terms: made from seats, offices, policy and the records."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from workflow.chain.case import SignOff, days_of
from workflow.engine.machine import Asker, Plan
from workflow.engine.permissions import MANAGER
from workflow.engine.process import Circumstances
from workflow.engine.situation import Situation
from workflow.governance.people import Actor
from workflow.governance.roles import ROLES
from workflow.policy import ADMINISTRATOR, TABLE, Permission, may
from workflow.ports import Moment
from workflow.values import PartyKey

AUTHOR = "author"
SITE: Mapping[str, Collection[str]] = {
    permission.value: tuple(ROLES) if "*" in kinds else (*kinds, MANAGER)
    for permission, kinds in TABLE.items()
}
"""What policy grants, as the permissions above every document; policy itself is asked all the same."""


def asker(actor: Actor, organisation: str, asked: Collection[PartyKey] = ()) -> Asker:
    """The actor with the roles and groups held today in the organisation and in the parties asked.

    An office gives its kind as a role, a seat its capacity; a body is a group by its kind.
    """
    own = [one for one in actor.memberships if one.party.organisation == organisation or one.party in asked]
    roles = {one.kind if one.nature == "office" else one.capacity for one in own}
    if ADMINISTRATOR in roles:
        roles.add(MANAGER)
    if may(actor, Permission.DRAFT, organisation):
        roles.add(AUTHOR)
    bodies = frozenset(one.kind for one in own if one.nature == "body")
    return Asker(frozenset(roles), person=actor.person, groups=bodies, site=SITE)


def circumstances(
    plan: Plan, at: Moment, answers: Sequence[SignOff] = (), dated: Mapping[str, date] | None = None
) -> Circumstances:
    """What conditions may look at beside the marking: the day, and who answered which step when.

    `dated` are the days of answers that are being given now.
    """
    if not plan.curious:
        return Circumstances(at.now)
    days = days_of(answers)
    by = {one.step: one.recorded_by for one in answers}
    return Circumstances(at.now, Situation({}, {**days, **(dated or {})}, by, today=at.today))
