"""An installation as a command opens it: settings, database, read side; and who acts from a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from webapp import clock
from webapp.settings import Settings, read_settings
from workflow.errors import Invalid, Refused
from workflow.governance.people import Actor
from workflow.policy import ADMINISTRATOR
from workflow.ports import Moment
from workflow.values import Text

if TYPE_CHECKING:
    from storage.database import Database
    from storage.reads import Reads
    from storage.seating import PeopleDatabase


class System:
    """One installation; its database is opened when first used."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    @cached_property
    def database(self) -> Database:
        from storage.database import Database

        return Database(self.settings.database_url)

    @cached_property
    def reads(self) -> Reads:
        from storage.reads import Reads

        return Reads(self.database)

    @cached_property
    def people(self) -> PeopleDatabase:
        from storage.seating import PeopleDatabase

        return PeopleDatabase(self.database)

    @property
    def empty(self) -> bool:
        """Whether the database has no table at all."""
        from storage.operations import empty

        with self.database.read() as connection:
            return empty(connection)

    def moment(self, organisation: str) -> Moment:
        """Now and today in an organisation. Raises NotFound."""
        return clock.moment(self.reads.organisation(organisation, clock.today()).zone)

    def one_organisation(self, named: str | None) -> str:
        """The organisation that is named or, when there is one alone, that. Raises Invalid."""
        from storage.operations import organisations

        with self.database.read() as connection:
            known = organisations(connection, clock.today())
        if named is None and len(known) == 1:
            return known[0]
        if named not in known:
            raise Invalid({"organisation": _ORGANISATION.filled(known=", ".join(known) or "–")})
        return named

    def administrator(self, organisation: str, on: date) -> Actor:
        """The organisation's administrator in office: in whose name a command acts. Raises Refused."""
        from storage.operations import holder

        with self.database.read() as connection:
            person = holder(connection, ADMINISTRATOR, organisation, on)
        if person is None:
            raise Refused("no-administrator", _NOBODY.filled(organisation=organisation))
        return self.reads.actor(person, on)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation lies, told without making anything there."""

    settings: Settings

    @property
    def sqlite(self) -> Path | None:
        """The SQLite file; None when the database is on a server."""
        url = self.settings.database_url
        return Path(url.removeprefix("sqlite:///")) if url.startswith("sqlite:") else None


def place(data: Path | None) -> Place:
    """The installation's place. A command that shows no page needs no key, and makes none."""
    environment = {**os.environ, "GRIF_SECRET_KEY": os.environ.get("GRIF_SECRET_KEY") or "not-serving"}
    return Place(read_settings(data, environment))


@contextmanager
def existing(data: Path | None) -> Iterator[System]:
    """The installation in a folder, whatever its version. Raises Refused when there is none."""
    here = place(data)
    if here.sqlite is not None and not here.sqlite.exists():
        raise Refused("no-system", _NO_SYSTEM.filled(folder=here.settings.data))
    system = System(here.settings)
    try:
        yield system
    finally:
        system.database.dispose()


@contextmanager
def opened(data: Path | None) -> Iterator[System]:
    """The installation in a folder, its schema up to date. Raises Refused with the mend."""
    from storage.migrate import pending

    with existing(data) as system:
        if pending(system.database):
            raise Refused("old-schema", OLD)
        yield system


_NO_SYSTEM = Text(
    "В папке {folder} системы нет: заведите её командой grif init или укажите другую папку (--data)",
    "There is no system in {folder}: make one with grif init, or name another folder (--data)",
)
OLD = Text(
    "База данных другой версии, чем программа: сделайте копию и выполните grif migrate",
    "The database is of another version than the program: take a backup and run grif migrate",
)
_ORGANISATION = Text(
    "Назовите организацию (--organisation); есть: {known}",
    "Name the organisation (--organisation); there are: {known}",
)
_NOBODY = Text(
    "В организации {organisation} сейчас нет администратора: введите его на должность",
    "{organisation} has no administrator in office: seat one first",
)
