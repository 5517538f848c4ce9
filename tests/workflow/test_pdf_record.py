"""The QR code at the foot of the first sheet: a camera reads the record's address and the text's hash."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from printed_samples import HASH, LONG_REGULATION, PAPER_ORDER, REGULATION
from test_pdf_edition import boxes, pages

from workflow.formats.pdf import PrintedOrder, render, render_order

RECORD = "https://school.example/lyceum/documents/12?edition=2"
ACT = replace(REGULATION, clauses=LONG_REGULATION, record=RECORD)


def seen(content: bytes, page: int = 0) -> list[Any]:
    """The codes that a camera finds on a page printed with 150 points to the inch."""
    picture = pypdfium2.PdfDocument(content)[page].render(scale=150 / 72, grayscale=True)
    return list(zxingcpp.read_barcodes(picture.to_pil()))


@pytest.mark.parametrize("printed", [render(ACT), render_order(replace(PAPER_ORDER, record=RECORD))])
def test_a_camera_reads_address_and_hash_from_paper(printed: bytes) -> None:
    (code,) = seen(printed)
    assert code.text == f"{RECORD}#sha256={HASH}"


def test_the_code_stands_in_the_lower_right_corner_where_printers_still_print() -> None:
    (code,) = seen(render(ACT))
    millimetre = 150 / 25.4
    corners = [code.position.top_left, code.position.bottom_right]
    (left, top), (right, bottom) = ((at.x / millimetre, at.y / millimetre) for at in corners)
    assert 175 < left < right <= 200
    assert 268 < top < bottom <= 292


def test_no_word_stands_on_the_code_and_the_text_gives_up_half_a_centimetre_and_a_line_at_most() -> None:
    small = ("SHA-256", "Запись")
    lines = boxes(render(ACT))
    lowest = min(box[2] for box in lines if not any(word in box[0] for word in small))
    assert 27 <= lowest <= 27 + 12
    assert max(box[3] for box in lines if any(word in box[0] for word in small)) <= 200 - 21
    assert max(box[4] for box in lines if any(word in box[0] for word in small)) <= 20


def test_what_the_code_says_stands_beside_it_in_words_once() -> None:
    first = pages(render(ACT))[0]
    assert f"Запись документа: {RECORD}" in first
    assert first.count("SHA-256") == 1
    assert f"SHA-256 {HASH[:16]}…" in first
    assert "Record of the document" in pages(render(replace(ACT, language="en")))[0]


def test_only_the_first_sheet_has_a_code() -> None:
    printed = render(ACT)
    assert [len(seen(printed, page)) for page in range(3)] == [1, 0, 0]
    assert [page.count("Запись документа") for page in pages(printed)[:3]] == [1, 0, 0]
    lowest = min(box[2] for box in boxes(printed, 1) if "SHA-256" not in box[0])
    assert lowest < 27


def test_without_a_record_there_is_no_code() -> None:
    assert seen(render(replace(ACT, record=""))) == []


@pytest.mark.parametrize("record", ["", RECORD])
def test_the_number_of_the_record_stands_on_every_page_with_its_hash(record: str) -> None:
    for printed in (replace(ACT, record=record, document=12), replace(PAPER_ORDER, document=12)):
        content = render_order(printed) if isinstance(printed, PrintedOrder) else render(printed)
        assert all(f"Запись № 12 · Редакция {printed.edition} · SHA-256" in page for page in pages(content))


def test_a_long_address_is_still_read_and_stays_within_its_room() -> None:
    long = f"https://документы.очень-длинное-имя-школы.example/{'lyceum-' * 20}/documents/123456?edition=12"
    printed = render(replace(ACT, record=long))
    (code,) = seen(printed)
    assert code.text == f"{long}#sha256={HASH}"
    assert all(box[1] >= 29 and box[3] <= 201 for box in boxes(printed))
