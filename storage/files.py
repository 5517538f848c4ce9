"""Bytes by content hash, in the database: one backup, one transaction, the same on many nodes."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection, insert, select

from storage.tables import edition_file, file
from workflow.values import EditionKey


class Files:
    """A file is kept once for each organisation, whatever editions it belongs to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, key: EditionKey, purpose: str, name: str, media_type: str, content: bytes) -> str:
        """Keep the bytes with an edition; returns their SHA-256."""
        sha256 = hashlib.sha256(content).hexdigest()
        place = {"organisation": key.organisation, "sha256": sha256}
        known = select(file.c.sha256).where(file.c.organisation == key.organisation, file.c.sha256 == sha256)
        if self._connection.scalar(known) is None:
            self._connection.execute(insert(file), {**place, "media_type": media_type, "content": content})
        linked = select(edition_file.c.sha256).where(
            edition_file.c.organisation == key.organisation,
            edition_file.c.document == key.document,
            edition_file.c.edition == key.edition,
            edition_file.c.purpose == purpose,
            edition_file.c.sha256 == sha256,
        )
        if self._connection.scalar(linked) is None:
            of = {"document": key.document, "edition": key.edition, "purpose": purpose, "name": name}
            self._connection.execute(insert(edition_file), {**place, **of})
        return sha256


def file_of(connection: Connection, key: EditionKey, purpose: str) -> tuple[str, bytes] | None:
    """The name and bytes kept with an edition for that purpose, if any."""
    row = connection.execute(
        select(edition_file.c.name, file.c.content)
        .join(file)
        .where(
            edition_file.c.organisation == key.organisation,
            edition_file.c.document == key.document,
            edition_file.c.edition == key.edition,
            edition_file.c.purpose == purpose,
        )
    ).first()
    return (row.name, row.content) if row else None
