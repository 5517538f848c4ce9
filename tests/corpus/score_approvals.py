"""Reads labelled headings as JSON lines, prints the recognised approvals as JSON lines of the same ids.

Usage: python tests/corpus/score_approvals.py dev.jsonl > predictions.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from workflow.documents.approvals import recognise


def predictions(lines: Iterable[str]) -> Iterable[str]:
    """One JSON line for each sample: its id and the approvals found in its text."""
    for line in filter(str.strip, lines):
        sample = json.loads(line)
        found = [asdict(approval) for approval in recognise(sample["text"])]
        yield json.dumps({"id": sample["id"], "approvals": found}, ensure_ascii=False)


if __name__ == "__main__":
    with Path(sys.argv[1]).open(encoding="utf-8") as samples:
        for prediction in predictions(samples):
            print(prediction)
