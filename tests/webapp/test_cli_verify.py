"""`grif verify` names whatever somebody with the file in hand has changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from terminal import demo_in, done, grif, process, said

TAMPERED = {
    "a text": (
        "UPDATE edition SET text = replace(CAST(text AS TEXT), 'творческих', 'тайных') WHERE document = 2",
        "текст редакции 2 изменён",
    ),
    "a text with its hash": (
        "UPDATE edition SET sha256 = (SELECT sha256 FROM edition WHERE document = 7) WHERE document = 5",
        "текст редакции 1 не тот, что записан в журнале",
    ),
    "an answer": (
        "UPDATE sign_off SET outcome = 'agreed' WHERE document = 6 AND step = 'parents_council'",
        "ответ «parents_council» редакции 1 не тот",
    ),
    "the text an answer was given on": (
        "UPDATE sign_off SET text_sha256 = 'f' WHERE document = 6 AND step = 'parents_council'",
        "отметка «parents_council» дана на другой текст",
    ),
    "an answer taken away": (
        "DELETE FROM sign_off WHERE document = 5 AND step = 'pedagogical_council'",
        "отметка «pedagogical_council» редакции 1 удалена",
    ),
    "a number": (
        "UPDATE instrument SET printed = '999' WHERE printed = '118' AND organisation = 'gymnasium'",
        "номер или дата по шагу «head» редакции 2",
    ),
    "the first day in force": (
        "UPDATE edition SET in_force_from = date(in_force_from, '+1 day') WHERE document = 2 AND number = 2",
        "дни действия редакции 2",
    ),
    "the stored act": (
        "UPDATE file SET content = x'00' "
        "WHERE sha256 IN (SELECT sha256 FROM edition_file WHERE purpose = 'act')",
        "файл ",
    ),
    "another act in its place": (
        "UPDATE edition_file SET sha256 = (SELECT sha256 FROM edition_file WHERE name = 'gymnasium-2-1.pdf') "
        "WHERE name = 'gymnasium-3-1.pdf'",
        "при редакции 1 не тот, что записан в журнале",
    ),
    "a document's head": ("UPDATE document SET seq = seq - 1 WHERE number = 2", "записей"),
    "a whole document": ("DELETE FROM document WHERE number = 4 AND organisation = 'gymnasium'", "карточки"),
}


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return demo_in(tmp_path / "demo")


def test_a_whole_system_is_whole(demo: Path) -> None:
    told = json.loads(done("verify", "--data", demo, "--json"))
    assert (told["whole"], told["faults"]) == (True, [])
    assert min(told[what] for what in ("documents", "editions", "sign_offs", "files")) > 0
    assert done("verify", "--data", demo).endswith("Всё цело\n")


def test_one_organisation_may_be_checked_alone(demo: Path) -> None:
    alone, every = (
        json.loads(done("verify", "--data", demo, "--json", *words))["documents"]
        for words in (("--organisation", "rowan"), ())
    )
    assert 0 < alone < every


@pytest.mark.parametrize(("statement", "message"), TAMPERED.values(), ids=TAMPERED)
def test_whatever_is_changed_is_named(demo: Path, statement: str, message: str) -> None:
    said(demo, statement)
    result = grif("verify", "--data", demo)
    assert result.exit_code == 1
    assert message in result.stdout
    told = json.loads(grif("verify", "--data", demo, "--json").stdout)
    assert told["whole"] is False
    assert told["faults"][0]["organisation"]


FORCED = {
    "a record": (
        "event_no_update",
        "UPDATE event SET record = replace(record, 'agreed', 'refused') WHERE kind = 'signed'",
        "изменена или переставлена",
    ),
    "a name beside it": (
        "event_no_rewording",
        "UPDATE event SET payload = replace(payload, 'Сомова', 'Иванова')",
        "личные данные записи",
    ),
}


@pytest.mark.parametrize(("guard", "statement", "message"), FORCED.values(), ids=FORCED)
def test_a_changed_record_is_named_even_when_the_database_was_made_to_allow_it(
    demo: Path, guard: str, statement: str, message: str
) -> None:
    said(demo, f"DROP TRIGGER {guard}")
    said(demo, statement)
    result = grif("verify", "--data", demo)
    assert result.exit_code == 1
    assert message in result.stdout


def test_a_process_of_its_own_exits_with_1_on_a_fault(demo: Path) -> None:
    assert process("verify", "--data", demo).returncode == 0
    said(demo, "UPDATE sign_off SET outcome = 'agreed' WHERE outcome = 'refused'")
    assert process("verify", "--data", demo).returncode == 1
