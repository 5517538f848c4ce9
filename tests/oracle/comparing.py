"""What is compared of two engines: everything, save what we do otherwise on purpose (docs/plone.md, N)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workflow.engine.definition import Definition
from workflow.engine.replay import replay
from workflow.engine.variables import WORDS, compiled
from workflow.formats import definition_file

Json = Any
_BY_PERSON = (WORDS["actor"], WORDS["comment"])


def ours(scenario: Json) -> list[Json]:
    """What our engine answers to each step."""
    (played,) = replay([scenario], lambda text, name: definition_file.read(text, name))
    return list(played["results"])


def alike(answer: Json, step: Json, definitions: Sequence[Definition]) -> Json:
    """An answer without what differs on purpose.

    A refusal is a refusal, whatever its class (20); buttons stand in the author's order (32); an automatic
    step is booked on the system and repeats no remark (30), so the variables that show them are left out.
    """
    if isinstance(answer, dict) and "error" in answer:
        return "refused"
    match step["op"]:
        case "offered":
            return sorted(answer)
        case "permissions":
            return {one: (held["acquired"], sorted(held["roles"])) for one, held in answer.items()}
        case "local_roles":
            return {group: sorted(roles) for group, roles in answer.items() if roles}
        case "history":
            return [_without(record, definitions) for record in answer]
        case "status" | "catalog":
            return _without(answer, definitions)
        case "info":
            return None if step["name"] in _personal(definitions) else _plain(answer)
    return _plain(answer)


def _plain(answer: Json) -> Json:
    return [_plain(each) for each in answer] if isinstance(answer, list | tuple) else answer


def _without(record: Json, definitions: Sequence[Definition]) -> Json:
    left_out = _personal(definitions) | {"cause", "bypassed"}
    return {name: value for name, value in record.items() if name not in left_out}


def _personal(definitions: Sequence[Definition]) -> set[str]:
    """The variables that may show a person or a remark where the machine has acted."""
    personal = set()
    for one in definitions:
        if not any(way.trigger == "automatic" for way in one.transitions.values()):
            continue
        for name, variable in one.variables.items():
            assigned = (way.variables.get(name, "") for way in one.transitions.values())
            if any(compiled(said) in _BY_PERSON for said in (variable.expression, *assigned)):
                personal.add(name)
    return personal
