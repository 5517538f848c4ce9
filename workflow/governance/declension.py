"""A first guess at the cases of a name, for a person to look over: what stamps print is what was typed."""

from __future__ import annotations

import re

from workflow.governance.names import Names

_VELAR = "гкх"
_HISSING = "жшчщ"
_CONSONANTS = "бвгджзклмнпрстфхцчшщ"
# Endings of adjectives in the nominative with those of the genitive and the instrumental.
_ADJECTIVES = {
    "ый": ("ого", "ым"),
    "ой": ("ого", "ым"),
    "ий": ("его", "им"),
    "ая": ("ой", "ой"),
    "яя": ("ей", "ей"),
    "ое": ("ого", "ым"),
    "ее": ("его", "им"),
}
_NOUNS = {
    "ие": ("ия", "ием"),
    "ия": ("ии", "ией"),
    "ье": ("ья", "ьем"),
    "а": ("ы", "ой"),
    "я": ("и", "ей"),
    "о": ("а", "ом"),
    "ь": ("я", "ем"),
    "й": ("я", "ем"),
}


def suggested(nominative: str) -> Names:
    """The name with its adjectives and first noun declined; the rest, quotes and abbreviations stay."""
    words = nominative.split(" ")
    genitive, instrumental = list(words), list(words)
    for at, word in enumerate(words):
        cases = _adjective(word)
        last = cases is None
        cases = cases or _noun(word)
        if cases is None:
            break
        genitive[at], instrumental[at] = cases
        if last:
            break
    return Names(nominative, " ".join(genitive), " ".join(instrumental))


def _adjective(word: str) -> tuple[str, str] | None:
    if word.endswith("ся"):
        # «обучающееся»: a participle, declined before its end.
        cases = _adjective(word[:-2])
        return (f"{cases[0]}ся", f"{cases[1]}ся") if cases else None
    stem, ending = word[:-2], word[-2:]
    if len(stem) < 3 or ending not in _ADJECTIVES or not _declined(word):
        return None
    genitive, instrumental = _ADJECTIVES[ending]
    # детский, but средний and заведующий.
    if ending == "ий" and stem[-1] in _VELAR:
        genitive = "ого"
    if ending == "ое" and stem[-1] in _VELAR:
        instrumental = "им"
    if ending == "ая" and stem[-1] in _HISSING:
        genitive = instrumental = "ей"
    return stem + genitive, stem + instrumental


def _noun(word: str) -> tuple[str, str] | None:
    if len(word) < 3 or not _declined(word):
        return None
    for ending in (word[-2:], word[-1:]):
        if ending in _NOUNS:
            stem, (genitive, instrumental) = word.removesuffix(ending), _NOUNS[ending]
            soft = ending == "а" and stem[-1] in _VELAR + _HISSING
            return stem + ("и" if soft else genitive), stem + instrumental
    if word[-1] in _CONSONANTS:
        return f"{word}а", word + ("ем" if word[-1] in _HISSING + "ц" else "ом")
    return None


def _declined(word: str) -> bool:
    """Whether it is a Russian word, not МБОУ, «Рябинка» or № 5."""
    return re.fullmatch(r"[А-ЯЁ]?[а-яё]+", word) is not None


def accusative(nominative: str) -> str:
    """The name of a body in the accusative: «рабочую группу», «педагогический совет»."""
    words = nominative.split(" ")
    for at, word in enumerate(words):
        if not _declined(word):
            break
        if _adjective(word) is not None:
            bare, end = (word[:-2], "ся") if word.endswith("ся") else (word, "")
            words[at] = bare[:-2] + {"ая": "ую", "яя": "юю"}.get(bare[-2:], bare[-2:]) + end
            continue
        words[at] = word[:-1] + {"а": "у", "я": "ю"}.get(word[-1], word[-1])
        break
    return " ".join(words)
