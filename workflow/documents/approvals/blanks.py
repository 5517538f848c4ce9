"""Blanks as they were meant: those a scanner put between letters, and those an extraction lost."""

from __future__ import annotations

import re
from functools import lru_cache

from workflow.documents.approvals.dates import is_month
from workflow.documents.approvals.letters import fold
from workflow.documents.approvals.words import exact

_SPACED = re.compile(r"(?<![\w.])(?:[А-ЯЁA-Z](?: [А-ЯЁA-Z]){3,}|[А-ЯЁA-Zа-яё](?: [а-яё]){3,})(?![\w.])")
_SPACED_DATE = re.compile(r"(?<!\d)\d \d ?\. ?\d \d ?\. ?\d \d \d \d(?!\d)")
_SPACED_NUMBER = re.compile(r"(?<=№) {1,4}\d(?: \d)+(?=\s*(?:о ?т\b|\Z))")
_PARTED = re.compile(r"(?<=[\d»\"> ])[а-яё]{1,7} [а-яё]{1,7}(?=[\s_]{0,3}(?:2[0OОoо]|19)[\w]{2})")
_GLUED_SIGN = re.compile(r"(?<=[^\W\d_])(?=№)")
_GLUED_FROM = re.compile(r"(?<![^\W\d_])[оo][тt](?=[\d«\"])|(?<![^\W_])(?:or|0т|ог)(?= ?[«\"]? ?\d)")
_LONG = re.compile(r"(?<![^\W\d_])[^\W\d_]{10,60}(?![^\W\d_])")
_CASE_EDGE = re.compile(r"(?<=[а-яё])(?=[А-ЯЁ])")
_LINKS = frozenset("на с со от по и о об".split())
_SHORTEST_WORD, _LONGEST_WORD = 5, 16


def close_up(line: str) -> str:
    """The line with words, dates and numbers printed in s p a c e d letters closed up."""
    closed = _SPACED_DATE.sub(_without_blanks, _SPACED.sub(_spaced_word, _PARTED.sub(_month, line)))
    return line if closed == line else _SPACED_NUMBER.sub(_without_blanks, closed)


def open_up(line: str) -> str:
    """The line with the blanks put back between words of a stamp that were printed as one."""
    line = _LONG.sub(lambda found: _apart(found.group()), line)
    return _GLUED_FROM.sub(" от ", _GLUED_SIGN.sub(" ", line))


def _spaced_word(found: re.Match[str]) -> str:
    """The letters as one word; a link of one letter behind them («… и одобрено») stays apart."""
    word = _without_blanks(found)
    linked = word[-1] in "искво" and exact(fold(word)) is None and exact(fold(word[:-1])) is not None
    return f"{word[:-1]} {word[-1]}" if linked else word


def _month(found: re.Match[str]) -> str:
    """A month's name cut in two by a blank as one word, every other pair of words as it is."""
    word = _without_blanks(found)
    return word if is_month(word) else found.group()


def _without_blanks(found: re.Match[str]) -> str:
    return found.group().replace(" ", "")


@lru_cache(maxsize=5_000)
def _apart(word: str) -> str:
    pieces = [_split(piece) or (piece,) for piece in _CASE_EDGE.split(word)]
    known = len(pieces) == 1 or any(exact(fold(one)) for piece in pieces for one in piece)
    return " ".join(one for piece in pieces for one in piece) if known else word


def _split(word: str) -> tuple[str, ...] | None:
    """The words of a stamp that a long word is made of without rest; None when it is made of no two."""
    if len(word) < 2 * _SHORTEST_WORD:
        return None
    ways = (_words_from(word, fold(word), first) for first in range(2, min(len(word), _LONGEST_WORD)))
    return next((way for way in ways if way and sum(len(one) >= _SHORTEST_WORD for one in way) > 1), None)


def _words_from(word: str, form: str, first: int) -> tuple[str, ...] | None:
    """The word cut behind its first letters, when they and the words of the rest are all known."""
    if len(form) != len(word) or not _known(form[:first]):
        return None
    if first == len(word):
        return (word,)
    for longer in range(2, min(len(word) - first, _LONGEST_WORD) + 1):
        rest = _words_from(word[first:], form[first:], longer)
        if rest:
            return (word[:first], *rest)
    return None


def _known(form: str) -> bool:
    if form in _LINKS:
        return True
    return len(form) >= _SHORTEST_WORD and exact(form) not in (None, "иное")
