"""Signing without paper: from which day, and the mark in our own words where a hand would sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from printed_samples import DIRECTOR, PAPER_ORDER, PEDAGOGICAL, REGULATION, SHORT

from workflow.documents.reading import read
from workflow.documents.stamps import Evidence, stamps
from workflow.formats.pdf import render, render_order
from workflow.formats.pdf_text import pages, transcript
from workflow.governance.paperless import FlowDecision, paperless_on, signature_code, signature_mark
from workflow.values import EditionKey

AT = "2026-03-16T09:05:00.000000Z"
KEY = EditionKey("school", 12, 2)
MARK = signature_mark("Рябинина Вера Павловна", AT, "9F2C-61D0-7BE4-A85A")
SIGNED = Evidence(
    act="approve", outcome="approved", nature="office", party=DIRECTOR, organisation=SHORT, instrument="none",
    dated=date(2026, 3, 16), signer="В.П. Рябинина", post=DIRECTOR, mark=MARK,
)  # fmt: skip


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return " ".join(word for page in document for word in page.get_textpage().get_text_range().split())


@pytest.mark.parametrize(
    ("day", "paperless"),
    [("2025-08-31", False), ("2025-09-01", True), ("2025-12-31", True), ("2026-01-01", False)],
)
def test_the_last_decision_in_force_tells_how_documents_are_signed(day: str, paperless: bool) -> None:
    decisions = [
        FlowDecision(date(2026, 1, 1), False, "приказ № 200"),
        FlowDecision(date(2025, 9, 1), True, "приказ № 140"),
    ]
    assert paperless_on(decisions, date.fromisoformat(day)) is paperless


def test_without_a_decision_paper_is_signed() -> None:
    assert not paperless_on([], date(2030, 1, 1))


def test_the_mark_tells_who_when_and_the_code_in_our_own_words() -> None:
    assert MARK == (
        "Подписано простой электронной подписью",
        "Рябинина Вера Павловна",
        "16.03.2026 09:05 (UTC)",
        "код записи 9F2C-61D0-7BE4-A85A",
    )
    assert "сертификат" not in " ".join(MARK).casefold()


def test_a_code_is_of_one_answer_on_one_text_at_one_moment() -> None:
    told = [
        (KEY, "head", "a" * 64, AT),
        (EditionKey("school", 12, 3), "head", "a" * 64, AT),
        (KEY, "deputy", "a" * 64, AT),
        (KEY, "head", "b" * 64, AT),
        (KEY, "head", "a" * 64, "2026-03-16T09:05:00.000001Z"),
    ]
    codes = {signature_code(*one) for one in told}
    assert len(codes) == len(told)
    assert signature_code(*told[0]) in codes
    assert all(len(code) == 19 and code.count("-") == 3 for code in codes)


def test_the_mark_stands_in_place_of_the_line_for_a_hand() -> None:
    (stamp,) = stamps("положение", [SIGNED])
    assert "В.П.\u00a0Рябинина" in stamp.lines and "____" not in " ".join(stamp.lines)
    assert stamp.mark == MARK
    (by_hand,) = stamps("положение", [replace(SIGNED, mark=())])
    assert "____" in " ".join(by_hand.lines)


def test_the_act_and_the_order_print_the_mark() -> None:
    act = words(render(replace(REGULATION, stamps=stamps("положение", [PEDAGOGICAL, SIGNED]))))
    order = words(render_order(replace(PAPER_ORDER, acquainted=(), mark=MARK)))
    for said in (act, order):
        assert "Подписано простой электронной подписью" in said and "16.03.2026 09:05 (UTC)" in said
        assert "____" not in said


def test_a_marked_act_is_read_back_with_the_same_stamps() -> None:
    content = render(replace(REGULATION, stamps=stamps("положение", [PEDAGOGICAL, SIGNED])))
    found = read(transcript(pages(content)))
    assert [(one.act, one.number, one.date) for one in found.approvals] == [
        ("ПРИНЯТО", "18", "2023-04-28"),
        ("УТВЕРЖДАЮ", None, "2026-03-16"),
    ]
