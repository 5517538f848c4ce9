"""Every rule of findings: the facts that break it, and the nearest that do not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.chain.acts import ACTS
from workflow.governance.findings import (
    FACT_NAMES,
    RULES,
    SEVERITIES,
    Answer,
    Asked,
    Bypassed,
    Controlled,
    Entry,
    Facts,
    Finding,
    Holder,
    Other,
    Seats,
    compared,
    find,
    refusals,
    told,
)
from workflow.governance.findings.parties import same_person

DECIDED, ORDERED, LATER = date(2024, 4, 8), date(2024, 4, 12), date(2024, 5, 17)
LONG_AGO = date(2019, 9, 2)


def body(**more: Any) -> Answer:
    """The parents' council agrees before the order, with everything in place."""
    facts: dict[str, Any] = {
        "step": "parents_council",
        "act": "agree",
        "party": "совет родителей",
        "kind": "parents_council",
        "nature": "body",
        "evidence": "protocol",
        "number": "3",
        "dated": DECIDED,
        "recorded": LATER,
        "since": LONG_AGO,
        "seats": Seats(LONG_AGO, 7),
    }
    return Answer(**{**facts, **more})


def head(**more: Any) -> Answer:
    """The director approves by an order."""
    facts: dict[str, Any] = {
        "step": "head",
        "act": "approve",
        "party": "директор",
        "kind": "head",
        "nature": "office",
        "evidence": "order",
        "number": "220",
        "dated": ORDERED,
        "recorded": LATER,
        "word": "УТВЕРЖДЕНО",
        "signer": "В.И. Рябинина",
        "since": LONG_AGO,
        "seats": Seats(LONG_AGO, 1, None, (Holder("В.И. Рябинина"),)),
    }
    return Answer(**{**facts, **more})


def record(*answers: Answer, **more: Any) -> Facts:
    """A paper act that was agreed, approved and put into force."""
    facts: dict[str, Any] = {
        "paper": True,
        "edition": 2,
        "title": "Положение о школьном музее",
        "today": date(2024, 6, 3),
        "since": ORDERED,
        "answers": answers or (body(), head()),
    }
    return Facts(**{**facts, **more})


def live(*answers: Answer, **more: Any) -> Facts:
    """The same, decided here and not on paper."""
    return record(*answers, paper=False, submitted=date(2024, 4, 1), **more)


def held(*holders: Holder) -> Seats:
    return Seats(LONG_AGO, len(holders), None if holders else ORDERED, holders)


IN_WORDS = (FACT_NAMES["evidence"], FACT_NAMES["act"])
FORMER = Other(1, LONG_AGO, ORDERED)
CASES: Mapping[str, tuple[Facts, Facts]] = {
    "no-approvals": (replace(record(), answers=()), record()),
    "no-date": (record(body(dated=None), head()), record()),
    "no-number": (record(body(), head(number=None)), record(body(), head(number=None, evidence="none"))),
    "no-protocol": (record(body(evidence="none", number=None), head()), record()),
    "unsure-reading": (record(body(ambiguous=True), head()), record()),
    "number-taken": (record(body(taken=LATER), head()), record()),
    "number-of-two-dates": (
        record(head(step="head_2", act="register", dated=LATER), head()),
        record(head(step="head_2", act="register", dated=LATER, number="221"), head()),
    ),
    "number-out-of-order": (record(body(neighbours=(Entry("2", LATER),)), head()), record()),
    "annex-mark": (
        record(body(), head(annexed_to=Entry("219", ORDERED))),
        record(body(), head(annexed_to=Entry("220", ORDERED))),
    ),
    "mixed-form": (record(body(), head(word="УТВЕРЖДАЮ")), record(body(), head(word="УТВЕРЖДЕНО"))),
    "wrong-instrument": (record(body(evidence="order"), head()), record()),
    "adopted-by-official": (record(head(act="adopt")), record(body(act="adopt"), head())),
    "decision-after-approval": (record(body(dated=LATER), head()), record(body(dated=ORDERED), head())),
    "adoption-after-approval": (
        record(body(act="adopt", dated=LATER), head()),
        record(body(act="adopt", dated=ORDERED), head()),
    ),
    "entry-before-approval": (
        record(head(step="entry", act="register", number="9", dated=DECIDED), head()),
        record(head(step="entry", act="register", number="9", dated=ORDERED), head()),
    ),
    "stage-out-of-order": (
        record(
            body(stage=0), body(step="council", act="adopt", stage=1, dated=date(2024, 4, 7)), head(stage=2)
        ),
        record(body(stage=0), body(step="council", act="adopt", stage=1), head(stage=2)),
    ),
    "future-date": (record(body(recorded=date(2024, 4, 7)), head()), record(body(recorded=DECIDED), head())),
    "before-law": (
        record(body(dated=date(1924, 4, 8), since=None, seats=None), head()),
        record(body(dated=date(1992, 7, 30), since=None, seats=None), head()),
    ),
    "decided-before-submission": (
        live(body(dated=date(2024, 3, 31)), head()),
        live(body(dated=date(2024, 4, 1)), head()),
    ),
    "rest-day": (record(rest=frozenset({DECIDED})), record(rest=frozenset({LATER}))),
    "party-unknown": (record(body(listed=False), head()), record()),
    "body-not-yet": (
        record(body(since=date(2024, 4, 9), seats=None), head()),
        record(body(since=DECIDED, seats=Seats(DECIDED, 5)), head()),
    ),
    "body-no-more": (record(body(until=DECIDED), head()), record(body(until=date(2024, 4, 9)), head())),
    "body-without-members": (record(body(seats=None), head()), record(body(seats=Seats(DECIDED, 1)), head())),
    "decision-after-term": (
        record(body(seats=Seats(LONG_AGO, 0, DECIDED)), head()),
        record(body(seats=Seats(LONG_AGO, 1)), head()),
    ),
    "office-vacant": (
        record(body(), head(seats=held(), signer="")),
        record(body(), head(seats=None, signer="")),
    ),
    "signer-not-in-office": (
        record(body(), head(signer="Лугова Я.К.")),
        record(body(), head(signer="Рябининой В. И.")),
    ),
    "acting-without-basis": (
        record(body(), head(seats=held(Holder("В.И. Рябинина", acting=True)))),
        record(body(), head(seats=held(Holder("В.И. Рябинина", acting=True, basis="приказ № 243")))),
    ),
    "quorum-unmet": (record(body(quorum="unmet"), head()), record(body(quorum="met"), head())),
    "quorum-unverified": (record(body(quorum="unknown"), head()), record()),
    "force-before-approval": (record(since=date(2024, 4, 11)), record(since=date(2024, 4, 13))),
    "lapsed-before-force": (record(until=date(2024, 4, 11)), record(until=ORDERED)),
    "two-in-force": (
        record(others=(Other(1, LONG_AGO, date(2024, 4, 13)),)),
        record(others=(FORMER,)),
    ),
    "gap-between-editions": (record(others=(Other(1, LONG_AGO, DECIDED),)), record(others=(FORMER,))),
    "step-missing": (
        record(asked=(Asked("student_council", "agree", "совет обучающихся"),)),
        record(asked=(Asked("parents_council", "agree", "совет родителей"),)),
    ),
    "step-not-asked": (
        record(asked=(Asked("head", "approve", "руководитель"),)),
        record(asked=(Asked("head", "approve", ""), Asked("parents_council", "agree", ""))),
    ),
    "another-text": (live(body(same_text=False), head()), live()),
    "chain-changed": (live(voided=2, changed=DECIDED), live()),
    "amends-amending": (
        record(title="О внесении изменений в приказ «О внесении изменений в Правила приёма»"),
        record(title="О внесении изменений в Правила приёма"),
    ),
    "repealed-cited": (
        record(text="Закон от 10.07.1992 № 3266-1 «Об образовании»"),
        record(text="Закон от 10.07.1992 № 3266-1", until=date(2024, 6, 1)),
    ),
    "published-late": (
        record(published=date(2024, 4, 28), publish_by=date(2024, 4, 27)),
        record(published=date(2024, 4, 27), publish_by=date(2024, 4, 27)),
    ),
    "condition-bypassed": (live(bypassed=(Bypassed("Опубликовать", ORDERED),)), live()),
    "recorded-late": (
        live(body(recorded=date(2024, 6, 8)), head()),
        live(body(recorded=date(2024, 6, 7)), head()),
    ),
    "point-overdue": (
        record(controlled=(Controlled(2, "А.П. Зорина", LONG_AGO),)),
        record(controlled=(Controlled(2, "А.П. Зорина", record().today),)),
    ),
}


def codes(facts: Facts) -> list[str]:
    return [one.code for one in find(facts)]


def test_the_table_has_a_case_for_every_rule() -> None:
    assert set(CASES) == set(RULES)


@pytest.mark.parametrize("code", RULES)
def test_what_breaks_a_rule_is_found_by_it(code: str) -> None:
    assert code in codes(CASES[code][0])


@pytest.mark.parametrize("code", RULES)
def test_the_nearest_facts_that_keep_it_are_not(code: str) -> None:
    assert code not in codes(CASES[code][1])


@pytest.mark.parametrize("facts", [record(), live()], ids=["paper", "live"])
def test_what_is_in_order_has_no_finding(facts: Facts) -> None:
    assert find(facts) == ()


@pytest.mark.parametrize("code", RULES)
def test_a_finding_tells_the_facts_that_it_compares_in_both_languages(code: str) -> None:
    found = next(one for one in find(CASES[code][0]) if one.code == code)
    said, sides = told(found), dict(compared(found))
    assert found.severity in SEVERITIES
    assert set(found.facts) <= set(FACT_NAMES)
    assert len(sides) == len(found.facts)
    for words in (said.ru, said.en):
        assert "{" not in words and "–" not in words
    plain = [fact for name, fact in sides.items() if name not in IN_WORDS]
    assert [fact.ru for fact in plain if fact.ru not in said.ru] == []


@pytest.mark.parametrize("code", RULES)
def test_a_rule_says_what_it_rests_on_how_to_mend_it_and_its_name(code: str) -> None:
    rule = RULES[code]
    for text in (rule.law, rule.mend, rule.short):
        assert text.ru and text.en and "{" not in text.ru + text.en


OLD_LAW = "Закон от 10.07.1992 № 3266-1"
EDGES = (
    ("stage-out-of-order", record(body(stage=0), body(step="council", stage=0, dated=LONG_AGO)), False),
    ("body-without-members", record(body(since=DECIDED, seats=None)), True),
    ("body-without-members", record(head(seats=None)), False),
    ("office-vacant", record(head(seats=Seats(ORDERED, 0, ORDERED), signer="")), True),
    ("repealed-cited", record(text=OLD_LAW, since=date(2024, 6, 3)), True),
    ("repealed-cited", record(text=OLD_LAW, since=date(2024, 6, 4)), False),
    ("repealed-cited", record(text=OLD_LAW, until=date(2024, 6, 3)), False),
    ("repealed-cited", record(text=OLD_LAW, since=LONG_AGO, today=date(2013, 8, 31)), False),
    ("two-in-force", record(others=(Other(2, LONG_AGO),)), False),
)


@pytest.mark.parametrize(("code", "facts", "found"), EDGES)
def test_each_rule_keeps_to_its_last_day(code: str, facts: Facts, found: bool) -> None:
    assert (code in codes(facts)) is found


def test_only_the_last_approval_counts() -> None:
    council = body(
        step="council", act="approve", kind="governing_council", number="1", dated=date(2024, 3, 1)
    )
    assert "decision-after-approval" not in codes(record(council, body(), head()))


def test_a_refused_text_is_no_approval() -> None:
    sent_back = head(advances=False, dated=date(2024, 4, 1))
    assert codes(replace(live(sent_back, body()), since=None)) == []


def test_an_erased_name_is_a_dash_and_an_unknown_rule_its_code() -> None:
    assert "подписал –" in told(Finding("signer-not-in-office", "error", {"party": "директор"})).ru
    assert told(Finding("of-another-version", "note", {})).ru == "of-another-version"


@pytest.mark.parametrize(
    ("printed", "known", "same"),
    [
        ("Рябинина В.И.", "В.И. Рябинина", True),
        ("В. И. Рябининой", "В.И. Рябинина", True),
        ("Рябинина Вера Ивановна", "В.И. Рябинина", True),
        ("Фёдорова А.А.", "А.А. Федорова", True),
        ("Рябинина", "В.И. Рябинина", True),
        ("Рябинина О.И.", "В.И. Рябинина", False),
        ("Рябинкина В.И.", "В.И. Лугова", False),
        ("_____", "В.И. Лугова", True),
    ],
)
def test_one_person_is_known_by_surname_and_initials(printed: str, known: str, same: bool) -> None:
    assert same_person(printed, known) is same


def test_live_work_is_refused_for_the_step_that_breaks_a_rule_and_for_no_other() -> None:
    found = find(live(body(seats=Seats(LONG_AGO, 0, DECIDED)), head()))
    refused = refusals(found, "parents_council")
    assert refused is not None
    assert [(one.code, one.who) for one in refused.unmet] == [
        ("decision-after-term", RULES["decision-after-term"].mend)
    ]
    assert refusals(found, "head") is None


def test_a_note_refuses_nothing() -> None:
    assert refusals(find(live(body(dated=date(2024, 3, 31)), head())), "parents_council") is None


DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 1, 1))
SOME_DAY = st.dates()
WORDS = st.text(max_size=12)
ANSWERS = st.builds(
    Answer,
    step=WORDS,
    act=st.sampled_from(sorted(ACTS)),
    party=WORDS,
    kind=WORDS,
    nature=st.sampled_from(["body", "office"]),
    evidence=st.sampled_from(["protocol", "order", "none"]),
    number=st.none() | WORDS,
    dated=DAYS,
    recorded=DAYS,
    advances=st.booleans(),
    stage=st.none() | st.integers(0, 4),
    word=st.sampled_from(["", "УТВЕРЖДАЮ", "ПРИНЯТО"]),
    signer=WORDS,
    ambiguous=st.booleans(),
    listed=st.booleans(),
    since=DAYS,
    until=DAYS,
    seats=st.none()
    | st.builds(
        Seats,
        SOME_DAY,
        st.integers(0, 40),
        DAYS,
        st.lists(st.builds(Holder, WORDS, st.booleans(), WORDS), max_size=3).map(tuple),
    ),
    taken=DAYS,
    neighbours=st.lists(st.builds(Entry, WORDS, SOME_DAY), max_size=2).map(tuple),
    annexed_to=st.none() | st.builds(Entry, WORDS, SOME_DAY),
    same_text=st.booleans(),
    quorum=st.none() | st.sampled_from(["met", "unmet", "unknown"]),
)
ANY_FACTS = st.builds(
    Facts,
    paper=st.booleans(),
    edition=st.integers(1, 9),
    title=WORDS,
    today=SOME_DAY,
    text=WORDS,
    submitted=DAYS,
    since=DAYS,
    until=DAYS,
    answers=st.lists(ANSWERS, max_size=5).map(tuple),
    asked=st.lists(st.builds(Asked, WORDS, st.sampled_from(["agree", "approve"]), WORDS), max_size=3).map(
        tuple
    ),
    others=st.lists(st.builds(Other, st.integers(1, 9), SOME_DAY, DAYS), max_size=3).map(tuple),
    rest=st.frozensets(SOME_DAY, max_size=2),
    voided=st.integers(0, 3),
    changed=DAYS,
)


@given(ANY_FACTS)
def test_no_facts_make_a_rule_fail_and_every_finding_can_be_told(facts: Facts) -> None:
    found = find(facts)
    assert found == find(facts)
    for one in found:
        assert told(one).ru and told(one).en
        assert all(isinstance(fact, str) for fact in one.facts.values())
    refusals(found, None)
