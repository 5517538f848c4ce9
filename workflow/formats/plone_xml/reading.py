"""What reading a Plone definition gives: the definition, what is not carried, and where things stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.engine.definition import Definition
from workflow.engine.reader.engine_form import Places
from workflow.engine.reader.faults import Place, quoted
from workflow.values import Text

Path = tuple[str, ...]
"""Where a fact stands among the facts of a definition: ("transitions", "publish", "guard", "expression")."""

Said = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lost:
    """One thing that is not carried as it was written, and what happens in its place."""

    code: str
    element: str
    line: int
    text: str
    instead: Text

    @property
    def said(self) -> Text:
        """What it is, on one line, and what happens in its place."""
        what = f"{self.element}: {quoted(' '.join(self.text.split()))}" if self.text else self.element
        return Text(f"{what} – {self.instead.ru}", f"{what} – {self.instead.en}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A definition that was read from Plone's XML.

    `originals` are the words of the file where the definition holds ours, by the path of the fact.
    """

    definition: Definition
    lost: tuple[Lost, ...]
    places: Places
    originals: Mapping[Path, Said] = field(default_factory=dict)


class Report:
    """What is not carried, gathered while a file is read."""

    def __init__(self) -> None:
        self._lost: list[Lost] = []
        self.originals: dict[Path, Said] = {}

    def lose(self, code: str, element: str, place: Place, text: str, instead: Text) -> None:
        """Tell one thing that is not carried."""
        self._lost.append(Lost(code, element, place.line, text, instead))

    def keep(self, path: Path, said: Said) -> None:
        """Keep the file's own words for the facts."""
        self.originals[path] = said

    def told(self) -> tuple[Lost, ...]:
        """All that is not carried, in the order of the file."""
        return tuple(sorted(dict.fromkeys(self._lost), key=lambda one: one.line))
