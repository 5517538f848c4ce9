"""What is wrong in a definition file: where, how badly, and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from workflow.errors import GrifError
from workflow.values import Text

Severity = Literal["error", "warning"]
MAX_QUOTED = 60


class Place(NamedTuple):
    """A spot in the file, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file; an error keeps the whole definition out, a warning does not.

    `story` is the shortest way on which it shows, a line a move, where the file alone does not show it.
    """

    file: str
    line: int
    column: int
    code: str
    severity: Severity
    message: Text
    story: tuple[Text, ...] = ()


class DefinitionFaults(GrifError):
    """The file is not a definition; `faults` tells every reason at once, in the file's order."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        first = faults[0]
        where = f"{first.file}:{first.line}: "
        super().__init__("definition-faults", Text(where + first.message.ru, where + first.message.en))
        self.faults = faults


class Faults:
    """The faults of one file, gathered while it is read."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._found: list[Fault] = []

    def error(self, place: Place, code: str, message: Text, story: tuple[Text, ...] = ()) -> None:
        """Add a fault that keeps the definition out."""
        self._found.append(Fault(self._file, *place, code, "error", message, story))

    def warning(self, place: Place, code: str, message: Text, story: tuple[Text, ...] = ()) -> None:
        """Add a remark that keeps nothing out."""
        self._found.append(Fault(self._file, *place, code, "warning", message, story))

    def has_error(self, *codes: str) -> bool:
        """Whether there is an error, of one of the codes when any is named."""
        return any(f.severity == "error" and (not codes or f.code in codes) for f in self._found)

    def told(self) -> tuple[Fault, ...]:
        """Every fault, each once, in the order of the file."""
        return tuple(sorted(dict.fromkeys(self._found), key=lambda fault: (fault.line, fault.column)))


def quoted(words: str) -> str:
    """What the author wrote, short enough for a message."""
    return words if len(words) <= MAX_QUOTED else words[:MAX_QUOTED] + "…"


def instead(word: str, known: Mapping[str, Text] | Iterable[str]) -> Text:
    """What would be right in place of `word`: the nearest known word, else all there are."""
    spellings = {id_: id_ for id_ in known}
    if isinstance(known, Mapping):
        spellings |= {title.ru.lower(): id_ for id_, title in known.items()}
    near = difflib.get_close_matches(quoted(word).lower(), spellings, n=1, cutoff=0.6)
    if near:
        right = spellings[near[0]]
        return Text(f"может быть, «{right}»?", f"perhaps “{right}”?")
    every = ", ".join(dict.fromkeys(spellings.values())) or "–"
    return Text(f"бывает: {every}", f"there are: {every}")
