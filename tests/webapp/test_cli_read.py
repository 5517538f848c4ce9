"""`grif read`: the contract's keys, exit codes, and files that are no documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from terminal import done, grif, process, run_python

KEYS = {"title", "kind", "approvals", "clauses", "annexes", "notices"}
APPROVAL = {"act", "by_kind", "by_text", "instrument", "number", "date", "signer", "ambiguous"}
HEAVY = {"flask", "sqlalchemy", "reportlab", "yaml", "alembic", "waitress", "transitions"}
TEXT = """ПРИНЯТО
Педагогическим советом
протокол от 16.03.2023 № 9

Положение о саде

1. Общие положения
1.1. Сад разбивают ученики и учителя.
1.3. Работа в саду добровольная.
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    file = tmp_path / "сад.txt"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_json_has_the_keys_of_the_contract_and_nothing_else_on_stdout(paper: Path) -> None:
    told = json.loads(done("read", paper, "--json"))
    assert set(told) >= KEYS
    [approval] = told["approvals"]
    assert set(approval) >= APPROVAL
    assert (approval["by_kind"], approval["number"], approval["date"]) == (
        "pedagogical_council", "9", "2023-03-16",
    )  # fmt: skip
    assert {"line", "code", "message", "suggestion"} <= set(told["notices"][0])
    [section] = told["clauses"]
    assert [one["label"] for one in section["children"]] == ["1.1", "1.3"]


def test_people_are_told_title_approvals_notices_and_how_many_clauses(paper: Path) -> None:
    said = done("read", paper)
    assert said.startswith("Положение о саде\n")
    assert "протокол № 9" in said
    assert "Пунктов и абзацев: 3" in said
    assert "строка 9:" in said


def test_the_same_in_english(paper: Path) -> None:
    said = done("read", paper, "--lang", "en")
    assert "Clauses: 3" in said
    assert "line 9:" in said


def test_a_document_is_read_from_the_pipe() -> None:
    result = grif("read", "-", "--json", typed=TEXT.encode("cp1251"))
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["title"] == "Положение о саде"


def test_a_text_without_stamps_is_read_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("Положение о тишине\n\n1. На уроке тихо.\n", encoding="utf-8")
    assert "Грифов нет" in done("read", file)


@pytest.mark.parametrize(
    "content",
    [b"", b" \n \n", b"%PDF-1.7 \x00\x01", b"\x89PNG\r\n\x1a\n\x00", b"\x00\x01\x02" * 400],
    ids=["empty", "blank", "pdf", "png", "binary"],
)
def test_a_file_that_is_no_text_is_refused_in_one_line(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    result = grif("read", file, "--json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1
    assert "Traceback" not in result.output


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as opened:
        opened.truncate(64 * 1024**3)
    result = grif("read", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "слишком велик" in result.stderr


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert grif("read", tmp_path / "nothing").exit_code == 2


def test_every_source_document_is_read(seeds: tuple[Path, ...]) -> None:
    if not seeds:
        pytest.skip("the source documents are not beside this checkout")
    for seed in seeds:
        told = json.loads(done("read", seed, "--json"))
        assert told["title"] and told["approvals"] and told["clauses"], seed.name


def test_help_loads_no_library_that_a_command_may_need() -> None:
    told = run_python(
        "import sys; from webapp.cli import main; main(['--help'], standalone_mode=False); "
        f"found = {HEAVY} & set(sys.modules); sys.exit(str(found) if found else 0)"
    )
    assert told.returncode == 0, told.stderr
    assert "verify" in told.stdout


def test_the_program_itself_reads_a_file(paper: Path) -> None:
    told = process("read", paper, "--json")
    assert (told.returncode, told.stderr) == (0, "")
    assert json.loads(told.stdout)["title"] == "Положение о саде"


def test_an_unknown_command_is_wrong_use() -> None:
    assert grif("destroy").exit_code == 2
