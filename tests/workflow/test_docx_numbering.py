"""Automatic numbers come out as Word prints them, beside numbers that were typed."""

from __future__ import annotations

import pytest
from docx_files import LEGAL, STRICT, abstract, docx, level, num, p, raw_p, run, starts
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.clauses import Clause, walk
from workflow.documents.reading import read
from workflow.formats.docx import transcript
from workflow.formats.docx.numbers import figure


def lines(body: str, numbering: str = LEGAL + num(1, 0), styles: str = "", **more: str) -> list[str]:
    """The lines of a document, blank ones and marks of headings aside."""
    text = transcript(docx(body, numbering, styles, **more)).text
    return [line.strip("#* ") for line in text.splitlines() if line.strip()]


def labels(*places: tuple[int, int] | None, numbering: str = LEGAL + num(1, 0)) -> list[str]:
    """The numbers that paragraphs of these lists and levels bear; None is a paragraph without."""
    found = lines("".join(p("Слово", num=place) for place in places), numbering)
    return [line.removesuffix("Слово").strip() for line in found]


FOUR = abstract(
    0, level(0, "%1."), level(1, "%1.%2."), level(2, "%1.%2.%3."), level(3, "–", "bullet")
) + abstract(1, level(0, "%1)"), level(1, "%2)", "russianLower"))


def test_a_regulation_of_many_levels_is_numbered_whole() -> None:
    """Compound numbers, dashes, items, a text between, and a second list that begins anew: 23 labels."""
    numbering = FOUR + num(1, 0) + num(2, 1) + num(3, 1, starts(0, 1))
    places: list[tuple[int, int] | None] = [
        (1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 3), (1, 3), (1, 2), None,
        (1, 0), (1, 1), (2, 0), (2, 0), (2, 1), (2, 1), (2, 0), (1, 1), (3, 0), (3, 0),
        (1, 0), (1, 1), (1, 2), (1, 2), (1, 1),
    ]  # fmt: skip
    assert labels(*places, numbering=numbering) == [
        "1.", "1.1.", "1.1.1.", "1.1.2.", "1.2.", "–", "–", "1.2.1.", "",
        "2.", "2.1.", "1)", "2)", "а)", "б)", "3)", "2.2.", "1)", "2)",
        "3.", "3.1.", "3.1.1.", "3.1.2.", "3.2.",
    ]  # fmt: skip


def test_lists_of_one_definition_count_together_until_one_starts_anew() -> None:
    numbering = abstract(0, level(0, "%1.")) + num(1, 0) + num(2, 0) + num(3, 0, starts(0, 1))
    assert labels((1, 0), (2, 0), (3, 0), (3, 0), (1, 0), numbering=numbering) == [
        "1.", "2.", "1.", "2.", "3.",
    ]  # fmt: skip


def test_a_level_begins_where_its_definition_says() -> None:
    numbering = abstract(0, level(0, "%1.", start=5), level(1, "%1.%2.", start=3)) + num(1, 0)
    assert labels((1, 0), (1, 1), (1, 1), (1, 0), (1, 1), numbering=numbering) == [
        "5.", "5.3.", "5.4.", "6.", "6.3.",
    ]  # fmt: skip


def test_a_level_used_before_the_one_above_shows_where_that_one_would_begin() -> None:
    assert labels((1, 1), (1, 1), (1, 0), (1, 1)) == ["1.1.", "1.2.", "1.", "1.1."]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        ("", ["1.", "1.1.", "1.1.1.", "1.2.", "1.2.1.", "2.", "2.1.", "2.1.1."]),
        ('<w:lvlRestart w:val="0"/>', ["1.", "1.1.", "1.1.1.", "1.2.", "1.2.2.", "2.", "2.1.", "2.1.3."]),
        ('<w:lvlRestart w:val="1"/>', ["1.", "1.1.", "1.1.1.", "1.2.", "1.2.2.", "2.", "2.1.", "2.1.1."]),
    ],
    ids=["after every higher level", "never", "after the first level only"],
)
def test_a_level_counts_anew_after_the_levels_it_names(restart: str, expected: list[str]) -> None:
    numbering = abstract(
        0, level(0, "%1."), level(1, "%1.%2."), level(2, "%1.%2.%3.", more=restart)
    ) + num(1, 0)  # fmt: skip
    places = ((1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2))
    assert labels(*places, numbering=numbering) == expected


def test_legal_numbering_prints_roman_sections_as_decimals_below() -> None:
    legal = "<w:isLgl/>"
    numbering = abstract(0, level(0, "%1.", "upperRoman"), level(1, "%1.%2.", more=legal)) + num(1, 0)
    assert labels((1, 0), (1, 0), (1, 1), numbering=numbering) == ["I.", "II.", "2.1."]


def test_a_list_may_bring_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "%1)", "lowerLetter")}</w:lvlOverride>'
    numbering = abstract(0, level(0, "%1.")) + num(1, 0) + num(2, 0, own)
    assert labels((1, 0), (2, 0), numbering=numbering) == ["1.", "b)"]


@pytest.mark.parametrize(
    ("manner", "count", "said"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 1999, "MCMXCIX"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("russianLower", 10, "к"),
        ("russianLower", 30, "аа"),
        ("russianUpper", 3, "В"),
        ("none", 3, ""),
        ("chicago", 3, "3"),
        ("upperRoman", 123_456, "123456"),
        ("russianLower", 0, "0"),
    ],
)
def test_a_number_is_printed_in_its_manner(manner: str, count: int, said: str) -> None:
    assert figure(count, manner) == said


def test_a_bare_number_is_closed_with_a_dot_so_that_it_reads_as_one() -> None:
    numbering = abstract(0, level(0, "%1"), level(1, "%1.%2")) + num(1, 0)
    assert labels((1, 0), (1, 1), numbering=numbering) == ["1.", "1.1."]


def test_styles_number_their_paragraphs_at_the_level_that_names_them() -> None:
    numbering = abstract(0, level(0, "%1.", style="Head"), level(1, "%1.%2.", style="Point")) + num(7, 0)
    listed = '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="Head">{listed}</w:style>'
        '<w:style w:type="paragraph" w:styleId="Point"><w:basedOn w:val="Head"/></w:style>'
    )
    body = p("Раздел", style="Head") + p("пункт", style="Point") + p("без номера", (0, 0), style="Point")
    assert lines(body, numbering, styles) == ["1. Раздел", "1.1. пункт", "без номера"]


def test_a_list_style_names_the_list_that_defines_it() -> None:
    link = '<w:numStyleLink w:val="Outline"/>'
    numbering = (
        abstract(0, level(0, "%1."), more='<w:styleLink w:val="Outline"/>')
        + abstract(1, more=link) + num(1, 0) + num(2, 1)
    )  # fmt: skip
    assert lines(p("Раз", (2, 0)) + p("Два", (2, 0)), numbering) == ["1. Раз", "2. Два"]


def test_typed_numbers_stay_as_typed_beside_automatic_ones() -> None:
    body = p("Состав", (1, 0)) + p("1.1. Совет избирают.") + p("Срок", (1, 0)) + p("2.4. Год.")
    assert lines(body) == ["1. Состав", "1.1. Совет избирают.", "2. Срок", "2.4. Год."]


def test_a_file_of_the_strict_standard_is_read_alike() -> None:
    body = p("Общие положения", (1, 0)) + p("Совет избирают.", (1, 1))
    assert lines(body, space=STRICT) == lines(body) == ["1. Общие положения", "1.1. Совет избирают."]


def test_a_number_without_words_is_told_and_the_next_counts_on() -> None:
    told = read(transcript(docx(p("Первый.", (1, 0)) + p("", (1, 0)) + p("Третий.", (1, 0)))))
    assert [one.label for one in told.clauses] == ["1", "3"]
    assert "empty-number" in {one.code for one in told.notices}


def test_a_deleted_paragraph_takes_no_number() -> None:
    gone = "<w:del><w:r><w:delText>Второй.</w:delText></w:r></w:del>"
    body = p("Первый.", (1, 0)) + raw_p(gone, (1, 0), mark="<w:del/>") + p("Третий.", (1, 0))
    assert lines(body) == ["1. Первый.", "2. Третий."]


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    body = raw_p(run("Совет "), (1, 0), mark="<w:del/>") + p("избирают.", (1, 0))
    assert lines(body) == ["1. Совет избирают."]


def test_a_list_that_is_not_defined_numbers_nothing() -> None:
    assert lines(p("Слово.", (99, 0)) + p("Слово.", (1, 8)), numbering="") == ["Слово.", "Слово."]


_WORDS = st.lists(st.sampled_from(["совет", "школа", "год", "срок", "план"]), min_size=2, max_size=6)
_SENTENCE = _WORDS.map(lambda words: " ".join(words).capitalize() + ".")


@st.composite
def _acts(draw: st.DrawFn) -> list[Clause]:
    """Sections with points and sub-points, numbered without a gap."""
    found = []
    for section in range(1, draw(st.integers(1, 4)) + 1):
        points = []
        for point in range(1, draw(st.integers(1, 4)) + 1):
            inner = tuple(
                Clause("", f"{section}.{point}.{at}", draw(_SENTENCE), "point")
                for at in range(1, draw(st.integers(0, 3)) + 1)
            )
            points.append(Clause("", f"{section}.{point}", draw(_SENTENCE), "point", inner))
        found.append(Clause("", str(section), draw(_SENTENCE).rstrip("."), "section", tuple(points)))
    return found


@given(_acts())
def test_any_numbered_act_keeps_its_tree(sections: list[Clause]) -> None:
    body = "".join(p(one.text, (1, one.label.count("."))) for one in walk(sections))
    told = read(transcript(docx(p("ПОЛОЖЕНИЕ") + p("о совете школы") + body)))
    expected = [(one.kind, one.label, one.text) for one in walk(sections)]
    assert [(one.kind, one.label, one.text) for one in walk(told.clauses)] == expected
