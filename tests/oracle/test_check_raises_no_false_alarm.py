"""The check finds nothing in the definitions that Plone itself ships, and answers for every real one."""

from __future__ import annotations

import pytest

from workflow.engine.check import check
from workflow.engine.walk import walk
from workflow.formats import plone_xml

SHIPPED = ("Products/CMFPlone/", "Products/DCWorkflow/profiles/")


def test_plones_own_definitions_raise_nothing(plone_files: dict[str, bytes]) -> None:
    own = {path: content for path, content in plone_files.items() if path.startswith(SHIPPED)}
    assert len(own) >= 7
    found = {path: check(plone_xml.read(content, path).definition, "plone") for path, content in own.items()}
    assert {path: findings for path, findings in found.items() if findings} == {}


def test_every_real_definition_is_followed_to_its_end_and_walked(plone_files: dict[str, bytes]) -> None:
    for path, content in plone_files.items():
        definition = plone_xml.read(content, path).definition
        findings = check(definition, "plone")
        assert all(one.message.ru and one.message.en for one in findings)
        assert "not-exhausted" not in {one.code for one in findings}, path
        assert walk(definition).ends or walk(definition).back or len(definition.states) == 1, path


@pytest.fixture
def plain(plone_files: dict[str, bytes]) -> str:
    """The text of the definition that most Plone sites use."""
    (path,) = [path for path in plone_files if path.endswith("simple_publication_workflow/definition.xml")]
    return plone_files[path].decode()


def test_a_defect_put_into_a_real_definition_is_found(plain: str) -> None:
    broken = plain.replace('<exit-transition transition_id="publish"/>', "").replace(
        '<exit-transition transition_id="publish" />', ""
    )
    codes = {one.code for one in check(plone_xml.read(broken, "w.xml").definition, "plone")}
    assert "unused-transition" in codes
