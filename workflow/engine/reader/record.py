"""A table of the file read key by key; what is missing, unknown or of the wrong shape is told."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping

from workflow.engine.definition import NOTHING
from workflow.engine.reader.faults import Faults, Place, instead, quoted
from workflow.engine.reader.nodes import Broken, Entry, Listing, Node, Scalar, Table
from workflow.values import Text, both

MAX_ID = 40
MAX_LONG_ID = 120  # Plone's generated ones run to 90 letters
MAX_TEXT = 1000
NAME = re.compile(r"[a-z][a-z0-9_]*")
SLUG = re.compile(r"[a-z][a-z0-9_-]*")
ID = re.compile(r"(?!__)[A-Za-z_][A-Za-z0-9_.-]*")
VARIABLE = re.compile(r"(?!__)[A-Za-z_][A-Za-z0-9_]*")
LONGEST = {NAME: MAX_ID, SLUG: MAX_ID, ID: MAX_LONG_ID, VARIABLE: MAX_LONG_ID}


class Record:
    """One table with the keys it may hold; `not_run` are keys that are known but not run yet."""

    def __init__(
        self, node: Node, faults: Faults, known: tuple[str, ...], not_run: Mapping[str, Text] | None = None
    ) -> None:
        self.place = node.place
        self.faults = faults
        self._known = known
        self._entries: Mapping[str, Entry] = {}
        self._broken = not isinstance(node, Table)
        if isinstance(node, Table):
            self._entries = node.entries
            self._refuse_unknown(not_run or {})
        elif not isinstance(node, Broken):
            faults.error(node.place, "wrong-type", _keys_expected(known))

    def _refuse_unknown(self, not_run: Mapping[str, Text]) -> None:
        for name, entry in self._entries.items():
            if name in self._known:
                continue
            if name in not_run:
                self.faults.error(entry.key.place, "not-run-yet", not_run_yet(name, not_run[name]))
            else:
                self.faults.error(entry.key.place, "unknown-key", _unknown_key(name, self._known))

    def has(self, key: str) -> bool:
        """Whether the key was written."""
        return key in self._entries

    def place_of(self, key: str) -> Place:
        """Where the value of `key` stands, or the table when it was not written."""
        return self._entries[key].value.place if key in self._entries else self.place

    def node(self, key: str) -> Node | None:
        """The value of `key`; None when it was not written."""
        return self._entries[key].value if key in self._entries else None

    def needed(self, key: str) -> Node | None:
        """The value of `key`, whose absence is a fault."""
        found = self.node(key)
        if found is None and not self._broken:
            self.faults.error(self.place, "missing-key", _missing(key))
        return found

    def word(self, key: str, default: str | None = None) -> str:
        """A text of one line; needed unless it has a default."""
        node = self.needed(key) if default is None else self.node(key)
        return (default or "") if node is None else word_of(node, self.faults)

    def title(self, key: str, *, needed: bool = True, may_be_empty: bool = False) -> Text:
        """A text in both languages: {ru, en}, or one text for both; NOTHING when not written.

        One that may be empty is so when it is written as "".
        """
        node = self.needed(key) if needed else self.node(key)
        if node is None or (may_be_empty and is_quoted_nothing(node)):
            return NOTHING
        if not isinstance(node, Table):
            return both(word_of(node, self.faults))
        said = Record(node, self.faults, ("ru", "en"))
        return Text(said.word("ru"), said.word("en"))

    def choice(self, key: str, known: Mapping[str, Text], code: str) -> str:
        """The word under `key`, one of the known; "" with a fault told."""
        node = self.node(key)
        if node is not None:
            return chosen(node, known, code, self.faults)
        if not self._broken:
            right = instead("", known)
            message = Text(f"{_missing(key).ru}; {right.ru}", f"{_missing(key).en}; {right.en}")
            self.faults.error(self.place, "missing-key", message)
        return ""

    def flag(self, key: str, *, default: bool = False) -> bool:
        """`true` or `false`, typed without quotes; the default when not written."""
        node = self.node(key)
        if node is None or isinstance(node, Broken):
            return default
        if isinstance(node, Scalar) and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        self.faults.error(node.place, "wrong-type", _FLAG)
        return False

    def items(self, key: str, *, needed: bool = False) -> tuple[Node, ...]:
        """The items of the list under `key`."""
        node = self.needed(key) if needed else self.node(key)
        return items_of(node, self.faults, needed=needed)

    def words(self, key: str) -> tuple[tuple[str, Place], ...]:
        """The words of the list under `key` with their places; a repeated word is a fault."""
        return words_of(self.node(key), self.faults)

    def tables(self, key: str, *, needed: bool = True) -> Iterator[tuple[Scalar, Node]]:
        """The entries of the table under `key`: each id with its place, and what it holds."""
        node = self.needed(key) if needed else self.node(key)
        if isinstance(node, Table):
            if needed and not node.entries:
                self.faults.error(node.place, "empty", _EMPTY_TABLE)
            yield from ((entry.key, entry.value) for entry in node.entries.values())
        elif node is not None and not isinstance(node, Broken):
            self.faults.error(node.place, "wrong-type", _TABLE)


def items_of(node: Node | None, faults: Faults, *, needed: bool = False) -> tuple[Node, ...]:
    """The items of a list; none, with a fault told, of anything else."""
    if isinstance(node, Listing):
        if needed and not node.items:
            faults.error(node.place, "empty", _EMPTY_LIST)
        return node.items
    if node is not None and not isinstance(node, Broken):
        faults.error(node.place, "wrong-type", _LIST)
    return ()


def words_of(node: Node | None, faults: Faults) -> tuple[tuple[str, Place], ...]:
    """The words of a list with their places; a repeated word is a fault."""
    found: dict[str, Place] = {}
    for item in items_of(node, faults):
        word = word_of(item, faults)
        if word in found:
            faults.error(item.place, "repeated-word", _repeated(word))
        elif word:
            found[word] = item.place
    return tuple(found.items())


def quoted_text(node: Node, faults: Faults) -> str:
    """The text of a scalar; an empty one only when it is quoted."""
    return "" if is_quoted_nothing(node) else word_of(node, faults)


def is_quoted_nothing(node: Node) -> bool:
    """Whether the author wrote "": nothing, on purpose."""
    return isinstance(node, Scalar) and not node.plain and not node.text


def word_of(node: Node, faults: Faults, limit: int = MAX_TEXT) -> str:
    """The text of a scalar; "" with a fault told when it is none, empty or too long."""
    if isinstance(node, Broken):
        return ""
    if not isinstance(node, Scalar):
        faults.error(node.place, "wrong-type", _WORD)
        return ""
    if node.is_empty or not node.text.strip():
        faults.error(node.place, "empty", _EMPTY)
        return ""
    if len(node.text) > limit:
        faults.error(node.place, "too-long", _TOO_LONG.filled(limit=limit))
    return node.text.strip()


def chosen(node: Node, known: Mapping[str, Text], code: str, faults: Faults) -> str:
    """The node's word if it is one of a closed table; "" with a fault told."""
    word = word_of(node, faults)
    if not word or word in known:
        return word
    faults.error(node.place, code, unknown(word, known))
    return ""


def checked_id(word: str, place: Place, faults: Faults, pattern: re.Pattern[str] = NAME) -> str:
    """The word if it can be an id; "" with a fault told."""
    if not word:
        return ""
    if pattern in (NAME, VARIABLE) and keyword.iskeyword(word):
        faults.error(place, "bad-id", _TAKEN.filled(word=word))
        return ""
    if word.startswith("__"):
        faults.error(place, "bad-id", _UNDERLINED.filled(word=quoted(word)))
        return ""
    if not pattern.fullmatch(word) or len(word) > LONGEST[pattern]:
        faults.error(place, "bad-id", _EXPLAINED[pattern].filled(word=quoted(word)))
        return ""
    return word


def unknown(word: str, known: Mapping[str, Text] | tuple[str, ...]) -> Text:
    """No such word, and what would be right."""
    right, name = instead(word, known), quoted(word)
    return Text(f"«{name}» здесь не бывает; {right.ru}", f"there is no “{name}” here; {right.en}")


def not_run_yet(word: str, use: Text) -> Text:
    """A thing that is known but not run yet, and what to use in its place."""
    name = quoted(word)
    return Text(f"«{name}» пока не исполняется: {use.ru}", f"“{name}” is not run yet: {use.en}")


def _unknown_key(name: str, known: tuple[str, ...]) -> Text:
    right, said = instead(name, known), quoted(name)
    return Text(f"ключа «{said}» здесь нет; {right.ru}", f"there is no key “{said}” here; {right.en}")


def _missing(key: str) -> Text:
    return Text(f"нет ключа «{key}»: добавьте его", f"the key “{key}” is missing: add it")


def _repeated(word: str) -> Text:
    name = quoted(word)
    return Text(f"«{name}» повторяется: оставьте одно", f"“{name}” is repeated: keep one of them")


def _keys_expected(known: tuple[str, ...]) -> Text:
    keys = ", ".join(known)
    return Text(f"здесь нужны ключи со значениями: {keys}", f"keys with values belong here: {keys}")


_TAKEN = Text(
    "«{word}» – слово из языка условий: назовите иначе, например «{word}_1»",
    "“{word}” is a word of conditions: take another, such as “{word}_1”",
)
_UNDERLINED = Text(
    "«{word}» начинается с двух подчёркиваний, как имена самого Python: назовите иначе",
    "“{word}” begins with two underscores, as Python's own names do: take another",
)
_NAME = Text(
    f"«{{word}}» не годится в имя: до {MAX_ID} знаков из a–z, 0–9 и «_», сначала буква",
    f"“{{word}}” cannot be a name: up to {MAX_ID} of a–z, 0–9 and “_”, a letter first",
)
_SLUG = Text(
    f"«{{word}}» не годится в имя: до {MAX_ID} знаков из a–z, 0–9, «-» и «_», сначала буква",
    f"“{{word}}” cannot be a name: up to {MAX_ID} of a–z, 0–9, “-” and “_”, a letter first",
)
_VARIABLE = Text(
    f"«{{word}}» не годится в имя: до {MAX_LONG_ID} латинских букв, цифр и «_», сначала буква",
    f"“{{word}}” cannot be a name: up to {MAX_LONG_ID} letters, digits and “_”, a letter first",
)
_ID = Text(
    f"«{{word}}» не годится в имя: до {MAX_LONG_ID} латинских букв, цифр, «-», «_», «.», сначала буква",
    f"“{{word}}” cannot be a name: up to {MAX_LONG_ID} letters, digits, “-”, “_” and “.”, a letter first",
)
_EXPLAINED = {NAME: _NAME, SLUG: _SLUG, ID: _ID, VARIABLE: _VARIABLE}
_FLAG = Text("здесь бывает true или false, без кавычек", "true or false belongs here, without quotes")
_LIST = Text("здесь нужен список: [а, б] или строки с «- »", "a list belongs here: [a, b] or lines with “- ”")
_TABLE = Text("здесь нужны имена со значениями: «имя: {…}»", "names with values belong here: “name: {…}”")
_WORD = Text("здесь нужен простой текст", "a plain text belongs here")
_EMPTY = Text(
    "значение пустое: впишите его или удалите ключ", "the value is empty: write it or delete the key"
)
_EMPTY_LIST = Text(
    "список пуст: нужно хотя бы одно значение", "the list is empty: it needs one value at least"
)
_EMPTY_TABLE = Text("здесь пусто: нужно хотя бы одно имя", "this is empty: it needs one name at least")
_TOO_LONG = Text(
    f"текст длиннее {MAX_TEXT} знаков: сократите", f"the text is over {MAX_TEXT} characters: shorten it"
)
