"""The marks a stamp is made of, found on a page: acts, bodies, instruments, numbers, dates, names, limits."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice, pairwise, takewhile
from typing import Literal

from workflow.documents.approvals.dates import dates_in, month_of
from workflow.documents.approvals.letters import fold
from workflow.documents.approvals.numbers import Printed, number_after, numbers_in, zeros_for_letters
from workflow.documents.approvals.page import Page
from workflow.documents.approvals.words import INSTRUMENTS, exact, meaning

MarkKind = Literal[
    "act", "body", "instrument", "number", "date", "day", "year", "name", "title", "stop", "filler", "tail"
]


@dataclass(frozen=True, slots=True)
class Word:
    """A printed word with its place, its folded form, what it means, and whether a bracket opens at it."""

    start: int
    end: int
    raw: str
    form: str
    sense: str | None
    row: int
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something a stamp is made of; `doubt` above zero when it may belong to other words around it."""

    kind: MarkKind
    value: str
    start: int
    end: int
    row: int
    doubt: float = 0.0


# «пед. совет», «род. комитет», «проф. ком.»: first halves printed with a full stop.
_SHORTENED = frozenset("пед метод род проф упр".split())
SURE, SLIGHT = 1.2, 0.25
_SHORTEST_PIECE = 3
_LONGEST_MENDED = 20

_WORD = re.compile(r"[^\W_]+")
_DATED = re.compile(r"\s?[оo][тt]\b")
_ORGANISATION = re.compile(
    r"(?:школ|гимнази|лице[йяею]|сад(?:[аеу]|ом)?\Z|учрежден|колледж|техникум|училищ|интернат|центр|детск|кадет|"
    r"[а-я]{0,5}(?:сош|оош|нош|доу|боу|коу|аоу|гоу|цдт|црр|цртдю|дюсш|дши|ддт|дод|удо|бу|моу|оу)\Z|сш\Z|сад\Z|филиал|"
    r"корпус|класс|кабинет|приложени|редакци|форм[аы]\Z|вид[аов]{0,2}\Z|дс\Z|города|тел|лот|дом|пос|ул\Z|"
    r"фз\Z|санпин|лицензи|участ|отделени|групп)"
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
_LETTER_FOR_ZERO = re.compile(r"\d[OОoо](?=[.,]?\d)|(?<![^\W\d_])[OОoо]\d\.")
# «№ 8 8 от»: a number that a blank broke, or two.
_BROKEN = re.compile(r" \d{1,3} от\b")
_CLOCK = re.compile(r"\s*(?:г\.?|года?)?\s*(?:в\s*)?\d{1,2}:\d{2}")
_PIECE = re.compile(
    r"[«\"][ _]?(?:(?P<day>\d{1,2})[ _]?[»\"](?=[ ]?(?:\n|\Z|[^\W\d]|[№(_]))"
    r"|(?P<quoted>\d{1,2})[ _]?[»\"][ .]{0,2}(?P<numeric>\d{1,2})(?=[ .]{0,2}(?:\n|\Z|[^\W\d]|[№(«])))"
    r"|(?<![0-9./«])(?<!\d )(?:(?P<month>[а-яё]{3,8})[ .]{1,2})?(?P<year>(?:19|20)\d\d)"
    r"(?=\s*(?:г\b|г\.|года?\b|[)\n]|\Z|\s(?:19|20)\d\d))"
)
_BOUND = re.compile(r"(?:\b(?:с|c|по|до)\s*[«\"]?\s*)\Z")


def words_of(page: Page) -> list[Word]:
    """Every word of the page; a word split by a stray blank is read as the word it was."""
    found = [_word(page, match.start(), match.group()) for match in _WORD.finditer(page.text)]
    mended: list[Word] = []
    for word in found:
        before = mended[-1] if mended else None
        if before and (one := _mended(page, before, word)):
            mended[-1] = one
        elif len(mended) > 1 and (one := _mended_of_three(page, mended[-2], mended[-1], word)):
            mended[-2:] = [one]
        else:
            mended.append(word)
    return _rejoined(page, mended)


def _rejoined(page: Page, words: list[Word]) -> list[Word]:
    """A word cut by the edge of its column and continued in the next row is read as the word it was."""
    whole = list(words)
    for i, word in enumerate(words):
        if _is_piece(word) and word.row + 1 < len(page.starts):
            for rest in _in_next_row(words, i):
                sense = exact(word.form + rest.form)
                if rest.raw.islower() and _is_piece(rest) and sense not in (None, "иное"):
                    whole[i] = replace(word, form=word.form + rest.form, sense=sense)
    return whole


def _is_piece(word: Word) -> bool:
    return word.sense is None and len(word.raw) >= _SHORTEST_PIECE


def _in_next_row(words: Sequence[Word], i: int) -> Iterator[Word]:
    behind = takewhile(lambda rest: rest.row <= words[i].row + 1, islice(words, i + 1, None))
    return (rest for rest in behind if rest.row > words[i].row)


def _word(page: Page, start: int, raw: str) -> Word:
    aside = page.text[start - 1 : start] == "("
    return Word(start, start + len(raw), raw, fold(raw), meaning(raw), page.row_at(start), aside)


def _mended(page: Page, one: Word, two: Word) -> Word | None:
    """Two pieces that mean nothing apart and are one undamaged word together."""
    between = page.text[one.end : two.start]
    if between in (".", ". ") and one.form in _SHORTENED:
        sense = exact(one.form + two.form)
        if sense not in (None, "иное"):
            return Word(one.start, two.end, one.raw + two.raw, one.form + two.form, sense, one.row, one.aside)
    if between != " " or len(one.raw) < 2 or _whole_word(one) or _whole_word(two):
        return None
    sense = exact(one.form + two.form)
    if sense in (None, "иное") or not 6 <= len(one.raw) + len(two.raw) <= _LONGEST_MENDED:
        return None
    return Word(one.start, two.end, one.raw + two.raw, one.form + two.form, sense, one.row)


def _mended_of_three(page: Page, one: Word, two: Word, three: Word) -> Word | None:
    """Three pieces, none of which means anything, that are one undamaged word together."""
    pieces = (one, two, three)
    blanks = page.text[one.end : two.start], page.text[two.end : three.start]
    if blanks != (" ", " ") or any(piece.sense or len(piece.raw) < 2 for piece in pieces):
        return None
    form = "".join(piece.form for piece in pieces)
    sense = exact(form) if len(form) <= _LONGEST_MENDED else None
    if sense in (None, "иное"):
        return None
    return Word(one.start, three.end, "".join(piece.raw for piece in pieces), form, sense, one.row, one.aside)


def _whole_word(word: Word) -> bool:
    return word.sense is not None and word.sense != "пр" and exact(word.form) is not None


def instruments(words: Sequence[Word]) -> Iterator[Mark]:
    """The words протокол, приказ, постановление and their short forms."""
    for word in words:
        kind = INSTRUMENTS.get(word.sense or "")
        if kind and not (word.form == "решение" and word.raw.islower()):
            yield Mark("instrument", kind, word.start, word.end, word.row)


def numbers(page: Page, words: Sequence[Word], tools: Sequence[Mark]) -> list[Mark]:
    """Numbers that can be a protocol's or an order's; by an organisation's name they are doubtful."""
    hidden = _without_dates(page.text)
    found = {one.start: one for one in numbers_in(hidden)}
    for tool in tools:
        bare = number_after(hidden, tool.end)
        if bare and not any(bare.start < one.end and one.start < bare.end for one in found.values()):
            found[bare.start] = bare
    starts = [word.start for word in words]
    marks = [_number(page, words, starts, one) for _, one in sorted(found.items())]
    if _LETTER_FOR_ZERO.search(page.text):
        marks = [replace(mark, value=zeros_for_letters(mark.value)) for mark in marks]
    known = [mark.value for mark in marks if mark.doubt]
    twice = {id(mark) for one, two in pairwise(marks) if _printed_twice(one, two) for mark in (one, two)}
    return [
        replace(mark, doubt=SURE)
        if id(mark) in twice or (mark.doubt and known.count(mark.value) > 1)
        else mark
        for mark in marks
    ]


def _printed_twice(one: Mark, two: Mark) -> bool:
    """«№ 5 № 5»: the school's number in the same row of two columns."""
    return one.value == two.value and two.start - one.end <= 2


def _without_dates(text: str) -> str:
    for found in dates_in(text):
        text = text[: found.start] + _hidden(text[found.start : found.end]) + text[found.end :]
    return text


def _hidden(text: str) -> str:
    return "".join(letter if letter == "\n" else "\x00" for letter in text)


def _number(page: Page, words: Sequence[Word], starts: list[int], one: Printed) -> Mark:
    before = bisect_left(starts, one.start) - 1
    word = words[before] if before >= 0 else None
    doubt = _doubt(page.text, word, one)
    return Mark("number", one.value, one.start, one.end, page.row_at(one.start), doubt)


def _doubt(text: str, word: Word | None, one: Printed) -> float:
    """How likely a number is a school's own: «школа № 5», «Гимназия № 3»."""
    if text[one.end : one.end + 1] in ("»", '"'):
        return SURE
    if _BROKEN.match(text, one.end):
        return SLIGHT
    if word is None or not _names_an_organisation(text, word, one.start):
        return 0.0
    if _BY_SCHOOL.search(text[max(0, word.start - 24) : word.end]):
        # «приказом по школе № 5» is the order's number, unless the order has another one.
        return SLIGHT
    if not _DATED.match(text, one.end):
        return SURE
    # A school's number is not followed by «от»; an order's, printed below the school, is.
    return 0.0 if "\n" in text[word.end : one.start] else SLIGHT


def _names_an_organisation(text: str, word: Word, start: int) -> bool:
    between = text[word.end : start]
    kindergarten = word.form == "с" and text[word.start - 2 : word.start].lower() in ("д/", "д\\")
    if not (kindergarten or _ORGANISATION.match(word.form)):
        return False
    return len(between) <= 4 and not any(letter in between for letter in "_;:)»")


def dates(page: Page) -> list[Mark]:
    """Whole dates, and those a column's edge cut in two; a moment of a clock is none of them."""
    found: list[Mark] = []
    last = 0
    for one in dates_in(page.text):
        found += _pieces(page, last, one.start)
        last = one.end
        if _CLOCK.match(page.text, one.end):
            continue
        row = page.row_at(one.start)
        before = page.text[max(0, one.start - 8) : one.start]
        if one.date:
            value = one.date.isoformat()
            found.append(Mark("date", value, one.start, one.end, row, SURE if _BOUND.search(before) else 0.0))
        else:
            found.append(Mark("day", f"{one.month:02}-{one.day:02}", one.start, one.end, row))
    return _whole([*found, *_pieces(page, last, len(page.text))])


def _pieces(page: Page, start: int, end: int) -> Iterator[Mark]:
    """A quoted day, or a year with or without its month, standing alone."""
    for match in _PIECE.finditer(page.text, start, end):
        row = page.row_at(match.start())
        if match["day"] and 1 <= int(match["day"]) <= 31:
            yield Mark("day", f"{int(match['day']):02}", match.start(), match.end(), row)
        elif match["numeric"] and int(match["numeric"]) <= 12:
            value = f"{int(match['numeric']):02}-{int(match['quoted']):02}"
            yield Mark("day", value, match.start(), match.end(), row)
        elif match["year"]:
            month = month_of(match["month"]) if match["month"] else None
            value = f"{match['year']}-{month:02}" if month else match["year"]
            yield Mark("year", value, match.start(), match.end(), row)


def _whole(marks: list[Mark]) -> list[Mark]:
    """Days and years joined in order when a following row has a year for every day."""
    joined: list[Mark] = []
    for i, mark in enumerate(marks):
        if mark.kind == "day" and (year := _year_of(marks, i)) and (value := _joined(mark, year)):
            joined.append(replace(mark, kind="date", value=value))
            joined.append(Mark("tail", value, year.start, year.end, year.row))
        elif mark.kind == "date":
            joined.append(mark)
    return joined


def _joined(day: Mark, year: Mark) -> str | None:
    if (len(day.value) == 2) != (len(year.value) == 7):
        return None
    try:
        return date.fromisoformat(f"{year.value}-{day.value}").isoformat()
    except ValueError:
        return None


def _year_of(marks: list[Mark], place: int) -> Mark | None:
    """The year standing as far along its own row as the day stands along its own."""
    day = marks[place]
    row = [mark for mark in marks if mark.kind == "day" and mark.row == day.row]
    years = [mark for mark in marks if mark.kind == "year" and day.row < mark.row <= day.row + 2]
    years = [year for year in years if year.row == years[0].row]
    return years[row.index(day)] if len(years) == len(row) else None


def fillers(page: Page) -> Iterator[Mark]:
    """Names of schools and signature lines: no evidence, but each fills a cell of its column."""
    for match in _FILLER.finditer(page.text):
        yield Mark("filler", "", match.start(), match.end(), page.row_at(match.start()))
