"""The examples of docs/definitions.md are definitions that the reader takes without a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workflow.engine import reader

PAGE = Path(__file__).parents[2] / "docs" / "definitions.md"
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("source", EXAMPLES, ids=["chain", "engine", "permissions"])
def test_every_example_reads_without_a_fault(source: str) -> None:
    assert reader.check(source, "docs/definitions.md") == ()
