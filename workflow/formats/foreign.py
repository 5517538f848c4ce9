"""Formats that are not read, told by the bytes of a file; each refusal names what to do about it."""

from __future__ import annotations

import re

from workflow.errors import Refused
from workflow.values import Text

_WRITTEN = Text(
    "Файл в формате {what} не читается. Откройте его в Word или LibreOffice и сохраните как DOCX "
    "(«Файл» – «Сохранить как»).",
    "A file in the format {what} is not read. Open it in Word or LibreOffice and save it as DOCX "
    "(“File” – “Save as”).",
)
_PICTURE = Text(
    "Это изображение ({what}), текста в нём нет. Распознайте текст (OCR) и загрузите DOCX или PDF с текстом.",
    "This is a picture ({what}) without text. Recognise its text (OCR) and upload a DOCX or a PDF with text.",
)
_ARCHIVE = Text(
    "Это архив ({what}). Распакуйте его и загрузите сам документ: DOCX, PDF с текстом или текст.",
    "This is an archive ({what}). Unpack it and upload the document itself: DOCX, PDF with text, or text.",
)
_OTHER = Text(
    "Это не документ Word ({what}). Сохраните текст документа как DOCX, PDF или текст.",
    "This is no Word document ({what}). Save the text of the document as DOCX, PDF or text.",
)
_BINARY = Text(
    "Такой файл не читается: это не текст. Сохраните документ как DOCX, PDF с текстом или текст.",
    "No such file is read: it is not text. Save the document as DOCX, PDF with text, or text.",
)
# The first bytes of a file, the name of its format, what is said of it.
_SIGNATURES = (
    (b"{\\rtf", "RTF", _WRITTEN),
    (b"PK\x03\x04", "ZIP", _ARCHIVE),
    (b"PK\x05\x06", "ZIP", _ARCHIVE),
    (b"Rar!\x1a\x07", "RAR", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "7Z", _ARCHIVE),
    (b"\x1f\x8b", "GZ", _ARCHIVE),
    (b"\x89PNG", "PNG", _PICTURE),
    (b"\xff\xd8\xff", "JPEG", _PICTURE),
    (b"GIF8", "GIF", _PICTURE),
    (b"II*\x00", "TIFF", _PICTURE),
    (b"MM\x00*", "TIFF", _PICTURE),
    (b"AT&TFORM", "DjVu", _PICTURE),
    (b"%PDF-", "PDF", _BINARY),
)
_COMPOUND = b"\xd0\xcf\x11\xe0"
# What the streams of an old compound file are called.
_STREAMS = (
    ("WordDocument", "DOC", _WRITTEN),
    ("Workbook", "XLS", _OTHER),
    ("PowerPoint Document", "PPT", _OTHER),
)
# What a zip says of itself in its member «mimetype», or its main part in the list of types.
_KINDS = (
    ("opendocument.text", "ODT", _WRITTEN),
    ("opendocument", "ODS, ODP", _OTHER),
    ("epub", "EPUB", _WRITTEN),
    ("spreadsheetml", "XLSX", _OTHER),
    ("presentationml", "PPTX", _OTHER),
)
_MARKUP = (
    (re.compile(r"\s*(?:<!doctype html|<html|mime-version:\s*1)", re.IGNORECASE), "HTML"),
    (re.compile(r"\s*<(?:\?xml|!doctype)\s", re.IGNORECASE), "XML"),
)


def refuse_signature(data: bytes) -> None:
    """Raises Refused when the first bytes are those of a known format that is no text."""
    for start, what, said in _SIGNATURES:
        if data.startswith(start):
            raise Refused("file-not-text", said.filled(what=what))
    if data.startswith(_COMPOUND):
        raise Refused("file-not-text", _of_compound(data))


def refuse_markup(text: str) -> None:
    """Raises Refused when a text is a page of the web or another file of tags, whatever its name."""
    for pattern, what in _MARKUP:
        if pattern.match(text):
            raise Refused("file-not-text", _WRITTEN.filled(what=what))


def not_text() -> Refused:
    """The refusal of bytes that are no text of any kind."""
    return Refused("file-not-text", _BINARY)


def not_word(declared: str) -> Refused:
    """The refusal of a zip that holds no document of words; `declared` is the type it says it is of."""
    for word, what, said in _KINDS:
        if word in declared:
            return Refused("file-not-document", said.filled(what=what))
    return Refused("file-not-document", _ARCHIVE.filled(what="ZIP"))


def foreign(declared: str) -> bool:
    """Whether a declared type is that of another kind of file."""
    return any(word in declared for word, _, _ in _KINDS)


def _of_compound(data: bytes) -> Text:
    for stream, what, said in _STREAMS:
        if stream.encode("utf-16-le") in data:
            return said.filled(what=what)
    return _OTHER.filled(what="OLE")
