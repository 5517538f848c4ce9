"""What is typed into the search, and what a clause must hold to be found: stems, phrases, marks of a heading.

An index entry holds the stems of the clause itself in their order and, beside them, marked stems: those of a
title or a heading under `HEADING`, those of the titles and headings that it stands under, under `ABOVE`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workflow.documents.word_forms import stems, words

MAX_WORDS = 12
MAX_TYPED = 200
# A tsvector knows no place above 16,383.
_LONGEST = 16_000
# Letters that were struck from the alphabet in 1918: no word that is indexed holds them.
HEADING, ABOVE = "ѣ", "ѳ"

Phrase = tuple[str, ...]
"""Stems that stand one after another."""
Match = tuple[tuple[Phrase, ...], ...]
"""Of each group at least one phrase stands in the entry."""

# Too common to tell one clause from another; they count inside quotes, and where nothing else is asked.
_COMMON = frozenset("а без в во для до же за и из или к ко на не но о об от по при с со то у что это".split())
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]*)[»\"”]|([^«»\"“”„\s]+)")
_KEYS = str.maketrans(
    "qwertyuiop[]asdfghjkl;'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~",
    "йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ",
)
_RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sought:
    """The phrases that must all be there, and everything that was typed as one phrase."""

    phrases: tuple[Phrase, ...]
    whole: Phrase

    def __bool__(self) -> bool:
        return bool(self.phrases)

    @property
    def stems(self) -> frozenset[str]:
        """Every stem that is asked for."""
        return frozenset(one for phrase in self.phrases for one in phrase)


def sought(typed: str) -> Sought:
    """What is typed, as stems: what stands in quotes or without a blank between («39/1») is one phrase."""
    runs = [tuple(stems(one[1] or one[2] or "")) for one in _QUOTED.finditer(typed[:MAX_TYPED])]
    kept = [one[:MAX_WORDS] for one in dict.fromkeys(runs) if one]
    telling = [one for one in kept if len(one) > 1 or one[0] not in _COMMON]
    whole = tuple(stem for one in runs for stem in one)
    return Sought(tuple((telling or kept)[:MAX_WORDS]), whole[:MAX_WORDS])


def typed_parts(typed: str) -> tuple[str, ...]:
    """What is typed, word by word and quote by quote, without the common words."""
    parts = [one.group() for one in _QUOTED.finditer(typed[:MAX_TYPED])]
    return tuple(one for one in parts if any(word.group() not in _COMMON for word in words(one)))


def other_keys(typed: str) -> str:
    """What the same keys give in the Russian layout; empty when Russian letters were typed, or none come."""
    given = typed.translate(_KEYS)
    return "" if _RUSSIAN.search(typed) or not _RUSSIAN.search(given) else given


def in_heading(asked: Sought) -> Match:
    """A title or a heading that holds every word."""
    marked = tuple(((HEADING + one,),) for one in sorted(asked.stems))
    return marked + tuple((phrase,) for phrase in asked.phrases if len(phrase) > 1)


def as_typed(asked: Sought) -> Match:
    """The words one after another, as they were typed."""
    return ((asked.whole,),)


def anywhere(asked: Sought) -> Match:
    """Every phrase, wherever it stands in the clause."""
    return tuple((phrase,) for phrase in asked.phrases)


def under_heading(asked: Sought) -> Match:
    """One phrase at least in the clause, the other words in the titles and headings that it stands under."""
    alone = tuple((one, (ABOVE + one[0],)) if len(one) == 1 else (one,) for one in asked.phrases)
    return (*alone, asked.phrases)


def entry(own: str, heading: bool, above: str) -> tuple[list[str], list[str]]:
    """An index entry: the stems of the text in their order, the marked ones."""
    said = stems(own)[:_LONGEST]
    marked = {HEADING + one for one in said} if heading else set()
    return said, sorted(marked | {ABOVE + one for one in stems(above)})
