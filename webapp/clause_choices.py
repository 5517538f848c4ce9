"""Clauses as people choose among them: «1.2. Первые слова…», set in by their depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workflow.documents.clauses import Clause

_LONGEST = 60
_INDENT = "\N{NO-BREAK SPACE}" * 3


def clause_choices(clauses: Iterable[Clause], depth: int = 0) -> Iterator[tuple[str, str]]:
    """The uid of every clause with what a list of choices says of it, in the order of the text."""
    for one in clauses:
        yield one.uid, _INDENT * depth + clause_line(one)
        yield from clause_choices(one.children, depth + 1)


def clause_line(clause: Clause) -> str:
    """The label and the first words of a clause in one line."""
    return f"{clause.printed} {clause_words(clause)}".strip()


def clause_words(clause: Clause) -> str:
    """The first words of a clause."""
    text = " ".join(clause.text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"
