"""What every view works with: the store, the read side and the settings of this application."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, abort, current_app, g, request
from flask_login import current_user

from webapp import clock
from webapp.settings import Settings
from workflow.errors import NotFound
from workflow.governance.bodies import Organisation
from workflow.governance.people import Actor
from workflow.ports import Moment, Store
from workflow.services.migration_ports import MigrationStore
from workflow.services.order_ports import OrderStore
from workflow.services.people_ports import PeopleStore
from workflow.services.sitting_ports import SittingStore


@dataclass(frozen=True, slots=True)
class Grif:
    """The application's parts; `accounts` writes sign-ins, `reads` answers every list and page."""

    settings: Settings
    store: Store
    people: PeopleStore
    migrations: MigrationStore
    orders: OrderStore
    sittings: SittingStore
    reads: Any  # storage.reads.Reads, which only the factory may name
    accounts: Any  # storage.accounts, likewise
    work: Callable[[], AbstractContextManager[Any]]
    page: Callable[[], AbstractContextManager[None]]
    dummy_password: str


def grif() -> Grif:
    """The parts of the running application."""
    return cast("Grif", current_app.extensions["grif"])


def init_reading(app: Flask) -> None:
    """What a request reads, it reads in one transaction."""
    app.before_request(_begin_page)
    app.teardown_request(_end_page)


def _begin_page() -> None:
    if request.endpoint != "static":
        g.page = grif().page()
        g.page.__enter__()


def _end_page(_fault: BaseException | None) -> None:
    page = g.pop("page", None)
    if page is not None:
        page.__exit__(None, None, None)


def actor() -> Actor:
    """The signed-in person with the seats held today."""
    user = current_user._get_current_object()
    if not user.is_authenticated:
        abort(401)
    return cast("Actor", user.actor)


def has_worklists() -> bool:
    """Whether some document may stand on a worklist of the signed-in person: known without asking."""
    return bool(current_user.listed)


def wanting_ballots() -> tuple[list[Any], list[Any]]:
    """The votes that want the signed-in person's voice, and those he owes an end or a protocol."""
    if not current_user.voting:
        return [], []
    if "ballots" not in g:
        one = actor()
        own = [seat.party for seat in one.recording() if seat.nature == "body"]
        g.ballots = grif().reads.ballots_wanting(one.person, one.organisations, own, clock.today())
    return cast("tuple[list[Any], list[Any]]", g.ballots)


def has_assignments() -> bool:
    """Whether the signed-in person answers for a point of an order: known without asking."""
    return bool(current_user.assigned)


def waiting_count() -> int:
    """How many tasks and votes wait for the signed-in person, read once a request."""
    if "waiting" not in g:
        g.waiting = grif().reads.waiting_count([one.party for one in actor().recording()])
    return int(g.waiting) + sum(map(len, wanting_ballots()))


def organisation_today(organisation: str) -> Organisation:
    """The organisation under its names of today, read once a request. Raises NotFound."""
    known: dict[str, Organisation] = g.setdefault("organisations", {})
    if organisation not in known:
        known[organisation] = grif().reads.organisation(organisation, clock.today())
    return known[organisation]


def organisation_zone(organisation: str) -> str:
    """The zone of an organisation, whose day it is."""
    return organisation_today(organisation).zone


def moment(organisation: str) -> Moment:
    """Now and today in an organisation. Raises NotFound when there is none."""
    try:
        return clock.moment(organisation_zone(organisation))
    except LookupError:
        raise NotFound from None
