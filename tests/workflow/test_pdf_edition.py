"""The printed act: the page, the stamps, the text as printed, and the same bytes every time."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printed_samples import (
    CHAIN,
    CLAUSES,
    GOVERNING,
    HASH,
    LONG_REGULATION,
    ORDER,
    PARENTS,
    PEDAGOGICAL,
    REGULATION,
    SHORT,
    STUDENTS,
    council,
    dash,
    item,
    point,
    section,
)

from workflow.documents.clauses import Clause, walk
from workflow.documents.reading import read
from workflow.documents.stamps import LAYOUT_2016, LAYOUT_2025, Layout, Stamp, stamps
from workflow.formats.pdf import Printed, PrintedAnnex, annex_mark, render, unprintable
from workflow.formats.pdf.edition import title_lines

MM = 72 / 25.4
LONG = replace(REGULATION, clauses=LONG_REGULATION)


def pages(pdf: bytes) -> list[str]:
    """The text of each page, read as any other program would read it."""
    document = pypdfium2.PdfDocument(pdf)
    return [
        page.get_textpage().get_text_range().replace("\u00a0", " ").replace("\r\n", "\n") for page in document
    ]


def text(printed: Printed) -> str:
    return "\n".join(pages(render(printed)))


def boxes(pdf: bytes, page: int = 0) -> list[tuple[str, float, float, float, float]]:
    """Each run of text with its left, bottom, right and top in millimetres."""
    textpage = pypdfium2.PdfDocument(pdf)[page].get_textpage()
    found = []
    for at in range(textpage.count_rects()):
        left, bottom, right, top = textpage.get_rect(at)
        run = textpage.get_text_bounded(left, bottom, right, top).replace("\u00a0", " ").strip()
        found.append((run, left / MM, bottom / MM, right / MM, top / MM))
    return found


def test_the_sheet_is_a4() -> None:
    width, height = pypdfium2.PdfDocument(render(REGULATION))[0].get_size()
    assert (round(width / MM), round(height / MM)) == (210, 297)


def test_margins_are_those_of_acts_kept_for_ever() -> None:
    pdf = render(LONG)
    for page in range(len(pypdfium2.PdfDocument(pdf))):
        body = [box for box in boxes(pdf, page) if "SHA-256" not in box[0] and not box[0].isdecimal()]
        assert min(box[1] for box in body) >= 30 - 0.5
        assert max(box[3] for box in body) <= 200 + 0.5
        assert min(box[2] for box in body) >= 20 - 0.5
        assert max(box[4] for box in body) <= 277 + 0.5


def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top_margin() -> None:
    pdf = render(LONG)
    count = len(pypdfium2.PdfDocument(pdf))
    assert count > 3
    assert not [box for box in boxes(pdf, 0) if box[0].isdecimal() and box[2] > 277]
    for page in range(1, count):
        (number,) = [box for box in boxes(pdf, page) if box[2] > 277]
        assert number[0] == str(page + 1)
        assert number[4] <= 297 - 10
        assert (number[1] + number[3]) / 2 == pytest.approx(30 + 85, abs=1)


def test_every_font_is_embedded() -> None:
    pdf = render(LONG)
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") == pdf.count(b"/Type /FontDescriptor") >= 2


def test_the_file_says_title_author_and_language() -> None:
    pdf = render(REGULATION)
    document = pypdfium2.PdfDocument(pdf)
    said = document.get_metadata_dict()
    assert said["Title"] == REGULATION.title
    assert said["Author"] == "МБОУ «Лицей № 3»"
    assert said["Subject"] == f"Редакция 2; SHA-256 {HASH}"
    assert said["CreationDate"] == "D:2023"
    assert b"/Lang (ru)" in pdf


def test_the_same_document_gives_the_same_bytes_in_any_process() -> None:
    code = (
        "import hashlib, sys; sys.path[:0] = sys.argv[1:]\n"
        "from printed_samples import REGULATION, PAPER_ORDER\n"
        "from workflow.formats.pdf import render, render_order\n"
        "print(hashlib.sha256(render(REGULATION) + render_order(PAPER_ORDER)).hexdigest())"
    )
    here = Path(__file__).parent
    command = [sys.executable, "-c", code, str(here), str(here.parents[1])]
    sums = {
        subprocess.run(
            command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert len(sums) == 1
    assert re.fullmatch(r"[0-9a-f]{64}\n", sums.pop())


def test_printing_something_else_in_between_changes_no_byte() -> None:
    before = hashlib.sha256(render(REGULATION)).digest()
    render(replace(LONG, title="Ңоваә Ҡағиҙә №", draft=True))
    assert hashlib.sha256(render(REGULATION)).digest() == before


def test_importing_the_room_loads_no_drawing_library() -> None:
    code = "import sys, workflow.formats.pdf; sys.exit('reportlab' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def test_labels_are_read_back_as_printed() -> None:
    lines = text(REGULATION).split("\n")
    printed = [match[1] for line in lines if (match := re.match(r"(\d+(?:\.\d+)*|\d+\)|–)[. ] ?\S", line))]
    wanted = [clause.label for clause in walk(CLAUSES) if clause.label]
    assert [label for label in printed if label != "2"] == [label for label in wanted if label != "2"]
    assert "2. Цель и задачи" in lines


def test_our_own_reader_finds_the_same_clauses_and_approvals_on_the_paper() -> None:
    lines = [line for line in text(REGULATION).split("\n") if "SHA-256" not in line and line != "2"]
    reading = read("\n".join(lines))
    assert [clause.label for clause in walk(reading.clauses)] == [clause.label for clause in walk(CLAUSES)]
    assert [(found.act, found.number, found.date) for found in reading.approvals] == [
        ("ПРИНЯТО", "18", "2023-04-28"),
        ("СОГЛАСОВАНО", "4", "2023-04-28"),
        ("СОГЛАСОВАНО", "3", "2023-04-28"),
        ("СОГЛАСОВАНО", "3", "2023-04-28"),
        ("УТВЕРЖДЕНО", "121", "2023-05-10"),
    ]


def test_no_word_of_the_text_is_lost() -> None:
    read = " ".join(text(REGULATION).split())
    for clause in walk(CLAUSES):
        assert " ".join(clause.text.split()) in read


def test_no_line_ends_inside_a_number_a_name_or_a_date() -> None:
    tail = "по приказу № 121 отвечает А.К. Берёзкин до 5 июня 2023 г. включительно – и никто иной."
    shifted = tuple(point(str(n), f"{'ш' * n} {tail} {tail}") for n in range(1, 60))
    for line in text(replace(REGULATION, clauses=shifted)).split("\n"):
        assert not re.search(r"(№|А\.К\.| 5|июня|июня 2023)$", line.strip()), line


def test_a_dash_hangs_and_its_lines_stand_under_the_first_word() -> None:
    words = "слово " * 40
    pdf = render(replace(REGULATION, stamps=(), clauses=(dash(words),)))
    lines = [box for box in boxes(pdf) if box[0].startswith("слово")]
    mark = next(box for box in boxes(pdf) if box[0].startswith("–"))
    assert len(lines) >= 2
    assert mark[1] == pytest.approx(42.5, abs=0.5)
    assert all(line[1] == pytest.approx(47.5, abs=0.6) for line in lines[1:])


def test_an_item_under_a_dash_stands_under_the_dashs_words() -> None:
    tree = (dash("Лицей:", item("1)", "слово " * 40)),)
    lines = [box for box in boxes(render(replace(REGULATION, stamps=(), clauses=tree))) if "слово" in box[0]]
    assert len(lines) >= 2
    assert all(line[1] == pytest.approx(47.5, abs=0.6) for line in lines)


@pytest.mark.parametrize("layout", [LAYOUT_2016, LAYOUT_2025])
def test_stamp_columns_are_no_wider_than_the_standard_and_stand_at_the_margins(layout: Layout) -> None:
    wide = replace(
        SHORT, genitive="муниципального бюджетного общеобразовательного учреждения «Лицей № 3 города Заречье»"
    )
    chain = [replace(step, organisation=wide) for step in CHAIN]
    pdf = render(replace(REGULATION, stamps=stamps("положение", chain), layout=layout))
    blocks = boxes(pdf)
    title = next(box for box in blocks if box[0] == "ПОЛОЖЕНИЕ")
    head = next(box for box in blocks if box[0].startswith("(МБОУ"))
    between = [box for box in blocks if title[4] < box[2] and box[4] < head[2]]
    left = [box for box in between if box[1] < 100]
    right = [box for box in between if box[1] >= 100]
    assert max(box[3] for box in left) <= 30 + layout.width_mm
    assert min(box[1] for box in right) >= 200 - layout.width_mm - 0.5
    assert left[0][4] == pytest.approx(right[0][4], abs=0.5)
    assert "УТВЕРЖДЕНО" in right[0][0]


def test_the_first_page_reads_organisation_stamps_title_text() -> None:
    page = pages(render(REGULATION))[0]
    order = [
        "Муниципальное бюджетное",
        "ПРИНЯТО",
        "СОГЛАСОВАНО",
        "УТВЕРЖДЕНО",
        "приказом МБОУ «Лицей № 3»",
        "от 10.05.2023 № 121",
        "ПОЛОЖЕНИЕ",
        "о наставничестве",
        "1. Общие положения",
    ]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_the_footer_names_edition_and_hash_on_every_page() -> None:
    for page in pages(render(LONG)):
        assert f"Редакция 2 · SHA-256 {HASH[:16]}…" in page


def test_a_draft_says_so_on_every_page() -> None:
    read = pages(render(replace(LONG, draft=True)))
    assert "ПРОЕКТ" in read[0]
    assert all("проект" in page for page in read)
    assert not any("проект" in page.casefold() for page in pages(render(LONG)))


def test_a_former_edition_says_since_when_on_every_page() -> None:
    read = pages(render(replace(LONG, former="Утратила силу с 01.09.2024")))
    assert "Утратила силу с 01.09.2024" in read[0]
    assert all("утратила силу с 01.09.2024" in page for page in read)


def test_amending_orders_stand_under_the_title() -> None:
    amended = replace(REGULATION, amended_by=("в ред. приказа от 12.01.2024 № 5",))
    assert "(в ред. приказа от 12.01.2024 № 5)" in text(amended)


def test_the_schools_own_form_is_marked_as_such() -> None:
    mixed = stamps("положение", CHAIN, legacy=True)
    assert "гриф по образцу школы" in text(replace(REGULATION, stamps=mixed))
    assert "по образцу школы" not in text(REGULATION)


MARK = annex_mark(SHORT, "121", date(2023, 5, 10), annex=2)


def test_an_annex_approved_by_the_order_cites_it_once() -> None:
    page = pages(render(replace(REGULATION, stamps=stamps("положение", [ORDER]), annex_of=MARK)))[0]
    head = page[: page.index("ПОЛОЖЕНИЕ")]
    assert head.index("Приложение № 2") < head.index("УТВЕРЖДЕНО")
    assert head.count("№ 121") == 1
    assert "к приказу" not in head


def test_an_annex_without_an_approval_block_names_its_order() -> None:
    page = pages(render(replace(REGULATION, stamps=(), annex_of=MARK)))[0]
    assert "Приложение № 2\nк приказу МБОУ «Лицей № 3»\nот 10.05.2023 № 121" in page


def test_annexes_of_an_act_begin_on_pages_of_their_own_under_their_marks() -> None:
    own = tuple(
        PrintedAnnex(f"Приложение № {n}\nк Положению о наставничестве", f"Форма {n}", (point("1", "Имя"),))
        for n in (1, 2)
    )
    pdf = render(replace(REGULATION, annexes=own))
    for page, n in ((-2, 1), (-1, 2)):
        assert f"Приложение № {n}\nк Положению о наставничестве\nФорма {n}\n1. Имя" in pages(pdf)[page]
    (mark,) = [box for box in boxes(pdf, 2) if box[0].startswith("Приложение")]
    assert mark[1] == pytest.approx(200 - 80, abs=1)


def test_a_single_annex_has_no_number() -> None:
    assert annex_mark(SHORT, "121", date(2023, 5, 10)).split("\n")[0] == "Приложение"


def test_the_sixth_block_moves_all_but_the_first_to_the_agreement_sheet() -> None:
    many = [GOVERNING, PARENTS, STUDENTS, GOVERNING, PARENTS, PEDAGOGICAL, ORDER]
    read = pages(render(replace(REGULATION, stamps=stamps("положение", many))))
    assert read[0].count("СОГЛАСОВАНО") == 0
    assert "Педагогическим советом" in read[0] and "УТВЕРЖДЕНО" in read[0]
    assert read[-1].count("СОГЛАСОВАНО") == 5
    assert "ЛИСТ СОГЛАСОВАНИЯ" in read[-1]


def test_blocks_of_more_than_half_a_page_move_as_well() -> None:
    name = "совет по делам наставничества, воспитания и дополнительного образования " * 4
    tall = [council(name, name, name, "agree", "agreed", str(n)) for n in range(1, 5)]
    read = pages(render(replace(REGULATION, stamps=stamps("положение", [*tall, ORDER]))))
    assert read[0].count("СОГЛАСОВАНО") == 1
    assert read[-1].count("СОГЛАСОВАНО") == 3


def test_a_block_taller_than_a_page_still_prints() -> None:
    endless = Stamp("left", "СОГЛАСОВАНО", tuple(f"строка {n}" for n in range(200)))
    read = text(replace(REGULATION, stamps=(endless,)))
    assert "строка 0" in read and "строка 199" in read


def test_an_unsigned_draft_has_blanks_and_no_date() -> None:
    waiting = [replace(step, outcome="") for step in CHAIN]
    printed = replace(REGULATION, draft=True, stamps=stamps("положение", waiting, drafts=True))
    head = text(printed).split("ПОЛОЖЕНИЕ")[0]
    assert "(протокол от ____________ № ____)" in head
    assert not re.search(r"\d\d\.\d\d\.\d{4}", head)


@pytest.mark.parametrize(
    ("title", "word", "lines"),
    [
        ("Положение о совете", "положение", ["ПОЛОЖЕНИЕ", "о совете"]),
        ("Дорожная карта лицея", "дорожная карта", ["ДОРОЖНАЯ КАРТА", "лицея"]),
        ("Устав", "устав", ["УСТАВ"]),
        ("О порядке приёма", "порядок", ["О порядке приёма"]),
        ("Положение о совете", "", ["Положение о совете"]),
    ],
)
def test_the_documents_word_stands_on_its_own_line(title: str, word: str, lines: list[str]) -> None:
    assert title_lines(title, word) == lines


def test_text_is_never_read_as_markup() -> None:
    odd = "если a < b & c > d, <b>не</b> &amp; <para>"
    assert odd in text(replace(REGULATION, stamps=(), clauses=(point("1", odd),)))


def test_letters_of_the_peoples_of_russia_print_as_they_are() -> None:
    words = "Ёлка әлифба яңа Һәр җыр өй күл Қазақ"
    printed = replace(REGULATION, clauses=(point("1", words),))
    assert words in text(printed)
    assert unprintable(printed) == ()


def test_a_character_the_font_lacks_is_named_on_paper_and_told() -> None:
    printed = replace(REGULATION, clauses=(point("1", "Рисунок 🙂 и стрелка → здесь"),))
    assert "Рисунок [U+1F642] и стрелка [U+2192] здесь" in text(printed)
    assert unprintable(printed) == ("→", "🙂")


def test_a_letter_typed_in_two_signs_prints_as_one() -> None:
    assert "свой край" in text(replace(REGULATION, clauses=(point("1", "свои\u0306 краи\u0306"),)))


def test_an_english_copy_has_english_furniture_and_the_same_russian_stamps() -> None:
    pdf = render(replace(REGULATION, language="en", draft=True))
    assert b"/Lang (en)" in pdf
    page = pages(pdf)[0]
    assert "Edition 2" in page and "DRAFT" in page and "УТВЕРЖДЕНО" in page


def test_sections_are_the_outline() -> None:
    outline = pypdfium2.PdfDocument(render(REGULATION)).get_toc()
    assert [mark.get_title().replace("\u00a0", " ") for mark in outline] == [
        "1. Общие положения",
        "2. Цель и задачи",
        "3. Заключительные положения",
    ]


@pytest.mark.parametrize("words", ["Конец.", "Наставник помогает молодому педагогу. " * 5])
def test_a_heading_never_stands_alone_at_the_foot(words: str) -> None:
    for before in range(22, 40):
        points = [point(str(n), "Строка.") for n in range(before)]
        tree = (*points, section("1", "Порядок работы", point("1.1", words)))
        read_pages = pages(render(replace(REGULATION, stamps=(), clauses=tree)))
        page = next(page for page in read_pages if "Порядок" in page)
        assert f"Порядок работы\n1.1. {words[:20]}" in page


def test_an_introduction_never_stands_apart_from_its_list() -> None:
    for before in range(22, 40):
        points = [point(str(n), "Строка.") for n in range(before)]
        tree = (*points, section("1", "Задачи", point("1.1", "Лицей:", dash("учит;"))))
        read_pages = pages(render(replace(REGULATION, stamps=(), clauses=tree)))
        assert any("1. Задачи\n1.1. Лицей:\n– учит;" in page for page in read_pages)


def test_a_heading_takes_no_more_than_it_needs_to_the_next_page() -> None:
    """A long first paragraph breaks under its heading and leaves no white foot."""
    long_point = point("1.1", "Наставник помогает молодому педагогу. " * 60)
    tree = (*(point(str(n), "Строка.") for n in range(20)), section("1", "Порядок работы", long_point))
    first = pages(render(replace(REGULATION, stamps=(), clauses=tree)))[0]
    assert "Порядок работы\n1.1. Наставник" in first


clauses = st.recursive(
    st.builds(
        Clause,
        st.just("u"),
        st.sampled_from(["", "1", "1.1", "а)", "–"]),
        st.text(max_size=80),
        st.sampled_from(["section", "point", "item", "dash", "paragraph"]),
    ),
    lambda inner: st.builds(
        Clause,
        st.just("u"),
        st.just("1"),
        st.text(max_size=20),
        st.sampled_from(["section", "point", "dash"]),
        st.lists(inner, max_size=3).map(tuple),
    ),
    max_leaves=8,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(clauses, max_size=4).map(tuple), st.text(max_size=60), st.text(max_size=60))
def test_any_text_prints(tree: tuple[Clause, ...], title: str, organisation: str) -> None:
    pdf = render(replace(REGULATION, clauses=tree, title=title, organisation_full=organisation))
    assert pages(pdf)


def test_a_word_without_end_stays_inside_the_margins() -> None:
    pdf = render(replace(REGULATION, title="щ" * 300, clauses=(point("1", "ж" * 400), dash("ы" * 400))))
    assert max(box[3] for box in boxes(pdf)) <= 200.5


def test_lists_nested_beyond_reason_still_print() -> None:
    deep = dash("дно")
    for _ in range(60):
        deep = dash("глубже", deep)
    assert "дно" in text(replace(REGULATION, clauses=(deep,)))
