"""What is to be indexed for the search, and its rows; how they are found is `storage.queries.searching`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select

from storage import search_index
from storage.search_index import row_id
from storage.tables import clause_entry, edition, searched_clause, searched_edition
from workflow.documents.search_lines import Indexed
from workflow.values import DocumentKey, EditionKey

# Any number that no other program locks in our database: "serl" in ASCII.
_SERIALS = 0x7365726C


class SearchIndex:
    """The rows of the index inside a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def editions(self, key: DocumentKey) -> list[EditionKey]:
        """The editions of a document that have days in force."""
        rows = self._connection.scalars(
            select(edition.c.number)
            .where(*_of(edition, key), edition.c.in_force_from.is_not(None))
            .order_by(edition.c.number)
        )
        return [EditionKey(*key, number) for number in rows]

    def told(self, key: DocumentKey) -> dict[int, dict[str, date]]:
        """For each edition the clauses that were told a day of their own."""
        found: dict[int, dict[str, date]] = {}
        here = clause_entry.c
        rows = select(here.edition, here.uid, here.since).where(*_of(clause_entry, key))
        for row in self._connection.execute(rows):
            found.setdefault(row.edition, {})[row.uid] = row.since
        return found

    def known(self, key: DocumentKey) -> dict[int, tuple[str, ...]]:
        """For each indexed edition of a document the hashes of its texts, in the order of their days."""
        found: dict[int, tuple[str, ...]] = {}
        here = searched_edition.c
        rows = select(here.edition, here.hash).where(*_of(searched_edition, key))
        for row in self._connection.execute(rows.order_by(here.edition, here.reading)):
            found[row.edition] = (*found.get(row.edition, ()), row.hash)
        return found

    def keep(self, key: EditionKey, read: Sequence[Indexed]) -> None:
        """Index an edition anew, each of the texts that it reads on its days."""
        self.forget(key)
        for turn, one in enumerate(read):
            self._keep({**_place(key), "reading": turn}, one)

    def _keep(self, place: dict[str, object], one: Indexed) -> None:
        serial = self._next_serial()
        days = {"since": one.since, "until": one.until, "hash": one.hash, "serial": serial}
        self._connection.execute(insert(searched_edition), {**place, **days})
        rows = [
            {
                **place,
                "turn": turn,
                "id": row_id(serial, turn),
                "annex": line.annex,
                "uid": line.uid,
                "since": one.entered.get(line.uid),
                "place_ru": line.place.ru,
                "place_en": line.place.en,
                "text": line.text,
            }
            for turn, line in enumerate(one.lines)
        ]
        self._connection.execute(insert(searched_clause), rows)
        # Rows of FTS5 go in quickly from the lowest number up.
        indexed = [(row_id(serial, turn), *line.entry) for turn, line in enumerate(one.lines)]
        search_index.add(self._connection, indexed[::-1])

    def forget(self, key: EditionKey) -> None:
        """The edition is found no more."""
        here = searched_edition.c
        where = (*_of(searched_edition, key.of), here.edition == key.edition)
        for serial in self._connection.scalars(select(here.serial).where(*where)).all():
            search_index.remove(self._connection, serial)
        for table in (searched_clause, searched_edition):
            there = (*_of(table, key.of), table.c.edition == key.edition)
            self._connection.execute(delete(table).where(*there))

    def indexed(self, organisation: str) -> list[EditionKey]:
        """Every edition of an organisation that is indexed."""
        here = searched_edition.c
        rows = select(here.document, here.edition).where(here.organisation == organisation).distinct()
        return [EditionKey(organisation, *row) for row in self._connection.execute(rows)]

    def documents(self, organisation: str) -> list[DocumentKey]:
        """Every document of an organisation with an edition that has days in force, the newest last."""
        rows = self._connection.scalars(
            select(edition.c.document)
            .where(edition.c.organisation == organisation, edition.c.in_force_from.is_not(None))
            .group_by(edition.c.document)
            .order_by(func.max(edition.c.in_force_from), edition.c.document)
        )
        return [DocumentKey(organisation, number) for number in rows]

    def _next_serial(self) -> int:
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(_SERIALS)))
        return (self._connection.scalar(select(func.max(searched_edition.c.serial))) or 0) + 1


def _place(key: EditionKey) -> dict[str, object]:
    return {"organisation": key.organisation, "document": key.document, "edition": key.edition}


def _of(table: Table, key: DocumentKey) -> tuple[ColumnElement[bool], ...]:
    return (table.c.organisation == key.organisation, table.c.document == key.document)
