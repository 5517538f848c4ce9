"""Tables in a text: each row is an unnumbered line whose cells stand apart by a bar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, zip_longest

from workflow.documents.clauses import Clause
from workflow.documents.typography import unbroken

BAR = " | "
_DIGIT = re.compile(r"\d")
_SERIAL = re.compile(r"\d+(?:\.\d+)*(?=[.)]?$)")
# Longer first cells do for a sentence, and for no name.
_NAME = 60
_EMPTY = re.compile(r"\| +(?=\|)")
# A printed line holds about so many letters; with more cells than these none would have room for a word.
_LINE = 80
_MOST_CELLS = 12
_LONGEST_HEAD = 60
# The words over columns of school lists: they name what stands below, and are no row of their own.
_NAMES_COLUMN = re.compile(
    r"№|п/п|ф\.? ?и\.? ?о\b|фамили|имя|наименован|назван|содержани|мероприят|должност|срок|дат[аы]\b|день|"
    r"дни|врем|часы|час\b|класс\b|ответствен|исполнител|количеств|кол-во|показател|критери|балл|предмет|тема|вид\b|"
    r"форма|примечан|документ|адрес|телефон|подпис|кто\b|что\b|когда|где\b|кабинет|место|сумма|норм[аы]\b|"
    r"результат|оценк|номер|участник|этап|направлени|раздел|пункт|период|месяц|столбец|графа",
    re.IGNORECASE,
)


def in_rows(clauses: Iterable[Clause]) -> list[tuple[Clause, ...]]:
    """The clauses in their order, the rows of one table together; two rows or more make a table."""
    found: list[tuple[Clause, ...]] = []
    for rows, run in groupby(clauses, _is_row):
        together = tuple(run)
        found += [together] if rows and len(together) > 1 else [(one,) for one in together]
    return found


def row_table(siblings: Iterable[Clause], uid: str) -> tuple[Clause, ...]:
    """The table in which a row stands among its siblings; nothing for what is no row of one."""
    runs = (run for run in in_rows(siblings) if len(run) > 1)
    return next((run for run in runs if any(one.uid == uid for one in run)), ())


def row_uids(clauses: Iterable[Clause]) -> Iterator[str]:
    """Every row of every table in a tree."""
    for one, *rows in in_rows(clauses):
        yield from (row.uid for row in (one, *rows) if rows)
        yield from row_uids(one.children)


def cells(row: Clause) -> list[str]:
    """The words of each cell; a bar at either end of the row is its border, at its beginning alone a cell."""
    said = row.text.strip()
    if said.endswith("|"):
        said = said.removeprefix("|")
    return [cell.strip() for cell in said.removesuffix("|").split("|")]


def serial(row: Clause) -> str:
    """The number in the first cell of a row, «3» of «3.»; empty when there is none."""
    found = _SERIAL.match(cells(row)[0])
    return found[0] if found else ""


def row_name(row: Clause) -> str:
    """The words by which a row is known: those of its first cell that says any beside its number."""
    said = cells(row)[1 if serial(row) else 0 :]
    return next((cell for cell in said if cell), "")


def row_labels(table: Sequence[Clause]) -> list[str]:
    """What people call each row: its number; in a table without them its words in quotes, else its turn."""
    numbers, names = [serial(one) for one in table], [row_name(one) for one in table]
    return [_label(numbers, names, at) for at in range(len(table))]


def rows_called(table: Sequence[Clause], label: str) -> list[Clause]:
    """The rows that the label of `row_labels` may mean: one when it is good."""
    if label.startswith("«"):
        said = label[1:-1].casefold().strip()
        return [one for one in table if row_name(one).casefold() == said]
    if any(serial(one) for one in table):
        return [one for one in table if serial(one) == label]
    turn = int(label) - 1 if label.isdecimal() else -1
    return [table[turn]] if 0 <= turn < len(table) else []


def with_cell(row: str, column: int, words: str) -> str:
    """The row with other words in a cell, counted from 0; cells that a short row lacks are filled up."""
    said = cells(Clause("", "", row, "paragraph"))
    said += [""] * (column + 1 - len(said))
    said[column] = words
    return row_of(said)


def _label(numbers: Sequence[str], names: Sequence[str], at: int) -> str:
    if any(numbers):
        return numbers[at] if numbers[at] and numbers.count(numbers[at]) == 1 else f"«{names[at]}»"
    named = 0 < len(names[at]) <= _NAME and names.count(names[at]) == 1
    return f"«{names[at]}»" if named else str(at + 1)


def row_of(said: Sequence[str]) -> str:
    """The row of these cells as a line; an empty cell keeps its place, but for the last ones."""
    last = max((at for at, cell in enumerate(said) if cell), default=-1)
    return _EMPTY.sub("| ", BAR.join(said[: last + 1])).strip()


def grid(rows: Iterable[Clause]) -> list[list[str]]:
    """The cells of each row, as many in one as in another: those that a short row lacks are empty."""
    columns = zip_longest(*map(cells, rows), fillvalue="")
    return [list(row) for row in zip(*columns, strict=True)]


def headed(table: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: it is repeated on every page that the table runs on to."""
    if len(table) < 2:
        return False
    head, *below = table
    said = [cell for cell in head if cell]
    if len(said) < len(head) - 1 or any(len(cell) > _LONGEST_HEAD or cell[-1] in ".;" for cell in said):
        return False
    counted = any(_DIGIT.search(cell) for cell in said)
    figures = any(all(map(_DIGIT.search, column)) for column in zip(*below, strict=True))
    return not counted and (figures or 2 * sum(map(bool, map(_NAMES_COLUMN.match, said))) > len(said))


def note_of_all(rows: Sequence[Clause], notes: Mapping[str, str]) -> str:
    """The one note that every row has; empty where they differ or some row has none."""
    said = {notes.get(row.uid, "") for row in rows}
    return said.pop() if len(said) == 1 else ""


def shares(table: Sequence[Sequence[str]]) -> list[float]:
    """The part of the width, of 1, that each column gets: room for its longest word, then by its words."""
    columns = list(zip(*table, strict=True))
    longest = [max(map(len, unbroken(" ".join(column)).split(" "))) + 2 for column in columns]
    needed = [min(one, _LINE // len(columns)) for one in longest]
    said = [max(map(len, column)) + 1 for column in columns]
    spare = max(0, _LINE - sum(needed))
    given = [least + spare * words / sum(said) for least, words in zip(needed, said, strict=True)]
    return [one / sum(given) for one in given]


def is_row(words: str) -> bool:
    """Whether a line is a row: two cells or more, and not more than a page has room for."""
    return BAR in f" {words} " and words.count("|") < _MOST_CELLS


def _is_row(one: Clause) -> bool:
    return one.kind == "paragraph" and not one.label and not one.children and is_row(one.text)
