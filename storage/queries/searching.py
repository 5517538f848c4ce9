"""Which indexed editions count for a question, which of their clauses hold it, and what those say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    String,
    TableValuedAlias,
    and_,
    case,
    cast,
    column,
    exists,
    func,
    literal,
    or_,
    select,
)

from storage.search_index import TURNS, held, place_of, row_id
from storage.tables import (
    annex,
    decision,
    document,
    edition,
    instrument,
    searched_clause,
    sign_off,
)
from storage.tables import searched_edition as indexed
from storage.tables.references import BY_INSTRUMENT
from workflow.documents.search_words import Match
from workflow.services.searching import Hit, Question, Status
from workflow.values import EditionKey, Text

_MANY_LATE = 500
_SAME_EDITION = and_(
    indexed.c.organisation == edition.c.organisation,
    indexed.c.document == edition.c.document,
    indexed.c.edition == edition.c.number,
)
_ITS_DOCUMENT = and_(
    document.c.organisation == indexed.c.organisation, document.c.number == indexed.c.document
)


def scope(connection: Connection, asked: Question) -> list[int]:
    """The serials of the indexed editions that count, the newest first."""
    query = select(indexed.c.serial).join(edition, _SAME_EDITION).where(*_chosen(asked), *_standing(asked))
    return sorted(connection.scalars(query), reverse=True)


def found(
    connection: Connection, asked: Question, serials: Sequence[int], match: Match, most: int
) -> list[int]:
    """The rows that hold it, newest text first, each from its beginning; clauses with a later day last."""
    numbers = held(connection, serials, match, most) if serials else []
    if asked.status is Status.COMING and len(numbers) < most:
        late = _late_rows(connection, asked)
        serials = sorted({place_of(one)[0] for one in late}, reverse=True)
        numbers += [one for one in held(connection, serials, match, _MANY_LATE) if one in late]
    return numbers[:most]


def hits(connection: Connection, asked: Question, numbers: Sequence[int]) -> list[Hit]:
    """What those rows say, in their order; an annex that another document speaks for by then is left out."""
    if not numbers:
        return []
    serials = sorted({place_of(one)[0] for one in numbers})
    dialect = connection.dialect.name
    editions = {row.serial: row for row in connection.execute(_editions(_listed(dialect, serials)))}
    clauses = connection.execute(_clauses(_listed(dialect, numbers), asked.day))
    said = {row.id: _hit(row, editions[place_of(row.id)[0]]) for row in clauses}
    return [said[one] for one in numbers if one in said]


def _chosen(asked: Question) -> list[ColumnElement[bool]]:
    chosen: list[ColumnElement[bool]] = [indexed.c.organisation.in_(asked.organisations)]
    if asked.kind:
        chosen.append(exists().where(_ITS_DOCUMENT, document.c.kind == asked.kind))
    if asked.body:
        answers = exists().where(_ITS_DOCUMENT, document.c.body == asked.body)
        chosen.append(or_(answers, exists().where(_of_edition(sign_off), sign_off.c.party == asked.body)))
    if asked.number:
        chosen.append(_numbered(asked.number))
    return chosen


def _numbered(typed: str) -> ColumnElement[bool]:
    """A document's number, that of the order or protocol that decided it, or the one it has as an order."""
    printed = instrument.c.printed.in_({typed, typed.upper(), typed.lower()})
    decided = exists().where(_of_edition(decision), BY_INSTRUMENT.on, printed)
    itself = exists().where(
        instrument.c.organisation == indexed.c.organisation,
        instrument.c.document == indexed.c.document,
        printed,
    )
    return or_(cast(indexed.c.document, String) == typed, decided, itself)


def _standing(asked: Question) -> list[ColumnElement[bool]]:
    """An edition that ends no later than it begins was never in force; one text a day counts."""
    since, until, day = edition.c.in_force_from, edition.c.in_force_until, asked.day
    read = indexed.c
    reads = [or_(read.since.is_(None), read.since <= day), or_(read.until.is_(None), read.until > day)]
    return {
        Status.IN_FORCE: [since <= day, or_(until.is_(None), until > day), *reads],
        Status.LAPSED: [until <= day, since < until, read.until.is_(None)],
        Status.COMING: [since > day, or_(until.is_(None), until > since), read.since.is_(None)],
    }[asked.status]


def _late_rows(connection: Connection, asked: Question) -> set[int]:
    """Clauses whose own day is still to come, as they read on it."""
    here = and_(_of_edition(searched_clause), searched_clause.c.reading == indexed.c.reading)
    until, own = edition.c.in_force_until, searched_clause.c.since
    late = (
        select(searched_clause.c.id)
        .select_from(indexed)
        .join(edition, _SAME_EDITION)
        .join(searched_clause, here)
        .where(*_chosen(asked), indexed.c.since > asked.day, own == indexed.c.since)
        .where(or_(until.is_(None), until > asked.day))
        .limit(_MANY_LATE)
    )
    return set(connection.scalars(late))


def _editions(serials: TableValuedAlias) -> Select[Any]:
    """The editions with their titles as they read now, the words for their kinds, their days."""
    title = searched_clause
    return (
        select(indexed, title.c.text, document.c.word, edition.c.in_force_from, edition.c.in_force_until)
        .select_from(serials)
        .join(indexed, indexed.c.serial == serials.c.value)
        .join(title, title.c.id == indexed.c.serial * literal(TURNS) + row_id(0, 0))
        .join(document, _ITS_DOCUMENT)
        .join(edition, _SAME_EDITION)
    )


def _clauses(numbers: TableValuedAlias, day: date) -> Select[Any]:
    """The clauses, with the days of those that are not in force on that day though the edition is."""
    own = searched_clause.c.since
    return (
        select(searched_clause, case((own > day, own)).label("late"))
        .select_from(numbers)
        .join(searched_clause, searched_clause.c.id == numbers.c.value)
        .where(or_(searched_clause.c.annex == 0, ~_speaks(day)))
    )


def _speaks(day: date) -> ColumnElement[bool]:
    """Whether the clause's annex has become a document of its own by that day."""
    own = edition.alias("own")
    return exists().where(
        annex.c.organisation == searched_clause.c.organisation,
        annex.c.act == searched_clause.c.document,
        annex.c.turn == searched_clause.c.annex,
        own.c.organisation == annex.c.organisation,
        own.c.document == annex.c.document,
        own.c.in_force_from <= day,
        or_(own.c.in_force_until.is_(None), own.c.in_force_from < own.c.in_force_until),
    )


def _listed(dialect: str, numbers: Sequence[int]) -> TableValuedAlias:
    """The numbers as rows to join with, in one parameter."""
    if dialect == "sqlite":
        return func.json_each(json.dumps(numbers)).table_valued(column("value", Integer))
    listed = func.unnest(cast(list(numbers), ARRAY(BigInteger)))
    return listed.table_valued(column("value", BigInteger)).render_derived()


def _of_edition(table: FromClause) -> ColumnElement[bool]:
    return and_(*(table.c[one] == indexed.c[one] for one in ("organisation", "document", "edition")))


def _hit(row: Any, of: Any) -> Hit:  # rows of a clause and of its edition
    return Hit(
        EditionKey(of.organisation, of.document, of.edition),
        of.text,
        of.word,
        row.annex,
        row.uid,
        Text(row.place_ru, row.place_en),
        row.text,
        of.in_force_from,
        of.in_force_until,
        row.late,
        row.id,
    )
