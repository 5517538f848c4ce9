"""The text layer of a PDF gives the clauses and approvals that were printed; what is no text is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_files import BOLD, LEFT, REGULAR, RIGHT, STEP, TOP, Line, column, pdf, prose, scan
from printed_samples import LONG_REGULATION, PAPER_ORDER, REGULATION
from reading_samples import NAMES, reading, shape

from workflow.documents.clauses import Clause, walk
from workflow.documents.reading import Reading, plain, read
from workflow.documents.reading.transcript import Transcript
from workflow.errors import Refused
from workflow.formats import pdf_text
from workflow.formats.document_file import transcript
from workflow.formats.pdf import render, render_order


def written(data: bytes) -> str:
    found = transcript(data)
    assert isinstance(found, Transcript)
    return found.text


def lines(data: bytes) -> list[str]:
    return [line for line in written(data).splitlines() if line]


def codes(found: Reading) -> dict[str, str]:
    return {one.code: one.message.ru for one in found.notices}


def approved(found: Reading) -> list[tuple[str | None, str, str | None, str | None]]:
    return [(one.act, one.by_kind, one.number, one.date) for one in found.approvals]


def test_our_own_print_reads_as_the_same_act() -> None:
    found = read(transcript(render(REGULATION)))
    assert shape(found.clauses) == shape(read(plain(REGULATION.clauses)).clauses)
    assert found.title.lower() == REGULATION.title.lower()
    assert approved(found) == [
        ("ПРИНЯТО", "pedagogical_council", "18", "2023-04-28"),
        ("СОГЛАСОВАНО", "governing_council", "4", "2023-04-28"),
        ("СОГЛАСОВАНО", "parents_council", "3", "2023-04-28"),
        ("СОГЛАСОВАНО", "student_council", "3", "2023-04-28"),
        ("УТВЕРЖДЕНО", "head", "121", "2023-05-10"),
    ]
    assert not any(one.ambiguous for one in found.approvals)


def test_an_act_of_many_pages_is_whole_without_its_footers() -> None:
    found = read(transcript(render(replace(REGULATION, clauses=LONG_REGULATION))))
    assert shape(found.clauses) == shape(LONG_REGULATION)
    assert "SHA-256" in codes(found)["running-head"]


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_printed_and_read_gives_the_same_tree(name: str) -> None:
    sample = reading(name)
    act = replace(REGULATION, title=sample.title or "Положение о школе", clauses=sample.clauses)
    assert shape(read(transcript(render(act))).clauses) == shape(sample.clauses)


def test_a_printed_order_is_read_as_an_order() -> None:
    found = read(transcript(render_order(PAPER_ORDER)))
    assert found.kind == "order"
    assert ("121", "2023-05-10") in [(one.number, one.date) for one in found.approvals]
    assert [one.label for one in found.clauses][:-1] == [one.label for one in PAPER_ORDER.points]


def test_approvals_side_by_side_are_told_apart_by_their_places() -> None:
    left = column(LEFT, "СОГЛАСОВАНО", "Управляющим советом", "протокол от 28.04.2023 № 3")
    right = column(RIGHT, "УТВЕРЖДАЮ", "Директор лицея", "приказ от 10.05.2023 № 121")
    title = [(260.0, TOP - 6 * STEP, "ПОЛОЖЕНИЕ", BOLD), (262.0, TOP - 7 * STEP, "о хоре", BOLD)]
    text = column(LEFT, "1. Общие положения", "1.1. Хор поёт.", top=TOP - 10 * STEP)
    found = read(transcript(pdf([*left, *right, *title, *text])))
    assert approved(found) == [
        ("СОГЛАСОВАНО", "governing_council", "3", "2023-04-28"),
        ("УТВЕРЖДАЮ", "head", "121", "2023-05-10"),
    ]
    assert (found.title, [one.label for one in walk(found.clauses)]) == ("ПОЛОЖЕНИЕ о хоре", ["1", "1.1"])
    assert "columns" in codes(found)


def test_a_title_under_the_left_column_does_not_fall_into_it() -> None:
    left = column(LEFT, "ПРИНЯТО", "педсоветом", "протокол № 2 от 30.08.2022", "ПОЛОЖЕНИЕ", "о хоре")
    right = column(RIGHT, "УТВЕРЖДЕНО", "приказом", "№ 200 от 03.10.2022")
    text = column(LEFT, "1. Общие положения", "1.1. Хор поёт.", top=TOP - 6 * STEP)
    found = read(transcript(pdf([*left, *right, *text])))
    assert found.title == "ПОЛОЖЕНИЕ о хоре"
    assert [one.number for one in found.approvals] == ["2", "200"]


SENTENCE = (
    "Хор объединяет учеников и учителей, которые любят петь и готовы выступать на праздниках лицея, района "
    "и города, а также помогать младшим готовить песни к урокам музыки."
)


def test_a_sentence_over_several_lines_and_pages_is_one_clause() -> None:
    first = prose(f"1.1. {SENTENCE}", top=TOP - STEP, indent=35)
    head = column(LEFT, "1. Общие положения")
    one, two = [*head, *first[:1]], [(x, y + STEP, *rest) for x, y, *rest in first[1:]]
    found = read(transcript(pdf(one, two)))
    assert [one.text for one in walk(found.clauses)] == ["Общие положения", SENTENCE]


def test_a_first_line_set_in_begins_a_paragraph() -> None:
    head = column(LEFT, "1. Общие положения")
    first = prose(f"1.1. {SENTENCE}", top=TOP - STEP, indent=35)
    second = prose(f"Школа помогает. {SENTENCE}", top=first[-1][1] - STEP, indent=35)
    found = read(transcript(pdf([*head, *first, *second])))
    assert [one.text for one in walk(found.clauses)][1:] == [SENTENCE, f"Школа помогает. {SENTENCE}"]


def test_a_line_set_in_behind_a_full_sentence_begins_a_paragraph() -> None:
    margin = column(LEFT, "Хор поёт на всех праздниках лицея и на всех праздниках района.", top=500.0)
    inner = column(
        LEFT + 35, "1.1. Хор поёт на всех праздниках лицея и района, а также:", "Младшие учат песни.",
    )  # fmt: skip
    found = read(transcript(pdf([*column(LEFT, "1. Хор", top=TOP + STEP), *inner, *margin])))
    assert [one.text for one in walk(found.clauses)][2] == "Младшие учат песни."


def test_words_drawn_apart_to_fill_a_line_are_one_line() -> None:
    apart = [(LEFT, "1.1. Хор"), (200.0, "поёт"), (300.0, "громко"), (410.0, "всегда")]
    head, below = column(LEFT, "1. Хор", top=TOP + STEP), column(LEFT, "и везде.", top=TOP - STEP)
    found = read(transcript(pdf([*head, *((x, TOP, word) for x, word in apart), *below])))
    assert [one.text for one in walk(found.clauses)][1] == "Хор поёт громко всегда и везде."
    assert "page-break" not in codes(found)


def test_a_heading_of_two_lines_in_the_middle_of_the_page_is_one() -> None:
    heading = [(200.0, TOP, "2. Права и обязанности", BOLD), (226.0, TOP - STEP, "участников хора", BOLD)]
    above = column(LEFT, "1. Хор", "1.1. Хор поёт на всех праздниках лицея.", top=TOP + 3 * STEP)
    wide = "2.1. Петь на всех праздниках лицея, района, города и края, где есть такие хоры."
    below = column(LEFT, wide, top=TOP - 3 * STEP)
    found = read(transcript(pdf([*above, *heading, *below])))
    assert [one.text for one in found.clauses] == ["Хор", "Права и обязанности участников хора"]


def test_a_dash_between_words_at_the_end_of_a_line_keeps_its_blanks() -> None:
    text = column(LEFT, "1. Общие положения", "1.1. Хор поёт для всех групп лицея -", "между уроками.")
    assert "лицея - между" in written(pdf(text))


def test_a_number_cited_at_the_start_of_a_line_is_no_clause() -> None:
    text = column(
        LEFT, "1. Общие положения",
        "1.1. Хор выступает на всех праздниках лицея, района и города по пункту",
        "2.4. Правил и по плану.",
    )  # fmt: skip
    found = read(transcript(pdf(text)))
    assert [one.label for one in walk(found.clauses)] == ["1", "1.1"]


@pytest.mark.parametrize(
    ("above", "below", "elsewhere", "joined", "told"),
    [
        ("учебно-", "методический совет.", "учебно-методический план", "учебно-методический", False),
        ("педаго-", "гический совет.", "педагогический план", "педагогический", False),
        ("какой-", "либо иной совет.", "план", "какой-либо", False),
        ("научно-", "технический совет.", "план", "научно-технический", True),
    ],
    ids=["known with a hyphen", "known without", "a particle", "unknown: kept and told"],
)
def test_a_hyphen_at_the_end_of_a_line(
    above: str, below: str, elsewhere: str, joined: str, told: bool
) -> None:
    text = column(
        LEFT, "1. Общие положения", f"1.1. Есть {elsewhere}.",
        f"1.2. Хором лицея, хором гостей и хором младших ведает {above}", below,
    )  # fmt: skip
    found = read(transcript(pdf(text)))
    assert f" {joined} " in [one.text for one in walk(found.clauses)][2]
    assert ("hyphen-at-break" in codes(found)) is told


def test_a_text_that_divides_words_is_put_together_again() -> None:
    halves = [("педаго-", "гический"), ("роди-", "тельский"), ("учени-", "ческий"), ("школь-", "ный")]
    rows = [
        line
        for at, (one, two) in enumerate(halves, 1)
        for line in (f"1.{at}. Хором лицея, хором гостей и хором младших ведает {one}", f"{two} совет.")
    ]
    found = read(transcript(pdf(column(LEFT, "1. Общие положения", *rows))))
    said = " ".join(one.text for one in walk(found.clauses))
    assert "педагогический" in said and "школьный" in said and "-" not in said


def test_page_numbers_and_running_heads_are_left_out_and_told() -> None:
    pages = [
        [
            (LEFT, 815.0, "Лицей № 3. Положение о хоре"),
            *column(LEFT, f"{at}. Раздел {'абвг'[at - 1]}", f"{at}.1. Хор поёт в {at + 8} классе."),
            (290.0, 30.0, f"– {at} –"),
        ]
        for at in range(1, 5)
    ]
    found = read(transcript(pdf(*pages)))
    assert [one.text for one in walk(found.clauses)] == [
        words for at in range(1, 5) for words in (f"Раздел {'абвг'[at - 1]}", f"Хор поёт в {at + 8} классе.")
    ]
    assert "строк: 8" in codes(found)["running-head"]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ((LEFT, 815.0, "Лицей № 3, согласовано в отделе", REGULAR), False),
        ((LEFT, 815.0, "Правила хора лицея", BOLD), True),
        ((LEFT, 815.0, "1. Хор поёт.", REGULAR), True),
    ],
    ids=["small words", "a bold title", "a numbered line"],
)
def test_small_letters_at_the_edge_are_a_running_head_unless_they_head_the_text(
    line: Line, kept: bool
) -> None:
    found = lines(pdf([line, *column(LEFT, *["2. Хор собирается по средам."] * 6)], small=frozenset({815.0})))
    assert (line[2] in [one.strip("#* ") for one in found]) is kept


def test_a_lone_number_that_is_not_the_pages_is_text() -> None:
    assert "7" in lines(pdf([*column(LEFT, "Всего учеников"), (LEFT, 30.0, "7")]))


def test_a_table_is_kept_row_by_row_and_told() -> None:
    rows = [
        (x, TOP - STEP * at, cell)
        for at, row in enumerate((("№", "Что", "Когда"), ("1", "Смотр", "май"), ("2", "Итоги", "июнь")), 3)
        for x, cell in zip((LEFT, 200.0, 400.0), row, strict=True)
    ]
    found = read(transcript(pdf([*column(LEFT, "1. Общие положения", "1.1. План хора таков."), *rows])))
    assert [one.text for one in walk(found.clauses) if "|" in one.text] == [
        "№ | Что | Когда", "1 | Смотр | май", "2 | Итоги | июнь",
    ]  # fmt: skip
    assert "table" in codes(found)


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_turned_on_its_side_is_read_by_what_is_seen(turned: int) -> None:
    """The same letters read upright however the sheet is turned: the page is drawn turned back."""
    upright = pdf_text.pages(pdf(column(LEFT, "1. Хор", "1.1. Хор поёт.")))
    found = pdf_text.pages(pdf(column(LEFT, "1. Хор", "1.1. Хор поёт."), turned=turned))
    assert len(found) == len(upright)
    if turned == 180:
        tops = [piece.base for piece in found[0].pieces if piece.text.startswith("1")]
        assert tops == sorted(tops)


def test_a_page_without_text_among_others_is_told() -> None:
    import pypdfium2

    text, picture = (pypdfium2.PdfDocument(one) for one in (pdf(column(LEFT, "1. Хор поёт.")), scan()))
    text.import_pages(picture)
    import io

    both = io.BytesIO()
    text.save(both)
    assert "2" in codes(read(transcript(both.getvalue())))["pages-without-text"]


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        transcript(data)
    return refused.value


def test_a_scan_is_refused_with_the_way_out() -> None:
    told = refusal(scan())
    assert told.code == "file-no-text-layer"
    assert told.message.ru == "В файле нет текстового слоя (скан): распознайте текст (OCR) и загрузите снова."


def test_a_locked_file_is_refused() -> None:
    assert refusal(pdf(column(LEFT, "Хор поёт."), password="x")).code == "file-encrypted"


def test_a_file_of_too_many_pages_is_refused_before_they_are_read() -> None:
    assert refusal(scan(5000)).code == "file-too-long"


@pytest.mark.parametrize("end", [9, 200, 1000])
def test_a_truncated_file_is_refused(end: int) -> None:
    assert refusal(pdf(column(LEFT, "Хор поёт."))[:end]).code in ("file-damaged", "file-no-text-layer")


_WORDS = st.lists(
    st.sampled_from(["совет", "учеников", "школа", "год", "срок", "план", "педагог"]), min_size=3, max_size=40
)
_SENTENCE = _WORDS.map(lambda words: " ".join(words).capitalize() + ".")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(_SENTENCE, min_size=1, max_size=6), min_size=1, max_size=4))
def test_any_printed_act_keeps_its_clauses(texts: list[list[str]]) -> None:
    clauses = tuple(
        Clause(
            f"s{at}", str(at), "Порядок работы", "section",
            tuple(Clause(f"p{at}{n}", f"{at}.{n}", said, "point") for n, said in enumerate(points, 1)),
        )
        for at, points in enumerate(texts, 1)
    )  # fmt: skip
    assert shape(read(transcript(render(replace(REGULATION, clauses=clauses)))).clauses) == shape(clauses)
