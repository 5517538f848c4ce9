"""Ways in that an administrator shuts or opens again: only of people whose every seat is in their hands."""

from __future__ import annotations

from workflow.errors import NotFound, Refused
from workflow.governance.people import Actor, Membership
from workflow.journal import Event
from workflow.policy import Permission, may, require
from workflow.ports import Moment
from workflow.services.people_ports import PeopleStore, PeopleWork
from workflow.values import DocumentKey, Text


def disable(store: PeopleStore, actor: Actor, organisation: str, person: str, at: Moment) -> None:
    """Shut a person's way in and end every session of it. Raises NotFound or Refused."""
    member = require(actor, Permission.MANAGE_PEOPLE, organisation)
    if person == actor.person:
        raise Refused("own-account", _OWN)
    with store.work() as work:
        login = _login(work, actor, organisation, person, at)
        work.accounts.disable(person)
        event = _event("account_disabled", actor, member, person, login)
        work.journal.record(DocumentKey(organisation, 0), at.now, [event])


def renew(
    store: PeopleStore, actor: Actor, organisation: str, person: str, password: str, at: Moment
) -> None:
    """Give an account a new password and open it if it was shut; its sessions end.

    `password` is as it is kept. Raises NotFound or Refused.
    """
    member = require(actor, Permission.MANAGE_PEOPLE, organisation)
    with store.work() as work:
        login = _login(work, actor, organisation, person, at)
        work.accounts.renew(person, password)
        event = _event("account_renewed", actor, member, person, login)
        work.journal.record(DocumentKey(organisation, 0), at.now, [event])


def _login(work: PeopleWork, actor: Actor, organisation: str, person: str, at: Moment) -> str:
    """The login of one of the organisation's people. Raises NotFound, or Refused for another's people too."""
    # Recording nothing takes the lock of the organisation's own journal.
    work.journal.record(DocumentKey(organisation, 0), at.now, [])
    homes = work.seats.homes(person)
    login = work.accounts.login_of(person)
    if organisation not in homes or login is None:
        raise NotFound
    # Whoever holds the password acts in every seat of the person, so each needs this administrator's say.
    for home, until in homes.items():
        lasting = until is None or at.today < until
        if lasting and not may(actor, Permission.MANAGE_PEOPLE, home):
            name = work.people.organisation(home, at.today).names.nominative
            raise Refused("seat-elsewhere", _ELSEWHERE.filled(organisation=name))
    return login


def _event(kind: str, actor: Actor, member: Membership, person: str, login: str) -> Event:
    personal = {"name": actor.name.full, "login": login}
    return Event(kind, actor.person, member.kind, {"person_id": person}, personal)


_OWN = Text(
    "Себе вход не закрывают: это сделает другой администратор",
    "Nobody shuts their own account: another administrator does it",
)
_ELSEWHERE = Text(
    "У этого человека есть место и в другой организации ({organisation}): решает и её администратор",
    "This person has a seat in another organisation too ({organisation}): its administrator has a say",
)
