"""Letters as they were meant: Latin and digit look-alikes of scanned Russian words."""

from __future__ import annotations

import re
from functools import lru_cache

_PAIRS = (
    (re.compile(r"[Il1|][OО0]"), "Ю"),
    (re.compile(r"[bьЬ][Il1|]"), "Ы"),
    (re.compile(r"J[Il1]"), "Л"),
)
_SINGLE = str.maketrans(
    "ABCEHKMOPTXYaceopxyKkmtunrhbigl03468",
    "АВСЕНКМОРТХУасеорхуКкмтипгньидл" + "озчбв",
)
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_LATIN_LIKE = re.compile(r"[ABCEHKMOPTXYaceopxykmtunrbIl01368]+\Z")


_WORD = re.compile(r"[A-Za-zА-Яа-яЁё]{2,}")
_LATIN = re.compile(r"[A-Za-z]")
_LOOK_ALIKE = str.maketrans("ABCEHKMOPTXYaceopxyk", "АВСЕНКМОРТХУасеорхук")


def one_script(text: str) -> str:
    """The text with Latin look-alikes inside Cyrillic words read as Cyrillic, letter by letter."""
    return _WORD.sub(_in_cyrillic, text) if _LATIN.search(text) else text


def _in_cyrillic(found: re.Match[str]) -> str:
    word = found.group()
    return word.translate(_LOOK_ALIKE) if _CYRILLIC.search(word) and _LATIN.search(word) else word


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """The word in lower-case Cyrillic without ё; a word that is plainly Latin or a number stays as it is."""
    if not _CYRILLIC.search(word) and (word.isdigit() or not _LATIN_LIKE.match(word)):
        return word.lower()
    for pattern, letter in _PAIRS:
        word = pattern.sub(letter, word)
    return word.translate(_SINGLE).lower().replace("ё", "е")


def distance(one: str, two: str, limit: int) -> int:
    """Levenshtein distance; any value above `limit` means only that it is above."""
    if abs(len(one) - len(two)) > limit:
        return limit + 1
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, other in enumerate(two, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != other))
        if min(row) > limit:
            return limit + 1
    return row[-1]
