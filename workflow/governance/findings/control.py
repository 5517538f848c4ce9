"""Rules over what had to be done by a day, and over what was done past the conditions."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.governance.findings.facts import Facts
from workflow.governance.findings.finding import Broken, Rule
from workflow.values import Text

RECORDED_WITHIN = 60
"""Days within which a decision is recorded as a matter of course."""


def _overdue(facts: Facts) -> Iterator[Broken]:
    for one in facts.controlled:
        if one.due < facts.today:
            yield Broken({"point": str(one.point), "responsible": one.who, "due": one.due.isoformat()})


def _published_late(facts: Facts) -> Iterator[Broken]:
    day, last = facts.published, facts.publish_by
    if day and last and last < day:
        yield Broken({"published": day.isoformat(), "due": last.isoformat()})


def _bypassed(facts: Facts) -> Iterator[Broken]:
    for one in facts.bypassed:
        yield Broken({"transition": one.title, "dated": one.on.isoformat()})


def _recorded_late(facts: Facts) -> Iterator[Broken]:
    """Of a sitting recorded long after it nobody remembers who was there; old paper is another thing."""
    for one in facts.answers if not facts.paper else ():
        if one.dated and one.recorded and (one.recorded - one.dated).days > RECORDED_WITHIN:
            told = {"party": one.party, "dated": one.dated.isoformat()}
            yield Broken({**told, "recorded": one.recorded.isoformat()}, (one.step,))


CONTROL_RULES = (
    Rule(
        "published-late",
        "warning",
        _published_late,
        Text("273-ФЗ, ст. 29, ч. 3: десять рабочих дней", "Law 273-FZ, art. 29 p. 3: ten working days"),
        Text(
            "Опубликовано позже срока: {published}, нужно было до {due}",
            "Published late: {published}, it was due by {due}",
        ),
        Text(
            "Проверьте день публикации; если он верен, объясните задержку",
            "Check the day of the publication; if it is right, give the reason of the delay",
        ),
    ),
    Rule(
        "condition-bypassed",
        "warning",
        _bypassed,
        Text("право управляющего, данное в цепочке", "the manager's right that the chain gives"),
        Text(
            "Условия обойдены по праву управляющего: «{transition}», {dated}",
            "Conditions were passed by with a manager's right: “{transition}”, {dated}",
        ),
        Text(
            "Убедитесь, что исключение обосновано, и закройте замечание с причиной",
            "Make sure that the exception is well founded, and close the finding with the reason",
        ),
    ),
    Rule(
        "recorded-late",
        "note",
        _recorded_late,
        Text(
            "устав: протокол оформляют вскоре после заседания",
            "the charter: minutes are made up soon after the sitting",
        ),
        Text(
            "Внесено намного позже решения: «{party}», {dated}; внесено {recorded}",
            "Recorded long after the decision: “{party}”, {dated}; recorded {recorded}",
        ),
        Text("Сверьте запись с подписанным протоколом", "Compare the record with the signed protocol"),
    ),
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
