"""Plone's definitions on the command line: converted, shown, checked, and what is lost told."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from webapp.cli.definition import definition

PLONE = """<dc-workflow workflow_id="wf" title="Wf" state_variable="review_state" initial_state="a">
 <state state_id="a" title="A"><exit-transition transition_id="go"/></state>
 <state state_id="b" title="B"><exit-transition transition_id="back"/></state>
 <transition transition_id="go" title="Go" new_state="b" trigger="USER" before_script="" after_script="">
  <guard><guard-expression>here/may</guard-expression></guard>
 </transition>
 <transition transition_id="back" title="Back" new_state="a" trigger="USER" before_script="" after_script=""/>
</dc-workflow>"""


@pytest.fixture
def write(tmp_path):
    def written(name: str, text: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return str(tmp_path / name)

    return written


def grif(*arguments: str):
    return CliRunner().invoke(definition, arguments)


def test_plone_xml_shown_is_a_file_that_is_shown_checked_and_converted_with_one_hash(write):
    chain = grif("show", "order-head", "--as", "plone-xml")
    file = write("definition.xml", chain.stdout)
    assert grif("show", file, "--as", "plone-xml").stdout == chain.stdout
    assert grif("check", file).exit_code == 0
    converted = grif("convert", "--from", "plone-xml", file)
    assert (converted.exit_code, converted.stderr) == (0, "order-head: перенесено всё\n")
    states = write("states.yaml", converted.stdout)
    shown = [grif("show", source, "--as", "json").stdout for source in ("order-head", file, states)]
    assert len({json.loads(each)["hash"] for each in shown}) == 1


def test_what_plone_says_and_is_not_carried_is_told_beside_the_yaml(write):
    file = write("definition.xml", PLONE)
    converted = grif("convert", "--from", "plone-xml", file, "--lang", "en")
    assert converted.exit_code == 0
    assert "when: 'False'" in converted.stdout
    assert "guard-expression: transition go: here/may – nobody may perform the transition" in converted.stderr
    shown = json.loads(grif("show", file, "--as", "json").stdout)["transitions"]["go"]["guard"]
    assert (shown["expression"], shown["condition"]) == ("here/may", "False")


def test_what_the_check_will_refuse_is_told_beforehand_with_what_mends_it(write, tmp_path):
    file, report = write("definition.xml", PLONE), tmp_path / "lost.json"
    yaml = grif("convert", "--from", "plone-xml", file, "--report", str(report), "--lang", "en").stdout
    refused = json.loads(report.read_text(encoding="utf-8"))["refused"]
    checked = json.loads(grif("check", write("mine.yaml", yaml), "--json").stdout)
    errors = [one["code"] for one in checked if one["severity"] == "error"]
    assert sorted(one["code"] for one in refused) == sorted(errors) == ["stranded", "unreachable-state"]
    told = {one["element"]: (one["line"], one["any_of"]) for one in refused}
    assert told == {"state a": (2, ["go"]), "state b": (3, ["go"])}
    text = grif("convert", "--from", "plone-xml", file, "--lang", "en").stderr
    assert "will refuse this YAML, errors: 2" in text and "instead of False, transitions: go" in text


def test_a_fault_that_several_conditions_mend_only_together_names_them_all(write):
    two = PLONE.replace('"back"/></state>', '"back"/><exit-transition transition_id="end"/></state>').replace(
        "</dc-workflow>",
        """ <state state_id="c" title="C"/>
 <transition transition_id="end" title="End" new_state="c" trigger="USER" before_script="" after_script="">
  <guard><guard-expression>here/may</guard-expression></guard>
 </transition>
</dc-workflow>""",
    )
    text = grif("convert", "--from", "plone-xml", write("definition.xml", two), "--lang", "en").stderr
    assert "stranded" in text
    assert "instead of False, transitions: go, end" in text


def test_the_report_of_a_conversion_is_json_or_text_by_its_name(write, tmp_path):
    file = write("definition.xml", PLONE)
    for report in (tmp_path / "lost.json", tmp_path / "lost.txt"):
        converted = grif("convert", "--from", "plone-xml", file, "--report", str(report))
        assert f"не перенесено как написано: 1 ({report})" in converted.stderr
    [lost] = json.loads((tmp_path / "lost.json").read_text())["lost"]
    assert (lost["code"], lost["element"], lost["text"]) == ("guard-expression", "transition go", "here/may")
    assert "here/may" in (tmp_path / "lost.txt").read_text()


def test_a_broken_plone_file_is_refused_with_its_line(write):
    file = write("definition.xml", "<dc-workflow>\n<state/></dc-workflow>")
    converted = grif("convert", "--from", "plone-xml", file)
    assert (converted.exit_code, converted.stdout) == (1, "")
    assert f"{file}:2: error missing-attribute" in converted.stderr
