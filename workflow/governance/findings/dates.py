"""Rules over days: what must come before what, and days on which it could hardly have been."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from workflow.engine.definition import Act
from workflow.governance.findings.facts import Facts
from workflow.governance.findings.finding import Broken, Rule
from workflow.values import Text

ASKING: frozenset[Act] = frozenset({"agree", "opinion", "consider"})
LAW_SINCE = date(1992, 7, 30)
"""The day on which the first education law came into force, and with it local acts of schools."""


def later_than(approved: date, decided: Iterable[date | None]) -> date | None:
    """The last of the decisions on which an approval of that day cannot rest; None when it may."""
    return max((day for day in decided if day is not None and day > approved), default=None)


def in_future(dated: date, today: date) -> bool:
    """Whether nobody can have decided on that day yet."""
    return dated > today


def _asked_late(facts: Facts) -> Iterator[Broken]:
    return _after_approval(facts, ASKING)


def _adopted_late(facts: Facts) -> Iterator[Broken]:
    return _after_approval(facts, frozenset({"adopt"}))


def _after_approval(facts: Facts, acts: frozenset[Act]) -> Iterator[Broken]:
    approval = facts.approved()
    if approval is None or approval.dated is None:
        return
    for one in facts.answers:
        if one.act in acts and one.dated and later_than(approval.dated, [one.dated]):
            compared = {
                "party": one.party,
                "dated": one.dated.isoformat(),
                "approved": approval.dated.isoformat(),
            }
            yield Broken(compared, (one.step, approval.step))


def _entered_early(facts: Facts) -> Iterator[Broken]:
    approval = facts.approved()
    for one in facts.answers:
        if approval and approval.dated and one.act == "register" and one.dated and one.dated < approval.dated:
            compared = {
                "party": one.party,
                "dated": one.dated.isoformat(),
                "approved": approval.dated.isoformat(),
            }
            yield Broken(compared, (one.step, approval.step))


def _stage_order(facts: Facts) -> Iterator[Broken]:
    """Approvals have rules of their own; here the stages before."""
    staged = [one for one in facts.answers if one.stage is not None and one.dated and one.act != "approve"]
    for one in staged:
        after = [other for other in staged if (other.stage or 0) > (one.stage or 0)]
        early = min(after, key=lambda other: other.dated or date.max, default=None)
        if early and early.dated and one.dated and early.dated < one.dated:
            compared = {
                "party": one.party,
                "dated": one.dated.isoformat(),
                "other": early.party,
                "other_dated": early.dated.isoformat(),
            }
            yield Broken(compared, (one.step, early.step))


def _future(facts: Facts) -> Iterator[Broken]:
    for one in facts.answers:
        if one.dated and one.recorded and in_future(one.dated, one.recorded):
            compared = {"dated": one.dated.isoformat(), "recorded": one.recorded.isoformat()}
            yield Broken({"party": one.party, **compared}, (one.step,))


def _before_law(facts: Facts) -> Iterator[Broken]:
    for one in facts.answers:
        if one.dated and one.dated < LAW_SINCE:
            yield Broken({"party": one.party, "dated": one.dated.isoformat()}, (one.step,))


def _before_submission(facts: Facts) -> Iterator[Broken]:
    if facts.paper or facts.submitted is None:
        return
    for one in facts.answers:
        if one.dated and one.dated < facts.submitted:
            compared = {"dated": one.dated.isoformat(), "submitted": facts.submitted.isoformat()}
            yield Broken({"party": one.party, **compared}, (one.step,))


def _rest_day(facts: Facts) -> Iterator[Broken]:
    """Lawful, and unusual enough to compare with the register. Live the day has just been typed."""
    for one in facts.answers if facts.paper else ():
        if one.dated in facts.rest and one.dated:
            yield Broken({"party": one.party, "dated": one.dated.isoformat()}, (one.step,))


DATE_RULES = (
    Rule(
        "decision-after-approval",
        "error",
        _asked_late,
        Text(
            "273-ФЗ, ст. 30, ч. 3–4; ТК РФ, ст. 8, 372",
            "Law 273-FZ, art. 30 p. 3–4; Labour Code, art. 8, 372",
        ),
        Text(
            "Решение позже утверждения: «{party}», {dated}; утверждено {approved}",
            "Decided after the approval: “{party}”, {dated}; approved {approved}",
        ),
        Text("Проверьте даты; если верны, повторите утверждение", "Check the dates; if right, approve again"),
        refuses=True,
    ),
    Rule(
        "adoption-after-approval",
        "error",
        _adopted_late,
        Text("273-ФЗ, ст. 30, ч. 1, 4 и устав", "Law 273-FZ, art. 30 p. 1, 4, and the charter"),
        Text(
            "Приказ раньше заседания: «{party}» принимает {dated}, а утверждено {approved}",
            "The order precedes the sitting: “{party}” adopted on {dated}, approved {approved}",
        ),
        Text("Проверьте даты; если верны, повторите утверждение", "Check the dates; if right, approve again"),
        refuses=True,
    ),
    Rule(
        "entry-before-approval",
        "error",
        _entered_early,
        Text("ТК РФ, ст. 12", "Labour Code, art. 12"),
        Text(
            "Введено в действие раньше утверждения: «{party}», {dated}; утверждено {approved}",
            "Put into force before the approval: “{party}”, {dated}; approved {approved}",
        ),
        Text("Сверьте даты обоих приказов", "Compare the dates of both orders"),
        refuses=True,
    ),
    Rule(
        "stage-out-of-order",
        "warning",
        _stage_order,
        Text(
            "устав и положение о порядке принятия актов (273-ФЗ, ст. 30, ч. 1)",
            "the charter (273-FZ, art. 30 p. 1)",
        ),
        Text(
            "Не по порядку цепочки: «{party}» {dated}, а следующий этап, «{other}», уже {other_dated}",
            "Out of the chain's order: “{party}” {dated}, the next stage, “{other}”, already {other_dated}",
        ),
        Text("Сверьте даты протоколов", "Compare the dates of the protocols"),
    ),
    Rule(
        "future-date",
        "error",
        _future,
        Text("ГОСТ Р 7.0.97: дата документа", "GOST R 7.0.97: date of a document"),
        Text(
            "Дата ещё не наступила: «{party}», {dated}; внесено {recorded}",
            "Dated in the future: “{party}”, {dated}; recorded {recorded}",
        ),
        Text("Исправьте дату по бумаге", "Correct the date from the paper"),
        refuses=True,
    ),
    Rule(
        "before-law",
        "warning",
        _before_law,
        Text(
            "закон «Об образовании» 1992 года: раньше локальных актов не было",
            "there were no local acts before 1992",
        ),
        Text("Дата слишком давняя: «{party}», {dated}", "Too long ago: “{party}”, {dated}"),
        Text("Сверьте год с бумагой", "Compare the year with the paper"),
    ),
    Rule(
        "decided-before-submission",
        "note",
        _before_submission,
        Text("решение привязано к тексту редакции", "a decision is bound to the edition's text"),
        Text(
            "Решение раньше отправки текста: «{party}», {dated}; отправлено {submitted}",
            "Decided before the text was sent: “{party}”, {dated}; sent {submitted}",
        ),
        Text("Убедитесь, что решали именно этот текст", "Make sure that this very text was decided on"),
    ),
    Rule(
        "rest-day",
        "warning",
        _rest_day,
        Text("ТК РФ, ст. 111–112", "Labour Code, art. 111–112"),
        Text("Дата приходится на выходной: «{party}», {dated}", "Dated on a day of rest: “{party}”, {dated}"),
        Text("Сверьте дату с журналом", "Compare the date with the register"),
    ),
)
