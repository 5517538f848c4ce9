"""Documents and editions; the canonical text of an edition and the SHA-256 that sign-offs are bound to."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workflow.documents.clauses import Clause
from workflow.values import DocumentKey, EditionKey

TEXT_FORMAT = 1


@dataclass(frozen=True, slots=True)
class EditionText:
    """What an edition says: its title, the word for its kind («положение»), its clauses and annexes."""

    title: str
    kind: str
    word: str
    clauses: tuple[Clause, ...]
    annexes: tuple[EditionText, ...] = ()
    preamble: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The act itself, over all its editions; `body` is the body responsible for it, if any."""

    key: DocumentKey
    kind: str
    word: str
    title: str
    body: str | None
    paper: bool
    editions: int
    in_force: int | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The text after an editorial correction: its turn in the edition, the day from which it reads so."""

    number: int
    day: date
    text: EditionText
    sha256: str


@dataclass(frozen=True, slots=True)
class Edition:
    """One text of a document, immutable once submitted; in force on [from, until).

    `text` and `sha256` are what was decided on and signed; `corrected` is the last editorial correction.
    """

    key: EditionKey
    text: EditionText
    sha256: str
    made_by: str
    made_at: str
    submitted_at: str | None
    in_force_from: date | None
    in_force_until: date | None
    corrected: Corrected | None = None

    @property
    def current(self) -> EditionText:
        """The text as it reads now: corrected where it was."""
        return self.corrected.text if self.corrected else self.text

    def in_force_on(self, day: date) -> bool:
        """Whether this edition is the law on that day."""
        if self.in_force_from is None or day < self.in_force_from:
            return False
        return self.in_force_until is None or day < self.in_force_until


def canonical_text(text: EditionText) -> bytes:
    """The bytes that are hashed and kept: UTF-8 JSON, sorted keys, no blanks, numbered format."""
    value = {"format": TEXT_FORMAT, **_as_json(text)}
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def text_sha256(canonical: bytes) -> str:
    """The hex SHA-256 of an edition's canonical bytes."""
    return hashlib.sha256(canonical).hexdigest()


def restored_text(canonical: bytes) -> EditionText:
    """The text that `canonical_text` wrote. Raises ValueError on an unknown format."""
    value = json.loads(canonical)
    if value.get("format") != TEXT_FORMAT:
        raise ValueError(f"unknown text format {value.get('format')!r}")
    return _from_json(value)


def _as_json(text: EditionText) -> dict[str, object]:
    return {
        "title": text.title,
        "kind": text.kind,
        "word": text.word,
        "preamble": text.preamble,
        "clauses": [_clause_as_json(clause) for clause in text.clauses],
        "annexes": [_as_json(annex) for annex in text.annexes],
    }


def _clause_as_json(clause: Clause) -> dict[str, object]:
    return {
        "uid": clause.uid,
        "label": clause.label,
        "text": clause.text,
        "kind": clause.kind,
        "children": [_clause_as_json(child) for child in clause.children],
    }


def _from_json(value: Mapping[str, Any]) -> EditionText:
    return EditionText(
        value["title"],
        value["kind"],
        value["word"],
        _clauses(value["clauses"]),
        tuple(_from_json(annex) for annex in value["annexes"]),
        value["preamble"],
    )


def _clauses(values: Iterable[Mapping[str, Any]]) -> tuple[Clause, ...]:
    return tuple(
        Clause(one["uid"], one["label"], one["text"], one["kind"], _clauses(one["children"]))
        for one in values
    )
