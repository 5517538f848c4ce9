"""Plone's definition.xml: each element read as DCWorkflow reads it, each trap told, hostile files refused."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.engine.definition import Button, Guard, PermissionMap
from workflow.engine.reader import DefinitionFaults
from workflow.formats import definition_file, plone_xml

HEAD = '<dc-workflow workflow_id="wf" title="Wf" state_variable="review_state" initial_state="a"{more}>'
WAY = (
    '<transition transition_id="{id}" title="{id}" new_state="{to}" trigger="{trigger}"'
    ' before_script="{before}" after_script="">{inside}</transition>'
)


def workflow(*inside, more=""):
    states = '<state state_id="a" title="A">{}</state><state state_id="b" title="B"><exit-transition' + (
        ' transition_id="back"/></state>'
    )
    exits = '<exit-transition transition_id="go"/>'
    return (
        HEAD.format(more=more)
        + states.format(exits)
        + way("back", to="a")
        + "".join(inside)
        + "</dc-workflow>"
    )


def way(id_="go", inside="", *, to="b", trigger="USER", before=""):
    return WAY.format(id=id_, inside=inside, to=to, trigger=trigger, before=before)


def variable(id_, inside="<guard/>", flags='for_status="1"'):
    return f'<variable variable_id="{id_}" {flags}>{inside}</variable>'


def read(source):
    return plone_xml.read(source, "definition.xml")


def losses(reading):
    return [(one.code, one.element) for one in reading.lost]


def faults(source):
    with pytest.raises(DefinitionFaults) as refused:
        read(source)
    return [(fault.code, fault.line) for fault in refused.value.faults]


def guarded(expression, *inside):
    guard = f"<guard><guard-expression>{expression}</guard-expression></guard>"
    reading = read(workflow(way(inside=guard), *inside))
    return reading.definition.transitions["go"].guard, reading


def test_states_keep_the_order_of_their_exits_and_of_each_other():
    source = HEAD.format(more="") + (
        '<state state_id="z" title="Z"><exit-transition transition_id="two"/><exit-transition'
        ' transition_id="one"/></state><state state_id="a" title="A"/></dc-workflow>'
    )
    definition = read(source.replace("</dc", way("one", to="z") + way("two", to="z") + "</dc")).definition
    assert list(definition.states) == ["z", "a"]
    assert definition.states["z"].transitions == ("two", "one")


@pytest.mark.parametrize(
    ("word", "true"), [("True", True), ("YES", True), ("1", True), ("on", False), ("", False)]
)
def test_a_flag_is_true_in_three_spellings_and_in_no_other(word, true):
    assert read(workflow(way(), more=f' manager_bypass="{word}"')).definition.manager_bypass is true


def test_a_permission_map_without_the_word_acquired_says_exactly_these_roles():
    maps = (
        '<permission-map name="View"><permission-role>Owner</permission-role></permission-map>'
        '<permission-map name="Add" acquired="True"/>'
    )
    state = f'<state state_id="c" title="C">{maps}<exit-transition transition_id="back"/></state>'
    held = read(workflow(way(), state)).definition.states["c"].permission_roles
    assert held == {"View": PermissionMap(False, ("Owner",)), "Add": PermissionMap(True, ())}


def test_managed_permissions_are_sorted_and_each_once():
    said = "<permission>View</permission><permission>Add</permission><permission>View</permission>"
    assert read(workflow(way(), said)).definition.permissions == ("Add", "View")


def test_group_maps_give_local_roles():
    maps = '<group-map name="council"><group-role>Boss</group-role></group-map>'
    state = f'<state state_id="c" title="C">{maps}<exit-transition transition_id="back"/></state>'
    definition = read(workflow(way(), state, "<group>council</group>")).definition
    assert (definition.groups, definition.states["c"].group_roles) == (("council",), {"council": ("Boss",)})


def test_indents_are_stripped_from_a_text_and_lines_kept():
    inside = "<description>\n   one\n     two  \n  </description>"
    assert read(workflow(way(inside=inside))).definition.transitions["go"].description.ru == "one\ntwo"


def test_a_guard_may_be_left_out():
    assert read(workflow(way())).definition.transitions["go"].guard == Guard()


def test_lists_of_a_guard_and_elements_at_any_depth_are_found():
    guard = (
        "<extra><guard><deep><guard-role>Boss</guard-role></deep><guard-group>g</guard-group>"
        "<guard-permission>View</guard-permission></guard></extra>"
    )
    assert read(workflow(way(inside=guard))).definition.transitions["go"].guard == Guard(
        ("View",), ("Boss",), ("g",)
    )


def test_a_semicolon_inside_a_name_splits_it_and_is_told():
    reading = read(workflow(way(inside="<guard><guard-role>A; B</guard-role></guard>")))
    assert reading.definition.transitions["go"].guard.roles == ("A", "B")
    assert losses(reading) == [("semicolons", "transition go")]


def test_a_transition_without_a_label_is_hidden_and_one_with_a_label_is_not():
    label = '<action url="u" category="workflow" icon="i">Go!</action>'
    definition = read(workflow(way(inside=label))).definition
    assert definition.transitions["go"].action == Button("Go!", "u", "i", "workflow")
    assert (definition.transitions["go"].hidden, definition.transitions["back"].hidden) == (False, True)


def test_an_automatic_transition_is_not_hidden():
    way_ = read(workflow(way(trigger="AUTOMATIC"))).definition.transitions["go"]
    assert (way_.trigger, way_.hidden) == ("automatic", False)


@pytest.mark.parametrize(
    ("tales", "condition"),
    [
        ("python:True", ""),
        ("python:1", ""),
        ("string:yes", ""),
        ("python:False", "False"),
        ("nothing", "False"),
        ("string:", "False"),
        ("python:status.get('review_state') == 'c'", "review_state == 'c'"),
        ("python: status['v'] != 'c'", "v != 'c'"),
        ("python:status.get('v') in ['c', 'd'] and not status.get('v') == 'e'", None),
        ("python:kwargs.get('comment')", "comment != ''"),
        ("python:state_change.kwargs.get('comment', '') == 'ok'", "comment == 'ok'"),
        ("python:kwargs.get('n', 0) &gt; 3", "given(n, 0) > 3"),
        ("not:kwargs/comment", "comment == ''"),
    ],
)
def test_simple_expressions_are_carried_by_a_table(tales, condition):
    guard, reading = guarded(tales, variable("v"))
    assert reading.lost == ()
    assert guard.expression == condition if condition is not None else "v in ['c', 'd']" in guard.expression


@pytest.mark.parametrize(
    "tales",
    [
        "python:here.may()", "here/isValid", "python:user.getId() == 'x'",
        "python:status.get('other') == 'x'", "python:__import__('os')", "python:kwargs.get('n') > 3",
        "python:(", "string:${user}", "exists:here/x",
        "python:" + "not " * 3000 + "True", "python:" + "(" * 500, "python:status.get('v') == 5",
    ],
)  # fmt: skip
def test_an_expression_outside_the_table_closes_the_transition_and_is_told(tales):
    guard, reading = guarded(tales, variable("v"))
    assert guard.expression == "False"
    assert losses(reading) == [("guard-expression", "transition go")]
    assert reading.lost[0].text == tales
    assert reading.originals[("transitions", "go", "guard", "expression")] == tales


def test_the_usual_variables_are_carried_and_another_expression_is_told():
    usual = variable("actor", "<default><expression>user/getId</expression></default><guard/>")
    strange = variable("x", "<default><value>d</value><expression>here/x</expression></default><guard/>")
    reading = read(workflow(way(), usual, strange))
    assert reading.definition.variables["actor"].expression == "user/getId"
    assert reading.definition.variables["x"].expression == ""
    assert reading.definition.variables["x"].default == "d"
    assert losses(reading) == [("variable-expression", "variable x")]


def test_flags_of_a_variable_that_are_not_written_are_false():
    one = read(workflow(way(), variable("v", flags=""))).definition.variables["v"]
    assert (one.for_status, one.for_catalog, one.update_always) == (False, False, False)


@pytest.mark.parametrize(
    ("kind", "written", "kept"),
    [
        ("int", "05", "5"),
        ("bool", "yes", "True"),
        ("float", "1", "1.0"),
        ("none", "", "None"),
        ("string", "5", "5"),
    ],
)
def test_a_typed_default_becomes_the_text_that_dcworkflow_makes_of_it(kind, written, kept):
    inside = f'<default><value type="{kind}">{written}</value></default>'
    assert read(workflow(way(), variable("v", inside))).definition.variables["v"].default == kept


def test_values_and_expressions_of_unknown_variables_are_told():
    state = '<state state_id="c" title="C"><assignment name="x" type="int">1</assignment></state>'
    reading = read(workflow(way(inside='<assignment name="y">string:1</assignment>'), state))
    assert ("unknown-variable", "transition go") in losses(reading)
    assert ("unknown-variable", "state c") in losses(reading)


def test_scripts_are_told_and_not_kept():
    script = '<script script_id="s" type="Script (Python)" filename="s.py"/>'
    reading = read(workflow(way(before="s"), way("more", before="none"), script))
    assert [one.code for one in reading.lost] == ["script", "script-call", "unknown-script"]
    assert reading.definition.transitions["go"].before_script == ""
    assert reading.originals[("transitions", "go", "before_script")] == "s"


def test_an_exit_that_leads_nowhere_is_left_out_and_told():
    reading = read(workflow(way()).replace('id="go"/>', 'id="go"/><exit-transition transition_id="gone"/>'))
    assert reading.definition.states["a"].transitions == ("go",)
    assert losses(reading) == [("unknown-transition", "state a")]


def test_a_state_without_exits_is_an_end_and_told_unless_it_is_the_only_one():
    reading = read(workflow(way(), '<state state_id="c" title="C"/>'))
    assert reading.definition.states["c"].final
    assert losses(reading) == [("dead-end", "state c")]
    alone = HEAD.format(more="") + '<state state_id="a" title="A"/></dc-workflow>'
    assert read(alone).definition.states["a"].final
    assert read(alone).lost == ()


def test_of_a_repeated_id_the_last_is_kept_and_it_is_told():
    reading = read(workflow(way(), way(to="a")))
    assert reading.definition.transitions["go"].to_state == "a"
    assert losses(reading) == [("repeated-id", "transition go")]


def test_a_worklist_keeps_its_matches_split_on_semicolons():
    said = '<worklist worklist_id="w" title="W"><match name="review_state" values="a; b;c"/></worklist>'
    assert read(workflow(way(), said)).definition.worklists["w"].matches == {"review_state": ("a", "b", "c")}


def test_a_creation_guard_is_read_and_absent_when_it_is_not_written():
    guard = "<guard><guard-role>Boss</guard-role></guard>"
    said = f"<instance-creation-conditions>{guard}</instance-creation-conditions>"
    assert read(workflow(way(), said)).definition.creation_guard == Guard(roles=("Boss",))
    assert read(workflow(way())).definition.creation_guard is None


@pytest.mark.parametrize(
    ("source", "told"),
    [
        (workflow(way(to="nowhere")), "unknown-state"),
        (workflow(way(trigger="user")), "unknown-trigger"),
        (workflow(way()).replace('initial_state="a"', 'initial_state="x"'), "unknown-state"),
        (workflow(way()).replace(' title="Wf"', ""), "missing-attribute"),
        (workflow(way(), variable("review_state")), "state-variable"),
        (workflow(way(inside="<guard/><guard/>")), "repeated-element"),
        (workflow(way(inside="<guard><guard-role/></guard>")), "empty"),
        (workflow(way(), variable("v", '<default><value type="int">x</value></default>')), "bad-number"),
        (workflow(way(), way("*")), "bad-id"),
        (workflow(way(), way("")), "empty"),
        ("<workflow/>", "no-form"),
        ("<dc-workflow", "xml-syntax"),
        ("", "xml-syntax"),
        (b'<?xml version="1.0" encoding="no-such"?><a/>', "xml-syntax"),
        ("<a>" * 30, "too-deep"),
        ("<a>" + "<b/>" * 30_000 + "</a>", "too-large"),
        (" " * 1_000_001, "too-large"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "doctype"),
        ('<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "doctype"),
        ('<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY % p SYSTEM "http://x/"> %p;]><a/>', "doctype"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(source, told):
    start = time.process_time()
    assert told in [code for code, line in faults(source) if line >= 1]
    assert time.process_time() - start < 1


def test_a_bomb_of_entities_is_refused_before_it_opens():
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + level)} "{f"&{chr(97 + level)};" * 10}">' for level in range(9)
    )
    assert faults(bomb + "]><a>&j;</a>") == [("doctype", 1)]


def test_every_fault_is_told_at_once():
    assert len(faults(workflow(way(to="x", trigger="x"), way("y", to="z")))) == 3


def test_another_encoding_and_a_mark_are_read():
    source = '<?xml version="1.0" encoding="windows-1251"?>' + workflow(way()).replace(
        'title="Wf"', 'title="Ход"'
    )
    assert read(source.encode("cp1251")).definition.title.ru == "Ход"
    assert read(source).definition.title.ru == "Ход"
    plain = workflow(way())
    for content in (plain.encode("utf-16"), plain.encode("utf-8-sig"), b"\n " + plain.encode()):
        assert definition_file.read(content, "f").id == "wf"


@pytest.mark.parametrize(
    "hostile",
    ["trigger", "state", "model", "to_state", "machine", "is_a", "may_go", "on_enter_a", "None"],
)
def test_names_that_shadow_attributes_are_only_names(hostile):
    from workflow.engine.machine import Plan

    source = workflow(way()).replace('"go"', f'"{hostile}"').replace('"a"', f'"{hostile}"')
    definition = read(source).definition
    assert Plan(definition).ways[hostile].transition.to_state == "b"


def test_names_of_pythons_own_are_refused():
    with pytest.raises(DefinitionFaults) as refused:
        read(workflow(way()).replace('"go"', '"__class__"'))
    assert [fault.code for fault in refused.value.faults] == ["bad-id"] * len(refused.value.faults)


@given(st.binary(max_size=200) | st.text(max_size=200))
def test_any_content_is_read_or_refused(content):
    try:
        read(content)
    except DefinitionFaults as refused:
        assert refused.faults


PIECES = [
    "<state ", "state_id='a'", ">", "</state>", "<transition ", "<guard>", "<guard-expression>", "python:",
    "<variable variable_id='v'/>", "<default><value type='int'>", "&amp;", "&x;", "<![CDATA[",
    "]]>", "<!--", "<?x",
    "<grif:step id='s' by='head' act='approve' evidence='order' due='5 calendar'/>",
    "<grif:promise never='a'/>",
    "<grif:stage state='a' steps='s'/>", "grif:when='signed(s)'", "grif:trigger='timed'", "\0", "'", "é",
]  # fmt: skip


@given(st.integers(0, 900), st.integers(0, 30), st.lists(st.sampled_from(PIECES), max_size=4).map("".join))
def test_a_good_file_damaged_anywhere_is_read_or_refused(at, length, put):
    good = workflow(way(inside="<guard><guard-role>A</guard-role></guard>"), variable("v"))
    try:
        read(good[:at] + put + good[at + length :])
    except DefinitionFaults as refused:
        assert all(fault.line >= 1 and fault.message.ru for fault in refused.faults)
