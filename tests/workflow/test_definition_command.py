"""`grif definition check` and `show`: exit codes, one JSON document, people's text in two languages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import definitions
from webapp.cli.definition import definition

GOOD = "grif: 1\nid: mine\ntitle: {ru: Моё, en: Mine}\nchain:\n  - stage: approval\n    steps: [%s]\n"
STEP = "{by: head, act: approve, evidence: order}"
ODD = STEP.replace("order", "protocol")
BROKEN = STEP.replace("approve", "aprove")


@pytest.fixture
def write(tmp_path):
    def written(name: str, step: str) -> str:
        (tmp_path / name).write_text(GOOD % step, encoding="utf-8")
        return str(tmp_path / name)

    return written


def grif(*arguments: str):
    return CliRunner().invoke(definition, arguments)


def test_a_clean_file_and_one_with_warnings_exit_0_and_one_with_errors_1(write):
    assert grif("check", write("good.yaml", STEP)).exit_code == 0
    assert grif("check", write("odd.yaml", ODD)).exit_code == 0
    assert grif("check", write("broken.yaml", BROKEN), write("good.yaml", STEP)).exit_code == 1


def test_each_fault_is_a_line_with_file_line_severity_code_and_message(write):
    file = write("broken.yaml", BROKEN)
    said = "«aprove» здесь не бывает; может быть, «approve»?"
    assert grif("check", file).stdout == f"{file}:6: error unknown-act: {said}\n"
    assert "perhaps “approve”?" in grif("check", "--lang", "en", file).stdout


def test_a_clean_file_is_said_to_be_clean(write):
    file = write("good.yaml", STEP)
    assert grif("check", file).stdout == f"{file}: замечаний нет\n"


def test_json_is_one_list_over_all_files_and_nothing_else(write):
    broken, odd, good = write("a.yaml", BROKEN), write("b.yaml", ODD), write("c.yaml", STEP)
    result = grif("check", broken, odd, good, "--json")
    told = json.loads(result.stdout)
    assert [(fault["file"], fault["line"], fault["code"], fault["severity"]) for fault in told] == [
        (broken, 6, "unknown-act", "error"),
        (odd, 6, "odd-evidence", "warning"),
    ]
    assert all(set(fault) == {"file", "line", "code", "severity", "message"} for fault in told)
    assert json.loads(grif("check", good, "--json").stdout) == []


def test_a_fault_that_takes_a_document_to_see_has_its_story_in_the_message_and_as_a_list(write, tmp_path):
    file = write("promised.yaml", STEP)
    promise = "invariants:\n  - {never: approval, unless: signed(head)}\n"
    Path(file).write_text(GOOD % STEP + promise, encoding="utf-8")
    (fault,) = json.loads(grif("check", file, "--json", "--lang", "en").stdout)
    assert (fault["line"], fault["code"], fault["severity"]) == (8, "invariant-broken", "error")
    assert fault["story"] == ["The author: “Submit” → “Approval”"]
    assert fault["message"].endswith(": 1) The author: “Submit” → “Approval”")
    assert grif("check", file).stdout.endswith("\n  1. Автор: «Отправить по цепочке» → «Утверждение»\n")


def test_a_file_that_is_no_text_or_too_large_is_told_and_exits_1(tmp_path):
    for name, content, code in (("a", b"\xff\xfe\x00", "not-text"), ("b", b" " * 1_000_001, "too-large")):
        (tmp_path / name).write_bytes(content)
        result = grif("check", str(tmp_path / name), "--json")
        assert result.exit_code == 1
        assert [fault["code"] for fault in json.loads(result.stdout)] == [code]


@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("check", "no-such-file.yaml"),
        ("check", "."),
        ("show",),
        ("show", "no-such-id"),
        ("show", "order-head", "--as", "poem"),
    ],
)
def test_wrong_use_exits_2_and_prints_nothing_on_stdout(arguments):
    result = grif(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr


def test_a_drawing_and_a_mermaid_text_are_shown_in_the_language_asked_for():
    drawn = grif("show", "order-head", "--as", "svg")
    assert drawn.stdout.startswith("<?xml") and drawn.stdout.endswith("</svg>\n")
    assert "Подписать приказ" in drawn.stdout
    assert "Sign the order" in grif("show", "order-head", "--as", "svg", "--lang", "en").stdout
    assert grif("show", "order-head", "--as", "mermaid").stdout.startswith("stateDiagram-v2\n")


def test_text_tells_the_chain_in_the_language_asked_for():
    russian = grif("show", "regulation-council").stdout
    assert "Положение принимает управляющий совет" in russian
    assert "The governing council adopts" in grif("show", "regulation-council", "--lang", "en").stdout


def test_json_has_the_keys_of_a_plone_definition_and_ours(write):
    told = json.loads(grif("show", write("good.yaml", STEP), "--as", "json", "--lang", "en").stdout)
    assert list(told) == [
        "workflow_id", "title", "description", "initial_state", "state_variable", "manager_bypass",
        "creation_guard", "permissions", "groups", "states", "transitions", "worklists", "variables",
        "scripts", "hash", "documents", "amendments", "annexes", "in_force", "beside", "invariants", "stages",
        "steps",
    ]  # fmt: skip
    assert (told["workflow_id"], told["title"], told["manager_bypass"]) == ("mine", "Mine", False)
    assert told["states"]["approval"]["transitions"] == [
        "sign-head",
        "complete-approval",
        "return",
        "withdraw",
    ]
    assert told["transitions"]["complete-approval"] == {
        "title": "Stage complete: Approval",
        "description": "",
        "from_states": ["approval"],
        "to_state": "in_force",
        "trigger": "AUTOMATIC",
        "guard": {"permissions": [], "roles": [], "groups": [], "expression": "signed(head)"},
        "action": {"name": "", "url": "", "icon": "", "category": "workflow"},
        "before_script": "",
        "after_script": "",
        "variables": {},
        "comment_required": False,
        "signs": "",
        "hidden": False,
        "after": None,
    }  # fmt: skip
    assert told["steps"]["head"]["by"] == {"kind": "head", "of": "own"}


def test_the_hash_shown_does_not_depend_on_the_language():
    shown = [json.loads(grif("show", "order-head", "--as", "json", "--lang", x).stdout) for x in ("ru", "en")]
    assert shown[0]["hash"] == shown[1]["hash"]
    assert shown[0]["hash"] in grif("show", "order-head").stdout


def test_showing_a_faulty_file_tells_its_faults_and_exits_1(write):
    result = grif("show", write("broken.yaml", BROKEN), "--as", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "unknown-act" in result.stderr


def test_help_does_not_wait_for_yaml():
    source = Path(definitions.__file__).parents[1] / "webapp" / "cli" / "definition.py"
    script = (
        f"import runpy, sys; runpy.run_path({str(source)!r});"
        " print({'yaml', 'workflow.engine', 'definitions'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"
