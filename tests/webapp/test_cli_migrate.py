"""`grif definition migrate`: proposed, looked at, done and done again, from the terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import make
import pytest
from databases import SqliteDatabases
from terminal import done, grif
from written import contents

from storage.database import Database
from storage.running_cases import MigrationDatabase
from workflow.chain.compile import compile_chain
from workflow.engine.definition import Definition
from workflow.values import EditionKey

CASES = 3


def shorter(*, without: str = "student_council") -> Definition:
    """The full chain without one council."""
    councils = [make.step(kind, "agree") for kind in make.COUNCILS if kind != without]
    adopted, approved = make.step("pedagogical_council", "adopt"), make.step("head", "approve", "order")
    return compile_chain(make.chain(councils, [adopted], [approved]))


class Terminal:
    """A data folder with three cases on their way, and the command on it."""

    def __init__(self, database: Database) -> None:
        self.school = make.school(database)
        self.old = self.school.publish(make.full_chain())
        self.editions = [self.school.submitted(self.old) for _ in range(CASES)]
        self.school.decide(self.editions[0], "student_council", "agreed", "1")
        self.new = self.school.publish(shorter())
        self.data = Path(str(database.url.database)).parent

    def words(self, *more: object, old: str = "", new: str = "") -> tuple[object, ...]:
        return ("definition", "migrate", old or self.old, new or self.new, "--data", self.data, *more)

    def json(self, *more: object) -> Any:
        return json.loads(grif(*self.words("--json", *more)).stdout)

    def plan(self, *lines: tuple[str, str]) -> Path:
        """The proposed file with some of its lines replaced."""
        text = done(*self.words("--propose"))
        for was, is_now in lines or (("  student_council:\n", ""), ("drop: []", "drop: [student_council]")):
            assert was in text
            text = text.replace(was, is_now)
        file = self.data / "plan.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    def definition_of(self, key: EditionKey) -> str:
        with MigrationDatabase(self.school.database).look() as look:
            case = look.cases.find(key)
        assert case is not None
        return case.definition


@pytest.fixture
def terminal(sqlite_databases: SqliteDatabases) -> Iterator[Terminal]:
    database = Database(sqlite_databases.filled("migrated", make.migrated))
    yield Terminal(database)
    database.dispose()


def test_the_start_of_a_plan_is_printed_and_its_open_questions_are_faults_with_lines(
    terminal: Terminal,
) -> None:
    start = done(*terminal.words("--propose"))
    assert start.startswith(f"from: {terminal.old}\nto: {terminal.new}\nstates:\n  draft: draft  # Проект\n")
    assert "  student_council:\n" in start and start.endswith("drop: []\n")
    file = terminal.data / "plan.yaml"
    file.write_text(start, encoding="utf-8")
    before = contents(terminal.school.database)
    answer = grif(*terminal.words("--plan", file, "--apply"))
    line = start.split("\n").index("  student_council:") + 1
    assert answer.exit_code == 1 and f"plan.yaml:{line}: error unmapped-step" in answer.stderr
    assert "--plan" in grif(*terminal.words()).stderr
    assert contents(terminal.school.database) == before


def test_a_look_tells_each_case_and_changes_nothing(terminal: Terminal) -> None:
    before = contents(terminal.school.database)
    for mode in ((), ("--dry-run",)):
        said = done(*terminal.words("--plan", terminal.plan(), *mode))
        assert "school/1/1: Положение о сообществе педагогов: Этап 1 → Этап 1" in said
        assert "Отметка потеряет силу: орган student_council – в новой цепочке этого шага нет" in said
        assert "Всего 3: перейдут 3, останутся 0. Ничего не изменено" in said
    told = terminal.json("--plan", terminal.plan())
    assert (told["from"], told["to"], told["migrates"], told["stays"]) == (terminal.old, terminal.new, 3, 0)
    assert told["cases"][0]["void"][0]["code"] == "dropped"
    assert told["cases"][1]["goes_on"] == {
        "governing_council": "governing_council",
        "parents_council": "parents_council",
    }
    assert told["cases"][1]["no_more"] == [
        {"step": "student_council", "party": ["school", "student_council"]}
    ]
    assert contents(terminal.school.database) == before


def test_what_is_applied_is_done_once_however_often_it_is_asked(terminal: Terminal) -> None:
    plan = terminal.plan()
    told = terminal.json("--plan", plan, "--apply")
    assert told["migrated"] == CASES and all(one["migrated"] for one in told["cases"])
    assert {terminal.definition_of(one.key) for one in terminal.editions} == {terminal.new}
    before = contents(terminal.school.database)
    assert "Переведено: 0; осталось по прежней цепочке: 0" in done(*terminal.words("--plan", plan, "--apply"))
    assert contents(terminal.school.database) == before
    assert "Всё цело" in done("verify", "--data", terminal.data)


def test_a_case_that_stays_is_named_with_its_reason_and_the_exit_says_so(terminal: Terminal) -> None:
    for kind in make.COUNCILS[:2]:
        terminal.school.decide(terminal.editions[1], kind, "agreed", "2")
    forward = terminal.plan(
        ("  student_council:\n", ""),
        ("drop: []", "drop: [student_council]"),
        ("stage1: stage1", "stage1: stage2"),
    )
    answer = grif(*terminal.words("--plan", forward, "--apply"))
    assert answer.exit_code == 1
    assert "school/1/1: Новая цепочка не приводит в состояние «Этап 2»" in answer.stdout
    assert "Переведено: 1; осталось по прежней цепочке: 2" in answer.stdout


def test_versions_are_named_by_hash_its_beginning_id_or_file(terminal: Terminal, tmp_path: Path) -> None:
    whole = done(*terminal.words("--propose"))
    assert done(*terminal.words("--propose", old=terminal.old[:10], new=terminal.new[:8])) == whole
    assert done(*terminal.words("--propose", old="regulation-test")) == whole
    both = grif(*terminal.words("--propose", new="regulation-test"))
    assert both.exit_code == 1 and terminal.old[:12] in both.stderr and terminal.new[:12] in both.stderr
    unknown = grif(*terminal.words(old="no-such-chain"))
    assert unknown.exit_code == 1 and "regulation-test" in unknown.stderr
    shipped = done(*terminal.words("--propose", new="regulation-head"))
    assert "  head: head\n" in shipped and "  parents_council:\n" in shipped


def test_a_file_is_looked_at_before_it_is_published_and_not_applied(terminal: Terminal) -> None:
    file = terminal.data / "own.yaml"
    file.write_text(
        "grif: 1\nid: own\ntitle: Своя\ndocuments: [regulation]\nchain:\n"
        "  - stage: stage1\n    title: Этап\n    steps:\n"
        "      - {by: parents_council, act: agree, evidence: protocol}\n"
        "      - {by: head, act: approve, evidence: order}\n",
        encoding="utf-8",
    )
    plan = terminal.data / "plan.yaml"
    plan.write_text(
        "from: regulation-test\nto: own\n"
        "states: {draft: draft, stage1: stage1, stage2: stage1, stage3: stage1}\n"
        "steps: {parents_council: parents_council, head: head}\n"
        "drop: [governing_council, student_council, pedagogical_council]\n",
        encoding="utf-8",
    )
    told = json.loads(done(*terminal.words("--plan", plan, "--json", new=str(file))))
    assert told["published"] is False and told["migrates"] == CASES
    look = done(*terminal.words("--plan", plan, new=str(file)))
    assert "ещё не введена" in look
    before = contents(terminal.school.database)
    answer = grif(*terminal.words("--plan", plan, "--apply", new=str(file)))
    assert answer.exit_code == 1 and "не введена" in answer.stdout
    assert contents(terminal.school.database) == before
    assert grif(*terminal.words("--plan", plan, "--publish", new=str(file))).exit_code == 2
    published = done(*terminal.words("--plan", plan, "--apply", "--publish", new=str(file)))
    assert f"Переведено: {CASES}" in published
    assert {terminal.definition_of(one.key) for one in terminal.editions} == {told["to"]}
    assert "Всё цело" in done("verify", "--data", terminal.data)


def test_only_one_thing_is_asked_at_a_time(terminal: Terminal) -> None:
    assert grif(*terminal.words("--dry-run", "--apply")).exit_code == 2
