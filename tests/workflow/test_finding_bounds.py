"""The bounds of rules of findings: of several days, stages, holders and spellings, the one that counts."""

from __future__ import annotations

from datetime import date

import pytest
from test_finding_rules import DECIDED, LATER, ORDERED, body, head, held, record

from workflow.governance.findings import Answer, Facts, Finding, Holder, find
from workflow.governance.findings.dates import later_than
from workflow.governance.findings.parties import same_person

EARLIER = date(2024, 4, 7)
COUNCIL = {"step": "council", "act": "adopt"}


def broken(code: str, *answers: Answer) -> list[Finding]:
    facts: Facts = record(*answers)
    return [one for one in find(facts) if one.code == code]


def test_of_decisions_after_the_approval_the_last_is_told() -> None:
    assert later_than(DECIDED, [ORDERED, LATER, EARLIER, None]) == LATER
    assert later_than(DECIDED, [DECIDED, None]) is None


def test_of_later_stages_that_were_decided_earlier_the_earliest_is_told() -> None:
    later = body(**COUNCIL, stage=1, dated=DECIDED, party="педагогический совет")
    earliest = body(step="meeting", act="adopt", stage=2, dated=EARLIER, party="общее собрание")
    found = broken("stage-out-of-order", body(stage=0, dated=ORDERED), later, earliest, head(stage=3))
    assert (found[0].facts["other"], found[0].facts["other_dated"]) == ("общее собрание", "2024-04-07")


@pytest.mark.parametrize(
    "after",
    [
        body(**COUNCIL, stage=None, dated=EARLIER),
        body(**COUNCIL, stage=1, dated=None),
        head(stage=1, dated=EARLIER),
        body(**COUNCIL, stage=0, dated=EARLIER),
        body(**COUNCIL, stage=1, dated=DECIDED),
    ],
)
def test_only_dated_answers_of_a_later_stage_before_the_approval_are_out_of_order(after: Answer) -> None:
    assert broken("stage-out-of-order", body(stage=0), after) == []


@pytest.mark.parametrize(
    ("more", "known"),
    [
        ({}, [Holder("И.И. Орлова"), Holder("В.И. Рябинина")]),
        ({"signer": None}, [Holder("И.И. Орлова")]),
    ],
)
def test_an_order_is_signed_by_any_of_those_in_office_or_by_nobody_named(
    more: dict[str, None], known: list[Holder]
) -> None:
    assert broken("signer-not-in-office", body(), head(seats=held(*known), **more)) == []


def test_a_holder_beside_one_who_acts_without_a_paper_may_have_signed() -> None:
    acting = Holder("И.И. Орлова", acting=True)
    assert broken("acting-without-basis", body(), head(signer=None, seats=held(acting)))
    beside = held(acting, Holder("В.И. Рябинина"))
    assert broken("acting-without-basis", body(), head(signer=None, seats=beside)) == []
    assert broken("acting-without-basis", body(), head(signer="И.И. Орлова", seats=beside))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (body(number=None), body(step="again", number=None, dated=LATER)),
        (body(), body(step="again", dated=None)),
        (body(), body(step="again", number="4", dated=LATER)),
    ],
)
def test_only_one_number_of_two_days_is_a_contradiction(first: Answer, second: Answer) -> None:
    assert broken("number-of-two-dates", first, second, head()) == []
    assert broken("number-of-two-dates", body(), body(step="again", dated=EARLIER), head())


@pytest.mark.parametrize(
    ("printed", "known", "same"),
    [
        ("Ким Александра", "А. Ким", True),
        ("Орлова И.И.", "И.И. Оркина", False),
        ("Орлова И.И.", "И.П. Орлова", False),
        ("Орлова И.", "И.П. Орлова", True),
    ],
)
def test_a_name_is_compared_by_its_surname_and_the_initials_that_both_have(
    printed: str, known: str, same: bool
) -> None:
    assert same_person(printed, known) is same
