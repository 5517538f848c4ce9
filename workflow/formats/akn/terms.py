"""Our clauses in the words of the standard, and how a value that XML would not carry is kept exactly."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from workflow.documents.clauses import Clause, Kind

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
GRIF = "urn:grif:exact"
"""Our own attributes stand in this vocabulary, where the standard leaves room for others."""

ELEMENTS: Mapping[Kind, str] = {
    "section": "section",
    "point": "paragraph",
    "item": "point",
    "dash": "indent",
    "paragraph": "alinea",
}
DEEPER_POINT = "subparagraph"
LISTED: frozenset[Kind] = frozenset({"item", "dash"})
KINDS: Mapping[str, Kind] = {**{tag: kind for kind, tag in ELEMENTS.items()}, DEEPER_POINT: "point"}
NOTHING = "empty"
"""The name of the element that stands where the standard wants a clause and the act has none."""

# Naming convention of the standard, part 5.3: how each element is shortened in an identifier.
_SHORT = {"section": "sec", "paragraph": "para", "subparagraph": "subpara", "alinea": "al"}
_BLANKS = re.compile("[ \t\r\n]+")
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_ID = re.compile(r"[^\w]+")


def element_of(clause: Clause, in_point: bool) -> str:
    """The standard's element for a clause; a point inside a point is a subparagraph."""
    return DEEPER_POINT if clause.kind == "point" and in_point else ELEMENTS[clause.kind]


def shown(value: str) -> str:
    """A text as XML shows it: lines kept, blanks run together, characters that XML lacks replaced."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in value.split("\n"))
    return fit("\n".join(lines))


def fit(value: str) -> str:
    """A text without the characters that XML lacks."""
    return _NOT_XML.sub("\ufffd", value)


def printed(label: str, kind: Kind) -> str:
    """A label as the edition prints it, with its dot."""
    return shown(Clause("", label, "", kind).printed)


def label_of(said: str) -> str:
    """The label that prints so."""
    return said.removesuffix(".")


def exact(value: str, read_back: str) -> str | None:
    """What must stand beside a text for the value to be read; None where the text says it."""
    return None if value == read_back else json.dumps(value)


def restored(kept: str | None, said: str, show: Callable[[str], str]) -> str | None:
    """The value kept beside what is said; None when nothing is, or it would be said otherwise."""
    try:
        value = json.loads(kept) if kept else None
    except ValueError:
        return None
    # A file must not hold words that its reader does not see.
    return value if isinstance(value, str) and show(value) == said else None


class Ids:
    """Identifiers of one document in the order of writing: none is given twice (eId of the standard)."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self.places: dict[str, str] = {}
        """The identifier of each clause of the act itself by its uid."""

    def given(self, parent: str, tag: str, label: str, turn: int) -> str:
        """The identifier of an element: its number, or its turn among its like where it has none."""
        own = _NOT_IN_ID.sub("-", label.casefold()).strip("-_") or str(turn)
        made = f"{parent}__{_SHORT.get(tag, tag)}_{own}".removeprefix("__")
        return self._free(made)

    def _free(self, made: str) -> str:
        free, at = made, 1
        while free in self._given:
            at += 1
            free = f"{made}_{at}"
        self._given.add(free)
        return free
