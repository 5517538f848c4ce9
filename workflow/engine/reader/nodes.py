"""YAML as nodes with their places: every scalar stays the text that was typed.

Nodes are made from the parser's events, not from loaded values: `no`, `1.10` and `10:30` are words
here, a repeated key is seen, and tags, anchors and aliases never act.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from workflow.engine.reader.faults import Faults, Place, quoted
from workflow.values import Text

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 20_000
TOO_LARGE = Text("файл больше 1 МБ: это не определение процесса", "the file is over 1 MB: not a definition")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_VALUE = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word or a text; `plain` when it was typed without quotes."""

    place: Place
    text: str
    plain: bool

    @property
    def is_empty(self) -> bool:
        """Nothing was written, or YAML's word for nothing."""
        return self.plain and self.text in _NO_VALUE


@dataclass(frozen=True, slots=True)
class Listing:
    """A list."""

    place: Place
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, by key, in the author's order."""

    place: Place
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Broken:
    """A value whose fault is told already."""

    place: Place


Node = Scalar | Listing | Table | Broken


class _Stop(Exception):
    """The rest of the file cannot be read; the fault is told."""


def parse(source: str, faults: Faults) -> Node | None:
    """The file's only document as nodes, or None when it cannot be read at all."""
    if len(source.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        faults.error(Place(1, 1), "too-large", TOO_LARGE)
        return None
    events = yaml.parse(source, Loader=yaml.SafeLoader)
    try:
        return _Composer(events, faults).document()
    except _Stop:
        return None
    except yaml.YAMLError as fault:
        faults.error(_place_of(fault, source), "yaml-syntax", _explained(fault))
    except (ValueError, OverflowError):
        # PyYAML lets chr() and int() speak for themselves on "\Uffffffff" and "%YAML 99…9".
        faults.error(Place(1, 1), "yaml-syntax", _ESCAPE)
    return None


class _Composer:
    """Events become nodes, at most MAX_DEPTH deep."""

    def __init__(self, events: Iterator[yaml.Event], faults: Faults) -> None:
        self._events = events
        self._faults = faults
        self._nodes = 0

    def document(self) -> Node | None:
        found: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and found is not None:
                self._faults.error(_place(event), "several-documents", _SEVERAL)
                raise _Stop
            if isinstance(event, yaml.NodeEvent):
                found = self._node(event, 0)
        return found

    def _node(self, event: yaml.Event, depth: int) -> Node:
        place = _place(event)
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._faults.error(place, "too-large", _TOO_MANY)
            raise _Stop
        if depth > MAX_DEPTH:
            self._faults.error(place, "too-deep", _TOO_DEEP)
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self._faults.error(place, "alias", _ALIAS)
            return Broken(place)
        self._refuse_extras(event, place)
        if isinstance(event, yaml.SequenceStartEvent):
            inner = _until(self._events, yaml.SequenceEndEvent)
            return Listing(place, tuple(self._node(each, depth + 1) for each in inner))
        if isinstance(event, yaml.MappingStartEvent):
            return self._table(place, depth)
        return self._scalar(event, place) if isinstance(event, yaml.ScalarEvent) else Broken(place)

    def _refuse_extras(self, event: yaml.Event, place: Place) -> None:
        if getattr(event, "anchor", None):
            self._faults.error(place, "alias", _ALIAS)
        if getattr(event, "tag", None):
            self._faults.error(place, "tag", _TAG)

    def _scalar(self, event: yaml.ScalarEvent, place: Place) -> Node:
        text = event.value
        if _SURROGATE.search(text):
            self._faults.error(place, "yaml-syntax", _ESCAPE)
            return Broken(place)
        return Scalar(place, text, plain=not event.style)

    def _table(self, place: Place, depth: int) -> Table:
        entries: dict[str, Entry] = {}
        for event in _until(self._events, yaml.MappingEndEvent):
            key, value = self._node(event, depth + 1), self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                self._faults.error(key.place, "bad-key", _BAD_KEY)
            elif key.text in entries:
                self._faults.error(key.place, "repeated-key", _repeated(key, entries[key.text].key))
            else:
                entries[key.text] = Entry(key, value)
        return Table(place, entries)


def _until(events: Iterator[yaml.Event], end: type[yaml.Event]) -> Iterator[yaml.Event]:
    for event in events:
        if isinstance(event, end):
            return
        yield event


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _place_of(fault: yaml.YAMLError, source: str) -> Place:
    mark = getattr(fault, "problem_mark", None)
    if mark is not None:
        return Place(mark.line + 1, mark.column + 1)
    before = source[: getattr(fault, "position", 0)]
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _explained(fault: yaml.YAMLError) -> Text:
    problem = str(getattr(fault, "problem", None) or getattr(fault, "reason", ""))
    for part, known in _EXPLAINED.items():
        if part in problem:
            return known
    return Text(
        f"файл не читается как YAML ({problem}): проверьте отступы, двоеточия и кавычки",
        f"the file cannot be read as YAML ({problem}): check indents, colons and quotes",
    )


def _repeated(key: Scalar, first: Scalar) -> Text:
    name, line = quoted(key.text), first.place.line
    return Text(
        f"ключ «{name}» уже есть в строке {line}: оставьте один",
        f"the key “{name}” is already in line {line}: keep one of them",
    )


_TOO_MANY = Text(
    f"в файле больше {MAX_NODES} значений: это не определение процесса",
    f"the file holds over {MAX_NODES} values: not a definition",
)
_TOO_DEEP = Text(
    f"вложенность больше {MAX_DEPTH} уровней: проверьте отступы и скобки",
    f"nested more than {MAX_DEPTH} levels deep: check indents and brackets",
)
_SEVERAL = Text(
    "в файле несколько документов YAML (строка «---»): по одному определению на файл",
    "the file holds several YAML documents (a line “---”): keep one definition a file",
)
_ALIAS = Text(
    "ссылки YAML (& и *) не читаются: повторите значение целиком или возьмите его в кавычки",
    "YAML anchors and aliases (& and *) are not read: write the value out, or quote it",
)
_TAG = Text("метки YAML (!) не читаются: уберите её", "YAML tags (!) are not read: remove it")
_BAD_KEY = Text("ключ должен быть одним словом", "a key must be one word")
_ESCAPE = Text(
    "в кавычках стоит код знака, которого нет: напишите сам знак",
    "an escape in quotes names no character: write the character itself",
)
_EXPLAINED = {
    "'\\t'": Text("отступ сделан табуляцией: поставьте пробелы", "the indent is a tab: use blanks"),
    "mapping values are not allowed": Text(
        "лишнее двоеточие или неверный отступ: текст с двоеточием берут в кавычки",
        "a colon too many or a wrong indent: quote a text that holds a colon",
    ),
    "could not find expected ':'": Text(
        "после ключа нет двоеточия с пробелом", "a colon and a blank are missing after the key"
    ),
    "unexpected end of stream": Text("кавычки не закрыты", "the quotes are not closed"),
    "expected <block end>": Text(
        "строка сдвинута: выровняйте отступ с соседними",
        "the line is out of step: align it with its neighbours",
    ),
    "expected ',' or": Text(
        "скобка не закрыта или нет запятой", "a bracket is not closed or a comma is missing"
    ),
    "special characters are not allowed": Text(
        "в файле есть непечатный знак: удалите его", "the file holds an unprintable character: delete it"
    ),
}
