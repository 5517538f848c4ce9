"""Organisations with names in three cases and people with accounts, served on the day that a test says."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import make
import pypdfium2
from compiled import compiled_once
from databases import SqliteDatabases
from serving import PASSWORD, close_windows, run
from waitress.server import create_server
from werkzeug.security import generate_password_hash

import definitions
from storage.database import Database
from storage.seating import PeopleDatabase
from webapp import clock, create_app
from webapp.settings import Settings
from workflow.engine.reader import read
from workflow.governance.bodies import Organisation, Party
from workflow.governance.names import Names
from workflow.governance.people import HOLDER, Actor, PersonName
from workflow.governance.registers import Restart
from workflow.ports import Moment
from workflow.services import accounts, chains, people
from workflow.services.people_ports import Appointment, Founder
from workflow.values import PartyKey

if TYPE_CHECKING:
    import pytest
    from playwright.sync_api import Browser, Page

SINCE = date(2015, 9, 1)
CLERK = PersonName("Репина", "Нина", "Олеговна")
OFFICES = frozenset({"head", "authority", "auditor"})


@dataclass(frozen=True, slots=True)
class Place:
    """A body or an office, and who is in it: (capacity, full name, login)."""

    kind: str
    names: Names
    people: tuple[tuple[str, str, str], ...]
    restart: Restart = "calendar_year"


@dataclass
class Town:
    """One organisation behind an address; `travel` makes it another day for the application."""

    of: Organisation
    places: tuple[Place, ...]
    chains: tuple[str, ...]
    database: Database
    browser: Browser
    shift: timedelta = timedelta()
    address: str = ""

    def travel(self, day: date) -> None:
        """It is that day, at noon in UTC; sessions of other days are over."""
        noon = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=12)
        self.shift = noon - datetime.now(UTC)

    def sign_in(self, login: str, width: int = 1280) -> Page:
        """A fresh window in which that person has signed in."""
        page = self.browser.new_context(viewport={"width": width, "height": 900}, locale="ru-RU").new_page()
        page.goto(f"{self.address}/sign-in")
        page.get_by_label("Логин").fill(login)
        page.get_by_label("Пароль").fill(PASSWORD)
        page.get_by_role("button", name="Войти").click()
        page.locator('form[action="/sign-out"]').wait_for(state="attached")
        page.wait_for_load_state()
        return page

    def printed(self, page: Page, path: str, folder: Path) -> str:
        """The words of a PDF, kept in the folder, on one line and without no-break spaces."""
        answer = page.request.get(f"{self.address}/{self.of.id}/{path}")
        assert answer.ok, path
        (folder / f"{self.of.id}-{path.replace('/', '-')}.pdf").write_bytes(answer.body())
        pages = pypdfium2.PdfDocument(answer.body())
        words = " ".join(one.get_textpage().get_text_range() for one in pages)
        return " ".join(words.replace("\xa0", " ").split())

    def fill(self) -> None:
        """Found the organisation with its bodies, people, accounts and chains."""
        store, at, password = PeopleDatabase(self.database), make.moment(SINCE), _hashed()
        founder = Founder(CLERK, "clerk", password)
        clerk = people.found(store, self.of, founder, SINCE, at)
        with store.work() as work:
            actor = work.people.actor(clerk, SINCE)
        for place in self.places:
            self._open(store, actor, place, password, at)
        for chain in self.chains:
            definition = read(definitions.shipped()[chain], chain)
            chains.publish(store, actor, self.of.id, definition, at)

    def _open(self, store: PeopleDatabase, actor: Actor, place: Place, password: str, at: Moment) -> None:
        key = PartyKey(self.of.id, place.kind)
        nature = "office" if place.kind in OFFICES else "body"
        party = Party(key, nature, place.kind, place.names)
        register = people.default_register(party, restart=place.restart)
        people.add_party(store, actor, party, SINCE, at, register)
        for capacity, full, login in place.people:
            who = actor.person if full == CLERK.full else PersonName(*full.split())
            new = Appointment(who, capacity, SINCE)
            person = people.seat(store, actor, key, new, at)
            if login:
                accounts.open_account(store, actor, self.of.id, person, login, password, at)


def _hashed() -> str:
    return generate_password_hash(PASSWORD, method="scrypt:1024:8:1")


def held(full: str, login: str) -> tuple[tuple[str, str, str], ...]:
    """An office with its holder."""
    return ((HOLDER, full, login),)


@contextmanager
def opened(
    of: Organisation,
    places: Iterable[Place],
    chains: tuple[str, ...],
    browser: Browser,
    databases: SqliteDatabases,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Town]:
    """The organisation served under waitress on a free port."""
    database = Database(databases.filled("migrated", make.migrated))
    town = Town(of, tuple(places), chains, database, browser)
    town.fill()

    class Shifted(datetime):
        @classmethod
        def now(cls, tz=None):  # as the class above has it
            return datetime.now(tz) + town.shift

    monkeypatch.setattr(clock, "datetime", Shifted)
    settings = Settings(folder, str(database.url), "key of the tests", password_method="scrypt:1024:8:1")
    server = create_server(compiled_once(create_app(settings, database)), host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=run, args=(server,), daemon=True)
    thread.start()
    town.address = f"http://127.0.0.1:{server.effective_port}"
    try:
        yield town
    finally:
        close_windows(browser)
        server.close()
        database.dispose()
