"""Rules over the days in force, the chain that was followed, and what the text itself rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from workflow.governance.findings.facts import Facts, Other
from workflow.governance.findings.finding import Broken, Rule
from workflow.values import Text


@dataclass(frozen=True, slots=True)
class RepealedAct:
    """A federal act that schools cite, told by a pattern; not in force from `until` on."""

    shown: re.Pattern[str]
    title: str
    until: date
    instead: str


REPEALED = (
    RepealedAct(
        re.compile(r"№\s*3266-(?:1|I)\b"),
        "Закон РФ от 10.07.1992 № 3266-1 «Об образовании»",
        date(2013, 9, 1),
        "Федеральный закон от 29.12.2012 № 273-ФЗ",
    ),
    RepealedAct(
        re.compile(r"10(?:\.07\.|\s+июля\s+)2013(?:\s*г(?:\.|ода))?\s*№\s*582\b"),
        "Постановление Правительства РФ от 10.07.2013 № 582",
        date(2022, 3, 1),
        "Постановление Правительства РФ от 20.10.2021 № 1802",
    ),
    RepealedAct(
        re.compile(r"29(?:\.05\.|\s+мая\s+)2014(?:\s*г(?:\.|ода))?\s*№\s*785\b"),
        "Приказ Рособрнадзора от 29.05.2014 № 785",
        date(2021, 1, 1),
        "Приказ Рособрнадзора от 04.08.2023 № 1493",
    ),
    RepealedAct(
        re.compile(r"14(?:\.08\.|\s+августа\s+)2020(?:\s*г(?:\.|ода))?\s*№\s*831\b"),
        "Приказ Рособрнадзора от 14.08.2020 № 831",
        date(2024, 9, 1),
        "Приказ Рособрнадзора от 04.08.2023 № 1493",
    ),
    RepealedAct(
        re.compile(r"СанПиН\s*2\.4\.2\.2821-10"),
        "СанПиН 2.4.2.2821-10",
        date(2021, 1, 1),
        "СП 2.4.3648-20",
    ),
)
_AMENDING = re.compile(r"внесени\w*\s+изменени\w*", re.IGNORECASE)


def lapses_before(since: date | None, until: date) -> bool:
    """Whether a text that came into force on `since` would lapse before it."""
    return since is not None and until < since


def _early(facts: Facts) -> Iterator[Broken]:
    approval = facts.approved()
    if approval and approval.dated and facts.since and facts.since < approval.dated:
        compared = {"since": facts.since.isoformat(), "approved": approval.dated.isoformat()}
        yield Broken(compared, (approval.step,))


def _lapsed_early(facts: Facts) -> Iterator[Broken]:
    if facts.until and lapses_before(facts.since, facts.until):
        yield Broken({"since": str(facts.since), "until": facts.until.isoformat()})


def _two_in_force(facts: Facts) -> Iterator[Broken]:
    """Told at the later of the two editions."""
    for one in _former(facts):
        began, ends = max(one.since, facts.since or one.since), _earlier(one.until, facts.until)
        if facts.since and (ends is None or began < ends):
            yield Broken(
                {"edition": str(facts.edition), "other_edition": str(one.edition), "since": str(began)}
            )


def _gap(facts: Facts) -> Iterator[Broken]:
    last = max(_former(facts), key=lambda one: one.edition, default=None)
    if last and last.until and facts.since and last.until < facts.since:
        compared = {"until": last.until.isoformat(), "since": facts.since.isoformat()}
        yield Broken({"other_edition": str(last.edition), **compared})


def _former(facts: Facts) -> list[Other]:
    return [one for one in facts.others if one.edition < facts.edition] if facts.since else []


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _missing(facts: Facts) -> Iterator[Broken]:
    given = {(one.kind, one.act) for one in facts.answers}
    if facts.paper:
        yield from (Broken({"party": one.party}) for one in facts.asked if (one.kind, one.act) not in given)


def _not_asked(facts: Facts) -> Iterator[Broken]:
    asked = {(one.kind, one.act) for one in facts.asked}
    for one in facts.answers if facts.paper and asked else ():
        if (one.kind, one.act) not in asked:
            yield Broken({"party": one.party, "act": one.act}, (one.step,))


def _another_text(facts: Facts) -> Iterator[Broken]:
    return (Broken({"party": one.party}, (one.step,)) for one in facts.answers if not one.same_text)


def _chain_changed(facts: Facts) -> Iterator[Broken]:
    if facts.voided and facts.changed:
        yield Broken({"voided": str(facts.voided), "changed": facts.changed.isoformat()})


def _amends_amending(facts: Facts) -> Iterator[Broken]:
    if len(_AMENDING.findall(facts.title)) > 1:
        yield Broken({"title": facts.title})


def _repealed_cited(facts: Facts) -> Iterator[Broken]:
    """Only of an edition that is in force today: a lapsed one cites what was law then."""
    stands = facts.since and facts.since <= facts.today and (facts.until is None or facts.today < facts.until)
    for one in REPEALED if stands else ():
        if one.until <= facts.today and one.shown.search(facts.text):
            yield Broken({"cited": one.title, "until": one.until.isoformat(), "instead": one.instead})


_LABOUR_12 = Text("ТК РФ, ст. 12", "Labour Code, art. 12")
_CHARTER = Text("устав и цепочка вида документа (273-ФЗ, ст. 30, ч. 1)", "the charter (273-FZ, art. 30 p. 1)")

FORCE_RULES = (
    Rule(
        "force-before-approval",
        "error",
        _early,
        _LABOUR_12,
        Text(
            "Действует раньше утверждения: с {since}, утверждено {approved}",
            "In force before its approval: since {since}, approved {approved}",
        ),
        Text("Исправьте день вступления в силу", "Correct the day of entry into force"),
        refuses=True,
    ),
    Rule(
        "lapsed-before-force",
        "error",
        _lapsed_early,
        _LABOUR_12,
        Text(
            "Утратила силу раньше, чем вступила: с {since}, до {until}",
            "It lapsed before it came into force: from {since}, until {until}",
        ),
        Text("Сверьте оба приказа", "Compare both orders"),
        refuses=True,
    ),
    Rule(
        "two-in-force",
        "error",
        _two_in_force,
        _LABOUR_12,
        Text(
            "Две редакции действуют сразу: {other_edition} и {edition}, с {since}",
            "Two editions are in force at once: {other_edition} and {edition}, since {since}",
        ),
        Text("Признайте прежнюю редакцию утратившей силу", "Repeal the former edition"),
        refuses=True,
    ),
    Rule(
        "gap-between-editions",
        "note",
        _gap,
        _LABOUR_12,
        Text(
            "Ни одна редакция не действовала: редакция {other_edition} до {until}, следующая с {since}",
            "No edition was in force: edition {other_edition} until {until}, the next since {since}",
        ),
        Text("Проверьте, что перерыв решён приказом", "Check that an order decided the gap"),
    ),
    Rule(
        "step-missing",
        "error",
        _missing,
        _CHARTER,
        Text(
            "Нет отметки, которой требует цепочка: «{party}»",
            "A stamp that the chain asks for is missing: “{party}”",
        ),
        Text("Найдите протокол или приказ и внесите его", "Find the protocol or order and enter it"),
    ),
    Rule(
        "step-not-asked",
        "warning",
        _not_asked,
        _CHARTER,
        Text(
            "Цепочка не требует этой отметки: «{party}»", "The chain does not ask for this stamp: “{party}”"
        ),
        Text(
            "Проверьте, по той ли цепочке внесён документ",
            "Check that the document was put in by its own chain",
        ),
    ),
    Rule(
        "another-text",
        "error",
        _another_text,
        Text("отметка привязана к SHA-256 текста", "a sign-off is bound to the text's SHA-256"),
        Text("Отметка дана на другой текст: «{party}»", "The sign-off was given on another text: “{party}”"),
        Text("Запросите решение по этому тексту заново", "Ask for a decision on this text again"),
        refuses=True,
    ),
    Rule(
        "chain-changed",
        "note",
        _chain_changed,
        _CHARTER,
        Text(
            "Цепочка сменилась на ходу: {changed}, отметок потеряло силу: {voided}",
            "The chain was changed on the way: {changed}, sign-offs void: {voided}",
        ),
        Text("Проверьте основание смены цепочки", "Check why the chain was changed"),
    ),
    Rule(
        "amends-amending",
        "error",
        _amends_amending,
        Text("изменения вносят только в основной акт (юридическая техника)", "only the base act is amended"),
        Text("Изменения внесены в изменяющий акт: «{title}»", "An amending act is amended: “{title}”"),
        Text("Внесите изменения в основной акт", "Amend the base act"),
    ),
    Rule(
        "repealed-cited",
        "warning",
        _repealed_cited,
        Text("273-ФЗ, ст. 30, ч. 4; протесты прокуратуры", "Law 273-FZ, art. 30 p. 4"),
        Text(
            "Ссылка на акт, утративший силу: {cited}, до {until}; вместо него {instead}",
            "It cites an act that has lapsed: {cited}, until {until}; now {instead}",
        ),
        Text("Исправьте ссылку новой редакцией", "Correct it by a new edition"),
    ),
)
