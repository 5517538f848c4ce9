"""What of a text may be shown to everybody: the same clauses without the personal data in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.documents.people_named import naming
from workflow.governance.people import PersonName

TAKEN = "[изъято]"
_WORD = r"[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+)(?:-[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+))?"
_INITIALS = r"[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\."
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:[ое]вич|ьич|[ое]вн|[иь]ничн)(?:а|у|е|ы|ой|ою|ем|ом)?"
_GAP = r"[ \u00a0]"
_HONOURED = rf"(?P<honoured>(?:имени|им\.|памяти){_GAP}+)?"
_WHOLE = re.compile(
    rf"{_HONOURED}(?:{_WORD}{_GAP}{_WORD}{_GAP}{_PATRONYMIC}(?![а-яё])"
    rf"|{_WORD}{_GAP}{_PATRONYMIC}{_GAP}{_WORD})"
)
# «И.О. Директора» is a duty, not a name, and «Ф.И.О.» three words.
_SHORT = re.compile(
    rf"{_HONOURED}(?:\b(?P<lead>{_WORD}){_GAP})?"
    rf"(?<![А-ЯЁ]\.)\b(?!И\.{_GAP}?О\.{_GAP}?(?:[Дд]иректор|[Зз]авед|[Нн]ачальн|[Рр]уковод))"
    rf"{_INITIALS}(?!{_GAP}?[А-ЯЁ]\.)(?:{_GAP}?(?P<trail>{_WORD}))?"
)
_SURNAME = re.compile(
    r"(?:[её]в|ов|[иы]н)(?:а|у|ым|ой|е|ых|ыми)?$"
    r"|[сц]к(?:ий|ая|ого|ой|ому|им|ую)$"
    r"|ко$|(?:[юу]к|дзе|швили|ян|ич)(?:а|у|ом|ем|е)?$",
    re.IGNORECASE,
)
_NO_SURNAME = re.compile(
    r"(?:ть|ти|чь)$|^(?:директор|председател|секретар|заведующ|учител|педагог|координатор|руководител|член)",
    re.IGNORECASE,
)
_OTHERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\d{2}\.\d{2}\.\d{4}\s*(?:г\.?\s*р\.|(?:г\.|года)\s*рождения)",
        r"\d{3}-\d{3}-\d{3}[ -]\d{2}",
        r"\d{2}\s?\d{2}\s?№?\s?\d{6}(?!\d)",
        r"(?:\+7|\b8)[\s(-]*9\d{2}[\s)-]*\d{3}[\s-]*\d{2}[\s-]*\d{2}",
        r"прожива\w+[^.;,]*?по адресу:?[^;]*?(?=;|\.\s*$|$)",
        r"[\w.+-]+@(?:gmail|mail|yandex|ya|bk|list|inbox|rambler)\.\w+",
    )
)


_ENDS = re.compile(r"[»)”]?(?:\s+[«(]?[А-ЯЁA-Z0-9]|\s*$)")


@dataclass(frozen=True, slots=True)
class Published:
    """A text for everybody, and in how many places personal data were taken out."""

    text: EditionText
    taken: int


def published(text: EditionText, known: Iterable[PersonName] = ()) -> Published:
    """The text without people's names, numbers and addresses; whom a school is named after stays.

    `known` people are found by their surnames alone, all others by the look of a name.
    """
    taken: list[str] = []
    return Published(_text(text, _Taking(_patterns(known), taken)), len(taken))


def anonymous(said: str, known: Iterable[PersonName] = ()) -> str:
    """One line without personal data."""
    return _said(said, _Taking(_patterns(known), []))


@dataclass(frozen=True, slots=True)
class _Taking:
    """What is looked for, and what was found so far."""

    patterns: tuple[re.Pattern[str], ...]
    taken: list[str]


def _patterns(known: Iterable[PersonName]) -> tuple[re.Pattern[str], ...]:
    by_name = naming(known)
    return (*([by_name] if by_name else []), _WHOLE, _SHORT, *_OTHERS)


def _text(text: EditionText, taken: _Taking) -> EditionText:
    return replace(
        text,
        title=_said(text.title, taken),
        preamble=_said(text.preamble, taken),
        clauses=_clauses(text.clauses, taken),
        annexes=tuple(_text(annex, taken) for annex in text.annexes),
    )


def _clauses(clauses: tuple[Clause, ...], taken: _Taking) -> tuple[Clause, ...]:
    return tuple(
        replace(one, text=_said(one.text, taken), children=_clauses(one.children, taken)) for one in clauses
    )


def _said(said: str, taking: _Taking) -> str:
    def without(match: re.Match[str]) -> str:
        named = match.groupdict()
        if named.get("honoured") or ("lead" in named and not (named["lead"] or named["trail"])):
            return match[0]
        taking.taken.append(match[0])
        put = _around(match) if "lead" in named else TAKEN
        return f"{put}." if _closes(match) else put

    for pattern in taking.patterns:
        said = pattern.sub(without, said)
    return said


def _closes(match: re.Match[str]) -> bool:
    """The point after initials is that of the sentence too, unless there is nothing but the name."""
    alone = match[0].strip() == match.string.strip()
    return not alone and match[0].endswith(".") and _ENDS.match(match.string, match.end()) is not None


def _around(match: re.Match[str]) -> str:
    """Between two words with a capital letter the initials belong to the one that looks like a surname."""
    lead, trail = match["lead"] or "", match["trail"] or ""
    likely = [bool(_SURNAME.search(word)) for word in (lead, trail)]
    unknown = not any(likely)
    before = lead if trail and not likely[0] and not (unknown and not _NO_SURNAME.search(lead)) else ""
    after = trail if lead and not likely[1] and not before else ""
    if unknown and not before:
        after = ""
    # A word with a capital letter behind initials begins a sentence: their point was its end too.
    return " ".join(part for part in (before, f"{TAKEN}." if after else TAKEN, after) if part)
