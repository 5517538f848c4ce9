"""Words one misprint apart: a letter left out, put in, taken for another, or two in the wrong order."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from workflow.documents.word_forms import stem, words

# Words are indexed without ё.
_LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_SHORTEST, _LONGEST = 4, 30
"""A shorter word is one letter away from too many others; a longer one is no word."""


def near(word: str) -> frozenset[str]:
    """The stems of all words one misprint away from one in small letters; none for a short one or figures."""
    if not _SHORTEST <= len(word) <= _LONGEST or not set(word) <= set(_LETTERS):
        return frozenset()
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    fewer = {head + tail[1:] for head, tail in cuts if tail}
    turned = {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    other = {head + letter + tail[1:] for head, tail in cuts if tail for letter in _LETTERS}
    more = {head + letter + tail for head, tail in cuts for letter in _LETTERS}
    return frozenset({stem(one) for one in fewer | turned | other | more} - {stem(word)})


def likest(word: str, texts: Iterable[str]) -> str:
    """The word of the texts that is one misprint away and looks most like it; "" when there is none."""
    meant = near(word)
    said = {one.group() for text in texts for one in words(text)}
    return max(
        sorted(one for one in said if stem(one) in meant),
        key=lambda one: SequenceMatcher(None, word, one).ratio(),
        default="",
    )
