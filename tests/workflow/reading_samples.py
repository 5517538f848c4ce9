"""Invented documents of every awkward shape, and short ways to look at what was read from them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from workflow.documents.clauses import Clause, walk
from workflow.documents.reading import Reading, documents, read

FOLDER = Path(__file__).resolve().parent.parent / "data" / "reading"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))

Shape = tuple[tuple[str, str, str, "Shape"], ...]


def sample(name: str) -> str:
    """The text of an invented document."""
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def reading(name: str) -> Reading:
    """The invented document as read."""
    return read(sample(name))


def shape(clauses: Iterable[Clause]) -> Shape:
    """The tree without its uids."""
    return tuple((one.kind, one.label, one.text, shape(one.children)) for one in clauses)


def shapes(document: Reading) -> tuple[Shape, ...]:
    """The trees of a document and of its annexes."""
    return tuple(shape(one.clauses) for one in documents(document))


def drawn(clauses: Iterable[Clause], depth: int = 0) -> str:
    """The tree as labels, one a line, deeper ones set in; unnumbered clauses show their first word."""
    lines = []
    for one in clauses:
        lines.append("  " * depth + (one.label or one.text.split()[0]))
        if one.children:
            lines.append(drawn(one.children, depth + 1))
    return "\n".join(lines)


def letters(text: str) -> str:
    """The letters of a text, accents composed, all else left out."""
    return "".join(filter(str.isalpha, unicodedata.normalize("NFC", text)))


def letters_kept(document: Reading) -> str:
    """The letters of all that was read, in the order of the file."""
    kept: list[str] = []
    for one in documents(document):
        clauses = [f"{clause.label}{clause.text}" for clause in walk(one.clauses)]
        kept += [one.head, one.title, one.preamble, *clauses, one.foot]
    return letters("".join(kept))
