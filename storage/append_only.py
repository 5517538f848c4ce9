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
KEPT = ("organisation", "document", "seq", "at", "kind", "record", "hash", "command")
ERASABLE = ("salt", "payload")
"""A record's columns; and those beside it, which name people: they may be emptied, both at once."""


def statements(dialect: str) -> Iterator[str]:
    """The statements that make these tables append-only on that database."""
    yield from _on_postgresql() if dialect == "postgresql" else _on_sqlite()


def _on_postgresql() -> Iterator[str]:
    yield _FUNCTION
    for table in TABLES:
        yield (
            f"CREATE TRIGGER {table}_append_only BEFORE {_update(table)} OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION grif_append_only()"
        )
    yield (
        f"CREATE TRIGGER event_no_rewording BEFORE {_REWORDING} ON event FOR EACH ROW WHEN ({_REWORDED}) "
        "EXECUTE FUNCTION grif_append_only()"
    )


def _on_sqlite() -> Iterator[str]:
    for table in TABLES:
        yield _refusal(f"{table}_no_update", _update(table), table)
        yield _refusal(f"{table}_no_delete", "DELETE", table)
    yield _refusal("event_no_rewording", _REWORDING, "event", f"WHEN {_REWORDED} ")
    yield _NO_REPLACE


def _refusal(name: str, act: str, table: str, when: str = "") -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {act} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    )


def _update(table: str) -> str:
    return f"UPDATE OF {', '.join(KEPT)}" if table == "event" else "UPDATE"


_REWORDING = f"UPDATE OF {', '.join(ERASABLE)}"
_REWORDED = " OR ".join(f"NEW.{column} IS NOT NULL" for column in ERASABLE)


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
