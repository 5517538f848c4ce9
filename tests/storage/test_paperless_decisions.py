"""Decisions to sign without paper are kept by organisation and day, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import make
import pytest

from storage.reads import Reads
from workflow.errors import Forbidden, Invalid
from workflow.governance.paperless import FlowDecision
from workflow.services import printed_facts, printing
from workflow.services.answers import Decision
from workflow.services.approval import sign_off
from workflow.services.evidence import electronic_mark
from workflow.services.paperless import decide_flow
from workflow.values import DocumentKey, PartyKey

NEW = FlowDecision(make.TODAY, True, "приказ от 10.03.2026 № 14, согласован с учредителем")


def decide(school: make.School, new: FlowDecision = NEW, by: str = "administrator") -> None:
    actor = school.administrator if by == "administrator" else school.recorder(by)
    decide_flow(school.database, actor, school.id, new, make.moment())


def test_a_decision_is_kept_told_in_the_journal_and_replaced_on_its_day(school: make.School) -> None:
    decide(school)
    decide(school, FlowDecision(make.TODAY, False, "приказ № 15"))
    decide(school, FlowDecision(date(2026, 9, 1), True, "приказ № 16"))
    kept = Reads(school.database).flows(school.id)
    assert [(one.since, one.paperless) for one in kept] == [(make.TODAY, False), (date(2026, 9, 1), True)]
    told = Reads(school.database).history(DocumentKey(school.id, 0), before=None, limit=3)
    assert [one.kind for one in told] == ["paperless", "on_paper", "paperless"]


def test_one_school_decides_nothing_for_another(school: make.School) -> None:
    other = make.school(school.database, "other")
    decide(school)
    assert Reads(school.database).flows(other.id) == []


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (FlowDecision(make.TODAY, True, "  "), "basis"),
        (FlowDecision(date(2026, 3, 15), True, "приказ"), "since"),
    ],
)
def test_a_decision_names_its_basis_and_a_day_to_come(
    school: make.School, new: FlowDecision, field: str
) -> None:
    with pytest.raises(Invalid) as fault:
        decide(school, new)
    assert set(fault.value.fields) == {field}
    assert Reads(school.database).flows(school.id) == []


def test_only_an_administrator_decides(school: make.School) -> None:
    with pytest.raises(Forbidden):
        decide(school, by="head")
    assert Reads(school.database).flows(school.id) == []


def approved_by_hand_of_the_head(school: make.School) -> printed_facts.Shown:
    chain = make.compile_chain(make.chain([make.step("head", "approve", "none")], id_="regulation-test"))
    edition = school.submitted(school.publish(chain))
    decision = Decision(edition.key, "head", edition.sha256, "approved")
    sign_off(school.database, school.recorder("head"), decision, make.moment())
    return printed_facts.shown(Reads(school.database), edition.key, make.TODAY)


def test_an_official_who_signs_after_the_decision_leaves_a_mark(school: make.School) -> None:
    decide(school)
    shown = approved_by_hand_of_the_head(school)
    (stamp,) = printing.printed(shown).stamps
    assert stamp.word == "УТВЕРЖДАЮ"
    assert stamp.mark[0] == "Подписано простой электронной подписью"
    assert stamp.mark[1] == school.recorder("head").name.full
    assert "____" not in " ".join(stamp.lines)
    assert printing.render(shown) == printing.render(shown)


def test_the_decision_of_a_school_is_none_of_the_official_of_another(school: make.School) -> None:
    decide(school)
    shown = approved_by_hand_of_the_head(school)
    (signed,) = shown.case.signatures
    foreign = replace(signed, sign_off=replace(signed.sign_off, party=PartyKey("other", "head")))
    assert electronic_mark(shown, signed) and electronic_mark(shown, foreign) == ()


def test_without_a_decision_there_is_a_line_to_sign_on(school: make.School) -> None:
    (stamp,) = printing.printed(approved_by_hand_of_the_head(school)).stamps
    assert stamp.mark == () and "____" in " ".join(stamp.lines)


def test_a_later_decision_does_not_touch_what_was_signed_by_hand(school: make.School) -> None:
    shown = approved_by_hand_of_the_head(school)
    before = printing.render(shown)
    decide(school, FlowDecision(date(2026, 3, 17), True, "приказ № 14"))
    later = printed_facts.shown(Reads(school.database), shown.edition.key, date(2026, 4, 1))
    assert printing.render(later) == before
