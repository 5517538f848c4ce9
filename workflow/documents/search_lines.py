"""What search finds of an edition: its title, its preamble, every clause and its annexes, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from workflow.documents.addresses import addresses, named
from workflow.documents.clauses import walk
from workflow.documents.document import Edition, EditionText
from workflow.documents.word_forms import stems
from workflow.values import Text, both


@dataclass(frozen=True, slots=True)
class Line:
    """A clause as it is indexed: its place in words, its text; `uid` is empty for a title or an annex."""

    uid: str
    place: Text
    text: str

    @property
    def stems(self) -> list[str]:
        """The stems by which it is found."""
        return stems(self.text)


def lines(edition: Edition) -> Iterator[Line]:
    """What is found of an edition: its title, its preamble, every clause, its annexes."""
    said = edition.current
    yield Line("", both(""), said.title)
    yield from _lines(said)
    for number, annex in enumerate(said.annexes, 1):
        where = Text(f"приложение {number}", f"annex {number}")
        yield Line("", where, annex.title)
        for one in _lines(annex):
            yield replace(one, uid="", place=where)


def _lines(said: EditionText) -> Iterator[Line]:
    if said.preamble:
        yield Line("", Text("преамбула", "preamble"), said.preamble)
    places = addresses(said.clauses)
    for one in walk(said.clauses):
        if one.text:
            yield Line(one.uid, named(places[one.uid]), one.text)
