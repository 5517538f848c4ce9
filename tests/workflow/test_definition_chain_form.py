"""A chain file: what it may say, and every fault with its line and what would be right."""

from __future__ import annotations

import pytest

from workflow.engine import reader
from workflow.engine.definition import PartyRef, Term
from workflow.values import Text, both

HEAD = "grif: 1\nid: sample\ntitle: Образец\n"
CHAIN = HEAD + "chain:\n"
APPROVAL = "  - stage: approval\n    steps: [{by: head, act: approve, evidence: order}]\n"
GOOD = CHAIN + APPROVAL


def told(source: str) -> list[tuple[int, str, str]]:
    return [(fault.line, fault.severity, fault.code) for fault in reader.check(source, "f.yaml")]


def test_a_short_chain_is_read_with_its_defaults():
    definition = reader.read(GOOD, "f.yaml")
    assert (definition.id, definition.title) == ("sample", both("Образец"))
    assert [stage.title for stage in definition.stages] == [Text("Утверждение", "Approval")]
    assert definition.steps["head"].by == PartyRef("head", "own")
    assert definition.amendments == "same_chain"
    assert told(GOOD) == []


def test_a_step_says_whom_it_asks_in_which_organisation_under_what_name_and_until_when():
    steps = (
        '      - {by: {kind: head, of: north-2}, act: agree, evidence: none, due: "15.09"}\n'
        "      - {by: head, id: second, act: agree, evidence: none, due: {days: 5, unit: calendar},"
        " title: {ru: Взгляд, en: Look}}\n"
    )
    read = reader.read(
        CHAIN + "  - stage: agreement\n    steps:\n" + steps + APPROVAL.replace("head", "founder"), "f"
    )
    assert read.steps["head"].by == PartyRef("head", "north-2")
    assert read.steps["head"].due == Term("date", month=9, day=15)
    assert read.steps["second"].due == Term("calendar", days=5)
    assert read.transitions["sign-second"].title == Text("Взгляд", "Look")


def test_words_that_yaml_would_change_stay_the_text_that_was_typed():
    for word in ("no", "1.10", "10:30", "2024-09-01", "0x10", "1_000", "on", "1e3"):
        assert reader.read(GOOD.replace("Образец", word), "f").title == both(word)


def test_an_unquoted_day_keeps_its_last_zero():
    source = GOOD.replace("evidence: order", "evidence: order, due: 15.10")
    assert reader.read(source, "f").steps["head"].due == Term("date", month=10, day=15)


def test_effects_are_kept_in_one_order_however_they_were_written():
    one = reader.read(GOOD + "in_force: [acquaint, repeal_previous]\n", "f")
    assert one == reader.read(GOOD + "in_force: [repeal_previous, acquaint]\n", "f")


def test_annexes_live_with_the_act_unless_the_definition_says_otherwise():
    assert reader.read(GOOD, "f").annexes == ""
    assert reader.read(GOOD + "annexes: own_chain\n", "f").annexes == "own_chain"


STEP = "  - stage: agreement\n    steps:\n      - {by: head, act: agree, evidence: none}\n"
FAULTS = [
    ("", 1, "empty"),
    ("# nothing\n", 1, "empty"),
    ("text", 1, "wrong-type"),
    ("[]", 1, "wrong-type"),
    ("grif: 1\n", 1, "missing-key"),
    (HEAD, 1, "no-form"),
    (GOOD + "states: {}\n", 1, "two-forms"),
    (GOOD.replace("grif: 1", "grif: 2"), 1, "wrong-version"),
    (GOOD.replace("grif: 1", "grif: '1'"), 1, "wrong-version"),
    (GOOD.replace("sample", "Образец"), 2, "bad-id"),
    (GOOD.replace("sample", "a" * 41), 2, "bad-id"),
    (GOOD.replace("Образец", "{ru: Образец}"), 3, "missing-key"),
    (GOOD.replace("Образец", "{ru: а, en: b, de: c}"), 3, "unknown-key"),
    (GOOD.replace("Образец", "~"), 3, "empty"),
    (GOOD.replace("Образец", "а" * 1001), 3, "too-long"),
    (GOOD.replace("Образец", "[а]"), 3, "wrong-type"),
    (GOOD + "color: red\n", 7, "unknown-key"),
    (GOOD + "title: Ещё\n", 7, "repeated-key"),
    (GOOD + "documents: regulation\n", 7, "wrong-type"),
    (GOOD + "documents: [plan, plan]\n", 7, "repeated-word"),
    (GOOD + "in_force: [burn]\n", 7, "unknown-effect"),
    (GOOD + "amendments: own_chain\n", 7, "not-run-yet"),
    (GOOD + "annexes: same_chain\n", 7, "unknown-annexes"),
    (GOOD + "manager_bypass: true\n", 7, "not-run-yet"),
    (GOOD + "manager_bypass: yes\n", 7, "wrong-type"),
    (CHAIN + "  []\n", 5, "empty"),
    (CHAIN + "  - stage: approval\n    steps: []\n", 6, "empty"),
    (CHAIN + "  - just a word\n", 5, "wrong-type"),
    (CHAIN + APPROVAL + APPROVAL, 7, "repeated-id"),
    (CHAIN + STEP + APPROVAL, 9, "repeated-id"),
    (GOOD.replace("stage: approval", "stage: draft"), 5, "reserved-id"),
    (GOOD.replace("stage: approval", "stage: mine"), 5, "missing-key"),
    (GOOD.replace("stage: approval", "stage: two words"), 5, "bad-id"),
    (GOOD.replace("by: head", "by: king"), 6, "unknown-party"),
    (GOOD.replace("by: head", "by: [head]"), 6, "wrong-type"),
    (GOOD.replace("by: head", "by: {kind: king, of: own}"), 6, "unknown-party"),
    (GOOD.replace("by: head", "by: {kind: head, of: Их школа}"), 6, "bad-id"),
    (GOOD.replace("act: approve", "act: aprove"), 6, "unknown-act"),
    (GOOD.replace("evidence: order", "evidence: ukaz"), 6, "unknown-evidence"),
    (GOOD.replace(", evidence: order", ""), 6, "missing-key"),
    (GOOD.replace("by: head", "by: head, id: lambda"), 6, "bad-id"),
    (GOOD.replace("by: head", "by: head, silence: ok"), 6, "not-run-yet"),
    (GOOD.replace("order}", "order, due: 31.02}"), 6, "bad-date"),
    (GOOD.replace("order}", "order, due: 29.02}"), 6, "bad-date"),
    (GOOD.replace("order}", "order, due: ٠٥.٠٩}"), 6, "bad-date"),
    (GOOD.replace("order}", "order, due: {days: 0, unit: calendar}}"), 6, "bad-number"),
    (GOOD.replace("order}", "order, due: {days: 5, unit: week}}"), 6, "not-run-yet"),
    (GOOD.replace("order}", "order, due: {days: 5, unit: moons}}"), 6, "unknown-unit"),
    (GOOD.replace("order}", "order, due: {days: 5}}"), 6, "missing-key"),
    (GOOD.replace("by: head", "by: &h head"), 6, "alias"),
    (GOOD + "description: *h\n", 7, "alias"),
    (GOOD.replace("by: head", "by: !!python/name:os.system head"), 6, "tag"),
    (GOOD + "---\n" + GOOD, 7, "several-documents"),
    (GOOD + "\tdescription: x\n", 7, "yaml-syntax"),
    (GOOD + "description: a: b\n", 7, "yaml-syntax"),
    (GOOD + "description: \"abc\n", 8, "yaml-syntax"),
    (GOOD + "description: \"\\ud800\"\n", 7, "yaml-syntax"),
    (GOOD + "description: a\x00\n", 7, "yaml-syntax"),
    (GOOD + "description: " + "[" * 30 + "]" * 30 + "\n", 7, "too-deep"),
    (GOOD + "? [a]\n: b\n", 7, "bad-key"),
    ("x" * 1_000_001, 1, "too-large"),
    (GOOD + "documents: [" + "a, " * 20_000 + "]", 7, "too-large"),
    (CHAIN + "  - stage: approval\n    steps:\n" + "".join(
        f"      - {{by: head, id: s{n}, act: approve, evidence: order}}\n" for n in range(51)
    ), 7, "too-many-steps"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "line", "code"), FAULTS, ids=[f"{row[2]}-{n}" for n, row in enumerate(FAULTS)]
)
def test_each_fault_is_told_with_its_line_and_nothing_is_loaded(source, line, code):
    assert (line, "error", code) in told(source)
    with pytest.raises(reader.DefinitionFaults) as refusal:
        reader.read(source, "f.yaml")
    fault = next(fault for fault in refusal.value.faults if fault.code == code)
    assert fault.file == "f.yaml"
    assert fault.message.ru != fault.message.en


@pytest.mark.parametrize(
    "key",
    [
        "permissions",
        "groups",
        "roles",
        "worklists",
        "variables",
        "scripts",
        "creation_guard",
        "state_variable",
        "beside",
    ],
)
def test_what_is_not_run_yet_is_refused_and_something_else_is_advised(key):
    fault = reader.check(GOOD + f"{key}: x\n", "f")[0]
    assert (fault.line, fault.code) == (7, "not-run-yet")
    assert "пока не исполняется: " in fault.message.ru
    assert "is not run yet: " in fault.message.en


def test_all_faults_are_told_at_once_in_the_order_of_the_file():
    source = (
        "grif: 3\nid: Б\ntitle: {en: x}\nchain:\n  - stage: agreement\n    steps:\n"
        "      - {by: king, act: agree, evidence: protocol}\n      - {by: head, act: sing, evidence: none}\n"
        "in_force: [x]\n"
    )
    assert [(line, code) for line, _, code in told(source)] == [
        (1, "wrong-version"),
        (2, "bad-id"),
        (3, "missing-key"),
        (7, "unknown-party"),
        (8, "unknown-act"),
        (9, "unknown-effect"),
    ]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("agre", "agree"), ("согласовать", "agree"), ("утвердить", "approve"), ("consider_it", "consider")],
)
def test_a_word_that_is_nearly_right_is_answered_with_the_right_one(wrong, right):
    fault = reader.check(GOOD.replace("act: approve", f"act: {wrong}"), "f")[0]
    assert f"«{right}»?" in fault.message.ru
    assert f"“{right}”?" in fault.message.en


def test_a_word_like_nothing_known_is_answered_with_all_there_are():
    fault = reader.check(GOOD.replace("evidence: order", "evidence: xyz"), "f")[0]
    assert "protocol, order, none" in fault.message.ru


def test_the_column_points_at_the_word():
    fault = reader.check(GOOD.replace("act: approve", "act: xyz"), "f")[0]
    line = GOOD.replace("act: approve", "act: xyz").splitlines()[fault.line - 1]
    assert line[fault.column - 1 :].startswith("xyz")


@pytest.mark.parametrize(
    ("by", "act", "evidence", "odd"),
    [
        ("head", "approve", "protocol", True),
        ("head", "approve", "none", False),
        ("parents_council", "agree", "order", True),
        ("parents_council", "agree", "none", True),
        ("parents_council", "opinion", "none", False),
        ("parents_council", "agree", "protocol", False),
    ],
)
def test_evidence_that_such_a_party_does_not_issue_is_a_warning_that_keeps_nothing_out(
    by, act, evidence, odd
):
    source = CHAIN + f"  - stage: approval\n    steps: [{{by: {by}, act: {act}, evidence: {evidence}}}]\n"
    assert told(source) == ([(6, "warning", "odd-evidence")] if odd else [])
    assert reader.read(source, "f").steps[by].evidence == evidence


def test_a_kind_of_document_of_ones_own_is_a_warning():
    assert told(GOOD + "documents: [roadmap]\n") == [(7, "warning", "unknown-document-kind")]
    assert reader.read(GOOD + "documents: [roadmap]\n", "f").documents == ("roadmap",)


def test_bytes_are_utf_8_with_or_without_a_mark():
    assert reader.decoded(GOOD.encode("utf-8-sig"), "f") == GOOD
    with pytest.raises(reader.DefinitionFaults) as refusal:
        reader.decoded(GOOD.encode("cp1251"), "f.yaml")
    assert [(fault.line, fault.code) for fault in refusal.value.faults] == [(3, "not-text")]
    with pytest.raises(reader.DefinitionFaults):
        reader.decoded(b" " * (reader.MAX_BYTES + 1), "f")
