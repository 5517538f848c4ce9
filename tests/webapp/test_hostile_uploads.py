"""A hostile or foreign file given on a page is refused in words at its field, and nothing of it is kept."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import make
import pytest
from docx_files import docx, p, part, zipped
from pdf_files import LEFT, column, pdf, scan
from sqlalchemy import func, select

from storage.tables import document, edition, metadata
from webapp.settings import MAX_TYPED, MAX_UPLOAD

GOOD = docx(p("ПОЛОЖЕНИЕ") + p("Общее", (1, 0)) + p("Хор поёт.", (1, 1)))
PRINT = pdf(column(LEFT, "1. Хор", "1.1. Хор поёт."))
BODY = part("document", "<w:body>{}</w:body>")
LOCKED = b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def inside(xml: str) -> bytes:
    return docx("", parts={"word/document.xml": xml})


def lying() -> bytes:
    """A part that unpacks to more than its entry says, so that who believes the entry is overrun."""
    data = bytearray(docx(p("Хор поёт. " * 5_000)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        size = package.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    at = data.find(size)
    while at >= 0:
        data[at : at + 4] = (100).to_bytes(4, "little")
        at = data.find(size, at + 4)
    return bytes(data)


FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (lambda: inside(BODY.format(f"<w:p>{' ' * (49 * 1024**2)}</w:p>")), "разворачивается больше"),
    "bomb in a zip in a zip": (lambda: zipped({"a.zip": zipped({"b.docx": GOOD})}), "Распакуйте его"),
    "entities": (lambda: inside('<!DOCTYPE d [<!ENTITY a "ха">]>' + BODY.format(p("&a;"))), "DOCTYPE"),
    "deep": (lambda: inside(BODY.format("<w:x>" * 5_000)), "вложена глубже"),
    "5000 pages": (lambda: inside(BODY.format(p("Хор поёт. " * 250) * 5_000)), "слишком длинный"),
    "501 printed pages": (lambda: scan(501), "слишком длинный"),
    "size that lies": (lying, "повреждён или обрезан"),
    "cut": (lambda: GOOD[: len(GOOD) * 7 // 10], "повреждён или обрезан"),
    "cut print": (lambda: PRINT[: len(PRINT) * 7 // 10], "повреждён или обрезан"),
    "locked": (lambda: LOCKED, "без пароля"),
    "locked print": (lambda: pdf(column(LEFT, "Хор."), password="x"), "без пароля"),
    "scan": (scan, "распознайте текст (OCR)"),
    "RTF": (lambda: b"{\\rtf1 abc}", "сохраните как DOCX"),
    "nothing": (lambda: b"", "Файл пуст"),
    "100 000 lines": (lambda: b"a\n" * 100_000, "слишком длинный"),
    "KOI8-R": (lambda: "Положение о хоре\n\n1. Хор поёт.".encode("koi8-r"), "Кодировка файла не распознана"),
}


def everything(school: make.School) -> dict[str, int]:
    with school.database.engine.connect() as connection:
        tables = [document, edition, *(metadata.tables[name] for name in ("file", "brought"))]
        return {t.name: connection.scalar(select(func.count()).select_from(t)) for t in tables}


@pytest.mark.parametrize("page", ["/school/import", "/school/documents/new"])
@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_at_its_field_and_nothing_is_kept(
    name: str, page: str, visit, school: make.School
) -> None:
    content, words = FILES[name][0](), FILES[name][1]
    before = everything(school)
    answer = visit("administrator").post(
        page, {"file": (io.BytesIO(content), "Положение.docx"), "act": "look"}, 409
    )
    assert words in answer.soup.select_one("#file-error").get_text()
    assert everything(school) == before


def test_a_request_that_is_too_large_is_not_read(visit, school: make.School) -> None:
    before = everything(school)
    body = io.BytesIO(b"--x\r\n" + bytes(MAX_UPLOAD + MAX_TYPED))
    client = visit("administrator").client
    answer = client.post("/school/import", input_stream=body, content_type="multipart/form-data; boundary=x")
    assert answer.status_code == 413 and "до 10 МБ" in answer.text
    assert everything(school) == before
