"""Invented headings of three kinds, each with the records a person would write down from it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from workflow.documents.approvals import Approval, recognise

SAMPLES = Path(__file__).parent.parent / "data" / "approvals"


def samples() -> Iterator[object]:
    for kind in ("plain", "interleaved", "noisy"):
        for block in (SAMPLES / f"{kind}.txt").read_text("utf-8").split("=== ")[1:]:
            head, records = block.split("\n---\n")
            name, text = head.split("\n", 1)
            yield pytest.param(text, records.splitlines(), id=f"{kind}-{name}")


def written(approval: Approval) -> str:
    fields = (approval.act, approval.by_kind, approval.number, approval.date)
    return " | ".join(field or "-" for field in fields)


@pytest.mark.parametrize(("text", "records"), list(samples()))
def test_every_stamp_of_a_heading_is_read(text: str, records: list[str]) -> None:
    assert sorted(map(written, recognise(text))) == sorted(records)
