"""Text files of the usual encodings are read; what is not text is refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.errors import Refused
from workflow.formats.text import decode

SAID = "ПОЛОЖЕНИЕ № 1 «О хоре» – ёлка\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251"])
def test_usual_encodings_give_the_same_text(encoding: str) -> None:
    assert decode(SAID.encode(encoding)) == SAID


def test_big_endian_text_is_told_by_its_mark() -> None:
    assert decode(b"\xfe\xff" + SAID.encode("utf-16-be")) == SAID


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (b" \r\n\t ", "file-empty"),
        ("\ufeff".encode(), "file-empty"),
        (b"%PDF-1.7 \xd0\x9f", "file-not-text"),
        (b"PK\x03\x04word/document.xml", "file-not-text"),
        (b"{\\rtf1 abc}", "file-not-text"),
        (b"abc\x00def", "file-not-text"),
        (bytes(range(256)), "file-not-text"),
        (b"\x01\x02\x03\x04abc", "file-not-text"),
        (b"\xff\xfe\x00", "file-not-text"),
        ("Положение о хоре".encode("cp866"), "file-encoding"),
        ("Положение о хоре".encode("koi8-r"), "file-encoding"),
        (b"a" * 1_000_001, "file-too-long"),
        (b"a\n" * 100_000, "file-too-long"),
        (b"na\xefve caf\xe9 \x98", "file-encoding"),
    ],
)
def test_what_is_not_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        decode(data)
    assert refusal.value.code == code
    assert refusal.value.message.ru
    assert refusal.value.message.en


def test_too_large_a_file_is_refused_by_its_size() -> None:
    with pytest.raises(Refused) as refusal:
        decode(SAID.encode() * 10, limit=100)
    assert refusal.value.code == "file-too-large"
    assert "100" in refusal.value.message.en


@given(st.binary())
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        assert any(letter.isalnum() for letter in decode(data))
    except Refused as refusal:
        assert refusal.code.startswith("file-")
