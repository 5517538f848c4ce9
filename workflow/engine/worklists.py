"""Worklists: which of them a person is shown, and which documents stand on one.

After CMF: the guard is asked once, above all documents, and a document is found by its values alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workflow.engine.definition import Worklist
from workflow.engine.machine import Asker, Attempt, Plan
from workflow.engine.situation import Situation
from workflow.engine.variables import Happening, Value

NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Search:
    """How the documents of a worklist are found: the states they stand in, the values that cases keep."""

    states: tuple[str, ...]
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def shown(plan: Plan, asker: Asker) -> tuple[Worklist, ...]:
    """The worklists whose guard the asker passes, in the author's order.

    What a condition knows only of a document is unknown, and so opens nothing.
    """
    attempt = Attempt(plan, asker, Situation({}, person=asker.person), NOWHERE)
    return tuple(one for one in plan.definition.worklists.values() if plan.lists[one.id].passes(attempt))


def search(plan: Plan, worklist: Worklist, asker: Asker) -> Search:
    """What finds the same documents among the cases of the definition; no states when it finds none.

    A value that no case keeps is the same for all of them, and is judged here.
    """
    definition = plan.definition
    matches = dict(worklist.matches)
    wanted = matches.pop(definition.state_variable, tuple(definition.states))
    kept = {one.id for one in definition.variables.values() if one.for_catalog and one.for_status}
    same = plan.variables.catalogued({}, Happening(actor=asker.person))
    judged = {name: values for name, values in matches.items() if name not in kept}
    if not all(_is_one_of(same.get(name, ""), values) for name, values in judged.items()):
        return Search(())
    states = tuple(state for state in definition.states if state in wanted)
    return Search(states, {name: values for name, values in matches.items() if name in kept})


def _is_one_of(value: Value, values: tuple[str, ...]) -> bool:
    return str(value) in values
