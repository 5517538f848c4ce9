"""What search finds of an edition: its title, its preamble, every clause and its annexes, a line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from workflow.documents.addresses import Address, Step, addresses, named
from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.documents.search_words import entry
from workflow.values import Text, both

_OPEN = (".", ":", ";", ",")
_HEADING_LENGTH = 200
_PREAMBLE = Text("преамбула", "preamble")


@dataclass(frozen=True, slots=True)
class Line:
    """A clause as it is indexed: its place in words, its text; `uid` is empty for a title or a preamble.

    `heading`: it is the title of what follows. `above`: the titles and headings that it stands under.
    `annex`: the number of its annex, 0 in the act itself.
    """

    uid: str
    place: Text
    text: str
    heading: bool = False
    above: str = ""
    annex: int = 0

    @property
    def entry(self) -> tuple[list[str], list[str]]:
        """The stems by which it is found, its own and the marked ones."""
        return entry(self.text, self.heading, self.above)


@dataclass(frozen=True, slots=True)
class Indexed:
    """How an edition reads from `since`, or from its first day, `until` another day, or its last.

    `entered` are the clauses that waited for that day and read otherwise from it on; `hash` is of all of it.
    """

    since: date | None
    until: date | None
    hash: str
    entered: Mapping[str, date]
    lines: tuple[Line, ...]


def lines(said: EditionText) -> Iterator[Line]:
    """What is found of a text: its title, its preamble, every clause, its annexes."""
    yield Line("", both(""), said.title, heading=True)
    yield from _lines(said, said.title)
    for number, annex in enumerate(said.annexes, 1):
        step = Step("annex", str(number))
        yield Line("", named((step,)), annex.title, heading=True, above=said.title, annex=number)
        for one in _lines(annex, f"{said.title} {annex.title}", (step,)):
            yield replace(one, annex=number)


def _lines(said: EditionText, above: str, within: Address = ()) -> Iterator[Line]:
    if said.preamble:
        yield Line("", _PREAMBLE, said.preamble, above=above)
    places = {uid: named((*within, *address)) for uid, address in addresses(said.clauses).items()}
    yield from _clauses(said.clauses, places, above)


def _clauses(clauses: Iterable[Clause], places: dict[str, Text], above: str) -> Iterator[Line]:
    for one in clauses:
        heading = _is_heading(one)
        if one.text:
            yield Line(one.uid, places[one.uid], one.text, heading, above)
        yield from _clauses(one.children, places, f"{above} {one.text}" if heading else above)


def _is_heading(one: Clause) -> bool:
    """A section's heading, or a point's that is no sentence and leads to no list."""
    short = len(one.text) <= _HEADING_LENGTH and not one.text.endswith(_OPEN)
    return short and (one.kind == "section" or bool(one.children))
