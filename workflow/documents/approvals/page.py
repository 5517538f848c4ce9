"""The head of a document as rows in reading order: side-by-side columns one after the other."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from workflow.documents.approvals.blanks import close_up, open_up
from workflow.documents.approvals.letters import fold, one_script
from workflow.documents.approvals.noise import BLANK, blanked
from workflow.documents.approvals.words import ACTS, exact, meaning

_DROPPED = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff\u2060*`"))
_SPACES = {ord(letter): " " for letter in "\u00a0\u2007\u2009\u202f\u2002\u2003\x0c\x0b"}
# «# 5 от …» is a misread number sign, no heading.
_MARKDOWN = re.compile(r"(?m)^[ ]{0,3}(?:#{1,6}(?! \d[\w/-]*(?: +от\b| *$))|>)[ ]+")
# A scanner's «<<Школа>>» and «((Школа».
_QUOTES = re.compile(r"<<|>>|\(\((?=[А-ЯЁ])")
_QUOTE = {"<": "«", ">": "»", "(": "«"}
_RULE = re.compile(r"[\s|:+=-]*\Z")
_CELL = re.compile(r"[^\s](?:[^\t|\n ]| (?!  )|  (?! ))*")
_WORD = re.compile(r"[^\W_]+")
_ENDS_COLUMNS = re.compile(
    r"\W*(?:ПОЛОЖЕНИ|ПРАВИЛА|ПОРЯДОК|ПРОГРАММА|РАБОЧАЯ|УСТАВ|ПЛАН\b|УЧЕБНЫЙ|ИНСТРУКЦИ|[1I]\.\s?\D)"
)
_OPINION = re.compile(r"[«\"(]?(?:[СC]\s+(?:уч[её]том|УЧ[ЕЁ]ТОМ)|Учтено|УЧТЕНО|Мнение|МНЕНИЕ)\b")
_ROWS_OF_A_STAMP = 30
_LONGEST_HEAD = 30
_BAR = 1000


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of one printed line, at its first and last place in it."""

    line: int
    start: int
    text: str

    @property
    def end(self) -> int:
        """The place behind the last letter."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Page:
    """Text in reading order; each row knows the printed line, counted from 1, that it came from."""

    text: str
    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def row_at(self, place: int) -> int:
        """The row, counted from 0, that a place in the text belongs to."""
        return bisect_right(self.starts, place) - 1

    def line_at(self, place: int) -> int:
        """The printed line, counted from 1, that a place in the text came from."""
        return self.numbers[self.row_at(place)]


def page_of(text: str, first_line: int = 1) -> Page:
    """The page of a text whose first line is `first_line` of the whole document."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_DROPPED).translate(_SPACES)
    plain = _QUOTES.sub(lambda found: _QUOTE[found.group()[0]], _MARKDOWN.sub("", plain))
    lines = blanked(one_script(plain)).split("\n")
    rows = [_cells(open_up(close_up(line)), number) for number, line in enumerate(lines, first_line)]
    return _joined(_in_reading_order([row for row in rows if row]))


def _cells(line: str, number: int) -> list[Cell]:
    if _RULE.match(line):
        return []
    # A stroke among figures is a misread 1, told as one; any other is the border of a cell.
    line = re.sub(r"(?<=\d)\|(?=\d|\.\d)|(?<=\d\.)\|(?=\d\.)", "l", line)
    found = [Cell(number, _place(line, match.start()), match.group()) for match in _CELL.finditer(line)]
    return [cell for cell in found if cell.text.strip(BLANK + " ")]


def _place(line: str, start: int) -> int:
    """How far right a cell stands: tabs and table bars before it weigh more than any number of blanks."""
    bars = line.count("\t", 0, start) + line.count("|", 0, start)
    edge = max(line.rfind("\t", 0, start), line.rfind("|", 0, start)) + 1
    return start - edge + _BAR * bars


def _in_reading_order(rows: list[list[Cell]]) -> list[Cell]:
    ordered: list[Cell] = []
    i = 0
    while i < len(rows):
        if _opens_columns(rows[i]):
            taken, columns = _columns(rows, i)
            ordered += [cell for column in columns for cell in column]
            i += taken
        else:
            ordered.append(_whole(rows[i]))
            i += 1
    return ordered


def _whole(row: list[Cell]) -> Cell:
    return Cell(row[0].line, row[0].start, " ".join(cell.text for cell in row))


def _opens_columns(row: list[Cell]) -> bool:
    return len(row) > 1 and any(_is_act(cell) for cell in row[1:])


def _is_act(cell: Cell) -> bool:
    word = _WORD.search(cell.text)
    if _OPINION.match(cell.text):
        return True
    return word is not None and meaning(word.group()) in ACTS and not word.group().islower()


def _columns(rows: list[list[Cell]], first: int) -> tuple[int, list[list[Cell]]]:
    """How many rows the columns opened by `first` take, and the cells of each column."""
    heads = [cell.start for cell in rows[first]]
    below = _below(rows, first)
    if not any(len(row) > 1 or row[0].start >= heads[1] - 3 for row in below):
        return 1, _without_columns(rows[first])
    columns: list[list[Cell]] = [[] for _ in heads]
    for row in (rows[first], *below):
        for place, cell in enumerate(row):
            columns[_column(cell, place, row, heads)].append(cell)
    return 1 + len(below), columns


def _below(rows: list[list[Cell]], first: int) -> list[list[Cell]]:
    """The rows under a row of acts, to the next such row or to the title."""
    following = rows[first + 1 : first + _ROWS_OF_A_STAMP]
    ends = (
        i
        for i, row in enumerate(following)
        if _opens_columns(row) or (len(row) == 1 and _ENDS_COLUMNS.match(row[0].text))
    )
    return following[: next(ends, len(following))]


def _without_columns(row: list[Cell]) -> list[list[Cell]]:
    """A row with no columns below it: whole stamps, or the end of one and the next, or else a single line."""
    acts = [_is_act(cell) for cell in row]
    whole_stamps = all(acts) and min(len(cell.text) for cell in row) > _LONGEST_HEAD
    one_behind_another = len(row) == 2 and not acts[0]
    return [[cell] for cell in row] if whole_stamps or one_behind_another else [[_whole(row)]]


def _column(cell: Cell, place: int, row: list[Cell], heads: list[int]) -> int:
    if len(row) == len(heads):
        return place
    near = min(range(len(heads)), key=lambda i: abs(heads[i] - cell.start))
    # A cell drawn in from its column's edge still begins left of the next column.
    under = max((i for i, head in enumerate(heads) if head <= cell.start + 3), default=0)
    return near if abs(heads[near] - cell.start) <= 3 else under


def _joined(cells: list[Cell]) -> Page:
    text = ""
    starts: list[int] = []
    numbers: list[int] = []
    for cell in cells:
        row = _tidy(cell.text)
        if _hyphenated(text, row):
            text = text[:-1]
        elif re.search(r"\d-\Z", text) and row[:1].isalpha():
            pass
        elif text:
            text += "\n"
        starts.append(len(text))
        numbers.append(cell.line)
        text += row
    return Page(text, tuple(starts) or (0,), tuple(numbers) or (1,))


def _hyphenated(text: str, row: str) -> bool:
    """Whether a word of the text was broken at its last hyphen and goes on in the row."""
    broken = re.search(r"([^\W\d_]+)-\Z", text)
    rest = re.match(r"[^\W\d_]+", row)
    if not broken or not rest or _continues_another(text, rest[0]):
        return False
    return row[0].islower() or exact(fold(broken[1] + rest[0])) is not None


def _continues_another(text: str, rest: str) -> bool:
    """Whether a word broken inside the last row, at its column's edge, is the one that goes on."""
    pieces = re.findall(r"([^\W\d_]+)- ", text[text.rfind("\n") + 1 :])
    return any(exact(fold(piece + rest)) for piece in pieces)


def _tidy(text: str) -> str:
    """Blanks of any length become one, long rules of underscores become three."""
    return re.sub(r"_{4,}", "___", re.sub(rf"[\s|{BLANK}]+", " ", text)).strip()
