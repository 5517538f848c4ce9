"""What the record of an act and its paper read: editions, days in force, amendments, how it is signed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from storage.amendments import base_of
from storage.annexes import annexes_of, place_of
from storage.database import Database
from storage.flows import flows_of
from storage.force import correction_at
from storage.queries import documents as lists
from storage.queries import force, people
from storage.stamps import signers_of
from workflow.documents.document import Corrected
from workflow.documents.force import Days
from workflow.documents.life import EditionLife
from workflow.documents.own_annexes import OwnAnnex, Place
from workflow.governance.paperless import FlowDecision
from workflow.governance.people import PersonName
from workflow.values import DocumentKey, EditionKey


class ActReads:
    """Each call is one short transaction, or a part of the page's own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def editions(self, key: DocumentKey) -> list[lists.EditionRow]:
        with self._database.read() as connection:
            return lists.editions(connection, key)

    def force_days(self, key: DocumentKey) -> list[Days]:
        with self._database.read() as connection:
            return force.days(connection, key)

    def amendment_base(self, key: EditionKey) -> int | None:
        with self._database.read() as connection:
            return base_of(connection, key)

    def paper_signers(self, key: EditionKey) -> Mapping[str, str]:
        """Who signed each step of an archived paper, as read from it."""
        with self._database.read() as connection:
            return signers_of(connection, key)

    def life(self, key: DocumentKey) -> list[EditionLife]:
        """Every submitted edition with its dates."""
        with self._database.read() as connection:
            return force.life(connection, key)

    def correction(self, key: EditionKey, number: int) -> Corrected:
        with self._database.read() as connection:
            return correction_at(connection, key, number)

    def annexes(self, act: DocumentKey) -> Sequence[OwnAnnex]:
        """The annexes of an act that have a life of their own, without their editions."""
        with self._database.read() as connection:
            return annexes_of(connection, act)

    def annex_place(self, key: DocumentKey) -> Place | None:
        with self._database.read() as connection:
            return place_of(connection, key)

    def flows(self, organisation: str) -> list[FlowDecision]:
        """The decisions to sign on paper or in the system, by their days."""
        with self._database.read() as connection:
            return flows_of(connection, organisation)

    def people_of(self, organisation: str) -> list[PersonName]:
        """Everybody who ever held a seat or an office there, under each name."""
        with self._database.read() as connection:
            return people.people_of(connection, organisation)
