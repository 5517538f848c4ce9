"""What is searched: which editions, and their clauses; the index of words is `storage.search_index`."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from storage.tables.base import metadata, of_edition

# `corrected` tells which editorial correction the words are of, 0 for the text as signed.
searched_edition = Table(
    "searched_edition",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("corrected", Integer, nullable=False),
    Column("serial", Integer, nullable=False),
    of_edition(),
    Index(None, "serial"),
    sqlite_with_rowid=False,
)

# `id` is the number of its row in the index of words; `annex` that of its annex, 0 in the act itself.
searched_clause = Table(
    "searched_clause",
    metadata,
    Column("organisation", String, primary_key=True),
    Column("document", Integer, primary_key=True),
    Column("edition", Integer, primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("id", BigInteger, nullable=False, unique=True),
    Column("annex", Integer, nullable=False),
    Column("uid", String, nullable=False),
    Column("place_ru", String, nullable=False),
    Column("place_en", String, nullable=False),
    Column("text", String, nullable=False),
    of_edition(),
    sqlite_with_rowid=False,
)
