"""What was done to a clause of a draft, said from its record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflow.documents.addresses import Step, named
from workflow.values import Text

_DID: Mapping[str, Text] = {
    "said": Text("изложен иначе", "reworded:"),
    "added": Text("добавлен", "added:"),
    "moved": Text("перенесён", "moved:"),
    "repealed": Text("признан утратившим силу", "said to have lapsed:"),
    "excluded": Text("исключён", "removed:"),
    "renumbered": Text("номера изменены по порядку", "numbered anew"),
    "headed": Text("изменены название или вводная часть", "title or preamble changed"),
    "annexed": Text("добавлено", "added:"),
    "unannexed": Text("исключено", "removed:"),
}


def edited(facts: Mapping[str, Any]) -> tuple[Text, ...]:
    """The sentence of one edit; no clause is named where the whole was changed."""
    did, steps = _DID[facts["did"]], [Step(unit, label) for unit, label in facts["clause"]]
    if facts["annex"]:
        steps = [Step("annex", str(facts["annex"])), *steps]
    name = named(tuple(steps), "genitive" if facts["did"] == "headed" else "nominative")
    told = Text(f"{did.ru} {name.ru}".strip(), f"{did.en} {name.en}".strip())
    edition = facts["edition"]
    return (Text(f"Проект редакции {edition}: {told.ru}", f"Draft of edition {edition}: {told.en}"),)
