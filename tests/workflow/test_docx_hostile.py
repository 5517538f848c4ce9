"""A hostile or broken DOCX is refused in words, soon and in little memory; nothing is fetched or run."""

from __future__ import annotations

import random
import time
import tracemalloc
import zipfile

import pytest
from docx_files import LEGAL, MACROS, docx, num, p, part, table, zipped
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.documents.reading import read
from workflow.errors import Refused
from workflow.formats.document_file import transcript
from workflow.formats.limits import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, MAX_LETTERS

GOOD = docx(p("ПОЛОЖЕНИЕ") + p("о хоре") + p("Общее", (1, 0)) + p("Хор поёт.", (1, 1)) + table(["1", "май"]))
BODY = part("document", "<w:body>{}</w:body>")
SECOND = 1.0
MEMORY = 100 * 1024 * 1024


def with_document(xml: str | bytes) -> bytes:
    return docx("", parts={"word/document.xml": xml})


def around(inside: str) -> bytes:
    return with_document(BODY.format(inside))


def swelling() -> bytes:
    """A few kilobytes that unpack to more than is read."""
    return around(f"<w:p>{' ' * (MAX_BYTES + 1)}</w:p>")


def entities() -> bytes:
    lols = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    return with_document(f'<!DOCTYPE d [<!ENTITY l0 "ха">{lols}]>' + BODY.format(p("&l9;")))


def outside_entity() -> bytes:
    return with_document('<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BODY.format("&x;"))


def nested_tables() -> bytes:
    return around("<w:tbl><w:tr><w:tc>" * 60 + p("Дно.") + "</w:tc></w:tr></w:tbl>" * 60)


def many_members() -> bytes:
    return zipped({f"word/{at}.xml": "" for at in range(6_000)}, zipfile.ZIP_STORED)


def long_tag() -> bytes:
    return with_document(f'<w:document xmlns:w="{"x" * 8_000_000}">')


def many_attributes() -> bytes:
    said = "".join(f' a{at}="1"' for at in range(300_000))
    return around(f"<w:p{said}></w:p>")


def locked_member() -> bytes:
    """The mark of an encrypted member in both places where a zip keeps it."""
    data = bytearray(GOOD)
    for start, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(start)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(start, at + 1)
    return bytes(data)


LOCKED_FILE = b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600
ODT = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})
SHEET = docx(p("Хор."), kind="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml")
HOSTILE = {
    "zip bomb": (swelling, "file-too-complex"),
    "entities": (entities, "file-too-complex"),
    "outside entity": (outside_entity, "file-too-complex"),
    "deep nesting": (lambda: around("<w:x>" * 5000), "file-too-complex"),
    "nested tables": (nested_tables, "file-too-complex"),
    "endless elements": (lambda: around("<w:r/>" * (MAX_ELEMENTS + 1)), "file-too-complex"),
    "many members": (many_members, "file-too-complex"),
    "endless tag": (long_tag, "file-damaged"),
    "many attributes": (many_attributes, "file-damaged"),
    "5000 pages": (lambda: around(p("Хор поёт. " * 250) * 5000), "file-too-long"),
    "one endless word": (lambda: around(p("а" * (MAX_LETTERS + 1))), "file-too-long"),
    "encrypted file": (lambda: LOCKED_FILE, "file-encrypted"),
    "encrypted member": (locked_member, "file-encrypted"),
    "foreign packing": (lambda: zipped({"word/document.xml": BODY}, zipfile.ZIP_LZMA), "file-damaged"),
    "truncated": (lambda: GOOD[: len(GOOD) // 2], "file-damaged"),
    "truncated by a byte": (lambda: GOOD[:-1], "file-damaged"),
    "truncated text": (lambda: with_document(BODY[: len(BODY) // 2]), "file-damaged"),
    "no XML": (lambda: with_document(b"\x00\x01\x02"), "file-damaged"),
    "unknown encoding": (lambda: with_document('<?xml version="1.0" encoding="x-no"?><a/>'), "file-damaged"),
    "no document": (lambda: zipped({"a.txt": "a"}), "file-not-document"),
    "ODT": (lambda: ODT, "file-not-document"),
    "spreadsheet": (lambda: SHEET, "file-not-document"),
    "no letters": (lambda: docx(p(" … ")), "file-empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_words_and_soon(name: str) -> None:
    make, code = HOSTILE[name]
    data = make()
    begun = time.process_time()
    with pytest.raises(Refused) as refusal:
        transcript(data)
    assert time.process_time() - begun < SECOND
    assert refusal.value.code == code
    assert refusal.value.message.ru and refusal.value.message.en
    assert "{" not in refusal.value.message.ru + refusal.value.message.en


@pytest.mark.parametrize(
    "name", ["zip bomb", "endless elements", "5000 pages", "many attributes", "endless tag"]
)
def test_a_hostile_file_takes_little_memory(name: str) -> None:
    data = HOSTILE[name][0]()
    tracemalloc.start()
    try:
        with pytest.raises(Refused):
            transcript(data)
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


def test_a_document_at_the_limits_is_read() -> None:
    depth = MAX_DEPTH - 20
    deep = "<w:smartTag>" * depth + "<w:r><w:t>Хор поёт.</w:t></w:r>" + "</w:smartTag>" * depth
    assert "Хор поёт." in read(transcript(around(f"<w:p>{deep}</w:p>"))).clauses[0].text


LONG = {
    "points": p("Хор поёт громко.", (1, 1)) * 15_000,
    "paragraphs": p("1. Хор.") + p("Хор поёт громко.") * 15_000,
    "posts": p("1. Хор.") + p("Директор лицея") * 15_000,
    "dashes": p("1. Хор:") + p("- поёт громко;") * 15_000,
    "rows": p("1. Хор.") + table(*[["а", "б"]] * 10_000),
    "titles": p("ПОЛОЖЕНИЕ") * 15_000,
    "approvals": p("УТВЕРЖДЕНО приказом от 01.01.2020 № 5") * 10_000,
}


@pytest.mark.parametrize("name", LONG)
def test_a_very_long_document_is_read_in_time(name: str) -> None:
    """Each line costs the same however many stand before it: minutes of work hide in a few kilobytes else."""
    data = docx(LONG[name])
    begun = time.process_time()
    assert read(transcript(data)).clauses or name in ("titles", "approvals")
    assert time.process_time() - begun < 10


def test_macros_are_not_run_and_are_told() -> None:
    macro = docx(p("1. Хор поёт."), kind=MACROS, parts={"word/vbaProject.bin": b"\xff" * 5000})
    assert "macros" in {one.code for one in read(transcript(macro)).notices}


def test_a_relationship_that_climbs_out_of_the_file_leads_nowhere() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="x/officeDocument" Target="../../../etc/passwd"/></Relationships>'
    )
    assert read(transcript(docx(p("1. Хор поёт."), parts={"_rels/.rels": rels}))).clauses


def test_styles_based_on_each_other_end() -> None:
    ring = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert read(transcript(docx(p("1. Хор поёт.", style="A"), styles=ring))).clauses


def refused_or_read(data: bytes) -> None:
    try:
        read(transcript(data))
    except Refused as refusal:
        assert refusal.code.startswith("file-")


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 12))
def test_any_change_of_the_bytes_is_read_or_refused(chance: random.Random, count: int) -> None:
    data = bytearray(GOOD)
    for _ in range(count):
        data[chance.randrange(len(data))] = chance.randrange(256)
    refused_or_read(bytes(data))


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 6))
def test_any_change_of_a_part_is_read_or_refused(chance: random.Random, count: int) -> None:
    """The zip stays whole: what changes are the letters and tags inside it."""
    parts = {
        "word/document.xml": BODY.format(p("Общее", (1, 0)) + p("Хор.", (1, 1)) + table(["а", "б"])),
        "word/numbering.xml": part("numbering", LEGAL + num(1, 0)),
    }
    name = chance.choice(sorted(parts))
    xml = parts[name]
    for _ in range(count):
        start = chance.randrange(len(xml))
        end = min(len(xml), start + chance.randrange(12))
        piece = chance.choice(
            ["", '"', "<w:p>", "</w:tc>", "</w:p>", "-1", "999999999", "%1%9", xml[start:end]]
        )
        xml = xml[:start] + piece + xml[end:]
    refused_or_read(docx("", parts={**parts, name: xml}))


@given(st.binary(max_size=300))
def test_any_bytes_behind_the_mark_of_a_zip_are_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        transcript(b"PK\x03\x04" + data)
