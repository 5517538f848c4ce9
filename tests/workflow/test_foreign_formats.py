"""A file of a format that is not read is refused with the name of the format and what to do about it."""

from __future__ import annotations

import pytest
from docx_files import docx, p, zipped

from workflow.errors import Refused
from workflow.formats.document_file import transcript

SAVE, RECOGNISE, UNPACK = "сохраните как DOCX", "Распознайте текст (OCR)", "Распакуйте его"
MAIN = "application/vnd.openxmlformats-officedocument.{}+xml"
ODF = "application/vnd.oasis.opendocument."


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def family(kind: str) -> bytes:
    return zipped({"mimetype": kind, "content.xml": "<x/>"})


FOREIGN = {
    "RTF": (b"{\\rtf1\\ansi \\'d5\\'ee\\'f0}", SAVE),
    "DOC": (compound("WordDocument"), SAVE),
    "XLS": (compound("Workbook"), "Сохраните текст"),
    "PPT": (compound("PowerPoint Document"), "Сохраните текст"),
    "ODT": (family(ODF + "text"), SAVE),
    "ODS, ODP": (family(ODF + "spreadsheet"), "Сохраните текст"),
    "EPUB": (family("application/epub+zip"), SAVE),
    "XLSX": (docx(p("Хор."), kind=MAIN.format("spreadsheetml.sheet.main")), "Сохраните текст"),
    "PPTX": (docx(p("Хор."), kind=MAIN.format("presentationml.presentation.main")), "Сохраните текст"),
    "ZIP": (zipped({"Положение.docx": docx(p("1. Хор поёт."))}), UNPACK),
    "RAR": (b"Rar!\x1a\x07\x01\x00" + bytes(40), UNPACK),
    "7Z": (b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(40), UNPACK),
    "GZ": (b"\x1f\x8b\x08" + bytes(40), UNPACK),
    "PNG": (b"\x89PNG\r\n\x1a\n" + bytes(40), RECOGNISE),
    "JPEG": (b"\xff\xd8\xff\xe0" + bytes(40), RECOGNISE),
    "TIFF": (b"II*\x00" + bytes(40), RECOGNISE),
    "DjVu": (b"AT&TFORM" + bytes(40), RECOGNISE),
    "HTML": ("\n<!DOCTYPE html>\n<html><p>1. Хор поёт.</p></html>".encode(), SAVE),
    "XML": ('<?xml version="1.0"?><office:document>1. Хор поёт.</office:document>'.encode("utf-16"), SAVE),
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_file_is_told_by_its_content_with_the_way_out(name: str) -> None:
    data, way = FOREIGN[name]
    with pytest.raises(Refused) as refusal:
        transcript(data)
    assert refusal.value.code in ("file-not-text", "file-not-document")
    assert f"{name} " in refusal.value.message.ru.replace(")", " ").replace(".", " ")
    assert way in refusal.value.message.ru
    assert "{" not in refusal.value.message.ru + refusal.value.message.en


def test_a_text_that_speaks_of_tags_is_a_text() -> None:
    assert transcript("1. Страница начинается с <html> и заголовка.".encode())
