"""Which clause answers best what was asked, and the part of it to show."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.documents.search_words import Sought
from workflow.documents.word_forms import stem, stems, words

AROUND = 12
"""How many words stand before the first word found in a long clause, and twice as many after it."""
_USUAL = 25
"""How many words a clause has, near enough."""

Pieces = tuple[tuple[str, bool], ...]
Rank = tuple[int, int, float]
"""Smaller is better: how many words are missing, how far apart the others stand, how much else is said."""


def rank(text: str, asked: Sought) -> Rank:
    """How well a text answers: all the words, close together and as typed, and not much besides."""
    said, wanted = stems(text), asked.stems
    turns = [turn for turn, one in enumerate(said) if one in wanted]
    here = {said[turn] for turn in turns}
    first, last = _closest(said, turns, len(here))
    apart = last - first + 1 - len(here) if turns else 0
    if not _holds(said, asked.whole):
        apart += 1
    return len(wanted) - len(here), apart, (1 + len(said) / _USUAL) / max(1, len(turns))


def marked(text: str, asked: Sought) -> Pieces:
    """A text in pieces; true are the words asked for."""
    wanted = asked.stems
    spans = [one.span() for one in words(text) if stem(one.group()) in wanted]
    return _pieces(text, 0, len(text), spans)


def snippet(text: str, asked: Sought) -> Pieces:
    """The part of a text where the words stand closest, in pieces; true are the words asked for."""
    found, wanted = list(words(text)), asked.stems
    said = [stem(one.group()) for one in found]
    turns = [turn for turn, one in enumerate(said) if one in wanted]
    if not turns and len(found) <= 3 * AROUND:
        return _pieces(text, 0, len(text), ())
    start = _closest(said, turns, len({said[turn] for turn in turns}))[0] if turns else 0
    first, last = max(0, start - AROUND), min(len(said) - 1, start + 2 * AROUND)
    begin = found[first].start() if first else 0
    end = found[last].end() if last < len(said) - 1 else len(text)
    spans = [found[turn].span() for turn in turns if first <= turn <= last]
    before, after = ("… " if begin else ""), (" …" if end < len(text) else "")
    return tuple(
        one for one in ((before, False), *_pieces(text, begin, end, spans), (after, False)) if one[0]
    )


def _pieces(text: str, begin: int, end: int, spans: Iterable[tuple[int, int]]) -> Pieces:
    pieces, here = [], begin
    for since, until in spans:
        pieces += [(text[here:since], False), (text[since:until], True)]
        here = until
    return tuple(one for one in (*pieces, (text[here:end], False)) if one[0])


def _closest(said: list[str], turns: list[int], kinds: int) -> tuple[int, int]:
    """The first and the last turn of the shortest stretch that holds every kind of word found."""
    best, seen, left = (0, len(said)), dict[str, int](), 0
    for turn in turns:
        seen[said[turn]] = seen.get(said[turn], 0) + 1
        while seen[said[turns[left]]] > 1:
            seen[said[turns[left]]] -= 1
            left += 1
        if len(seen) == kinds and turn - turns[left] < best[1] - best[0]:
            best = turns[left], turn
    return best


def _holds(said: list[str], phrase: tuple[str, ...]) -> bool:
    many = len(phrase)
    return any(tuple(said[turn : turn + many]) == phrase for turn in range(len(said) - many + 1))
