"""Numbers of protocols and orders as printed, with the number sign in its many readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# «N9 14» is «№ 14» when a number of its own follows.
_SIGN = (
    r"(?:№\s*№?\.?|[NН](?:9[ _]+(?=[0-9])|[oоº°sSеeэg.]{0,2}(?=[\s_]*[0-9ЗlI_]))|"
    r"JV[bеe]?|J\\?[ЪЬb]|Jf[eе]|JSfe|#|No\.?)"
)
# Letters a scanner makes of «№»; trusted only right behind the word of an instrument.
_WEAK_SIGN = r"(?:[МMЖЛ][геebв]?|[ХX][еe])"
_END = r"(?![0-9A-Za-zА-Яа-яЁё]|\.\s?[А-ЯЁ])"
_SUFFIX = r"(?:[Оо][Дд]|[Оо]/[Дд]|[Оо][Сс][Нн]|[Шш][Кк]|[Лл]/[Сс]|[Аа][Хх][Дд]|[Пп]|О|Д)"
_VALUE = (
    r"(?P<value>"
    r"(?:[А-ЯЁA-Z][А-ЯЁA-Zа-я]{0,3}[ ]?[-–—/][ ]?)?"
    r"(?:[0-9](?:[0-9ОOЗlI|б]|[оo](?=[0-9]))*|[ЗlI|][0-9ЗlI|]+|[ЗlI|](?![0-9A-Za-zА-Яа-яЁё]))"
    r"(?:(?!от|года?\b|г\b)[А-Яа-яЁёA-Za-z]{1,3}(?![А-Яа-яЁёA-Za-z]))?"
    r"(?:[-–—/.](?!от\b)[0-9ОOЗlI]*[0-9][А-Яа-яA-Za-z]{0,3}"
    r"|[ ]?[-–—/](?!от\b)[А-Яа-яЁёA-Za-z]{1,4}" + _END + r"|[-–—/](?=[А-Яа-яЁёA-Z]{1,4}/)[А-Яа-яЁёA-Z]{1,4}"
    r"|[ ][-–—/][ ]?(?:[0-9]+|[А-ЯЁ]{1,4})" + _END + r")*"
    r"(?:[ ]" + _SUFFIX + r"(?=[ ]*(?:от|oт|$|\n|[),;«\x00])))?"
    r")"
)
_NUMBER = re.compile(rf"(?<![\w]){_SIGN}[\s_:\"«]*{_VALUE}")
# A date gives a misread sign away: «М 15 от …» beginning a row, and «от 3 мая М 15», its date hidden.
_BEFORE_DATE = re.compile(rf"(?m:^) ?{_WEAK_SIGN} ?{_VALUE}(?= ?[оo][тt]\b)")
_BEHIND_DATE = re.compile(rf"(?<=\x00)(?: ?(?:г\.?|года))? {_WEAK_SIGN} ?{_VALUE}")
_SIGNED = (_NUMBER, _BEFORE_DATE, _BEHIND_DATE)
_AFTER_WORD = re.compile(rf"[.:]?[ _]*(?:{_WEAK_SIGN}[ _]*)?[ _]*{_VALUE}")
_CYRILLIC = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")


@dataclass(frozen=True, slots=True)
class Printed:
    """A number at a place in the text, as printed but without its sign and blanks."""

    start: int
    end: int
    value: str


def numbers_in(text: str) -> Iterator[Printed]:
    """Every number that stands behind a number sign."""
    found = (match for pattern in _SIGNED for match in pattern.finditer(text))
    for match in sorted(found, key=lambda each: each.start()):
        value = clean(match["value"])
        if value and not _is_year(value, text, match.end()):
            yield Printed(match.start(), match.end(), value)


def number_after(text: str, position: int) -> Printed | None:
    """The number standing right behind an instrument's word, with no sign or a misread one."""
    match = _AFTER_WORD.match(text, position)
    if match is None or not (value := clean(match["value"])) or _is_year(value, text, match.end()):
        return None
    return Printed(match.start(), match.end(), value)


def _is_year(value: str, text: str, end: int) -> bool:
    return bool(re.match(r"(?:19|20)[0-9]{2}\Z", value) and re.match(r"\s*г", text[end : end + 4]))


def clean(value: str) -> str:
    """The number without blanks, with letters between digits read as the digits they were."""
    text = re.sub(r"\s+", "", value).strip(".-–—/")
    text = re.sub(r"[lI|]", "1", text)
    text = re.sub(r"(?<![А-Яа-яA-Za-z])(?:[0-9З]*[0-9][0-9З]*|З+)(?![А-Яа-я])", _threes, text)
    text = re.sub(r"(?<=[0-9])[OОo](?=[-/]?[0-9])", "0", text)
    text = re.sub(r"(?<=[0-9])о(?=[0-9])", "0", text)
    text = re.sub(r"(?<=[-–—/])0(?=[А-Яа-я])", "О", text)
    return re.sub(r"(?<=[0-9])б(?=[0-9])", "6", text).translate(_CYRILLIC)


def zeros_for_letters(value: str) -> str:
    """The number in a text that prints О for 0, where its last letter О is a zero too."""
    return re.sub(r"(?<=[0-9])О\Z", "0", value)


def _threes(found: re.Match[str]) -> str:
    return found.group().replace("З", "3")
