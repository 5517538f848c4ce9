"""Words under their stems, so that «приёма» finds «приём»: the Russian stemmer of the Snowball project.

The algorithm and its endings: https://snowballstem.org/algorithms/russian/stemmer.html; ё counts as е.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# What Snowball keeps apart: it takes «приём», «устав», «архив» for verbs, «порядок» keeps its vowel;
# and what it joins: «права» and «правила».
_ROOTS = tuple("прием ъем став прав глав рукав архив тив зыв рыв".split())
_ALONE = {
    form: stem
    for stem, forms in {
        "дн": "день дня дню днем дне дни дней дням днями днях",
        "времн": "время",
        "имн": "имя",
        "матер": "мать",
        "дет": "детьми",
        "люд": "людьми",
        "случа": "случая",
        "письм": "писем",
        "числ": "чисел",
        "окн": "окон",
        "сестр": "сестер",
        "медал": "медали",
        "экзам": "экзаменов экзаменам экзаменами экзаменах экзамену экзаменом экзамене",
        "правил": "правило правила правилу правилом правиле правил правилам правилами правилах",
        "музе": "музей музеи музеям музеями музеях",
    }.items()
    for form in forms.split()
}
_FLEETING = re.compile(r"([бвгджзклмнпрстфхцчшщ])[ео]([кц]|(?<=е)н)$")
_ENDED = re.compile(r"(?<=\w{3}а)н$")
"""«Органа» loses «на» as a verb does, «органов» keeps its н."""
# Databases refuse a word of thousands of letters; it is found by its parts.
_WORD = re.compile(r"[0-9a-zа-я]{1,64}")
_REGION = re.compile(r"[^аеиоуыэюя]*[аеиоуыэюя]")
_INNER = re.compile(r".*?[аеиоуыэюя][^аеиоуыэюя]")

_AFTER_A = {
    "gerund": "в вши вшись",
    "participle": "ем нн вш ющ щ",
    "verb": "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
}
_FREE = {
    "gerund": "ив ивши ившись ыв ывши ывшись",
    "reflexive": "ся сь",
    "adjective": "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая яя ою ею",
    "participle": "ивш ывш ующ",
    "verb": "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены ить ыть "
    "ишь ую ю",
    "noun": "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью "
    "ю ия ья я",
    "superlative": "ейш ейше",
}
_ENDINGS = {
    part: {one: one in _AFTER_A.get(part, "").split() for one in f"{_AFTER_A.get(part, '')} {free}".split()}
    for part, free in _FREE.items()
}
"""The endings of each part of speech; those that are true are taken off after а or я alone."""


def words(text: str) -> Iterator[re.Match[str]]:
    """The words and numbers of a text with their places, in small letters and without ё."""
    return _WORD.finditer(text.lower().replace("ё", "е"))


def stems(text: str) -> list[str]:
    """The stems of a text's words in their order."""
    return [stem(one.group()) for one in words(text)]


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem by which a word in small letters is found: one for «порядок» and «порядка» too."""
    if word in _ALONE:
        return _ALONE[word]
    if word.endswith(_ROOTS):
        return word
    if word.endswith("пись"):
        return word[:-1]
    return _ENDED.sub("", _FLEETING.sub(r"\1\2", snowball(word)))


def snowball(word: str) -> str:
    """The stem as Snowball has it; what has no Russian vowel is its own stem."""
    found = _REGION.match(word)
    if found is None:
        return word
    head, region = word[: found.end()], word[found.end() :]
    region = _without_ending(region)
    region = region.removesuffix("и")
    region = _without_derived(head, region)
    return head + _tidied(region)


def _without_ending(region: str) -> str:
    if (cut := _cut(region, "gerund")) is not None:
        return cut
    reflexive = _cut(region, "reflexive")
    region = region if reflexive is None else reflexive
    if (cut := _cut(region, "adjective")) is not None:
        participle = _cut(cut, "participle")
        return cut if participle is None else participle
    for part in ("verb", "noun"):
        if (cut := _cut(region, part)) is not None:
            return cut
    return region


def _cut(region: str, part: str) -> str | None:
    """The region without its longest ending of that part of speech; None when it has none."""
    endings = _ENDINGS[part]
    for start in range(max(0, len(region) - 7), len(region)):
        after_a = endings.get(region[start:])
        if after_a is not None:
            return None if after_a and region[start - 1 : start] not in ("а", "я") else region[:start]
    return None


def _without_derived(head: str, region: str) -> str:
    """Without «ость» where the second inner region of the word holds it."""
    word = head + region
    first = _INNER.match(word)
    second = _INNER.match(word, first.end()) if first else None
    for ending in ("ость", "ост"):
        if region.endswith(ending):
            return region[: -len(ending)] if second and len(word) - len(ending) >= second.end() else region
    return region


def _tidied(region: str) -> str:
    cut = _cut(region, "superlative")
    if cut is not None:
        return cut[:-1] if cut.endswith("нн") else cut
    return region[:-1] if region.endswith(("нн", "ь")) else region
