"""The `when` of a guard: parsed, its steps and facts known, and printed in one spelling."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from workflow.chain.acts import ACTS
from workflow.engine.conditions import ALWAYS
from workflow.engine.definition import Step
from workflow.engine.guards import ANY_ANSWER, MAX_LENGTH, NO_FACTS, BadExpression, parse
from workflow.engine.reader.faults import Faults, Place
from workflow.engine.reader.nodes import Node, Scalar
from workflow.engine.reader.record import word_of
from workflow.engine.spelling import spelt


def read_condition(
    node: Node | None, steps: Collection[str], faults: Faults, facts: Mapping[str, type] = NO_FACTS
) -> str:
    """The condition in its one spelling; "" when there is none or a fault is told."""
    if node is None:
        return ""
    expression = word_of(node, faults, MAX_LENGTH)
    try:
        condition = parse(
            expression, facts, steps, _answers(steps) if "verdict" in expression else ANY_ANSWER
        )
    except BadExpression as fault:
        faults.error(_within(node, fault.column), fault.code, fault.message)
        return ""
    return "" if condition == ALWAYS else spelt(condition)


def _answers(steps: Collection[str]) -> Mapping[str, Collection[str]]:
    """The words that each step can be answered with, where more than its name is at hand."""
    known = steps.items() if isinstance(steps, Mapping) else ()
    return {id_: [one.id for one in ACTS[step.act].outcomes] for id_, step in known if isinstance(step, Step)}


def _within(node: Node, column: int) -> Place:
    """The place inside a one-line text; of a longer one its beginning."""
    if not isinstance(node, Scalar) or "\n" in node.text:
        return node.place
    opening = 0 if node.plain else 1
    return Place(node.place.line, node.place.column + opening + max(column, 1) - 1)
