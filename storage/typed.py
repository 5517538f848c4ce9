"""Texts that people have typed for a draft and not saved."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from storage.tables import typed
from workflow.documents.editing.typed import Typed
from workflow.values import EditionKey


class TypedTexts:
    """One row a window: a later text of the same window takes the place of the earlier."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, key: EditionKey) -> list[Typed]:
        """All that is typed for a draft, newest first."""
        found = self._connection.execute(
            select(typed).where(*_of(key)).order_by(typed.c.kept_at.desc(), typed.c.tab)
        )
        return [
            Typed(row.place, row.person, row.tab, row.version, row.seen, row.text, row.kept_at)
            for row in found
        ]

    def keep(self, key: EditionKey, one: Typed) -> None:
        """Keep a text over what its window kept before."""
        row = {"version": one.version, "seen": one.seen, "text": one.text, "kept_at": one.kept_at}
        where = _window(key, one.place, one.person, one.tab)
        if not self._connection.execute(update(typed).where(*where).values(row)).rowcount:
            place = {"place": one.place, "person": one.person, "tab": one.tab}
            of = {"organisation": key.organisation, "document": key.document, "edition": key.edition}
            self._connection.execute(insert(typed), {**of, **place, **row})

    def drop(self, key: EditionKey, place: str, person: str, tab: str) -> None:
        """The text is saved, or not wanted any more."""
        self._connection.execute(delete(typed).where(*_window(key, place, person, tab)))


def _of(key: EditionKey) -> tuple[ColumnElement[bool], ...]:
    return (
        typed.c.organisation == key.organisation,
        typed.c.document == key.document,
        typed.c.edition == key.edition,
    )


def _window(key: EditionKey, place: str, person: str, tab: str) -> tuple[ColumnElement[bool], ...]:
    return (*_of(key), typed.c.place == place, typed.c.person == person, typed.c.tab == tab)
