"""What the order services need from storage beside `workflow.ports`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from workflow.documents.document import Document
from workflow.governance.names import Names
from workflow.governance.orders.carried import Ground
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.known import IssuedPoint, KnownParty
from workflow.governance.orders.order import Draft, Order, Point
from workflow.governance.people import PersonName
from workflow.services.people_ports import PeopleWork
from workflow.values import DocumentKey, EditionKey, PartyKey


class Orders(Protocol):
    """Drafts of orders, points of signed ones, and what points look up and change beside other ports."""

    def add(self, order: Order, made_by: str, now: str) -> Draft: ...
    def draft(self, organisation: str, number: int, *, lock: bool = False) -> Draft: ...
    def save(self, draft: Draft) -> Draft: ...
    def issue(
        self, organisation: str, id_: str, document: int, points: Sequence[tuple[Point, Sequence[Effect]]]
    ) -> None: ...
    def points(self, organisation: str, id_: str) -> Sequence[IssuedPoint]: ...
    def document(self, key: DocumentKey) -> Document: ...
    def grounds(self, key: EditionKey, today: date) -> tuple[Ground, ...]: ...
    def approval(self, key: EditionKey, today: date) -> Ground | None: ...
    def parties(self, organisation: str, on: date) -> Mapping[str, KnownParty]: ...
    def people(self, organisation: str, on: date) -> Mapping[str, PersonName]: ...
    def rename(self, key: PartyKey, names: Names, since: date) -> None: ...
    def close(self, key: PartyKey, until: date) -> None: ...


class OrderWork(PeopleWork, Protocol):
    """A unit of work that knows orders too."""

    @property
    def orders(self) -> Orders: ...


class OrderStore(Protocol):
    """Opens units of work with orders, and ones that only look."""

    def work(self) -> AbstractContextManager[OrderWork]: ...
    def look(self) -> AbstractContextManager[OrderWork]: ...
