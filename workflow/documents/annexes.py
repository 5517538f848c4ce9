"""An act together with its annexes: every clause of both under one address."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.documents.addresses import Address, Step, addresses
from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText


def all_clauses(text: EditionText) -> Iterator[Clause]:
    """Every clause of the text, then of its annexes and theirs."""
    yield from walk(text.clauses)
    for annex in text.annexes:
        yield from all_clauses(annex)


def all_addresses(text: EditionText) -> dict[str, Address]:
    """The address of each clause by its uid, «пункт 2 приложения № 1»; of a uid given twice, the first."""
    found = addresses(text.clauses)
    for turn, annex in enumerate(text.annexes, 1):
        for uid, inner in all_addresses(annex).items():
            found.setdefault(uid, (Step("annex", str(turn)), *inner))
    return found
