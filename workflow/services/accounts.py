"""Ways in that an administrator opens, shuts and renews."""

from __future__ import annotations

import re

from workflow.errors import Invalid, NotFound, Refused
from workflow.governance.people import Actor, Membership
from workflow.journal import Event
from workflow.policy import Permission, may, require
from workflow.ports import Moment
from workflow.services import own_journal
from workflow.services.people_ports import PeopleStore, PeopleWork
from workflow.values import Text

LOGIN = re.compile(r"[a-z0-9][a-z0-9@._+-]{1,198}")


def check_login(store: PeopleStore, login: str) -> None:
    """Raises Invalid when nobody can be given this login."""
    with store.work() as work:
        require_free(work, login)


def open_account(
    store: PeopleStore, actor: Actor, organisation: str, person: str, login: str, password: str, at: Moment
) -> None:
    """Give a person of the organisation a way in; `password` as it is kept. Raises NotFound or Invalid."""
    member = require(actor, Permission.MANAGE_PEOPLE, organisation)
    with store.work() as work:
        own_journal.lock(work, organisation, at)
        # An account opens whatever its person may do: only the person's own organisation gives it.
        if organisation not in work.people.actor(person, at.today).organisations:
            raise NotFound(NOT_OURS)
        if (known := work.accounts.login_of(person)) is not None:
            raise Invalid({"person": _HAS_LOGIN.filled(login=known)})
        require_free(work, login)
        work.accounts.open(person, login, password)
        event = _event("account_opened", actor, member, person, login)
        own_journal.tell(work, organisation, actor, event, at)


def disable(store: PeopleStore, actor: Actor, organisation: str, person: str, at: Moment) -> None:
    """Shut a person's way in and end every session of it. Raises NotFound or Refused."""
    member = require(actor, Permission.MANAGE_PEOPLE, organisation)
    if person == actor.person:
        raise Refused("own-account", _OWN)
    with store.work() as work:
        login = _login(work, actor, organisation, person, at)
        work.accounts.disable(person)
        event = _event("account_disabled", actor, member, person, login)
        own_journal.tell(work, organisation, actor, event, at)


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
        own_journal.tell(work, organisation, actor, event, at)


def require_free(work: PeopleWork, login: str) -> None:
    """Raises Invalid when the login is no login, or somebody has it."""
    if not LOGIN.fullmatch(login.strip().lower()):
        raise Invalid({"login": _LOGIN})
    if work.accounts.taken(login):
        raise Invalid({"login": _LOGIN_TAKEN.filled(login=login)})


def _login(work: PeopleWork, actor: Actor, organisation: str, person: str, at: Moment) -> str:
    """The login of one of the organisation's people. Raises NotFound, or Refused for another's people too."""
    own_journal.lock(work, organisation, at)
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
    return Event(kind, actor.person, member.kind, {"person_id": person}, {"login": login})


_OWN = Text(
    "Себе вход не закрывают: это сделает другой администратор",
    "Nobody shuts their own account: another administrator does it",
)
_ELSEWHERE = Text(
    "У этого человека есть место и в другой организации ({organisation}): решает и её администратор",
    "This person has a seat in another organisation too ({organisation}): its administrator has a say",
)
_HAS_LOGIN = Text("У этого человека уже есть логин {login}", "This person has the login {login} already")
_LOGIN = Text(
    "Логин: латинские буквы, цифры и знаки @ . _ + -, от 2 знаков",
    "A login: Latin letters, digits and @ . _ + -, 2 characters at least",
)
_LOGIN_TAKEN = Text("Логин {login} уже занят", "The login {login} is taken")
NOT_OURS = Text(
    "Этого человека нет в организации: сначала введите его в состав органа или на должность",
    "This person is not of the organisation: give a seat or an office first",
)
