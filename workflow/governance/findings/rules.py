"""The closed table of rules, and what is found, refused and told by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from workflow.documents.dates import numeric
from workflow.errors import Refused, Unmet
from workflow.governance.findings.control import CONTROL_RULES
from workflow.governance.findings.dates import DATE_RULES
from workflow.governance.findings.facts import Facts
from workflow.governance.findings.finding import SEVERITIES, Finding, Rule
from workflow.governance.findings.force import FORCE_RULES
from workflow.governance.findings.parties import PARTY_RULES
from workflow.governance.findings.stamps import STAMP_RULES
from workflow.values import Text, both

RULES: Mapping[str, Rule] = {
    rule.code: rule for rule in (*STAMP_RULES, *DATE_RULES, *PARTY_RULES, *FORCE_RULES, *CONTROL_RULES)
}
"""Every rule by its code."""

FACT_NAMES: Mapping[str, Text] = {
    "party": Text("Орган или должность", "Body or office"),
    "number": Text("Номер", "Number"),
    "dated": Text("Дата", "Date"),
    "approved": Text("Утверждено", "Approved"),
    "recorded": Text("Внесено", "Recorded"),
    "submitted": Text("Текст отправлен", "Text sent"),
    "signer": Text("Подписал", "Signed by"),
    "holder": Text("Занимал должность", "Held the office"),
    "since": Text("С какого дня", "Since"),
    "until": Text("До какого дня", "Until"),
    "other": Text("С чем сравнивается", "Compared with"),
    "other_number": Text("Другой номер", "Other number"),
    "other_dated": Text("Другая дата", "Other date"),
    "edition": Text("Редакция", "Edition"),
    "other_edition": Text("Другая редакция", "Other edition"),
    "evidence": Text("Чем решено", "Decided by"),
    "act": Text("Действие", "Act"),
    "voided": Text("Отметок потеряло силу", "Sign-offs void"),
    "changed": Text("День смены", "Day of the change"),
    "title": Text("Название", "Title"),
    "cited": Text("Что цитируется", "What is cited"),
    "instead": Text("Что действует", "What is in force"),
    "point": Text("Пункт", "Point"),
    "responsible": Text("Отвечает", "Answers for it"),
    "due": Text("Срок", "Due"),
    "published": Text("Опубликовано", "Published"),
    "transition": Text("Переход", "Transition"),
}
"""How the facts that rules compare are called, in the order in which they are shown."""

DAYS = frozenset(
    {
        "dated",
        "approved",
        "recorded",
        "submitted",
        "since",
        "until",
        "other_dated",
        "changed",
        "due",
        "published",
    }
)
PERSONAL_FACTS = ("signer", "holder", "responsible")
"""Facts that name people: the journal holds them in what can be erased."""
_WORDS: Mapping[tuple[str, str], Text] = {
    ("evidence", "protocol"): Text("протокол", "protocol"),
    ("evidence", "order"): Text("приказ", "order"),
    ("act", "agree"): Text("согласовать", "agree"),
    ("act", "opinion"): Text("дать мнение", "give an opinion"),
    ("act", "adopt"): Text("принять", "adopt"),
    ("act", "approve"): Text("утвердить", "approve"),
    ("act", "consider"): Text("рассмотреть", "consider"),
    ("act", "acknowledge"): Text("ознакомиться", "acknowledge"),
    ("act", "register"): Text("ввести в действие", "put into force"),
}


def find(facts: Facts) -> tuple[Finding, ...]:
    """Everything that the facts break, the gravest first, then in the order of the table."""
    found = [
        Finding(rule.code, rule.severity, broken.facts, broken.steps)
        for rule in RULES.values()
        for broken in rule.look(facts)
    ]
    return tuple(sorted(found, key=lambda one: SEVERITIES.index(one.severity)))


def refusals(findings: Sequence[Finding], step: str | None) -> Refused | None:
    """Why live work on a step stops: the rules that it would break, and how each is mended; None if none."""
    broken = [one for one in findings if RULES[one.code].refuses and _concerns(one, step)]
    if not broken:
        return None
    unmet = tuple(Unmet(one.code, told(one), RULES[one.code].mend) for one in broken)
    return Refused("rule-broken", _BROKEN, unmet)


def _concerns(one: Finding, step: str | None) -> bool:
    return step is None or not one.steps or step in one.steps


def told(finding: Finding) -> Text:
    """The finding as a sentence, its days as people write them; «–» for what is not on record."""
    rule = RULES.get(finding.code)
    if rule is None:
        return both(finding.code)
    said = {name: _fact(name, value) for name, value in finding.facts.items()}
    ru = rule.title.ru.format_map(_Known({name: text.ru for name, text in said.items()}))
    return Text(ru, rule.title.en.format_map(_Known({name: text.en for name, text in said.items()})))


def compared(finding: Finding) -> Iterator[tuple[Text, Text]]:
    """The facts side by side: each with its name."""
    for name, title in FACT_NAMES.items():
        if name in finding.facts:
            yield title, _fact(name, finding.facts[name])


class _Known(defaultdict[str, str]):
    """The facts on record; what is missing is a dash."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__(lambda: "–", known)


def _fact(name: str, value: str) -> Text:
    if name not in DAYS:
        return _WORDS.get((name, value), both(value))
    try:
        return both(numeric(date.fromisoformat(value)))
    except ValueError:
        return both(value or "–")


_BROKEN = Text("Так нельзя: нарушается правило", "This would break a rule")
