"""A surname with initials in the accusative («назначить Орлову И.А.»): a guess that may be corrected."""

from __future__ import annotations

from workflow.governance.people import PersonName

_VOWELS = "аеёиоуыэюя"


def accusative(name: PersonName) -> str:
    """«Орлову И.А.»; each part of a double surname is declined, foreign and unsure ones stay."""
    female = _female(name)
    surname = "-".join(_declined(part, female) for part in name.surname.split("-"))
    initials = "".join(f"{part[0]}." for part in (name.given, name.patronymic) if part)
    return f"{surname} {initials}".strip()


def plain(name: PersonName) -> str:
    """«Орлова И.А.», as lists have it."""
    initials = "".join(f"{part[0]}." for part in (name.given, name.patronymic) if part)
    return f"{name.surname} {initials}".strip()


def _female(name: PersonName) -> bool:
    if name.patronymic:
        return name.patronymic.endswith(("на", "кызы", "гызы"))
    return name.surname.endswith(("ова", "ева", "ёва", "ина", "ына", "ая", "яя"))


def _declined(surname: str, female: bool) -> str:
    if female:
        return _feminine(surname)
    return _masculine(surname)


def _feminine(surname: str) -> str:
    if surname.endswith("ая"):
        return f"{surname[:-2]}ую"
    if surname.endswith("яя"):
        return f"{surname[:-2]}юю"
    return _first_declension(surname)


def _masculine(surname: str) -> str:
    if surname.endswith(("ых", "их")) or surname[-1:] in "еёиоуыэю":
        return surname
    if surname.endswith(("ский", "цкий", "ый")) or (surname.endswith("ой") and len(surname) > 3):
        return f"{surname[:-2]}ого"
    if surname.endswith(("ний", "жий", "чий", "ший", "щий")):
        return f"{surname[:-2]}его"
    if surname.endswith(("ь", "й")):
        return f"{surname[:-1]}я"
    if surname[-1:] in ("а", "я"):
        return _first_declension(surname)
    return f"{surname}а" if surname[-1:].isalpha() else surname


def _first_declension(surname: str) -> str:
    """«Скрипка» – «Скрипку»; after another vowel («Гулиа») it stays."""
    if surname[-1:] in ("а", "я") and surname[-2:-1] not in _VOWELS.replace(
        "и", "" if surname[-1:] == "я" else "и"
    ):
        return surname[:-1] + {"а": "у", "я": "ю"}[surname[-1]]
    return surname
