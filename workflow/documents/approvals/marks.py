"""The marks a stamp is made of, found on a page: acts, bodies, instruments, numbers, dates, names, limits."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workflow.documents.approvals.dates import dates_in
from workflow.documents.approvals.numbers import Printed, number_after, numbers_in
from workflow.documents.approvals.page import Page
from workflow.documents.approvals.words import INSTRUMENTS, exact, meaning
from workflow.documents.approvals.letters import fold

MarkKind = Literal["act", "body", "instrument", "number", "date", "day", "year", "name", "title", "stop", "filler"]


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word with its place, its folded form and what it means for a stamp."""

    start: int
    end: int
    raw: str
    form: str
    sense: str | None
    row: int


@dataclass(frozen=True, slots=True)
class Mark:
    """Something a stamp is made of; `doubtful` when it may belong to other words around it."""

    kind: MarkKind
    value: str
    start: int
    end: int
    row: int
    doubtful: bool = False


_WORD = re.compile(r"[^\W_]+")
_ORGANISATION = re.compile(
    r"(?:школ|гимнази|лице[йяею]|сад[аеу]?\Z|учрежден|колледж|техникум|училищ|интернат|центр|детск|кадет|"
    r"[а-я]{0,5}(?:сош|оош|нош|доу|боу|коу|аоу|гоу|цдт|црр|цртдю|дюсш|дши|ддт|дод|удо|бу|моу|оу)\Z|сш\Z|сад\Z|филиал|"
    r"корпус|класс|кабинет|приложени|редакци|форм[аы]\Z|вид[аов]{0,2}\Z|дс\Z|города|тел|лот|дом|пос|ул\Z|"
    r"фз\Z|санпин|лицензи|участ|отделени|групп)"
)
_NAME = re.compile(
    r"(?<![А-ЯЁа-яёA-Za-z.])(?:(?P<i1>[А-ЯЁ])\.\s?(?P<i2>[А-ЯЁ])\.?\s?(?P<s1>[А-ЯЁ][а-яё]{1,}(?:-[А-ЯЁ][а-яё]+)?)"
    r"|(?P<s2>[А-ЯЁ][а-яё]{1,}(?:-[А-ЯЁ][а-яё]+)?)\s(?P<i3>[А-ЯЁ])\.\s?(?P<i4>[А-ЯЁ])\.?)"
)
_FILLER = re.compile(
    r"(?:\b[МГКЧФЛЗ][А-ЯЁ]{1,7}У(?:\s(?:ДО|СО|РО|МО|КО|ДПО))?\b|\b(?:СОШ|ООШ|СШ)\b"
    r"|\b(?i:школ[аыеу]|гимнази[яеи]|лице[йяю]|детск\w+\s+сад\w*)\b)"
    r"(?:[ -]{1,3}(?:СОШ|ООШ|СШ|ЦРР|д/с|№\s?\d+|«[^»\n]{1,40}»{0,2}|\"[^\"\n]{1,40}\"|"
    r"[сгпд]\.\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё]+(?:ая|ой|ий|ое|ого)\b))*"
    r"|_{3,}[\s/_]{0,4}(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.?\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.?)?"
    r"|(?<![А-ЯЁа-яё.])(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.?\s?[А-ЯЁ][а-яё-]+|[А-ЯЁ][а-яё-]+\s[А-ЯЁ]\.\s?[А-ЯЁ]\.?)"
)
_BY_SCHOOL = re.compile(r"(?i:приказ\w*|распоряжени\w*)\sпо\s[^\W_]+\Z")
_CLOCK = re.compile(r"\s*(?:г\.?|года?)?\s*(?:в\s*)?\d{1,2}:\d{2}")
_LONE_YEAR = re.compile(r"(?<![0-9./])(?<!\d )((?:19|20)\d\d)(?=\s*(?:г\b|г\.|года?\b|[)\n]|\Z|\s(?:19|20)\d\d))")
_BOUND = re.compile(r"(?:\b(?:с|c|по|до)\s*[«\"]?\s*)\Z")
_FROM = re.compile(r"(?:\b[оo][тt]\s*[«\"]?\s*)\Z")


def words_of(page: Page) -> list[Word]:
    """Every word of the page; a word split by a stray blank is read as the word it was."""
    found = [_word(page, match.start(), match.group()) for match in _WORD.finditer(page.text)]
    mended: list[Word] = []
    for word in found:
        before = mended[-1] if mended else None
        if before and (one := _mended(page, before, word)):
            mended[-1] = one
        else:
            mended.append(word)
    return mended


def _word(page: Page, start: int, raw: str) -> Word:
    return Word(start, start + len(raw), raw, fold(raw), meaning(raw), page.row_at(start))


def _mended(page: Page, one: Word, two: Word) -> Word | None:
    """Two pieces that mean nothing apart and are one undamaged word together."""
    if one.sense in ("совет", "учащиеся") or two.start - one.end != 1 or page.text[one.end] != " ":
        return None
    if (one.sense and one.sense != "пр" and exact(one.form)) or not 6 <= len(one.raw) + len(two.raw) <= 20 or len(one.raw) < 2:
        return None
    sense = exact(one.form + two.form)
    if sense in (None, "иное") or (two.sense and len(two.raw) > 4 and exact(two.form)):
        return None
    return Word(one.start, two.end, one.raw + two.raw, one.form + two.form, sense, one.row)


def instruments(words: Sequence[Word]) -> Iterator[Mark]:
    """The words протокол, приказ, постановление and their short forms."""
    for word in words:
        kind = INSTRUMENTS.get(word.sense or "")
        if kind and not (word.form == "решение" and word.raw.islower()):
            yield Mark("instrument", kind, word.start, word.end, word.row)


def numbers(page: Page, words: Sequence[Word], tools: Sequence[Mark]) -> list[Mark]:
    """Numbers that can be a protocol's or an order's; those standing by an organisation's name are doubtful."""
    hidden = _without_dates(page.text)
    found = {one.start: one for one in numbers_in(hidden)}
    for tool in tools:
        if bare := number_after(hidden, tool.end + (page.text[tool.end : tool.end + 1] == ".")):
            if not any(bare.start < one.end and one.start < bare.end for one in found.values()):
                found[bare.start] = bare
    starts = [word.start for word in words]
    return [_number(page, words, starts, one) for _, one in sorted(found.items())]


def _without_dates(text: str) -> str:
    for found in dates_in(text):
        text = text[: found.start] + _hidden(text[found.start : found.end]) + text[found.end :]
    return text


def _hidden(text: str) -> str:
    return "".join(letter if letter == "\n" else "\x00" for letter in text)


def _number(page: Page, words: Sequence[Word], starts: list[int], one: Printed) -> Mark:
    before = bisect_left(starts, one.start) - 1
    word = words[before] if before >= 0 else None
    doubtful = word is not None and _names_an_organisation(page.text, word, one.start)
    return Mark("number", one.value, one.start, one.end, page.row_at(one.start), doubtful)


def _names_an_organisation(text: str, word: Word, start: int) -> bool:
    between = text[word.end : start]
    kindergarten = word.form == "с" and text[word.start - 2 : word.start].lower() in ("д/", "д\\")
    if not (kindergarten or _ORGANISATION.match(word.form)) or _BY_SCHOOL.search(text[max(0, word.start - 24) : word.end]):
        return False
    return len(between) <= 4 and not any(letter in between for letter in "_;:)»")


def dates(page: Page) -> Iterator[Mark]:
    """Whole dates, days without a year, and lone years; a moment of a clock is none of them."""
    last = 0
    for found in dates_in(page.text):
        yield from _years(page, last, found.start)
        last = found.end
        if _CLOCK.match(page.text, found.end):
            continue
        row = page.row_at(found.start)
        bounded = bool(_BOUND.search(page.text[max(0, found.start - 8) : found.start + 2].rstrip("«\"0123456789")))
        if found.date:
            yield Mark("date", found.date.isoformat(), found.start, found.end, row, bounded)
        else:
            yield Mark("day", f"{found.month:02}-{found.day:02}", found.start, found.end, row, bounded)
    yield from _years(page, last, len(page.text))


def _years(page: Page, start: int, end: int) -> Iterator[Mark]:
    for match in _LONE_YEAR.finditer(page.text, start, end):
        yield Mark("year", match[1], match.start(), match.end(), page.row_at(match.start()))


def with_years(marks: list[Mark]) -> list[Mark]:
    """Days and years that a column's edge cut apart, joined in order when there is a year for every day."""
    joined: list[Mark] = []
    for i, mark in enumerate(marks):
        if mark.kind == "year":
            continue
        if mark.kind == "day":
            year = _year_of(marks, i)
            if year is not None:
                joined.append(replace(mark, kind="date", value=f"{year.value}-{mark.value}"))
            continue
        joined.append(mark)
    return joined


def _year_of(marks: list[Mark], place: int) -> Mark | None:
    """The year standing as far along its own row as the day stands along its own."""
    day = marks[place]
    row = [mark for mark in marks if mark.kind == "day" and mark.row == day.row]
    years = [mark for mark in marks if mark.kind == "year" and day.row < mark.row <= day.row + 2]
    years = [year for year in years if year.row == years[0].row]
    if len(years) != len(row):
        return None
    return years[row.index(day)]


def names(page: Page) -> Iterator[Mark]:
    """People as «Surname I.O.»."""
    for match in _NAME.finditer(page.text):
        surname = match["s1"] or match["s2"]
        initials = f"{match['i1'] or match['i3']}.{match['i2'] or match['i4']}."
        yield Mark("name", f"{surname} {initials}", match.start(), match.end(), page.row_at(match.start()))


def fillers(page: Page) -> Iterator[Mark]:
    """Names of schools and signature lines: no evidence, but each fills a cell of its column."""
    for match in _FILLER.finditer(page.text):
        yield Mark("filler", "", match.start(), match.end(), page.row_at(match.start()))
