"""Tables and lists in a print: cells are told by their borders, dashes by how far they are set in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_files import LEFT, REGULAR, STEP, TOP, Line, column, pdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from workflow.documents.clauses import walk
from workflow.documents.reading import Reading, read
from workflow.errors import Refused
from workflow.formats import limits
from workflow.formats.document_file import transcript
from workflow.formats.pdf.fonts import glyphs
from workflow.formats.pdf_text.pieces import pages
from workflow.formats.pdf_text.places import Rule
from workflow.formats.pdf_text.ruled import cells

HEAD = column(LEFT, "1. Общие положения", "1.1. План хора таков.")
AFTER = column(LEFT, "1.2. План утверждает директор.", top=TOP - 12 * STEP)
COLUMNS, TOPS = (LEFT, 110.0, 330.0, 500.0), (TOP - 3 * STEP, TOP - 4.5 * STEP, TOP - 8 * STEP)
WORDS: list[Line] = [
    (90.0, TOP - 4 * STEP, "№"), (112.0, TOP - 4 * STEP, "Что делается"), (332.0, TOP - 4 * STEP, "Когда"),
    (90.0, TOP - 6 * STEP, "1"),
    (112.0, TOP - 5.5 * STEP, "Подготовка праздника"), (112.0, TOP - 6.5 * STEP, "последнего звонка"),
    (332.0, TOP - 6 * STEP, "май"),
]  # fmt: skip
ROWS = ["№ | Что делается | Когда", "1 | Подготовка праздника последнего звонка | май"]


def drawn(lines: Iterable[Line], boxes: Iterable[tuple[float, float, float, float]], thin: bool) -> bytes:
    """A page of words and boxes; `thin` draws each border as a filled strip, as browsers and Word do."""
    glyphs()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, initialFontName=REGULAR)
    for x, y, text, *_ in lines:
        canvas.setFont(REGULAR, 12)
        canvas.drawString(x, y, text)
    for left, bottom, right, top in boxes:
        ends = ((left, bottom, right, bottom), (left, top, right, top))
        for x, y, far, high in (*ends, (left, bottom, left, top), (right, bottom, right, top)):
            if thin:
                canvas.rect(x, y, max(far - x, 0.5), max(high - y, 0.5), stroke=0, fill=1)
            else:
                canvas.line(x, y, far, high)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def grid(columns: Sequence[float], tops: Sequence[float]) -> list[tuple[float, float, float, float]]:
    sides = list(pairwise(columns))
    return [(x, low, far, top) for top, low in pairwise(tops) for x, far in sides]


def rows(found: Reading) -> list[str]:
    return [one.text for one in walk(found.clauses) if "|" in one.text]


@pytest.mark.parametrize("thin", [True, False])
def test_the_words_of_a_cell_stay_together_however_many_lines_they_take(thin: bool) -> None:
    found = read(transcript(drawn([*HEAD, *WORDS, *AFTER], grid(COLUMNS, TOPS), thin)))
    assert rows(found) == ROWS
    assert [one.label for one in walk(found.clauses) if one.label] == ["1", "1.1", "1.2"]
    assert "table" in {one.code for one in found.notices}


def test_a_cell_over_several_columns_or_rows_is_one() -> None:
    wide = [(LEFT, TOP - 4.5 * STEP, 500.0, TOP - 3 * STEP)]
    high = [(LEFT, TOP - 9 * STEP, 110.0, TOP - 4.5 * STEP)]
    small = grid((110.0, 330.0, 500.0), (TOP - 4.5 * STEP, TOP - 6 * STEP, TOP - 9 * STEP))
    words: list[Line] = [
        (250.0, TOP - 4 * STEP, "План"), (90.0, TOP - 7 * STEP, "1"), (112.0, TOP - 5.5 * STEP, "Смотр"),
        (332.0, TOP - 5.5 * STEP, "май"), (112.0, TOP - 8 * STEP, "Итоги"), (332.0, TOP - 8 * STEP, "июнь"),
    ]  # fmt: skip
    found = read(transcript(drawn([*HEAD, *words, *AFTER], [*wide, *high, *small], True)))
    assert [one.text for one in walk(found.clauses)][2:5] == ["План", "1 | Смотр | май", "| Итоги | июнь"]


def test_a_frame_around_words_is_no_table() -> None:
    frame = [(LEFT - 5, TOP - 13 * STEP, 500.0, TOP + STEP)]
    found = read(transcript(drawn([*HEAD, *AFTER], frame, False)))
    assert [one.label for one in walk(found.clauses)] == ["1", "1.1", "1.2"]
    assert "table" not in {one.code for one in found.notices}


def test_approvals_in_a_table_with_borders_are_read_column_by_column() -> None:
    left = column(LEFT + 2, "СОГЛАСОВАНО", "Управляющим советом", "протокол от 28.04.2023 № 3")
    right = column(322.0, "УТВЕРЖДАЮ", "Директор лицея", "приказ от 10.05.2023 № 121")
    text = column(LEFT, "1. Общие положения", "1.1. Хор поёт.", top=TOP - 6 * STEP)
    boxes = grid((LEFT, 320.0, 550.0), (TOP + STEP, TOP - 3 * STEP))
    found = read(transcript(drawn([*left, *right, *text], boxes, True)))
    assert [(one.by_kind, one.number, one.date) for one in found.approvals] == [
        ("governing_council", "3", "2023-04-28"), ("head", "121", "2023-05-10"),
    ]  # fmt: skip


def test_two_rows_of_three_cells_are_a_table_without_borders_too() -> None:
    said = (("№", "Что", "Когда"), ("1", "Смотр", "май"))
    words = [
        (x, TOP - at * STEP, cell)
        for at, row in enumerate(said, 3)
        for x, cell in zip((LEFT, 200.0, 400.0), row, strict=True)
    ]
    assert rows(read(transcript(pdf([*HEAD, *words])))) == ["№ | Что | Когда", "1 | Смотр | май"]


def test_a_dash_set_in_deeper_belongs_to_the_dash_above() -> None:
    listed = [
        (0.0, "– на праздниках:"), (20.0, "– лицея;"), (20.4, "– района;"), (0.3, "– на смотре."),
    ]  # fmt: skip
    lines = [(LEFT + x, TOP - (3 + at) * STEP, text) for at, (x, text) in enumerate(listed)]
    head = column(LEFT, "1. Общие положения", "1.1. Хор поёт:")
    [section] = read(transcript(pdf([*head, *lines]))).clauses
    [point] = section.children
    assert [(one.text, [child.text for child in one.children]) for one in point.children] == [
        ("на праздниках:", ["лицея;", "района;"]), ("на смотре.", []),
    ]  # fmt: skip


_PLACE = st.floats(-50, 900, allow_nan=False)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.builds(Rule, _PLACE, _PLACE, _PLACE, _PLACE), max_size=60))
def test_whatever_lines_are_drawn_no_place_is_in_two_cells(rules: list[Rule]) -> None:
    straight = [Rule(min(one.left, one.right), min(one.bottom, one.top), *_far(one)) for one in rules]
    spots = [one.spot for one in cells(straight)]
    assert len(spots) == len(set(spots))


def _far(one: Rule) -> tuple[float, float]:
    """Either an upright or a level line of the drawn box."""
    wide = abs(one.right - one.left) > abs(one.top - one.bottom)
    left, bottom = min(one.left, one.right), min(one.bottom, one.top)
    return (max(one.left, one.right), bottom) if wide else (left, max(one.bottom, one.top))


def test_a_drawing_of_endless_lines_is_no_table() -> None:
    assert cells([Rule(at, 0.0, at, 800.0) for at in range(4_000)]) == ()


def ruled(pages: int, edges: int) -> bytes:
    """So many pages, each a grid of so many lines across and along, with a word in it."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for _ in range(pages):
        canvas.drawString(30, 820, "Page")
        for at in range(edges):
            canvas.line(20 + 4 * at, 20, 20 + 4 * at, 20 + 4 * (edges - 1))
            canvas.line(20, 20 + 4 * at, 20 + 4 * (edges - 1), 20 + 4 * at)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def test_pages_and_pages_of_dense_grids_are_refused_before_they_are_read_to_their_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 1_000)
    assert len(pages(ruled(2, 20))) == 2
    with pytest.raises(Refused) as refused:
        pages(ruled(4, 20))
    assert refused.value.code == "file-too-complex" and "1000 клеток" in refused.value.message.ru
