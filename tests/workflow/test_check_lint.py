"""The defects that Plone takes in silence, each told at its line; what Plone ships is told of none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workflow.engine.check import check
from workflow.engine.reader.soundness import place_of
from workflow.formats import definition_file, plone_xml

STATES = """\
<?xml version="1.0"?>
<dc-workflow workflow_id="w" title="W" state_variable="review_state" initial_state="private"
             manager_bypass="False">
 <permission>View</permission>
 <state state_id="private" title="Private">
  <exit-transition transition_id="publish"/>
  <permission-map name="View" acquired="False"><permission-role>Owner</permission-role></permission-map>
 </state>
 <state state_id="published" title="Published">
  <exit-transition transition_id="retract"/>
  <permission-map name="View" acquired="True"/>
 </state>
"""
WAYS = """\
 <transition transition_id="publish" title="P" new_state="published" trigger="USER" before_script=""
             after_script="">
  <action url="" category="workflow" icon="">Publish</action>
  <guard><guard-permission>Review portal content</guard-permission></guard>
 </transition>
 <transition transition_id="retract" title="R" new_state="private" trigger="USER" before_script=""
             after_script="">
  <action url="" category="workflow" icon="">Retract</action>
  <guard><guard-role>Owner</guard-role></guard>
 </transition>
"""
REST = """\
 <worklist worklist_id="queue" title="">
  <action url="" category="global" icon="">Pending</action>
  <guard><guard-permission>Review portal content</guard-permission></guard>
  <match name="review_state" values="published"/>
 </worklist>
 <variable variable_id="actor" for_catalog="False" for_status="True" update_always="True">
  <default><expression>user/getId</expression></default>
  <guard></guard>
 </variable>
 <variable variable_id="comments" for_catalog="False" for_status="True" update_always="True">
  <default><expression>python:state_change.kwargs.get('comment', '')</expression></default>
  <guard></guard>
 </variable>
</dc-workflow>
"""
PLAIN = STATES + WAYS + REST
GUARD = "<guard><guard-role>Owner</guard-role></guard>"
ARCHIVED = ' <state state_id="archived" title="A">{}<permission-map name="View" acquired="True"/></state>\n'


def told(source: str) -> dict[str, tuple[int, str]]:
    """Line and severity of the first finding of each code."""
    reading = plone_xml.read(source.encode(), "w.xml")
    found: dict[str, tuple[int, str]] = {}
    for one in check(reading.definition, "plone"):
        found.setdefault(one.code, (place_of(one, reading.places).line, one.severity))
    return found


def test_a_definition_as_plone_ships_them_raises_nothing():
    assert told(PLAIN) == {}


@pytest.mark.parametrize(
    ("source", "code", "line"),
    [
        (PLAIN.replace("<permission>View", "<permission>Edit</permission>\n <permission>View"),
         "permission-unmapped", 6),
        (PLAIN.replace('<permission>View</permission>', '<permission>Edit</permission>'), "dead-map", 5),
        (PLAIN.replace(WAYS, ARCHIVED.format("") + WAYS.replace(
            'new_state="private"', 'new_state="archived"')), "dead-end", 13),
        (PLAIN.replace('<exit-transition transition_id="publish"/>', "", 1).replace(
            'initial_state="private"', 'initial_state="published"'), "unused-transition", 13),
        (PLAIN.replace(WAYS, ARCHIVED.format('<exit-transition transition_id="retract"/>') + WAYS),
         "unreachable-state", 13),
        (PLAIN.replace("user/getId", "string:somebody"), "history-without-actor", 2),
        (PLAIN.replace("state_change.kwargs.get('comment', '')", "'none'"), "history-without-comment", 2),
        (PLAIN.replace('<action url="" category="workflow" icon="">Retract</action>', ""), "no-label", 18),
        (PLAIN.replace(GUARD, "<guard></guard>"), "unguarded-transition", 18),
        (PLAIN.replace('values="published"', 'values="pending"'), "dead-worklist", 2),
    ],
)  # fmt: skip
def test_each_defect_is_a_warning_at_its_line(source, code, line):
    assert told(source)[code] == (line, "warning")


def test_a_transition_that_is_not_there_is_told_and_left_out_as_plone_does():
    missing = PLAIN.replace('transition_id="publish"/>', 'transition_id="vanish"/>')
    found = {fault.code: fault for fault in definition_file.check(missing.encode(), "w.xml")}
    assert (found["unknown-transition"].line, found["unknown-transition"].severity) == (6, "warning")
    assert "vanish" in found["unknown-transition"].message.ru
    codes = [fault.code for fault in definition_file.check(missing.encode(), "w.xml")]
    assert codes.count("dead-end") == 1


def test_a_target_that_is_not_there_keeps_the_definition_out():
    unknown = PLAIN.replace('new_state="published"', 'new_state="nowhere"')
    (fault,) = definition_file.check(unknown.encode(), "w.xml")
    assert (fault.code, fault.severity, fault.line) == ("unknown-state", "error", 13)


def test_a_lone_state_is_no_dead_end():
    lone = STATES[: STATES.index(' <state state_id="published"')].replace(
        '  <exit-transition transition_id="publish"/>\n', ""
    )
    assert "dead-end" not in told(lone + "</dc-workflow>")


def test_permissions_that_nobody_holds_leave_a_state_that_nobody_can_leave():
    closed = PLAIN.replace("Review portal content", "View").replace(
        "<permission-role>Owner</permission-role>", ""
    )
    assert told(closed)["nobody-can-leave"] == (5, "error")


def test_a_way_closed_by_a_guard_that_is_not_carried_is_told_but_no_error_of_the_file():
    uncarried = "<guard><guard-expression>here/may</guard-expression></guard>"
    review = "<guard><guard-permission>Review portal content</guard-permission></guard>\n </transition>"
    found = told(PLAIN.replace(review, f"{uncarried}\n </transition>"))
    assert found["stranded"] == (5, "warning")
    assert found["unreachable-state"][1] == found["idle-transition"][1] == "warning"


def test_automatic_steps_that_point_at_each_other_never_end():
    round_ = PLAIN.replace('trigger="USER"', 'trigger="AUTOMATIC"')
    round_ = round_.replace(GUARD, "<guard></guard>").replace(
        "<guard><guard-permission>Review portal content</guard-permission></guard>\n </transition>",
        "<guard></guard>\n </transition>",
    )
    assert told(round_)["endless-automatic"][1] == "error"


def test_the_page_of_definitions_names_everything_that_the_check_tells():
    root = Path(__file__).parents[2]
    sources = [path.read_text(encoding="utf-8") for path in (root / "workflow/engine/check").glob("*.py")]
    codes = {code for source in sources for code in re.findall(r'Finding\(\s*f?"([\w{}-]+)"', source)}
    codes = codes - {"history-without-{asked}"} | {"history-without-actor", "history-without-comment"}
    page = (root / "docs" / "definitions.md").read_text(encoding="utf-8")
    assert len(codes) > 20
    assert sorted(code for code in codes if f"`{code}`" not in page) == []
