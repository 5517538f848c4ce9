"""What is searched: which editions, and their clauses; the index of words is `storage.search_index`."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Date, Index, Integer, String, Table

from storage.tables.base import metadata, of_edition

# `reading` counts the texts that an edition reads on its days, a correction or a clause's own day apart:
# from `since`, or its first day, `until` another day; `hash` is of the text and the days.
searched_edition = Table(
    "searched_edition",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("reading", Integer, primary_key=True),
    Column("since", Date),
    Column("until", Date),
    Column("hash", String, nullable=False),
    Column("serial", Integer, nullable=False),
    of_edition(),
    Index(None, "serial"),
    sqlite_with_rowid=False,
)

# `since` is the clause's own day, when that was later than the edition's and has come.
# `id` is the number of its row in the index of words; `annex` that of its annex, 0 in the act itself.
searched_clause = Table(
    "searched_clause",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("reading", Integer, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("id", BigInteger, nullable=False, unique=True),
    Column("annex", Integer, nullable=False),
    Column("uid", String, nullable=False),
    Column("since", Date),
    Column("place_ru", String, nullable=False),
    Column("place_en", String, nullable=False),
    Column("text", String, nullable=False),
    of_edition(),
    sqlite_with_rowid=False,
)
