"""Addresses as orders write them: «пунктах 3.1 и 3.2 раздела 3», «абзац второй подпункта «а» пункта 2.3»."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain, pairwise

from workflow.documents.addresses import CASES, Address, Step, Unit, feminine, ordinal

_UNITS: tuple[tuple[str, Unit], ...] = (
    ("подпункт", "item"),
    ("пп.", "item"),
    ("пункт", "point"),
    ("п.", "point"),
    ("абзац", "paragraph"),
    ("дефис", "dash"),
    ("тире", "dash"),
    ("раздел", "section"),
    ("глав", "chapter"),
    ("стать", "article"),
    ("част", "part"),
    ("приложени", "annex"),
    ("таблиц", "table"),
    ("строк", "row"),
    ("позици", "row"),
    ("граф", "column"),
    ("столбец", "column"),
    ("столбц", "column"),
)
_ENDINGS = re.compile(
    r"(?:|а|у|ом|е|ы|ов|ам|ами|ах|я|ю|и|ь|ью|ей|ем|ям|ями|ях|ой|ою|ье|ью|ии|ие|ия|ий|иям|иями|иях|ию|ием|"
    r"ы|ей)"
)
_INSTRUMENTAL = re.compile(
    r"(?:раздел(?:ом|ами)|глав(?:ой|ою|ами)|стать(?:ей|ями)|част(?:ью|ями)|(?:под)?пункт(?:ом|ами)|"
    r"абзац(?:ем|ами)|дефис(?:ом|ами)|строк(?:ой|ою|ами)|приложени(?:ем|ями))(?=\s|$)",
    re.IGNORECASE,
)
# What may follow an address without changing it: the act itself.
_ACT = re.compile(
    r"\s*(?:к\s+)?(?:(?:настоящ|указанн|данн)\w+\s+)?(?:положени[яюе]|порядк[ауе]|правил(?:ам|ах)?|инструкци[ию]|"
    r"регламент[ауе]|устав[ауе]|программ[ыуе]|план[ауе]|кодекс[ауе])(?:\s+⟨\d+⟩)?$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"⟨\d+⟩|№\s*\d+|\d+(?:\.\d+)*(?:\(\d+\))?\)?|[IVX]+(?:\.\d+)*|"
    r"[«\"„][А-Яа-яЁё](?:\(\d+\))?\)?[»\"“”]|[А-Яа-яЁёa-z](?:\(\d+\))?\)|[а-яё]+",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"\d+(?:\.\d+)*(?:\(\d+\))?\)?|[IVX]+(?:\.\d+)*|[а-яёa-z](?:\(\d+\))?\)?", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:,\s*(?:и\s+)?|и\s+|\s*[-–—]\s*)", re.IGNORECASE)
_RANGE = re.compile(r"\s*[-–—]\s*")
_ALPHABET = "абвгдежзиклмнопрстуфхцчшщэюя"
_MOST = 60
_RANKS: dict[Unit, int] = {"annex": 0, "section": 1, "point": 2, "item": 3, "paragraph": 4, "dash": 4}
_TURNS = {ordinal(turn, case).replace("ё", "е"): str(turn) for turn in range(1, 21) for case in CASES}
_FEMININE_TURNS = {
    feminine(turn, case).replace("ё", "е"): str(turn) for turn in range(1, 21) for case in CASES
}
_PLURAL_TURNS = {
    ordinal(turn, "genitive").replace("ё", "е")[:-3] + ending: str(turn)
    for turn in range(1, 21)
    for ending in ("ые", "ый", "ых", "ым", "ыми", "ой", "ии", "ий", "ьи", "ьих", "ьим", "ьими")
}


class NotAnAddress(ValueError):
    """These words name no clause, or name several where one is asked; `where` are the words."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where.strip()


def addresses_in(words: str, spans: tuple[str, ...]) -> tuple[Address, ...]:
    """Every clause that the words name, from first to last; lists and ranges are expanded.

    Raises NotAnAddress unless all the words are understood.
    """
    text = _ACT.sub("", words.replace("ё", "е").strip()).strip()
    groups = list(_groups(text, spans))
    if not groups:
        raise NotAnAddress(words)
    if _from_the_greatest(groups):
        groups.reverse()
    inner, outer = groups[0], groups[1:]
    if any(len(group) > 1 for group in outer):
        raise NotAnAddress(words)
    above = tuple(chain.from_iterable(reversed(outer)))
    return tuple((*above, step) for step in inner)


def _from_the_greatest(groups: Sequence[tuple[Step, ...]]) -> bool:
    """«пункт 3.3 подпункт «а»»: no point stands inside an item, so the greatest is named first."""
    ranks = [_RANKS.get(group[0].unit) for group in groups]
    known = [one for one in ranks if one is not None]
    return len(known) == len(groups) > 1 and all(one < other for one, other in pairwise(known))


def instrumental(words: str) -> int | None:
    """Where the words begin to name what is added: «пунктом 3.5», not «пункт 3.5»."""
    found = _INSTRUMENTAL.search(words)
    return found.start() if found else None


def unit_of(words: str) -> tuple[Unit, str]:
    """The unit that the words begin with, and the words after it. Raises NotAnAddress."""
    for stem, unit in _UNITS:
        if words[: len(stem)].casefold() == stem:
            rest = words[len(stem) :]
            ending = re.match(r"[а-я]*", rest, re.IGNORECASE)
            end = ending[0] if ending else ""
            if stem.endswith(".") or _ENDINGS.fullmatch(end.casefold()):
                return unit, rest[0 if stem.endswith(".") else len(end) :]
    raise NotAnAddress(words)


def _groups(text: str, spans: tuple[str, ...]) -> list[tuple[Step, ...]]:
    found = []
    whole = text
    while text:
        unit, rest = unit_of(text)
        labels, text = _labels(rest.lstrip())
        if not labels and unit not in ("annex", "table"):
            raise NotAnAddress(text or whole)
        found.append(tuple(_step(unit, label, spans) for label in labels) or (Step(unit, ""),))
    return found


def _labels(text: str) -> tuple[list[str], str]:
    """The labels that the text begins with, ranges expanded, and what stands after them."""
    labels: list[str] = []
    at, ranged = 0, False
    while True:
        found = _LABEL.match(text, at)
        if found is None or _starts_unit(text[at:]):
            if labels and at:
                raise NotAnAddress(text)
            return labels, text[at:]
        label = _clean(found[0])
        labels += _range(labels.pop(), label) if ranged else [label]
        at = found.end()
        between = _BETWEEN.match(text, at)
        if between is None:
            rest = text[at:]
            if rest and not rest[0].isspace():
                raise NotAnAddress(text)
            return labels, rest.lstrip()
        ranged = _RANGE.fullmatch(between[0]) is not None
        at = between.end()


def _starts_unit(text: str) -> bool:
    try:
        unit_of(text)
    except NotAnAddress:
        return False
    return True


def _clean(label: str) -> str:
    label = label.removeprefix("№").strip()
    return label if label.startswith("⟨") else label.strip('«»"„“”')


def _range(first: str, last: str) -> list[str]:
    """2.1 to 2.3, 1) to 4), а to г, second to fourth. Raises NotAnAddress for a range that is not certain."""
    one, other = _number(first), _number(last)
    if one is not None and other is not None and one[0] == other[0] and one[2] == other[2]:
        figures = range(one[1], other[1] + 1)
        labels = [f"{one[0]}{figure}{one[2]}" for figure in figures]
    else:
        labels = _letters(first, last)
    if not 2 <= len(labels) <= _MOST:
        raise NotAnAddress(f"{first}–{last}")
    return labels


def _number(label: str) -> tuple[str, int, str] | None:
    label = _turn(label) or label
    found = re.fullmatch(r"((?:\d+\.)*)(\d+)(\)?)", label)
    return (found[1], int(found[2]), found[3]) if found else None


def _letters(first: str, last: str) -> list[str]:
    """Lists skip ё and й, some skip more: a range that passes where they differ is not certain."""
    bracket = ")" if last.endswith(")") else ""
    one, other = _ALPHABET.find(first.strip(")").casefold()), _ALPHABET.find(last.strip(")").casefold())
    certain = _ALPHABET.index("е"), _ALPHABET.index("и")
    same = all(min(one, other) > edge or max(one, other) <= edge for edge in certain)
    if min(one, other) < 0 or not same:
        raise NotAnAddress(f"{first}–{last}")
    return [letter + bracket for letter in _ALPHABET[one : other + 1]]


def _turn(label: str) -> str | None:
    small = label.casefold()
    return _TURNS.get(small) or _PLURAL_TURNS.get(small)


def _step(unit: Unit, label: str, spans: tuple[str, ...]) -> Step:
    if unit in ("table", "row", "column"):
        return _in_table(unit, label, spans)
    if label.startswith("⟨"):
        if unit != "section":
            raise NotAnAddress(label)
        return Step(unit, f"«{spans[int(label[1:-1])]}»")
    if unit in ("paragraph", "dash"):
        turn = label if label.isdecimal() else _turn(label)
        if turn is None:
            raise NotAnAddress(label)
        return Step(unit, turn)
    if not _NUMBERED.fullmatch(label):
        raise NotAnAddress(label)
    bare = label.removesuffix(")") if label.count(")") > label.count("(") else label
    lettered = bare[0].isalpha() and not bare.isupper()
    if unit == "point" and (bare != label or lettered):
        unit = "item"
    if unit == "item" and "." in bare and bare == label:
        return Step("point", bare)
    return Step(unit, label if "." in bare else bare)


def _in_table(unit: Unit, label: str, spans: tuple[str, ...]) -> Step:
    """A row by its number, or by its first words in quotes; a table and a column by their turn."""
    if unit == "row" and label.startswith("⟨"):
        return Step(unit, f"«{spans[int(label[1:-1])]}»")
    turn = label if re.fullmatch(r"\d+(?:\.\d+)*" if unit == "row" else r"\d+", label) else None
    turn = turn or _FEMININE_TURNS.get(label.casefold())
    if turn is None:
        raise NotAnAddress(label)
    return Step(unit, turn)
