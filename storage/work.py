"""One transaction's repositories."""

from __future__ import annotations

from sqlalchemy import Connection

from storage.amendments import Amendments
from storage.annexes import Annexes
from storage.ballots import Ballots
from storage.brought import BroughtFiles
from storage.calendars import Calendars
from storage.cases import Cases
from storage.definitions import Definitions
from storage.documents import Documents
from storage.files import Files
from storage.findings import Findings
from storage.flows import Flows
from storage.force import Force
from storage.heads import Heads
from storage.instruments import Instruments
from storage.jobs import Jobs
from storage.journal import Journal
from storage.people import People
from storage.search import SearchIndex
from storage.sittings import Sittings
from storage.stamps import Stamps
from storage.typed import TypedTexts


class Work:
    """A unit of work (`workflow.ports.Work`) over one connection."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        heads = Heads(connection)
        self.documents = Documents(connection, heads)
        self.amendments = Amendments(connection)
        self.annexes = Annexes(connection)
        self.cases = Cases(connection, heads)
        self.journal = Journal(connection, heads)
        self.people = People(connection)
        self.instruments = Instruments(connection)
        self.definitions = Definitions(connection)
        self.jobs = Jobs(connection)
        self.findings = Findings(connection)
        self.flows = Flows(connection)
        self.force = Force(connection)
        self.files = Files(connection)
        self.calendars = Calendars(connection)
        self.search = SearchIndex(connection)
        self.sittings = Sittings(connection)
        self.ballots = Ballots(connection)
        self.stamps = Stamps(connection)
        self.typed = TypedTexts(connection)
        self.brought = BroughtFiles(connection)
