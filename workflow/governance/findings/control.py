"""The rule over what an order told somebody to do by a day."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.governance.findings.facts import Facts
from workflow.governance.findings.finding import Broken, Rule
from workflow.values import Text


def _overdue(facts: Facts) -> Iterator[Broken]:
    for one in facts.controlled:
        if one.due < facts.today:
            yield Broken({"point": str(one.point), "responsible": one.who, "due": one.due.isoformat()})


CONTROL_RULES = (
    Rule(
        "point-overdue",
        "warning",
        _overdue,
        Text("сам приказ", "the order itself"),
        Text(
            "Срок исполнения прошёл: пункт {point}, {responsible}, до {due}, отметки нет",
            "The term is over: point {point}, {responsible}, by {due}, not closed",
        ),
        Text(
            "исполнить пункт и снять его с контроля с отметкой либо изменить срок новым приказом",
            "do what the point says and close it with a note, or give another term by a new order",
        ),
    ),
)
