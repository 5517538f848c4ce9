"""Documents and editions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select, update

from storage.force import correction_at
from storage.heads import Heads
from storage.statements import Statement
from storage.tables import document, edition
from workflow.documents.document import (
    Document,
    Edition,
    EditionText,
    canonical_text,
    restored_text,
    text_sha256,
)
from workflow.errors import NotFound
from workflow.journal import origin
from workflow.values import DocumentKey, EditionKey

_THIS = (document.c.organisation == bindparam("of_organisation"), document.c.number == bindparam("of_number"))
_THIS_EDITION = (
    edition.c.organisation == bindparam("of_organisation"),
    edition.c.document == bindparam("of_document"),
    edition.c.number == bindparam("of_edition"),
)
_DOCUMENT = Statement(select(document).where(*_THIS))
_EDITION = Statement(select(edition).where(*_THIS_EDITION))
_FORCE = Statement(
    update(edition)
    .where(*_THIS_EDITION)
    .values(in_force_from=bindparam("to_from"), in_force_until=bindparam("to_until"))
)
_NOW_IN_FORCE = Statement(update(document).where(*_THIS).values(in_force=bindparam("to_edition")))


class Documents:
    """Rows and `Document`, `Edition` values. The caller's command has locked the head by `get`."""

    def __init__(self, connection: Connection, heads: Heads) -> None:
        self._connection = connection
        self._heads = heads

    def get(self, key: DocumentKey) -> Document:
        """The document, its head locked. Raises NotFound."""
        self._heads.lock(key)
        return document_at(self._connection, key)

    def seen(self, key: DocumentKey) -> Document:
        """The document, not locked: for a page. Raises NotFound."""
        return document_at(self._connection, key)

    def lock_numbers(self, organisation: str) -> None:
        """Let nobody else add a document to the organisation until the end of this work."""
        # The organisation's own chain, document 0, is the lock under which numbers are given.
        self._heads.lock(DocumentKey(organisation, 0))

    def add(
        self,
        organisation: str,
        kind: str,
        word: str,
        title: str,
        body: str | None,
        *,
        paper: bool = False,
        source: str | None = None,
    ) -> Document:
        """A new document under the organisation's next number."""
        self.lock_numbers(organisation)
        last = self._connection.scalar(
            select(func.max(document.c.number)).where(document.c.organisation == organisation)
        )
        key = DocumentKey(organisation, (last or 0) + 1)
        insert_document(self._connection, key, kind, word, title, body, paper=paper, source=source)
        return Document(key, kind, word, title, body, paper, 0, None)

    def by_source(self, organisation: str, sha256: str) -> DocumentKey | None:
        """The document that was imported from a file of this hash; nobody else imports it meanwhile."""
        self.lock_numbers(organisation)
        number = self._connection.scalar(
            select(document.c.number).where(
                document.c.organisation == organisation, document.c.source == sha256
            )
        )
        return None if number is None else DocumentKey(organisation, number)

    def expect(self, key: DocumentKey) -> None:
        """The document will be asked for."""
        _DOCUMENT.expect(self._connection, _of(key))

    def edition(self, key: EditionKey) -> Edition:
        """One edition. Raises NotFound."""
        return edition_at(self._connection, key)

    def add_edition(self, of: Document, text: EditionText, made_by: str, now: str) -> Edition:
        """The document's next edition, as a draft."""
        body = canonical_text(text)
        made = Edition(
            EditionKey(*of.key, of.editions + 1), text, text_sha256(body), made_by, now, None, None, None
        )
        self._connection.execute(
            insert(edition),
            {
                "organisation": of.key.organisation,
                "document": of.key.document,
                "number": made.key.edition,
                "title": text.title,
                "word": text.word,
                "text": body,
                "sha256": made.sha256,
                "made_by": made_by,
                "made_at": now,
            },
        )
        self._set(of.key, editions=made.key.edition, title=text.title)
        return made

    def rewrite(self, draft: Edition, text: EditionText) -> Edition:
        """Replace a draft's text."""
        body = canonical_text(text)
        sha256 = text_sha256(body)
        self._set_edition(draft.key, title=text.title, word=text.word, text=body, sha256=sha256)
        self._set(draft.key.of, title=text.title)
        return edition_at(self._connection, draft.key)

    def submitted(self, key: EditionKey, now: str) -> None:
        """Freeze an edition."""
        self._set_edition(key, submitted_at=now)

    def put_into_force(self, key: EditionKey, since: date, until: date | None = None) -> None:
        """The edition is in force on [since, until)."""
        _FORCE.run(self._connection, {**_at(key), "to_from": since, "to_until": until})
        if until is None:
            _NOW_IN_FORCE.run(self._connection, {**_of(key.of), "to_edition": key.edition})

    def repeal(self, key: EditionKey, until: date) -> None:
        """The edition is not in force from `until` on."""
        self._set_edition(key, in_force_until=until)

    def _set(self, key: DocumentKey, **values: object) -> None:
        self._connection.execute(
            update(document)
            .where(document.c.organisation == key.organisation, document.c.number == key.document)
            .values(**values)
        )

    def _set_edition(self, key: EditionKey, **values: object) -> None:
        self._connection.execute(
            update(edition)
            .where(
                edition.c.organisation == key.organisation,
                edition.c.document == key.document,
                edition.c.number == key.edition,
            )
            .values(**values)
        )


def insert_document(
    connection: Connection,
    key: DocumentKey,
    kind: str,
    word: str,
    title: str,
    body: str | None,
    *,
    paper: bool = False,
    source: str | None = None,
) -> None:
    """A document row with the empty chain that its journal starts from."""
    connection.execute(
        insert(document),
        {
            "organisation": key.organisation,
            "number": key.document,
            "kind": kind,
            "word": word,
            "title": title,
            "body": body,
            "paper": paper,
            "source": source,
            "seq": 0,
            "head": origin(key),
            "editions": 0,
        },
    )


def document_at(connection: Connection, key: DocumentKey) -> Document:
    """The document as it stands. Raises NotFound."""
    row = _DOCUMENT.one(connection, _of(key))
    if row is None or row.number == 0:
        raise NotFound
    return Document(key, row.kind, row.word, row.title, row.body, row.paper, row.editions, row.in_force)


def edition_at(connection: Connection, key: EditionKey) -> Edition:
    """The edition with its text. Raises NotFound."""
    row = _EDITION.one(connection, _at(key))
    if row is None:
        raise NotFound
    made = _to_edition(row)
    if row.corrected is None:
        return made
    return replace(made, corrected=correction_at(connection, key, row.corrected))


def _to_edition(row: Any) -> Edition:
    return Edition(
        EditionKey(row.organisation, row.document, row.number),
        restored_text(row.text),
        row.sha256,
        row.made_by,
        row.made_at,
        row.submitted_at,
        row.in_force_from,
        row.in_force_until,
    )


def _of(key: DocumentKey) -> dict[str, object]:
    return {"of_organisation": key.organisation, "of_number": key.document}


def _at(key: EditionKey) -> dict[str, object]:
    return {"of_organisation": key.organisation, "of_document": key.document, "of_edition": key.edition}
