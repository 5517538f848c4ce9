"""What a kept file must be beside its looks: tagged, self-contained, dated, with its text attached."""

from __future__ import annotations

import hashlib
import io
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib.resources import files
from typing import Any

import pikepdf
import pytest
from printed_samples import (
    APRIL,
    CLAUSES,
    HASH,
    LONG_REGULATION,
    PAPER_ORDER,
    REGULATION,
    dash,
    point,
    section,
)
from test_pdf_chain import chain, gymnasium
from test_protocol_text import held

from workflow.documents.compare import compare
from workflow.documents.compare import table as comparison_table
from workflow.documents.document import EditionText
from workflow.formats import pdf
from workflow.formats.pdf.printed import Attached, PrintedComparison
from workflow.formats.pdf.protocol_page import Certificate, render_protocol
from workflow.governance.sittings.protocol import extract_text, protocol_text
from workflow.governance.year_sheet import SheetRow, YearSheet
from workflow.values import both

LONG = replace(REGULATION, clauses=LONG_REGULATION)
TEXT = Attached("act.xml", "application/xml", "<act>Ё</act>".encode(), "Текст акта")
PAINTING = {"Tj", "TJ", "'", '"', "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Do", "sh", "EI"}


def old_and_new() -> tuple[EditionText, EditionText]:
    texts = [
        tuple(point(str(n), f"Совет {word} раз в год решает дело {n}.") for n in range(1, 60))
        for word in ("один", "два")
    ]
    made = [EditionText("Положение о совете", "regulation", "положение", text) for text in texts]
    return made[0], made[1]


def comparison() -> bytes:
    told = comparison_table(compare(*old_and_new()), both("1"), both("2"))
    return pdf.render_comparison(PrintedComparison(told, "МБОУ «Лицей № 3»", 2026, HASH))


def register(rows: int = 80) -> bytes:
    listed = tuple(SheetRow(str(n), APRIL, both("Согласовано"), "Орлова И.А.", both("")) for n in range(rows))
    sheet = YearSheet("Журнал протоколов", "МБОУ «Лицей № 3»", both("2023 год"), listed, "80", (), (), ())
    return pdf.render_register(sheet, 2023)


def extract() -> bytes:
    by = Certificate("Секретарь", "О.И. Писарева", date(2023, 5, 10))
    return render_protocol(extract_text(held(), 2), by)


KINDS = {
    "act": lambda: pdf.render(LONG),
    "coded": lambda: pdf.render(replace(LONG, record="https://school.example/s/documents/1?edition=2")),
    "draft": lambda: pdf.render(replace(REGULATION, draft=True, language="en")),
    "order": lambda: pdf.render_order(PAPER_ORDER),
    "protocol": lambda: render_protocol(protocol_text(held(12, 11))),
    "extract": extract,
    "register": register,
    "comparison": comparison,
    "chain": lambda: chain(gymnasium()),
}


@pytest.fixture(params=KINDS, scope="module")
def printed(request: pytest.FixtureRequest) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(KINDS[request.param]())) as opened:
        yield opened


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def parts(element: Any) -> Iterator[Any]:
    """An element and every one below it, in reading order."""
    yield element
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
            yield from parts(kid)


def marks(document: pikepdf.Pdf) -> dict[tuple[int, int], Any]:
    """The element of each marked content, by page and number, as the tree tells it."""
    numbers = {page.objgen: at for at, page in enumerate(document.pages)}
    found = {}
    for element in parts(document.Root.StructTreeRoot.K):
        for kid in element.K:
            if isinstance(kid, int):
                found[numbers[element.Pg.objgen], kid] = element
            elif kid.get("/Type") == "/MCR":
                found[numbers[kid.Pg.objgen], int(kid.MCID)] = element
    return found


def words_of(document: pikepdf.Pdf) -> list[tuple[str, str]]:
    """The kind of each element that has words, and its words, in reading order."""
    said: dict[tuple[int, int], str] = {}
    for at, page in enumerate(document.pages):
        letters = {name: _letters(font) for name, font in page.Resources.Font.items()}
        mark: tuple[int, int] | None = None
        font = ""
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "BDC":
                mark = (at, int(operands[1].MCID)) if "/MCID" in operands[1] else None
            elif str(operator) == "EMC":
                mark = None
            elif str(operator) == "Tf":
                font = str(operands[0])
            elif str(operator) == "Tj" and mark:
                said[mark] = said.get(mark, "") + "".join(letters[font][c] for c in bytes(operands[0]))
            elif str(operator) == "T*" and mark:
                said[mark] = said.get(mark, "") + " "
    found = marks(document)
    told: dict[tuple[int, int], list[str]] = {}
    elements = {}
    for place, element in found.items():
        told.setdefault(element.objgen, []).append(said.get(place, ""))
        elements[element.objgen] = element
    return [(str(elements[of].S)[1:], " ".join(" ".join(parts).split())) for of, parts in told.items()]


def _letters(font: Any) -> dict[int, str]:
    table = font.ToUnicode.read_bytes().decode()
    return {int(a, 16): chr(int(b, 16)) for a, b in re.findall(r"<(\w\w)> <(\w{4})>", table)}


def test_the_file_is_whole(printed: pikepdf.Pdf) -> None:
    assert printed.check_pdf_syntax() == []
    assert not printed.is_encrypted
    assert "/JavaScript" not in printed.Root.get("/Names", {})
    assert "/OpenAction" not in printed.Root and "/AA" not in printed.Root


def test_every_letter_belongs_to_a_part_or_is_furniture_of_the_page(printed: pikepdf.Pdf) -> None:
    for page in printed.pages:
        depth = 0
        for _, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            assert 0 <= depth <= 1
            assert depth == 1 or name not in PAINTING, name
        assert depth == 0


def test_marks_and_parts_name_each_other(printed: pikepdf.Pdf) -> None:
    known = marks(printed)
    nums = list(printed.Root.StructTreeRoot.ParentTree.Nums)
    by_page = dict(zip(map(int, nums[::2]), nums[1::2], strict=True))
    written = {
        (at, int(operands[1].MCID))
        for at, page in enumerate(printed.pages)
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/MCID" in operands[1]
    }
    assert set(known) == written
    for at, page in enumerate(printed.pages):
        listed = by_page[int(page.StructParents)]
        assert len(listed) == sum(place[0] == at for place in written)
        assert all(known[at, number].objgen == element.objgen for number, element in enumerate(listed))
        assert page.Tabs == "/S"


def test_each_part_knows_what_it_stands_under(printed: pikepdf.Pdf) -> None:
    root = printed.Root.StructTreeRoot
    assert root.K.P.objgen == root.objgen
    for element in parts(root.K):
        for kid in element.K:
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
                assert kid.P.objgen == element.objgen


def test_headings_begin_with_the_title_and_skip_no_level(printed: pikepdf.Pdf) -> None:
    levels = [
        int(str(one.S)[2]) for one in parts(printed.Root.StructTreeRoot.K) if re.match(r"/H\d", str(one.S))
    ]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_fonts_are_inside_and_every_letter_can_be_read(printed: pikepdf.Pdf) -> None:
    fonts = {font.objgen: font for page in printed.pages for font in page.Resources.Font.values()}
    assert fonts
    for font in fonts.values():
        assert "/FontFile2" in font.FontDescriptor
        assert re.match(r"/[A-Z]{6}\+PTSerif", str(font.BaseFont))
        table = font.ToUnicode.read_bytes().decode()
        assert not re.search(r"<(0000|FEFF|FFFE)>", table)
        assert all(int(count) <= 100 for count in re.findall(r"(\d+) beginbfchar", table))
        assert len(re.findall(r"<\w\w> <\w{4}>", table)) == sum(
            map(int, re.findall(r"(\d+) beginbfchar", table))
        )


def test_one_output_intent_says_what_colours_mean(printed: pikepdf.Pdf) -> None:
    (intent,) = printed.Root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    profile = intent.DestOutputProfile
    assert profile.N == 3
    assert profile.read_bytes() == files("workflow.formats.pdf").joinpath("srgb.icc").read_bytes()
    assert profile.read_bytes()[36:40] == b"acsp" and profile.read_bytes()[16:20] == b"RGB "


def test_the_metadata_say_what_the_information_says(printed: pikepdf.Pdf) -> None:
    assert "/Filter" not in printed.Root.Metadata
    info = printed.docinfo
    with printed.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        assert said["dc:title"] == str(info.Title) != ""
        assert said["dc:creator"] == [str(info.Author)]
        assert (said["dc:description"] or "") == str(info.Subject)
        assert said["pdf:Producer"] == str(info.Producer)
        assert said["xmp:CreatorTool"] == str(info.Creator) == "grif"
        assert f"D:{said['xmp:CreateDate']}" == str(info.CreationDate) == f"D:{said['xmp:ModifyDate']}"
        assert said["dc:language"] == {str(printed.Root.Lang)}
        assert (said["pdfaid:part"], said["pdfaid:conformance"], said["pdfuaid:part"]) == ("3", "A", "1")
    assert printed.pdf_version == "1.7"
    assert printed.Root.MarkInfo.Marked is True
    assert printed.Root.ViewerPreferences.DisplayDocTitle is True


def test_the_parts_of_an_act_are_heard_in_the_order_of_the_paper() -> None:
    told = words_of(opened(pdf.render(REGULATION)))
    said = [words for _, words in told]
    title = "ПОЛОЖЕНИЕ о наставничестве молодых педагогов"
    order = [
        "ПРИНЯТО",
        "УТВЕРЖДЕНО",
        title,
        "1. Общие положения",
        "1.1. Настоящее",
        "Уставом лицея;",
        "2. Цель",
    ]
    places = [next(at for at, words in enumerate(said) if words.startswith(part)) for part in order]
    assert places == sorted(places)
    assert [tag for tag, words in told if words.startswith(title)] == ["H1"]
    assert ("H2", "1. Общие положения") in told
    assert told[told.index(("LBody", "Уставом лицея;")) - 1] == ("Lbl", "–")


def test_sections_and_lists_hold_what_stands_in_them() -> None:
    document = opened(pdf.render(REGULATION))
    tree = document.Root.StructTreeRoot.K
    first = next(one for one in tree.K if one.S == "/Sect")
    assert [str(one.S) for one in first.K] == ["/H2", "/P", "/P", "/L", "/P", "/P"]
    assert [str(one.S) for one in first.K[3].K] == ["/LI", "/LI", "/LI"]
    last = first.K[3].K[2].K[1]
    assert last.S == "/LBody"
    (inner,) = [kid for kid in last.K if isinstance(kid, pikepdf.Dictionary)]
    assert (str(inner.S), len(inner.K)) == ("/L", 3)


def test_a_paragraph_over_two_pages_is_one_part() -> None:
    text = "Наставник помогает молодому педагогу. " * 200
    document = opened(pdf.render(replace(REGULATION, clauses=(section("1", "Дело", point("1.1", text)),))))
    assert len(document.pages) > 1
    (whole,) = [words for tag, words in words_of(document) if words.startswith("1.1.")]
    assert whole == f"1.1. {text.strip()}"


def test_a_dash_over_two_pages_keeps_its_mark_once() -> None:
    text = "Наставник помогает молодому педагогу. " * 200
    told = words_of(opened(pdf.render(replace(REGULATION, clauses=(dash(text),)))))
    assert [tag for tag, words in told if tag in ("Lbl", "LBody")] == ["Lbl", "LBody"]


@pytest.mark.parametrize(
    ("made", "columns", "first"), [(register, 5, "Номер"), (comparison, 4, "Что изменено")]
)
def test_a_table_says_its_head_once_though_it_is_printed_on_every_page(
    made: Any, columns: int, first: str
) -> None:
    document = opened(made())
    assert len(document.pages) > 1
    (whole,) = [one for one in parts(document.Root.StructTreeRoot.K) if one.S == "/Table"]
    head, *rows = whole.K
    assert [str(cell.S) for cell in head.K] == ["/TH"] * columns
    assert all(cell.A.Scope == "/Column" for cell in head.K)
    assert len(rows) > 50
    assert [words for _, words in words_of(document)].count(first) == 1
    assert all(str(cell.S) == "/TD" for row in rows for cell in row.K)


def test_a_drawing_is_told_in_words() -> None:
    document = opened(chain(gymnasium()))
    (figure,) = [one for one in parts(document.Root.StructTreeRoot.K) if one.S == "/Figure"]
    assert len(str(figure.Alt)) > 100
    left, bottom, right, top = map(float, figure.A.BBox)
    assert 0 < left < right < 596 and 0 < bottom < top < 842


def test_the_attached_text_is_the_source_of_the_paper() -> None:
    document = opened(pdf.render(replace(REGULATION, attached=(TEXT,))))
    (name,) = document.attachments
    spec = document.attachments[name]
    assert (name, spec.description) == ("act.xml", "Текст акта")
    assert spec.get_file().read_bytes() == TEXT.content
    (linked,) = document.Root.AF
    assert linked.AFRelationship == "/Source"
    assert linked.EF.F.Subtype == "/application/xml"
    assert linked.EF.F.Params.ModDate == "D:2023"


def test_another_attached_text_is_another_file() -> None:
    other = replace(TEXT, content=b"<act>E</act>")
    ids = {opened(pdf.render(replace(REGULATION, attached=(one,)))).trailer.ID[0] for one in (TEXT, other)}
    assert len(ids) == 2


def test_tags_and_attachments_change_no_byte_from_one_printing_to_the_next() -> None:
    once = hashlib.sha256(pdf.render(replace(LONG, attached=(TEXT,)))).hexdigest()
    pdf.render(REGULATION)
    assert hashlib.sha256(pdf.render(replace(LONG, attached=(TEXT,)))).hexdigest() == once


def test_no_word_of_the_text_is_lost_to_a_listener() -> None:
    heard = " ".join(words for _, words in words_of(opened(pdf.render(REGULATION))))
    for clause in CLAUSES[0].children:
        assert " ".join(clause.text.split()) in heard


def test_no_markup_is_read_from_the_title_in_the_metadata() -> None:
    document = opened(pdf.render(replace(REGULATION, title="Положение <b>о</b> & ]]> ПДн")))
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        assert said["dc:title"] == "Положение <b>о</b> & ]]> ПДн"
