"""Rules over bodies and offices on the day of their answer: do they exist, who sits there, who may sign."""

from __future__ import annotations

from collections.abc import Iterator

from workflow.governance.findings.facts import Answer, Facts
from workflow.governance.findings.finding import Broken, Rule
from workflow.values import Text

STEM = 3
"""The letters of a surname that no case ending changes, at the least."""


def _unknown(facts: Facts) -> Iterator[Broken]:
    return (Broken({"party": one.party}, (one.step,)) for one in facts.answers if not one.listed)


def _not_yet(facts: Facts) -> Iterator[Broken]:
    for one in facts.answers:
        if one.dated and one.since and one.dated < one.since:
            yield _compared(one, since=one.since.isoformat())


def _no_more(facts: Facts) -> Iterator[Broken]:
    for one in facts.answers:
        if one.dated and one.until and one.until <= one.dated:
            yield _compared(one, until=one.until.isoformat())


def _nobody(facts: Facts) -> Iterator[Broken]:
    """The body is on record for that day, but no seat in it was given by then."""
    for one in _unlisted(facts):
        known = one.dated and one.since and one.since <= one.dated and one.nature == "body"
        if known and one.dated and (one.seats is None or one.seats.began > one.dated):
            yield _compared(one)


def _term_over(facts: Facts) -> Iterator[Broken]:
    for one in _unlisted(facts):
        ended = one.seats.ended if one.seats else None
        if one.nature == "body" and one.dated and ended and ended <= one.dated:
            yield _compared(one, until=ended.isoformat())


def _vacant(facts: Facts) -> Iterator[Broken]:
    for one in _offices(facts):
        if one.seats and one.dated and one.seats.began <= one.dated and not one.seats.holders:
            yield _compared(one)


def _not_in_office(facts: Facts) -> Iterator[Broken]:
    for one in _offices(facts):
        holders = one.seats.holders if one.seats else ()
        if one.signer and holders and not any(same_person(one.signer, each.name) for each in holders):
            yield _compared(one, signer=one.signer, holder=", ".join(each.name for each in holders))


def _no_basis(facts: Facts) -> Iterator[Broken]:
    for one in _offices(facts):
        signed = [each for each in (one.seats.holders if one.seats else ()) if _signs(one, each.name)]
        if signed and all(each.acting and not each.basis.strip() for each in signed):
            yield _compared(one, holder=signed[0].name)


def _no_quorum(facts: Facts) -> Iterator[Broken]:
    return (_compared(one) for one in facts.answers if one.quorum == "unmet" and one.dated and one.advances)


def _quorum_unknown(facts: Facts) -> Iterator[Broken]:
    return (_compared(one) for one in facts.answers if one.quorum == "unknown" and one.dated)


def same_person(printed: str, known: str) -> bool:
    """Whether both name one person: the surname in any case, initials where both have them."""
    ours, theirs = _name(printed), _name(known)
    if not ours[0] or not theirs[0]:
        return True
    stem = max(STEM, min(len(ours[0]), len(theirs[0])) - 2)
    alike = ours[0][:stem] == theirs[0][:stem]
    return alike and all(a == b for a, b in zip(ours[1], theirs[1], strict=False))


def _name(name: str) -> tuple[str, str]:
    """The surname, and the initials of the names beside it."""
    words = [word for word in name.casefold().replace("ё", "е").replace(".", " ").split() if word.strip("_-")]
    if not words:
        return "", ""
    # Written out in full the surname stands first; beside initials it is the long word.
    full = all(len(word) > 1 for word in words)
    surname = words[0] if full else max(words, key=len)
    words.remove(surname)
    return surname, "".join(word[0] for word in words)


def _signs(one: Answer, holder: str) -> bool:
    return not one.signer or same_person(one.signer, holder)


def _unlisted(facts: Facts) -> Iterator[Answer]:
    """Answers without a sitting on record, whose own list says who the members were, by post too."""
    return (one for one in facts.answers if one.quorum is None)


def _offices(facts: Facts) -> Iterator[Answer]:
    return (one for one in facts.answers if one.nature == "office" and one.dated)


def _compared(one: Answer, **more: str) -> Broken:
    return Broken({"party": one.party, "dated": str(one.dated), **more}, (one.step,))


_BODIES = Text("273-ФЗ, ст. 26, ч. 4–6 и устав", "Law 273-FZ, art. 26 p. 4–6, and the charter")
_OFFICE = Text("273-ФЗ, ст. 26, ч. 3; ТК РФ, ст. 60.2", "Law 273-FZ, art. 26 p. 3; Labour Code, art. 60.2")
_QUORUM = Text(
    "устав: кворум и большинство (273-ФЗ, ст. 26, ч. 5)", "the charter: quorum (273-FZ, art. 26 p. 5)"
)

PARTY_RULES = (
    Rule(
        "party-unknown",
        "warning",
        _unknown,
        _BODIES,
        Text("Органа нет в списке организации: «{party}»", "The organisation has no such body: “{party}”"),
        Text("Заведите орган или исправьте название", "Add the body or correct its name"),
    ),
    Rule(
        "body-not-yet",
        "error",
        _not_yet,
        _BODIES,
        Text(
            "В этот день органа ещё не было: «{party}», {dated}; существует с {since}",
            "It did not exist yet: “{party}”, {dated}; it exists since {since}",
        ),
        Text(
            "Сверьте дату решения и дату создания органа",
            "Compare the day of the decision and of the creation",
        ),
        refuses=True,
    ),
    Rule(
        "body-no-more",
        "error",
        _no_more,
        _BODIES,
        Text(
            "В этот день органа уже не было: «{party}», {dated}; существовал до {until}",
            "It did not exist any more: “{party}”, {dated}; it existed until {until}",
        ),
        Text(
            "Сверьте дату решения и дату упразднения органа", "Compare the day of the decision and of the end"
        ),
        refuses=True,
    ),
    Rule(
        "body-without-members",
        "error",
        _nobody,
        _BODIES,
        Text(
            "В этот день в органе никого не было: «{party}», {dated}",
            "The body had no members: “{party}”, {dated}",
        ),
        Text(
            "Внесите состав на этот день или исправьте дату",
            "Enter the members of that day, or correct the day",
        ),
        refuses=True,
    ),
    Rule(
        "decision-after-term",
        "error",
        _term_over,
        _BODIES,
        Text(
            "Решение после окончания полномочий: «{party}», {dated}; состав действовал до {until}",
            "Decided after the term: “{party}”, {dated}; its members were in office until {until}",
        ),
        Text("Внесите новый состав или исправьте дату", "Enter the new members, or correct the day"),
        refuses=True,
    ),
    Rule(
        "office-vacant",
        "error",
        _vacant,
        _OFFICE,
        Text(
            "В этот день должность никто не занимал: «{party}», {dated}",
            "Nobody held the office: “{party}”, {dated}",
        ),
        Text(
            "Внесите, кто занимал должность или исполнял обязанности",
            "Enter who held the office or acted in it",
        ),
        refuses=True,
    ),
    Rule(
        "signer-not-in-office",
        "error",
        _not_in_office,
        _OFFICE,
        Text(
            "Подписал не тот, кто занимал должность: «{party}», {dated}, подписал {signer}, занимал {holder}",
            "Signed by somebody else: “{party}”, {dated}, by {signer}, the office was held by {holder}",
        ),
        Text(
            "Внесите исполняющего обязанности с основанием или исправьте подпись",
            "Enter the acting official with the basis, or correct the signature",
        ),
        refuses=True,
    ),
    Rule(
        "acting-without-basis",
        "error",
        _no_basis,
        _OFFICE,
        Text(
            "Исполнение обязанностей без основания: «{party}», {dated}, {holder}",
            "Acting without a basis: “{party}”, {dated}, {holder}",
        ),
        Text("Внесите приказ, которым возложены обязанности", "Enter the order that charged this person"),
        refuses=True,
    ),
    Rule(
        "quorum-unmet",
        "error",
        _no_quorum,
        _QUORUM,
        Text("Решение без кворума: «{party}», {dated}", "Decided without a quorum: “{party}”, {dated}"),
        Text("Проведите заседание заново", "Hold the sitting again"),
        refuses=True,
    ),
    Rule(
        "quorum-unverified",
        "warning",
        _quorum_unknown,
        _QUORUM,
        Text(
            "Кворум проверить нельзя: «{party}», {dated}, присутствовавшие не названы",
            "The quorum is not verifiable: “{party}”, {dated}, nobody is named as present",
        ),
        Text("Приложите список присутствовавших", "Add the list of those present"),
    ),
)
