"""Drawn workflows, played on our engine and on Plone's: the same answers, save where we say otherwise."""

from __future__ import annotations

import json
import os

import pytest
from comparing import alike, ours
from drawn_scenarios import scenarios
from hypothesis import HealthCheck, given, settings

EXAMPLES = int(os.environ.get("GRIF_TEST_ORACLE_EXAMPLES", "100"))
# Zope's packages warn of one another.
pytestmark = [pytest.mark.filterwarnings("default"), pytest.mark.timeout(0 if EXAMPLES > 1000 else 400)]


@pytest.mark.usefixtures("dcworkflow")
@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(scenarios())
def test_both_engines_answer_alike(drawn):
    import zope_site

    definitions, scenario = drawn
    pairs = zip(scenario["steps"], ours(scenario), zope_site.play(scenario), strict=True)
    for number, (step, our, real) in enumerate(pairs):
        said = f"step {number}: {json.dumps(step)}\nours: {our}\nreal: {real}"
        assert alike(our, step, definitions) == alike(real, step, definitions), said
