"""Which clauses of editions hold given words; what is to be indexed, and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Subquery, and_, delete, func, insert, or_, select

from storage import search_index
from storage.search_index import TURNS, clause_words, row_id
from storage.tables import document, edition, searched_clause, searched_edition
from workflow.documents.search_lines import Line
from workflow.services.searching import Hit, Question, Status
from workflow.values import DocumentKey, EditionKey, Text

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
                "uid": one.uid,
                "place_ru": one.place.ru,
                "place_en": one.place.en,
                "text": one.text,
            }
            for turn, one in enumerate(lines)
        ]
        self._connection.execute(insert(searched_clause), rows)
        # Rows of FTS5 go in quickly from the lowest number up.
        indexed = [(row_id(serial, turn), " ".join(one.stems)) for turn, one in enumerate(lines)]
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
        """Every document of an organisation with an edition that has days in force."""
        rows = self._connection.scalars(
            select(edition.c.document)
            .where(edition.c.organisation == organisation, edition.c.in_force_from.is_not(None))
            .distinct()
            .order_by(edition.c.document)
        )
        return [DocumentKey(organisation, number) for number in rows]

    def _next_serial(self) -> int:
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(select(func.pg_advisory_xact_lock(_SERIALS)))
        return (self._connection.scalar(select(func.max(searched_edition.c.serial))) or 0) + 1


def search(connection: Connection, asked: Question, limit: int) -> list[Hit]:
    """The clauses that hold every phrase, newest text first and each text from its beginning."""
    dialect = connection.dialect.name
    number = search_index.row_number(dialect)
    query = (
        select(
            number.label("id"),
            searched_edition.c.organisation,
            searched_edition.c.document,
            searched_edition.c.edition,
            edition.c.title,
            edition.c.word,
            edition.c.in_force_from,
            edition.c.in_force_until,
        )
        .select_from(clause_words)
        .join(searched_edition, searched_edition.c.serial == number.op("/")(TURNS))
        .join(edition, _SAME_EDITION)
        .join(
            document,
            and_(
                document.c.organisation == searched_edition.c.organisation,
                document.c.number == searched_edition.c.document,
            ),
        )
        .where(search_index.matching(dialect, asked.phrases), *_filters(asked))
        .order_by(number.desc())
        .limit(limit)
    )
    if asked.after is not None:
        query = query.where(number < asked.after)
    return [_hit(row) for row in connection.execute(_with_words(query.subquery("found")))]


def _with_words(found: Subquery) -> Select[Any]:
    """The clauses of one page alone: PostgreSQL would read them all before it knows how few there are."""
    return (
        select(found, *(searched_clause.c[one] for one in ("uid", "place_ru", "place_en", "text")))
        .join(
            searched_clause,
            and_(
                *(searched_clause.c[one] == found.c[one] for one in ("organisation", "document", "edition")),
                searched_clause.c.turn == TURNS - 1 - found.c.id.op("%")(TURNS),
            ),
        )
        .order_by(found.c.id.desc())
    )


def _filters(asked: Question) -> list[ColumnElement[bool]]:
    found = [searched_edition.c.organisation.in_(asked.organisations), *_standing(asked)]
    if asked.kind:
        found.append(document.c.kind == asked.kind)
    if asked.body:
        found.append(document.c.body == asked.body)
    if asked.number is not None:
        found.append(document.c.number == asked.number)
    return found


def _standing(asked: Question) -> list[ColumnElement[bool]]:
    since, until, day = edition.c.in_force_from, edition.c.in_force_until, asked.day
    return {
        Status.IN_FORCE: [since <= day, or_(until.is_(None), until > day)],
        Status.LAPSED: [until <= day],
        Status.COMING: [since > day],
    }[asked.status]


def _hit(row: Any) -> Hit:  # a joined row
    return Hit(
        EditionKey(row.organisation, row.document, row.edition),
        row.title,
        row.word,
        row.uid,
        Text(row.place_ru, row.place_en),
        row.text,
        row.in_force_from,
        row.in_force_until,
        row.id,
    )


def _place(key: EditionKey) -> dict[str, object]:
    return {"organisation": key.organisation, "document": key.document, "edition": key.edition}
