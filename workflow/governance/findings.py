"""Findings: rules that recorded facts break. Live work refuses them; what comes from paper is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workflow.values import Text

Severity = Literal["warning", "violation"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken rule with the facts it compares."""

    code: str
    severity: Severity
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Signed:
    """What the rules look at: one body's or office's recorded answer."""

    act: str
    party: str
    instrument: str
    number: str | None
    dated: date | None
    ambiguous: bool = False


def paper_findings(signed: Sequence[Signed]) -> tuple[Finding, ...]:
    """Everything wrong with the approvals of a paper document, in a stable order."""
    return (
        *_nobody_approved(signed),
        *_after_approval(signed),
        *_incomplete(signed),
        *_unsure(signed),
        *_rest_days(signed),
    )


def _nobody_approved(signed: Sequence[Signed]) -> Iterator[Finding]:
    if not signed:
        yield Finding("no-approvals", "violation", {})


def _after_approval(signed: Sequence[Signed]) -> Iterator[Finding]:
    """An opinion later than the order makes the act inapplicable (273-ФЗ, art. 30 p. 4)."""
    approved = [one for one in signed if one.act == "approve" and one.dated]
    for approval in approved:
        for one in _dated(signed):
            if one.act != "approve" and one.dated and approval.dated and one.dated > approval.dated:
                yield Finding(
                    "decision-after-approval",
                    "violation",
                    {
                        "party": one.party,
                        "dated": one.dated.isoformat(),
                        "approved": approval.dated.isoformat(),
                    },
                )


def _incomplete(signed: Sequence[Signed]) -> Iterator[Finding]:
    for one in signed:
        if one.dated is None:
            yield Finding("no-date", "violation", {"party": one.party})
        if one.number is None:
            yield Finding("no-number", "violation", {"party": one.party})


def _unsure(signed: Sequence[Signed]) -> Iterator[Finding]:
    for one in signed:
        if one.ambiguous:
            yield Finding("unsure-reading", "warning", {"party": one.party})


def _rest_days(signed: Sequence[Signed]) -> Iterator[Finding]:
    """Lawful, and unusual enough to look at (norms §4.3: warn, never block)."""
    for one in _dated(signed):
        if one.dated is not None and one.dated.weekday() >= 5:
            yield Finding("rest-day", "warning", {"party": one.party, "dated": one.dated.isoformat()})


def _dated(signed: Iterable[Signed]) -> list[Signed]:
    return [one for one in signed if one.dated is not None]


@dataclass(frozen=True, slots=True)
class Rule:
    """How a finding is told, and how it is mended."""

    title: Text
    mend: Text


RULES: Mapping[str, Rule] = {
    "no-approvals": Rule(
        Text(
            "В документе не найдено ни одной отметки об утверждении", "The document shows no approval at all"
        ),
        Text(
            "Найдите приказ или протокол и внесите его реквизиты", "Find the order or protocol and enter it"
        ),
    ),
    "decision-after-approval": Rule(
        Text(
            "Решение позже утверждения: «{party}», {dated}; утверждено {approved}",
            "Decided after the approval: “{party}”, {dated}; approved {approved}",
        ),
        Text("Проверьте даты; если верны, повторите утверждение", "Check the dates; if right, approve again"),
    ),
    "no-date": Rule(
        Text("Отметка без даты: «{party}»", "A stamp without a date: “{party}”"),
        Text("Внесите дату протокола или приказа", "Enter the date of the protocol or order"),
    ),
    "no-number": Rule(
        Text("Отметка без номера: «{party}»", "A stamp without a number: “{party}”"),
        Text("Внесите номер протокола или приказа", "Enter the number of the protocol or order"),
    ),
    "unsure-reading": Rule(
        Text("Отметка прочитана неуверенно: «{party}»", "The stamp was read with doubt: “{party}”"),
        Text("Сверьте с бумагой", "Compare with the paper"),
    ),
    "quorum-unverified": Rule(
        Text(
            "Кворум проверить нельзя: «{party}», {dated}, присутствовавшие не названы",
            "The quorum is not verifiable: “{party}”, {dated}, nobody is named as present",
        ),
        Text("Приложите список присутствовавших", "Add the list of those present"),
    ),
    "rest-day": Rule(
        Text("Дата приходится на выходной: «{party}», {dated}", "Dated on a day of rest: “{party}”, {dated}"),
        Text("Сверьте дату с журналом", "Compare the date with the register"),
    ),
    "number-taken": Rule(
        Text(
            "Номер {number} уже занят другим документом журнала: «{party}»",
            "Number {number} is taken by another entry of the register: “{party}”",
        ),
        Text("Сверьте номер с журналом", "Compare the number with the register"),
    ),
    "step-missing": Rule(
        Text(
            "Нет отметки, которой требует цепочка: «{party}»",
            "A stamp that the chain asks for is missing: “{party}”",
        ),
        Text("Найдите протокол или приказ и внесите его", "Find the protocol or order and enter it"),
    ),
    "party-unknown": Rule(
        Text("Органа нет в списке организации: «{party}»", "The organisation has no such body: “{party}”"),
        Text("Заведите орган или исправьте название", "Add the body or correct its name"),
    ),
}


DAYS = ("dated", "approved")


def told(finding: Finding) -> Text:
    """The finding as a sentence, its days as people write them."""
    days = {
        name: f"{date.fromisoformat(finding.facts[name]):%d.%m.%Y}" for name in DAYS if name in finding.facts
    }
    return RULES[finding.code].title.filled(**{**finding.facts, **days})
