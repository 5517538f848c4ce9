"""What an order's phrase was read as, in one line a person can check; and the corpus of such phrases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from workflow.documents.addresses import named
from workflow.documents.amend import Instruction, read_order

FILE = Path(__file__).resolve().parents[1] / "data" / "amendments" / "phrases.yaml"


def corpus() -> list[dict[str, object]]:
    """Phrases, each with what it gives or with the code of its refusal."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def outcome(phrase: str) -> dict[str, object]:
    """What the phrase gives, or why it is refused."""
    read = read_order(phrase)
    if read.faults:
        return {"refused": read.faults[0].code}
    return {"gives": [" | ".join(told(one)) for one in read.found]}


def told(one: Instruction) -> Iterator[str]:
    """The instruction's parts that say anything."""
    yield one.does
    if one.target:
        yield named(one.target).ru
    if one.unit:
        yield f"as {one.unit.unit} {one.unit.label}".strip()
    if one.sentence:
        yield f"sentence {one.sentence}"
    if one.into:
        yield f"into {named(one.into).ru}"
    if one.where != "by_number":
        yield f"{one.where} {named(one.beside).ru}".strip()
    if one.words:
        yield f"words {one.words!r}"
    if one.text:
        yield f"text {one.text!r}"
