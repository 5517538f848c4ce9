"""Bytes of a text file into a string: UTF-8, UTF-16 with its mark, or Windows-1251."""

from __future__ import annotations

import codecs
import re

from workflow.errors import Refused
from workflow.formats.foreign import not_text, refuse_markup, refuse_signature
from workflow.formats.limits import refuse_long
from workflow.values import Text

LIMIT = 10 * 1024 * 1024

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")
_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_CAPITALISED = re.compile(r"\b[А-ЯЁ][а-яё]{2,}")
# KOI8-R taken for Windows-1251 reads as Russian letters, each in the other case: «оПХЙЮГ».
_TURNED = re.compile(r"\b[а-яё][А-ЯЁ]{2,}")
EMPTY = Text("Файл пуст: в нём нет ни одной буквы.", "The file is empty: it holds no letters.")
_LARGE = Text(
    "Файл слишком велик: {size} байт, принимается не более {limit}.",
    "The file is too large: {size} bytes, at most {limit} are taken.",
)
_UNKNOWN = Text(
    "Кодировка файла не распознана: это не UTF-8, не UTF-16 и не Windows-1251. Сохраните его в UTF-8.",
    "The encoding is not known: neither UTF-8 nor UTF-16 nor Windows-1251. Save the file in UTF-8.",
)


def decode(data: bytes, limit: int = LIMIT) -> str:
    """The text of a file without its byte order mark. Raises Refused when empty, too long or not text."""
    refuse_large(data, limit)
    refuse_signature(data)
    text = _decoded(data)
    refuse_long(text)
    if not any(letter.isalnum() for letter in text):
        raise Refused("file-empty", EMPTY)
    if "\x00" in text or len(_CONTROL.findall(text)) > len(text) // 100:
        raise not_text()
    refuse_markup(text)
    return text


def refuse_large(data: bytes, limit: int = LIMIT) -> None:
    """Raises Refused when a file has more bytes than are taken."""
    if len(data) > limit:
        raise Refused("file-too-large", _LARGE.filled(size=len(data), limit=limit))


def _decoded(data: bytes) -> str:
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        if encoding != "utf-8" or b"\x00" in data:
            raise not_text() from fault
        return _windows(data)


def _windows(data: bytes) -> str:
    """Windows-1251, believed only when what is not ASCII is mostly Russian letters."""
    try:
        text = data.decode("cp1251")
    except UnicodeDecodeError as fault:
        raise Refused("file-encoding", _UNKNOWN) from fault
    few = len(_CYRILLIC.findall(text)) < 0.6 * len(_FOREIGN.findall(text))
    if few or len(_TURNED.findall(text)) > len(_CAPITALISED.findall(text)):
        raise Refused("file-encoding", _UNKNOWN)
    return text
