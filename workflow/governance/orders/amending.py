"""The point of an order that amends an act: its sentence, and the changes listed under it (norms §2.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workflow.documents.clauses import Clause
from workflow.documents.declension import NamedDocument, named_document
from workflow.documents.document import EditionText

# A quotation has no empty line.
_BETWEEN = "\n\n"


@dataclass(frozen=True, slots=True)
class Changed:
    """What an edition changes in the former one, named as that was; `texts` come as annexes of the order."""

    title: str
    word: str
    lines: tuple[str, ...]
    texts: tuple[EditionText, ...] = ()

    @property
    def name(self) -> NamedDocument:
        """The act that is changed."""
        return named_document(self.title, self.word)


def amending_sentence(changed: Changed, basis: str) -> str:
    """«Внести в Положение о хоре, утверждённое приказом …, следующие изменения:»."""
    approved = f", {basis}," if basis else ""
    what = "следующее изменение" if len(changed.lines) == 1 else "следующие изменения"
    return f"Внести в {changed.name.accusative}{approved} {what}:"


def amending_title(changed: Changed) -> str:
    """«О внесении изменений в Положение о хоре»: the number is that of the changes."""
    what = "изменения" if len(changed.lines) == 1 else "изменений"
    return f"О внесении {what} в {changed.name.accusative}"


def kept_words(lines: Sequence[str]) -> str:
    """The changes as a signed point keeps them."""
    return _BETWEEN.join(lines)


def kept_lines(words: str) -> tuple[str, ...]:
    """The changes that `kept_words` kept."""
    return tuple(words.split(_BETWEEN)) if words else ()


def listed_changes(lines: Sequence[str]) -> tuple[str, ...]:
    """The changes with their marks at the end: a semicolon, a full stop after the last."""
    last = len(lines) - 1
    return tuple(f"{line.rstrip('.;')}{'.' if at == last else ';'}" for at, line in enumerate(lines))


def change_clauses(point: str, lines: Sequence[str]) -> tuple[Clause, ...]:
    """Each change as an item of the point, the lines of its quotation below it."""
    return tuple(_item(f"{point}-{at}", str(at), line) for at, line in enumerate(lines, 1))


def _item(uid: str, number: str, line: str) -> Clause:
    first, *quoted = line.split("\n")
    below = tuple(Clause(f"{uid}-{at}", "", words.strip(), "paragraph") for at, words in enumerate(quoted, 1))
    return Clause(uid, f"{number})", first, "item", below)
