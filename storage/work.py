"""One transaction's repositories, made as they are asked for."""

from __future__ import annotations

from functools import cached_property

from sqlalchemy import Connection

from storage.amendments import Amendments
from storage.ballots import Ballots
from storage.calendars import Calendars
from storage.cases import Cases
from storage.definitions import Definitions
from storage.documents import Documents
from storage.files import Files
from storage.findings import Findings
from storage.heads import Heads
from storage.instruments import Instruments
from storage.jobs import Jobs
from storage.journal import Journal
from storage.people import People
from storage.sittings import Sittings
from storage.stamps import Stamps
from storage.typed import TypedTexts


class Work:
    """A unit of work (`workflow.ports.Work`) over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._heads = Heads(connection)

    @cached_property
    def documents(self) -> Documents:
        return Documents(self.connection, self._heads)

    @cached_property
    def amendments(self) -> Amendments:
        return Amendments(self.connection)

    @cached_property
    def cases(self) -> Cases:
        return Cases(self.connection, self._heads)

    @cached_property
    def journal(self) -> Journal:
        return Journal(self.connection, self._heads)

    @cached_property
    def people(self) -> People:
        return People(self.connection)

    @cached_property
    def instruments(self) -> Instruments:
        return Instruments(self.connection)

    @cached_property
    def definitions(self) -> Definitions:
        return Definitions(self.connection)

    @cached_property
    def jobs(self) -> Jobs:
        return Jobs(self.connection)

    @cached_property
    def findings(self) -> Findings:
        return Findings(self.connection)

    @cached_property
    def files(self) -> Files:
        return Files(self.connection)

    @cached_property
    def calendars(self) -> Calendars:
        return Calendars(self.connection)

    @cached_property
    def sittings(self) -> Sittings:
        return Sittings(self.connection)

    @cached_property
    def ballots(self) -> Ballots:
        return Ballots(self.connection)

    @cached_property
    def stamps(self) -> Stamps:
        return Stamps(self.connection)

    @cached_property
    def typed(self) -> TypedTexts:
        return TypedTexts(self.connection)
