"""People that a house knows, found in a text in any case of their names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workflow.governance.people import PersonName

_GAP = r"[ \u00a0]"
_INITIALS = rf"[А-ЯЁ]\.{_GAP}?(?:[А-ЯЁ]\.)?"
# Whom a school or a street is named after is no personal datum, though he bears the name of a member.
_HONOURED = rf"(?P<honoured>(?:[Ии]мени|[Ии]м\.|[Пп]амяти|[Уу]л\.|[Уу]лиц[аеуы]){_GAP}+)?"
# A shorter surname alone is too often another word; with initials it is found without knowing it.
_SHORTEST = 4
_ENDINGS = (
    "ого его ому ему ыми ими ами ями ая яя ую юю ые ие ых их ам ям ах ях ой ей ою ею ом ем ём ым им ый ий"
    " а я у ю е о ы и й ь"
).split()


def naming(people: Iterable[PersonName]) -> re.Pattern[str] | None:
    """What finds any of them: surname alone, with initials or with the given name; None for nobody.

    The group `honoured` stands before a name that is kept.
    """
    named = sorted({one for one in people if len(one.surname) >= _SHORTEST}, key=lambda one: one.full)
    if not named:
        return None
    return re.compile(rf"{_HONOURED}(?<![А-ЯЁа-яё-])(?:{'|'.join(map(_ways, named))})(?![А-ЯЁа-яё-])")


def _ways(one: PersonName) -> str:
    surname, given = _inflected(one.surname), _given(one)
    before = rf"(?:(?:{given}|{_INITIALS}){_GAP}?)?" if given else rf"(?:{_INITIALS}{_GAP}?)?"
    after = rf"(?:{_GAP}(?:{given}|{_INITIALS}))?" if given else rf"(?:{_GAP}{_INITIALS})?"
    return f"{before}{surname}{after}"


def _given(one: PersonName) -> str:
    if not one.given:
        return ""
    patronymic = f"(?:{_GAP}{_inflected(one.patronymic)})?" if one.patronymic else ""
    return _inflected(one.given) + patronymic


def _inflected(name: str) -> str:
    """The name in any case: its stem and an ending, with a capital letter or all in capitals."""
    stem = re.sub(r"(?:ая|яя|ий|ый|ой|[аяйьоеы])$", "", name) or name
    said = re.sub("[её]", "[её]", re.escape(stem[1:]))
    loud = re.sub("[ЕЁ]", "[ЕЁ]", re.escape(stem[1:].upper()))
    first = "[ЕЁ]" if stem[0] in "ЕЁ" else re.escape(stem[0])
    ends = "|".join(_ENDINGS)
    return f"{first}(?:{said}(?:{ends})?|{loud}(?:{ends.upper()})?)"
