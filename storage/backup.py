"""Copies of a SQLite installation: taken while people work, checked, put back over nothing by chance."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.engine import URL

from storage.database import Database
from storage.lock import exclusive
from workflow.errors import Refused
from workflow.values import Text

_BESIDE = ("", "-wal", "-shm")
"""What SQLite keeps beside the file and must not outlive it."""


def copy(database: Database, target: Path) -> int:
    """Copy the database with all its files into one new file; returns its size in bytes.

    Raises Refused over a file that is there, and on PostgreSQL, which has its own means.
    """
    if not database.sqlite:
        raise Refused("not-sqlite", _PG_DUMP.filled(url=_plain(database.url)))
    if target.exists():
        raise Refused("exists", _EXISTS.filled(file=target))
    partial = target.with_name(f".{target.name}.part")
    partial.unlink(missing_ok=True)
    try:
        with database.engine.connect() as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(partial),))
        check(partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return target.stat().st_size


def check(copied: Path) -> None:
    """Raises Refused when the file is no whole database of ours."""
    try:
        with _reading(copied) as connection:
            whole = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            linked = connection.execute("PRAGMA foreign_key_check").fetchone() is None
            ours = connection.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)
    except sqlite3.DatabaseError as fault:
        raise Refused("broken-copy", _BROKEN.filled(file=copied)) from fault
    if not (whole and linked and ours):
        raise Refused("broken-copy", _BROKEN.filled(file=copied))


def restore(copied: Path, target: Path, *, force: bool = False) -> None:
    """Put a copy in the place of `target`; `force` keeps a database that is there as *.before-restore.

    Raises Refused when the copy is broken, when a database is there, or when somebody has it open.
    """
    check(copied)
    if target.exists() and not force:
        raise Refused("exists", _OVERWRITE.filled(file=target))
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with exclusive(Path(f"{target}.lock")):
        if target.exists():
            _alone(target)
            target.replace(f"{target}.before-restore")
        for suffix in _BESIDE[1:]:
            Path(f"{target}{suffix}").unlink(missing_ok=True)
        partial = target.with_name(f".{target.name}.part")
        # SQLite's own copying: the source may still have its write-ahead log beside it.
        with _reading(copied) as source, contextlib.closing(sqlite3.connect(partial)) as made:
            source.backup(made)
        partial.chmod(0o600)
        partial.replace(target)


def _alone(target: Path) -> None:
    """Folds the log into the file, which SQLite does only when nobody else has it open."""
    try:
        with contextlib.closing(sqlite3.connect(target, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as fault:
        raise Refused("in-use", _IN_USE) from fault
    except sqlite3.DatabaseError:
        # What is replaced may be the broken file that the copy is needed for.
        return


@contextlib.contextmanager
def _reading(file: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def _plain(url: URL) -> str:
    return url.set(drivername="postgresql", password=None).render_as_string()


_PG_DUMP = Text(
    "База на PostgreSQL копируется его средствами: pg_dump --format=custom --file=ФАЙЛ {url}",
    "PostgreSQL is copied by its own means: pg_dump --format=custom --file=FILE {url}",
)
_EXISTS = Text("Файл {file} уже есть: назовите другой", "There is a file {file} already: name another one")
_BROKEN = Text("{file} – не целая копия системы", "{file} is no whole copy of a system")
_OVERWRITE = Text(
    "Здесь уже есть система: {file}. Чтобы заменить её копией, добавьте --force: прежняя останется рядом",
    "There is a system already: {file}. Add --force to replace it; the former one is kept beside it",
)
_IN_USE = Text(
    "База открыта другой программой: сначала остановите grif serve",
    "Another program has the database open: stop grif serve first",
)
