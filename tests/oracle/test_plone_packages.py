"""Definitions of public packages: facts as the real import reads them, steps as the real engine does them."""

from __future__ import annotations

import random
from typing import Any

import pytest
from comparing import alike, ours

from workflow.engine.canonical import canonical
from workflow.engine.walk import walk
from workflow.formats import definition_file, plone_xml

pytestmark = [
    pytest.mark.filterwarnings("default"),
    pytest.mark.timeout(300),
    pytest.mark.usefixtures("dcworkflow"),
]
PEOPLE = [
    {"id": "owner", "roles": ["Owner", "Member"], "groups": []},
    {"id": "reviewer", "roles": ["Reviewer", "Editor"], "groups": []},
    {"id": "manager", "roles": ["Manager", "Site Administrator"], "groups": []},
    {"id": "guest", "roles": ["Anonymous"], "groups": []},
]


def test_every_definition_has_the_facts_that_the_real_import_reads(plone_files):
    import zope_site

    for path, content in plone_files.items():
        ours_, real = definition_file.facts(content, path, "en"), zope_site.facts(content)
        assert [*_differences(real, ours_)] == [], path


def _differences(real: Any, ours_: Any, path: str = "") -> Any:
    """Where a fact of the real import is not ours; ours may say more."""
    if isinstance(real, dict):
        for key, value in real.items():
            yield from _differences(value, ours_.get(key), f"{path}/{key}")
    elif real != ours_:
        yield path, real, ours_


def test_every_definition_is_written_as_ours_and_as_plones_without_a_change(plone_files):
    for path, content in plone_files.items():
        definition = plone_xml.read(content, path).definition
        again = plone_xml.read(plone_xml.write(definition), path).definition
        assert canonical(again) == canonical(definition), path


def test_every_definition_is_walked(plone_files):
    for path, content in plone_files.items():
        assert walk(plone_xml.read(content, path).definition), path


def test_cmfplones_own_six_raise_no_alarm(plone_files):
    own = {path: content for path, content in plone_files.items() if path.startswith("Products/CMFPlone/")}
    assert len(own) == 6
    for path, content in own.items():
        told = {fault.code for fault in definition_file.check(content, path)}
        # That the product submits by a transition of this name is no defect of a definition.
        assert told <= {"no-submit"}, path


def test_every_definition_is_played_as_the_real_engine_plays_it(plone_files):
    import zope_site

    for path, content in plone_files.items():
        reading = plone_xml.read(content, path)
        if any(one.code in {"guard-expression", "script-call"} for one in reading.lost):
            continue
        definition = reading.definition
        scenario = _walkabout(definition, content.decode(), random.Random(path))
        for step, our, real in zip(scenario["steps"], ours(scenario), zope_site.play(scenario), strict=True):
            assert alike(our, step, [definition]) == alike(real, step, [definition]), (path, step)


def _walkabout(definition: Any, text: str, chance: random.Random) -> Any:
    """Thirty acts of four people, and what they may do in between."""
    steps: list[Any] = [{"op": "create", "user": PEOPLE[0]}]
    for _ in range(30 if definition.transitions else 1):
        way = chance.choice([*definition.transitions, "none"])
        steps.append({"op": "do", "transition": way, "user": chance.choice(PEOPLE), "comment": "so"})
        steps += [{"op": "available", "user": person} for person in PEOPLE]
        steps += [{"op": "permissions"}, {"op": "catalog"}, {"op": "state"}, {"op": "local_roles"}]
    roles = ["Manager", "Reviewer", "Owner"]
    asked = {permission for way in definition.transitions.values() for permission in way.guard.permissions}
    site = {permission: chance.sample(roles, 2) for permission in sorted({*asked, *definition.permissions})}
    return {"name": definition.id, "workflows": [text], "steps": steps, "site_rolemap": site}
