"""The file that says how running cases go over to another version of their definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workflow.engine.correspondence import (
    Correspondence,
    Misfit,
    misfits,
    running_states,
    steps_in_order,
)
from workflow.engine.definition import Definition
from workflow.engine.reader.faults import DefinitionFaults, Faults, Place, quoted
from workflow.engine.reader.nodes import Scalar, parse
from workflow.engine.reader.record import Record, word_of
from workflow.values import Text

KEYS = ("from", "to", "states", "steps", "drop")


@dataclass(frozen=True, slots=True)
class Version:
    """A definition under its content hash."""

    hash: str
    definition: Definition


def read_plan(source: str, name: str, old: Version, new: Version) -> Correspondence:
    """What the file says of states and steps. Raises DefinitionFaults with every fault and its line."""
    faults = Faults(name)
    node = parse(source, faults)
    if node is None:
        if not faults.has_error():
            faults.error(Place(1, 1), "empty", _EMPTY)
        raise DefinitionFaults(faults.told())
    record = Record(node, faults, KEYS)
    _named(record, "from", old)
    _named(record, "to", new)
    reading = _Reading(record)
    if not faults.has_error("wrong-type", "empty", "unknown-key", "alias", "tag"):
        for one in misfits(old.definition, new.definition, reading.correspondence):
            faults.error(reading.place(one), one.code, one.message)
    if faults.has_error():
        raise DefinitionFaults(faults.told())
    return reading.correspondence


def written(old: Version, new: Version, of: Correspondence) -> str:
    """The file that says `of`; what it leaves open stands with no value, for a person to fill."""
    lines = [f"from: {old.hash}", f"to: {new.hash}", "states:"]
    titles = {id_: old.definition.states[id_].title for id_ in running_states(old.definition)}
    lines += [f"  {_pair(id_, of.states)}{_noted(title)}" for id_, title in titles.items()]
    mapped = [id_ for id_ in steps_in_order(old.definition) if id_ not in of.drop]
    lines += ["steps:" if mapped else "steps: {}"]
    lines += [f"  {_pair(id_, of.steps)}" for id_ in mapped]
    return "\n".join([*lines, f"drop: [{', '.join(of.drop)}]", ""])


class _Reading:
    """The tables of the file with the places of both sides of each pair."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._places: dict[tuple[str, str, bool], Place] = {}
        states, steps = dict(self._pairs("states")), dict(self._pairs("steps"))
        self.correspondence = Correspondence(states, steps, tuple(self._dropped()))

    def place(self, one: Misfit) -> Place:
        """Where it stands; what is missing, at the table where it belongs."""
        return self._places.get((one.table, one.id, one.target)) or self._record.place_of(one.table)

    def _pairs(self, table: str) -> Iterator[tuple[str, str]]:
        for key, value in self._record.tables(table, needed=False):
            self._places[table, key.text, False] = key.place
            self._places[table, key.text, True] = value.place
            # A pair left open is told as one, by the thing that it leaves open.
            if not (isinstance(value, Scalar) and value.is_empty):
                yield key.text, word_of(value, self._record.faults)

    def _dropped(self) -> Iterator[str]:
        for word, place in self._record.words("drop"):
            self._places["drop", word, False] = place
            yield word


def _named(record: Record, key: str, version: Version) -> None:
    word = record.word(key)
    if word and word not in (version.hash, version.definition.id):
        message = _OTHER.filled(word=quoted(word), id=version.definition.id, hash=version.hash[:12])
        record.faults.error(record.place_of(key), "other-definition", message)


def _pair(id_: str, of: Mapping[str, str]) -> str:
    return f"{id_}: {of.get(id_, '')}".rstrip()


def _noted(title: Text) -> str:
    """A title as a comment; of a title with line breaks its words."""
    return f"  # {' '.join(title.ru.split())}" if title.ru.split() else ""


_EMPTY = Text(
    "файл пуст: начните с «from: …», или возьмите образец: grif definition migrate … --propose",
    "the file is empty: begin with “from: …”, or take a start: grif definition migrate … --propose",
)
_OTHER = Text(
    "файл написан для «{word}», а переводится «{id}» ({hash}…)",
    "the file was written for “{word}”, but “{id}” ({hash}…) is being migrated",
)
