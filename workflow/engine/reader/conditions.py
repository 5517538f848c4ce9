"""The `when` of a guard: parsed, its steps known, and printed in one spelling."""

from __future__ import annotations

from collections.abc import Container

from workflow.engine.guards import (
    ALWAYS,
    MAX_LENGTH,
    BadExpression,
    Condition,
    Either,
    Every,
    Negation,
    Signed,
    names,
    parse,
)
from workflow.engine.reader.faults import Faults, Place
from workflow.engine.reader.nodes import Node, Scalar
from workflow.engine.reader.record import unknown, word_of


def read_condition(node: Node | None, steps: Container[str], known: tuple[str, ...], faults: Faults) -> str:
    """The condition in its one spelling; "" when there is none or a fault is told."""
    if node is None:
        return ""
    expression = word_of(node, faults, MAX_LENGTH)
    try:
        condition = parse(expression)
    except BadExpression as fault:
        faults.error(_within(node, fault.column), "bad-condition", fault.message)
        return ""
    for step in sorted(names(condition)):
        if step not in steps:
            faults.error(node.place, "unknown-step", unknown(step, known))
    return "" if condition == ALWAYS else spelt(condition)


def spelt(condition: Condition) -> str:
    """The condition as text that parses to it again."""
    match condition:
        case Signed(step):
            return f"signed({step})"
        case Negation(part):
            return f"not {_inner(part)}"
        case Every(parts):
            return " and ".join(_inner(part) for part in parts)
        case Either(parts):
            return " or ".join(_inner(part) for part in parts)


def _inner(part: Condition) -> str:
    return f"({spelt(part)})" if isinstance(part, Every | Either) else spelt(part)


def _within(node: Node, column: int) -> Place:
    """The place inside a one-line text; of a longer one its beginning."""
    if not isinstance(node, Scalar) or "\n" in node.text:
        return node.place
    opening = 0 if node.plain else 1
    return Place(node.place.line, node.place.column + opening + max(column, 1) - 1)
