"""Recorded facts may be added and read, nothing else: the database itself refuses the rest."""

from __future__ import annotations

from collections.abc import Iterator

TABLES = (
    "event",
    "order_point",
    "order_effect",
    "sitting",
    "meeting",
    "attendance",
    "agenda_item",
    "vote",
    "correction",
    "ballot_verdict",
    "editorial_correction",
)
"""The journal, orders, and what the minutes say: what was wrong in it is said by another row."""


def statements(dialect: str) -> Iterator[str]:
    """The statements that make these tables append-only on that database."""
    if dialect == "postgresql":
        yield _FUNCTION
        for table in TABLES:
            yield (
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
                "FOR EACH STATEMENT EXECUTE FUNCTION grif_append_only()"
            )
        return
    for table in TABLES:
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    yield _NO_REPLACE


_FUNCTION = """
CREATE FUNCTION grif_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$
"""
# INSERT OR REPLACE removes the rows in its way without a DELETE trigger ever hearing of it.
_NO_REPLACE = """
CREATE TRIGGER event_no_replace BEFORE INSERT ON event BEGIN
    SELECT RAISE(ABORT, 'the journal is append-only: this record is there') FROM event
    WHERE organisation = NEW.organisation AND document = NEW.document AND seq = NEW.seq;
    SELECT RAISE(ABORT, 'the journal is append-only: this command is recorded') FROM event
    WHERE organisation = NEW.organisation AND command = NEW.command;
END
"""
