"""What is to be indexed for the search, and its rows; how they are found is `storage.queries.searching`."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, delete, func, insert, or_, select

from storage import search_index
from storage.search_index import row_id
from storage.tables import edition, searched_clause, searched_edition
from workflow.documents.search_lines import Line
from workflow.values import DocumentKey, EditionKey

# Any number that no other program locks in our database: "serl" in ASCII.
_SERIALS = 0x7365726C
_SAME_EDITION = and_(
    searched_edition.c.organisation == edition.c.organisation,
    searched_edition.c.document == edition.c.document,
    searched_edition.c.edition == edition.c.number,
)


class SearchIndex:
    """The rows of the index inside a transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stale(self, key: DocumentKey) -> list[EditionKey]:
        """The editions of a document that have days in force and are not indexed as they read now."""
        now = func.coalesce(edition.c.corrected, 0)
        rows = self._connection.execute(
            select(edition.c.number)
            .outerjoin(searched_edition, _SAME_EDITION)
            .where(
                edition.c.organisation == key.organisation,
                edition.c.document == key.document,
                edition.c.in_force_from.is_not(None),
                or_(searched_edition.c.corrected.is_(None), searched_edition.c.corrected != now),
            )
            .order_by(edition.c.number)
        )
        return [EditionKey(*key, row.number) for row in rows]

    def keep(self, key: EditionKey, corrected: int, lines: Sequence[Line]) -> None:
        """Index an edition anew; `corrected` is the correction that the lines are of, 0 for none."""
        self.forget(key)
        serial, place = self._next_serial(), _place(key)
        self._connection.execute(
            insert(searched_edition), {**place, "corrected": corrected, "serial": serial}
        )
        rows = [
            {
                **place,
                "turn": turn,
                "id": row_id(serial, turn),
                "annex": one.annex,
                "uid": one.uid,
                "place_ru": one.place.ru,
                "place_en": one.place.en,
                "text": one.text,
            }
            for turn, one in enumerate(lines)
        ]
        self._connection.execute(insert(searched_clause), rows)
        # Rows of FTS5 go in quickly from the lowest number up.
        indexed = [(row_id(serial, turn), *one.entry) for turn, one in enumerate(lines)]
        search_index.add(self._connection, indexed[::-1])

    def forget(self, key: EditionKey) -> None:
        """The edition is found no more."""
        here = searched_edition.c
        where = (here.organisation == key.organisation, here.document == key.document)
        serial = self._connection.scalar(select(here.serial).where(*where, here.edition == key.edition))
        if serial is None:
            return
        search_index.remove(self._connection, serial)
        for table in (searched_clause, searched_edition):
            there = (table.c.organisation == key.organisation, table.c.document == key.document)
            self._connection.execute(delete(table).where(*there, table.c.edition == key.edition))

    def indexed(self, organisation: str) -> list[EditionKey]:
        """Every edition of an organisation that is indexed."""
        here = searched_edition.c
        rows = select(here.document, here.edition).where(here.organisation == organisation)
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
