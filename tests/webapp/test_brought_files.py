"""DOCX and PDF as a person brings them: read, imported, uploaded; a hostile one harms nobody."""

from __future__ import annotations

import hashlib
import io
import json
import random
import resource
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import make
import pytest
from docx_files import docx, p, raw_p, run, table
from pdf_files import LEFT, RIGHT, STEP, TOP, column, pdf, scan
from terminal import done, grif, run_python, said, school_in

from webapp.papers import transcript_of
from workflow.documents.reading import Transcript
from workflow.errors import Refused

HEADING = table(
    ["ПРИНЯТО", "УТВЕРЖДЕНО"],
    ["Педагогическим советом", "приказом директора"],
    ["протокол от 16.03.2023 № 9", "от 20.03.2023 № 41"],
)
CHANGED = raw_p(run("Сад ") + f"<w:ins>{run('большой')}</w:ins>" + run("."), (1, 1))
WORD = docx(
    HEADING + p("Положение о саде", bold=True) + p("Общие положения", (1, 0), bold=True)
    + p("Сад разбивают ученики и учителя.", (1, 1)) + CHANGED
)  # fmt: skip
PRINT = pdf(
    [
        *column(LEFT, "ПРИНЯТО", "Педагогическим советом", "протокол от 16.03.2023 № 9"),
        *column(RIGHT, "УТВЕРЖДЕНО", "приказом директора", "от 20.03.2023 № 41"),
        *column(LEFT, "Положение о саде", "1. Общие положения", top=TOP - 5 * STEP),
        *column(LEFT, "1.1. Сад разбивают ученики и учителя.", "1.2. Сад большой.", top=TOP - 8 * STEP),
    ]
)
FILES = {"word": WORD, "print": PRINT}


@pytest.fixture(params=FILES)
def brought(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A document under a name that tells nothing: its content is what counts."""
    file = tmp_path / "document.bin"
    file.write_bytes(FILES[request.param])
    return file


def test_a_brought_file_is_read_with_the_keys_of_the_contract(brought: Path) -> None:
    told = json.loads(done("read", brought, "--json"))
    assert {"title", "kind", "approvals", "clauses", "annexes", "notices"} <= set(told)
    assert told["title"] == "Положение о саде"
    assert [(one["by_kind"], one["number"]) for one in told["approvals"]] == [
        ("pedagogical_council", "9"), ("head", "41"),
    ]  # fmt: skip
    [section] = told["clauses"]
    assert [(one["label"], one["text"]) for one in section["children"]] == [
        ("1.1", "Сад разбивают ученики и учителя."), ("1.2", "Сад большой."),
    ]  # fmt: skip


def test_it_is_read_from_the_pipe_too() -> None:
    for content in FILES.values():
        result = grif("read", "-", "--json", typed=content)
        assert result.exit_code == 0, result.stderr
        assert json.loads(result.stdout)["title"] == "Положение о саде"


def test_an_import_keeps_the_file_as_it_came(brought: Path, tmp_path: Path) -> None:
    school = school_in(tmp_path / "school")
    [document] = json.loads(done("import", brought, "--data", school, "--json"))["documents"]
    assert (document["title"], document["replayed"]) == ("Положение о саде", False)
    sha256 = hashlib.sha256(brought.read_bytes()).hexdigest()
    assert sha256 in {str(row[0]) for row in said(school, "SELECT sha256 FROM file")}
    [again] = json.loads(done("import", brought, "--data", school, "--json"))["documents"]
    assert again["replayed"]


def test_what_cannot_be_read_is_refused_in_one_line_and_nothing_is_kept(tmp_path: Path) -> None:
    school = school_in(tmp_path / "school")
    kept = "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM file)"
    before = said(school, kept)
    for name, content in {"scan": scan(), "half": WORD[:400], "cut": PRINT[:60]}.items():
        file = tmp_path / name
        file.write_bytes(content)
        for words in (("read", file, "--json"), ("import", file, "--data", school, "--json")):
            result = grif(*words)
            assert (result.exit_code, result.stdout) == (1, ""), name
            assert len(result.stderr.splitlines()) == 1 and "Traceback" not in result.stderr
    assert said(school, kept) == before


def test_an_upload_is_shown_as_understood_and_kept(visit, school: make.School) -> None:
    administrator = visit("administrator")
    for content in FILES.values():
        upload = {"file": (io.BytesIO(content), "сад.bin"), "act": "look"}
        looked = administrator.post("/school/documents/new", upload)
        text = looked.soup.select_one("textarea[name=text]").text
        assert "1.1. Сад разбивают ученики и учителя." in text
        saved = administrator.post("/school/documents/new", {"text": text, "act": "save"})
        assert saved.heading == "Положение о саде"
        assert "Сад большой." in saved.text


def test_an_upload_tells_its_tracked_change_at_its_line(visit, school: make.School) -> None:
    upload = {"file": (io.BytesIO(WORD), "сад.docx"), "act": "look"}
    assert "вставлено «большой»" in visit("administrator").post("/school/documents/new", upload).text


def test_an_upload_that_is_a_scan_is_told_the_way_out(visit, school: make.School) -> None:
    upload = {"file": (io.BytesIO(scan()), "скан.pdf"), "act": "look"}
    page = visit("administrator").post("/school/documents/new", upload, status=409)
    assert "распознайте текст (OCR)" in page.text


def _sheet(stream: bytes, filters: str = "/FlateDecode", kids: int = 1) -> bytes:
    """A PDF whose one page is drawn by a stream."""
    pages = b" ".join([b"3 0 R"] * kids)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (pages, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 4 0 R>>"
        b"/Font<</F 5 0 R>>>>>>",
        b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(stream), filters.encode(), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body, places = b"%PDF-1.5\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(body))
    return body + head + table + tail


def _packed(text: bytes, times: int) -> bytes:
    pack = zlib.compressobj(9)
    piece = text * 100_000
    return b"".join(pack.compress(piece) for _ in range(times // 100_000)) + pack.flush()


BOMBS: dict[str, Callable[[], bytes]] = {
    "blanks": lambda: _sheet(_packed(b" ", 200_000_000)),
    "letters": lambda: _sheet(_packed(b"BT /F 12 Tf (A)Tj ET ", 8_000_000)),
    "packed twice": lambda: _sheet(zlib.compress(_packed(b" ", 300_000_000)), "[/FlateDecode/FlateDecode]"),
    "states": lambda: _sheet(_packed(b"q ", 60_000_000)),
    "itself within itself": lambda: _sheet(zlib.compress(b"/X Do " * 1000)),
    "one page 5000 times": lambda: _sheet(zlib.compress(b"BT ET"), kids=5000),
    "locked": lambda: pdf(column(LEFT, "Сад."), password="x"),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_hostile_print_is_refused_soon_and_in_little_memory(name: str) -> None:
    data = BOMBS[name]()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with pytest.raises(Refused) as refused:
        transcript_of(data)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert refused.value.code.startswith("file-")
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1.0


def test_the_reading_process_lives_in_little_memory(tmp_path: Path) -> None:
    """Its peak as told by a process that starts nothing else."""
    bomb = tmp_path / "bomb.pdf"
    bomb.write_bytes(BOMBS["blanks"]())
    told = run_python(
        "import resource, subprocess, sys; subprocess.run([sys.executable, '-m', 'webapp.pdf_process'], "
        "stdin=open(sys.argv[1], 'rb'), capture_output=True); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)",
        str(bomb),
    )
    assert 0 < int(told.stdout) < 100 * 1024


def test_a_reading_process_that_dies_harms_nobody() -> None:
    with pytest.raises(Refused):
        transcript_of(BOMBS["blanks"]())
    assert isinstance(transcript_of(PRINT), Transcript)


def test_any_change_of_a_print_is_read_or_refused() -> None:
    chance = random.Random(11)  # the same changes each time
    for _ in range(25):
        data = bytearray(PRINT)
        for _ in range(chance.randrange(1, 40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        begun = time.monotonic()
        try:
            transcript_of(bytes(data))
        except Refused as refused:
            assert refused.code.startswith("file-")
        assert time.monotonic() - begun < 30
