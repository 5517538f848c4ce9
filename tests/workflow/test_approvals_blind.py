"""263 invented headings, labelled before they were first read: no change may read fewer of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from workflow.documents.approvals import Approval, recognise

HEADINGS = Path(__file__).parent.parent / "data" / "approvals"
FILES = ("blind.jsonl", "mixed.jsonl")
APPROVED = {"УТВЕРЖДАЮ": "УТВЕРЖДЕНО"}


@dataclass(frozen=True, slots=True)
class Tally:
    """Records read rightly, records read that are not there, and signers read rightly."""

    right: int
    extra: int
    signed: int


REACHED = {
    "plain": Tally(right=150, extra=0, signed=63),
    "interleaved": Tally(right=237, extra=0, signed=120),
    "noisy": Tally(right=156, extra=5, signed=71),
}
LABELLED = {"plain": 151, "interleaved": 239, "noisy": 162}


def headings(difficulty: str) -> Iterator[dict[str, Any]]:
    for name in FILES:
        with (HEADINGS / name).open(encoding="utf-8") as lines:
            yield from (one for one in map(json.loads, lines) if one["difficulty"] == difficulty)


def fits(label: dict[str, Any], read: Approval) -> bool:
    """All four fields agree; what nobody could decide from the text fits anything."""
    pairs = (
        (APPROVED.get(label["act"], label["act"]), read.act_class),
        (label["by_kind"], read.by_kind),
        ((label["number"] or "").lower() or None, (read.number or "").lower() or None),
        (label["date"], read.date),
    )
    undecided = label.get("ambiguous", False)
    return all(said == found or (said is None and undecided) for said, found in pairs)


def tally(difficulty: str) -> Tally:
    right = extra = signed = 0
    for heading in headings(difficulty):
        left = list(recognise(heading["text"]))
        for label in heading["approvals"]:
            match = next((read for read in left if fits(label, read)), None)
            if match:
                left.remove(match)
                right += not label.get("optional", False)
                signed += "signer" in label and match.signer == label["signer"]
        extra += len(left)
    return Tally(right, extra, signed)


@pytest.mark.parametrize("difficulty", REACHED)
def test_no_heading_once_read_is_lost_and_no_stamp_is_invented(difficulty: str) -> None:
    reached, now = REACHED[difficulty], tally(difficulty)
    assert now.right >= reached.right
    assert now.extra <= reached.extra
    assert now.signed >= reached.signed


@pytest.mark.parametrize("difficulty", LABELLED)
def test_the_labels_are_all_there(difficulty: str) -> None:
    assert sum(len(heading["approvals"]) for heading in headings(difficulty)) == LABELLED[difficulty]
