"""A footnote of a print is told where it is called and falls into no sentence that goes on overleaf."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from workflow.documents.clauses import walk
from workflow.documents.reading import Reading, read
from workflow.formats.document_file import transcript
from workflow.formats.pdf.fonts import REGULAR, glyphs

LEFT, TOP, STEP = 85.0, 780.0, 18.0
Words = tuple[str, float, float]
"""Words, the size of their letters, how far above the line they stand."""
NOTE = "Дни праздников назначает директор."


def printed(*pages: list[tuple[float, list[Words]]]) -> Reading:
    """Pages of lines; the words of a line stand one right behind the other."""
    glyphs()
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, initialFontName=REGULAR)
    for page in pages:
        for base, line in page:
            x = LEFT
            for text, size, above in line:
                canvas.setFont(REGULAR, size)
                canvas.drawString(x, base + above, text)
                x += canvas.stringWidth(text, REGULAR, size)
        canvas.showPage()
    canvas.save()
    return read(transcript(file.getvalue()))


def line(at: int, *words: Words | str) -> tuple[float, list[Words]]:
    return TOP - STEP * at, [(one, 14.0, 0.0) if isinstance(one, str) else one for one in words]


def note(base: float, number: str, text: str) -> tuple[float, list[Words]]:
    """A line at the foot of the page: small letters, a number in smaller figures above."""
    return base, [(number, 6.5, 3.5), (f" {text}", 10.0, 0.0)]


def call(number: str) -> Words:
    return number, 9.0, 4.7


def texts(found: Reading) -> list[str]:
    return [one.text for one in walk(found.clauses)]


HEAD = line(0, "1. Общие положения")


def test_a_note_is_told_where_it_is_called() -> None:
    sentence = line(1, "1.1. Хор поёт на праздниках", call("1"), " лицея.")
    found = printed([HEAD, sentence, line(2, "1.2. Хор готовит концерт."), note(90.0, "1", NOTE)])
    assert texts(found)[1:] == [f"Хор поёт на праздниках [{NOTE}] лицея.", "Хор готовит концерт."]
    assert [one.message.ru for one in found.notices if one.code == "footnote"]


def test_a_sentence_that_goes_on_overleaf_is_whole() -> None:
    long = "1.1. Хор поёт на всех праздниках лицея, района и города"
    first = [HEAD, line(1, long, call("1"), ", также помогает"), note(90.0, "1", NOTE)]
    found = printed(first, [line(0, "младшим классам.")])
    assert texts(found)[1] == f"{long[5:]} [{NOTE}], также помогает младшим классам."


def test_several_notes_and_a_note_of_two_lines() -> None:
    sentence = line(1, "1.1. Хор", call("1"), " поёт на праздниках", call("2"), ".")
    notes = [
        note(104.0, "1", "Хор лицея,"),
        (91.0, [("названный в уставе.", 10.0, 0.0)]),
        note(78.0, "2", NOTE),
    ]
    assert texts(printed([HEAD, sentence, *notes]))[1:] == [
        f"Хор [Хор лицея, названный в уставе.] поёт на праздниках [{NOTE}].",
    ]


def test_a_raised_figure_that_calls_nothing_is_a_figure() -> None:
    found = printed([HEAD, line(1, "1.1. Площадь зала 40 м", call("2"), "."), (80.0, [("Луг", 10.0, 0.0)])])
    assert texts(found)[1] == "Площадь зала 40 м2."
    assert "footnote" not in {one.code for one in found.notices}


def test_a_clause_in_small_letters_is_no_note() -> None:
    small = (TOP - 3 * STEP, [("1. Хор поёт.", 10.0, 0.0)])
    found = printed([HEAD, line(1, "1.1. Хор", call("1"), " поёт."), small])
    assert texts(found)[-1] == "Хор поёт."
