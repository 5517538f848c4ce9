"""Documents that are annexes of others: whose, and under which number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert, select

from storage.tables import annex, edition
from workflow.documents.declension import annex_words, named_document
from workflow.documents.own_annexes import OwnAnnex, Place
from workflow.values import DocumentKey


class Annexes:
    """Rows, and whose annexes they tell. The caller's command has locked the act's head."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, key: DocumentKey, place: Place) -> None:
        """The document is an annex from now on, and always."""
        row = {"organisation": key.organisation, "document": key.document}
        self._connection.execute(insert(annex), {**row, "act": place.act.document, "turn": place.turn})

    def of(self, act: DocumentKey) -> Sequence[OwnAnnex]:
        """The annexes of an act that have a life of their own, by their numbers."""
        return annexes_of(self._connection, act)

    def named(self, key: DocumentKey, on: date) -> str:
        """Whose annex the document is on that day, in words; empty for none."""
        return annex_named(self._connection, key, on)


def annexes_of(connection: Connection, act: DocumentKey) -> Sequence[OwnAnnex]:
    """The annexes of an act that are documents, by their numbers; their editions are not told here."""
    rows = connection.execute(
        select(annex).where(annex.c.organisation == act.organisation, annex.c.act == act.document)
    )
    known = (OwnAnnex(DocumentKey(row.organisation, row.document), row.turn) for row in rows)
    return sorted(known, key=lambda one: one.turn)


def place_of(connection: Connection, key: DocumentKey) -> Place | None:
    """Where a document stands as an annex; None for one that is none."""
    row: Any = connection.execute(
        select(annex).where(annex.c.organisation == key.organisation, annex.c.document == key.document)
    ).one_or_none()
    return None if row is None else Place(DocumentKey(key.organisation, row.act), row.turn)


def annex_named(connection: Connection, key: DocumentKey, on: date) -> str:
    """«№ 1 к Положению о хоре»: under the act's title of that day, so that a reprint says the same."""
    place = place_of(connection, key)
    if place is None:
        return ""
    row = connection.execute(
        select(edition.c.title, edition.c.word)
        .where(
            edition.c.organisation == place.act.organisation,
            edition.c.document == place.act.document,
            edition.c.in_force_from <= on,
        )
        .order_by(edition.c.in_force_from.desc(), edition.c.number.desc())
        .limit(1)
    ).one_or_none()
    return annex_words(place.turn, named_document(row.title, row.word)) if row else ""
