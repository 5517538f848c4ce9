"""Rules over stamps: what each must carry, and whether its number fits the register."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.governance.findings.facts import Answer, Facts
from workflow.governance.findings.finding import Broken, Rule
from workflow.values import Text


def _no_approvals(facts: Facts) -> Iterator[Broken]:
    if facts.paper and not facts.answers:
        yield Broken({})


def _no_date(facts: Facts) -> Iterator[Broken]:
    return (_of(one) for one in _printed(facts) if one.dated is None)


def _no_number(facts: Facts) -> Iterator[Broken]:
    return (_of(one) for one in _printed(facts) if one.number is None and one.evidence != "none")


def _no_protocol(facts: Facts) -> Iterator[Broken]:
    """An official answers under his own signature; a body only by the protocol of a sitting."""
    return (_of(one) for one in _printed(facts) if one.nature == "body" and one.evidence == "none")


def _unsure(facts: Facts) -> Iterator[Broken]:
    return (_of(one) for one in _printed(facts) if one.ambiguous)


def _taken(facts: Facts) -> Iterator[Broken]:
    for one in facts.answers:
        if one.taken and one.number and one.dated:
            compared = {
                "number": one.number,
                "dated": one.dated.isoformat(),
                "other_dated": one.taken.isoformat(),
            }
            yield Broken({"party": one.party, **compared}, (one.step,))


def _two_dates(facts: Facts) -> Iterator[Broken]:
    """One number of one body or office cannot be of two days."""
    first: dict[tuple[str, str], Answer] = {}
    for one in facts.answers:
        if one.number is None or one.dated is None:
            continue
        other = first.setdefault((one.kind, one.number), one)
        if other.party == one.party and other.dated and other.dated != one.dated:
            compared = {"dated": one.dated.isoformat(), "other_dated": other.dated.isoformat()}
            yield Broken({"party": one.party, "number": one.number, **compared}, (one.step, other.step))


def _out_of_order(facts: Facts) -> Iterator[Broken]:
    for one in facts.answers:
        for beside in one.neighbours if one.number and one.dated else ():
            compared = {
                "number": str(one.number),
                "dated": str(one.dated),
                "other_number": beside.number,
                "other_dated": beside.dated.isoformat(),
            }
            yield Broken({"party": one.party, **compared}, (one.step,))


def _mark(facts: Facts) -> Iterator[Broken]:
    """The mark of an annex, or its stamp, names the order that it belongs to."""
    for one in facts.answers:
        order = one.annexed_to
        if order is None or one.number is None or one.dated is None:
            continue
        if (order.number.casefold(), order.dated) != (one.number.casefold(), one.dated):
            compared = {
                "number": one.number,
                "dated": one.dated.isoformat(),
                "other_number": order.number,
                "other_dated": order.dated.isoformat(),
            }
            yield Broken(compared, (one.step,))


def _mixed(facts: Facts) -> Iterator[Broken]:
    for one in _printed(facts):
        if (
            one.act == "approve"
            and one.word.upper() == "УТВЕРЖДАЮ"
            and one.evidence == "order"
            and one.number
        ):
            yield Broken({"party": one.party, "number": one.number}, (one.step,))


def _instrument(facts: Facts) -> Iterator[Broken]:
    right = {"body": "protocol", "office": "order"}
    for one in facts.answers:
        if one.evidence != "none" and one.evidence != right[one.nature]:
            yield Broken({"party": one.party, "evidence": one.evidence}, (one.step,))


def _adopted_by_office(facts: Facts) -> Iterator[Broken]:
    return (_of(one) for one in facts.answers if one.act == "adopt" and one.nature == "office")


def _printed(facts: Facts) -> Iterator[Answer]:
    """Answers that stand on paper; what is given live cannot lack them."""
    return iter(facts.answers if facts.paper else ())


def _of(one: Answer) -> Broken:
    return Broken({"party": one.party}, (one.step,))


_GOST = Text("ГОСТ Р 7.0.97: гриф утверждения и согласования", "GOST R 7.0.97: approval and agreement stamps")
_REGISTERS = Text("ГОСТ Р 7.0.97: регистрационный номер", "GOST R 7.0.97: registration number")
_BODY = Text("273-ФЗ, ст. 26, ч. 4–5 и устав", "Law 273-FZ, art. 26 p. 4–5, and the charter")

STAMP_RULES = (
    Rule(
        "no-approvals",
        "error",
        _no_approvals,
        Text("273-ФЗ, ст. 30, ч. 1", "Law 273-FZ, art. 30 p. 1"),
        Text(
            "В документе не найдено ни одной отметки об утверждении", "The document shows no approval at all"
        ),
        Text(
            "Найдите приказ или протокол и внесите его реквизиты", "Find the order or protocol and enter it"
        ),
    ),
    Rule(
        "no-date",
        "error",
        _no_date,
        _GOST,
        Text("Отметка без даты: «{party}»", "A stamp without a date: “{party}”"),
        Text("Внесите дату протокола или приказа", "Enter the date of the protocol or order"),
    ),
    Rule(
        "no-number",
        "error",
        _no_number,
        _GOST,
        Text("Отметка без номера: «{party}»", "A stamp without a number: “{party}”"),
        Text("Внесите номер протокола или приказа", "Enter the number of the protocol or order"),
    ),
    Rule(
        "no-protocol",
        "error",
        _no_protocol,
        _BODY,
        Text("Решение органа без протокола: «{party}»", "A body's decision without a protocol: “{party}”"),
        Text(
            "Найдите протокол заседания и внесите его реквизиты", "Find the protocol of the sitting, enter it"
        ),
    ),
    Rule(
        "unsure-reading",
        "note",
        _unsure,
        Text("чтение бумаги, не норма", "the reading of the paper, no norm"),
        Text("Отметка прочитана неуверенно: «{party}»", "The stamp was read with doubt: “{party}”"),
        Text("Сверьте с бумагой", "Compare with the paper"),
    ),
    Rule(
        "number-taken",
        "error",
        _taken,
        _REGISTERS,
        Text(
            "Номер уже занят: «{party}», № {number} от {dated}, в журнале он от {other_dated}",
            "The number is taken: “{party}”, No. {number} of {dated}, in the register of {other_dated}",
        ),
        Text("Сверьте номер и дату с журналом", "Compare number and date with the register"),
    ),
    Rule(
        "number-of-two-dates",
        "error",
        _two_dates,
        _REGISTERS,
        Text(
            "Один номер с двумя датами: «{party}», № {number} от {dated} и от {other_dated}",
            "One number with two dates: “{party}”, No. {number} of {dated} and of {other_dated}",
        ),
        Text("Оставьте ту дату, что в журнале", "Keep the date that the register has"),
    ),
    Rule(
        "number-out-of-order",
        "warning",
        _out_of_order,
        Text("номера идут по порядку дат (ГОСТ Р 7.0.97)", "numbers follow dates (GOST R 7.0.97)"),
        Text(
            "Номер не по порядку дат: «{party}», № {number} от {dated}, рядом № {other_number} от "
            "{other_dated}",
            "Number and date out of order: “{party}”, No. {number} of {dated} beside No. {other_number} of "
            "{other_dated}",
        ),
        Text("Сверьте номера и даты с журналом", "Compare numbers and dates with the register"),
    ),
    Rule(
        "annex-mark",
        "error",
        _mark,
        Text("ГОСТ Р 7.0.97: отметка о приложении", "GOST R 7.0.97: mark of an annex"),
        Text(
            "Приложение называет другой приказ: № {number} от {dated}, а приложено к № {other_number} от "
            "{other_dated}",
            "The annex names another order: No. {number} of {dated}, not its own No. {other_number} of "
            "{other_dated}",
        ),
        Text("Исправьте отметку о приложении", "Correct the mark of the annex"),
    ),
    Rule(
        "mixed-form",
        "note",
        _mixed,
        Text("ГОСТ Р 7.0.97: гриф утверждения, две формы", "GOST R 7.0.97: approval stamp, two forms"),
        Text(
            "Смешаны две формы грифа: «УТВЕРЖДАЮ» и приказ № {number} («{party}»)",
            "Two forms of the stamp are mixed: УТВЕРЖДАЮ and order No. {number} (“{party}”)",
        ),
        Text(
            "В новой редакции печатайте «УТВЕРЖДЕНО приказом…»",
            "Print “УТВЕРЖДЕНО приказом…” in the next edition",
        ),
    ),
    Rule(
        "wrong-instrument",
        "warning",
        _instrument,
        _BODY,
        Text(
            "Орган решает протоколом, должностное лицо приказом: «{party}»",
            "A body decides by protocol, an official by order: “{party}”",
        ),
        Text("Проверьте, чей это документ", "Check whose instrument it is"),
    ),
    Rule(
        "adopted-by-official",
        "warning",
        _adopted_by_office,
        _BODY,
        Text(
            "Принимает заседание органа, а не должностное лицо: «{party}»",
            "A sitting adopts, no official does: “{party}”",
        ),
        Text("Проверьте слово в отметке", "Check the word of the stamp"),
    ),
)
