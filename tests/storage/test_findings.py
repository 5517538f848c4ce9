"""Findings follow the facts: opened, settled and kept closed in the transaction that changes them."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

import make
import pytest
from sqlalchemy import select, update

from storage import verification
from storage.calendars import calendar_of
from storage.journal import history
from storage.queries.findings import (
    After,
    archived,
    before_it,
    finding_at,
    findings_of,
    open_counts,
    open_findings,
)
from storage.tables import document, finding, instrument, job, membership, party, sign_off, task
from workflow.documents.reading import read
from workflow.errors import Forbidden, Invalid, NotFound, Refused, Stale
from workflow.governance.findings import RULES, SEVERITIES
from workflow.governance.people import ACTING, HOLDER, PersonName
from workflow.governance.reckoning import Length, reckon
from workflow.services import archive, findings
from workflow.services.reviewing import review_document
from workflow.services.telling_days import Telling, tell_day
from workflow.values import DocumentKey, EditionKey, PartyKey

STAMPED = """
СОГЛАСОВАНО
Советом родителей
протокол от {agreed} № 5

УТВЕРЖДЕНО
приказом МБОУ «Школа school»
от {approved} № {number}

Положение о школьном саде

1. Общие положения
1.1. Сад разбивают на пришкольном участке ученики и учителя. {more}
"""
SIGNED = """
УТВЕРЖДАЮ
Директор школы
_________ {signer}
Приказ от {approved} № {number}

Положение о школьном саде

1. Общие положения
1.1. Сад разбивают на пришкольном участке ученики и учителя.
"""


def paper(template: str = STAMPED, **more: str) -> archive.PaperFile:
    said = {
        "agreed": "14.03.2023",
        "approved": "20.03.2023",
        "number": "31",
        "more": "",
        "signer": "",
        **more,
    }
    text = template.format(**said)
    return archive.PaperFile("сад.txt", text.encode(), read(text))


def put_in(school: make.School, template: str = STAMPED, **more: str) -> archive.Archived:
    [done] = archive.put_in(
        school.database, school.administrator, school.id, paper(template, **more), make.moment()
    )
    return done


def codes(archived_one: archive.Archived) -> list[str]:
    return [one.code for one in archived_one.findings]


def open_codes(school: make.School, key: DocumentKey) -> list[str]:
    with school.database.read() as connection:
        return [one.finding.code for one in findings_of(connection, key)]


def reviewed(school: make.School, key: DocumentKey) -> None:
    with school.database.work() as work:
        review_document(work, key, make.moment())


def told(school: make.School, key: DocumentKey) -> list[str]:
    with school.database.read() as connection:
        return [one.kind for one in reversed(history(connection, key))]


def changed(school: make.School, key: DocumentKey, day: date) -> None:
    """The facts become others: the council decided on another day."""
    with school.database.work() as work:
        work.connection.execute(
            update(sign_off)
            .where(sign_off.c.document == key.document, sign_off.c.step == "parents_council")
            .values(decided_on=day)
        )


@pytest.fixture
def late(school: make.School) -> DocumentKey:
    """A paper act that the parents agreed to after its order."""
    return put_in(school, agreed="24.03.2023").document


def test_looking_again_at_the_same_facts_changes_nothing(school: make.School, late: DocumentKey) -> None:
    before = told(school, late)
    reviewed(school, late)
    assert open_codes(school, late) == ["decision-after-approval"]
    assert told(school, late) == before == ["imported", "finding_opened"]


def test_a_finding_whose_facts_are_mended_is_settled_and_the_journal_says_so(
    school: make.School, late: DocumentKey
) -> None:
    changed(school, late, date(2023, 3, 20))
    reviewed(school, late)
    assert open_codes(school, late) == []
    assert told(school, late)[-1] == "finding_settled"


def test_a_closed_finding_stays_closed_until_its_facts_change(school: make.School, late: DocumentKey) -> None:
    key = EditionKey(*late, 1)
    findings.close(school.database, school.actor("auditor"), key, 1, "сверено с журналом", make.moment())
    reviewed(school, late)
    assert open_codes(school, late) == []
    changed(school, late, date(2023, 3, 27))
    reviewed(school, late)
    with school.database.read() as connection:
        again = finding_at(connection, late, 2)
        earlier = [one.reason for one in before_it(connection, again)]
    assert open_codes(school, late) == ["decision-after-approval"]
    assert again.finding.facts["dated"] == "2023-03-27"
    assert earlier == ["сверено с журналом"]


def test_facts_that_come_back_open_the_finding_anew(school: make.School, late: DocumentKey) -> None:
    for day in (date(2023, 3, 20), date(2023, 3, 24)):
        changed(school, late, day)
        reviewed(school, late)
    assert open_codes(school, late) == ["decision-after-approval"]
    assert told(school, late)[-3:] == ["finding_opened", "finding_settled", "finding_opened"]


def test_closing_needs_a_reason_a_right_and_an_open_finding(school: make.School, late: DocumentKey) -> None:
    auditor, key = school.actor("auditor"), EditionKey(*late, 1)
    for reason in ("", "  ", "я" * 4001):
        with pytest.raises(Invalid):
            findings.close(school.database, auditor, key, 1, reason, make.moment())
    with pytest.raises(Forbidden):
        findings.close(school.database, school.actor("head"), key, 1, "так и было", make.moment())
    with pytest.raises(NotFound):
        findings.close(school.database, auditor, key, 7, "так и было", make.moment())
    assert told(school, late)[-1] == "finding_opened"
    findings.close(school.database, auditor, key, 1, "так и было", make.moment())
    with pytest.raises(Stale):
        findings.close(school.database, auditor, key, 1, "ещё раз", make.moment())
    assert told(school, late)[-1] == "finding_closed"


def test_the_archive_with_findings_verifies_whole(school: make.School, late: DocumentKey) -> None:
    reviewed(school, late)
    with school.database.read() as connection:
        assert not any(one.faults for one in verification.documents(connection))


def test_a_number_out_of_the_order_of_dates_is_told_of_the_later_entry_alone(school: make.School) -> None:
    first = put_in(school, approved="27.03.2023", number="30", more="Раз.")
    second = put_in(school, more="Два.")
    assert (codes(first), codes(second)) == ([], ["number-out-of-order"])
    assert second.findings[0].facts["other_number"] == "30"
    reviewed(school, first.document)
    assert open_codes(school, first.document) == []


def test_numbers_in_the_order_of_dates_are_not(school: make.School) -> None:
    assert codes(put_in(school, approved="16.03.2023", number="30", more="Раз.")) == []
    assert codes(put_in(school, more="Два.")) == []


def test_a_number_of_another_date_shows_both_dates(school: make.School) -> None:
    put_in(school, more="Раз.")
    second = put_in(school, approved="27.03.2023", more="Два.")
    assert codes(second) == ["number-taken"]
    assert second.findings[0].facts["other_dated"] == "2023-03-20"


def test_who_signed_is_compared_with_who_held_the_office_that_day(school: make.School) -> None:
    other = put_in(school, SIGNED, signer="Я.К. Лугова")
    right = put_in(school, SIGNED, signer="А.П. Держатель")
    assert "signer-not-in-office" in codes(other)
    assert "signer-not-in-office" not in codes(right)


def test_an_acting_head_needs_a_basis(school: make.School) -> None:
    with school.database.work() as work:
        work.connection.execute(
            update(membership).where(membership.c.party == "head").values(capacity=ACTING, basis="")
        )
    assert "acting-without-basis" in codes(put_in(school))
    with school.database.work() as work:
        work.connection.execute(
            update(membership).where(membership.c.party == "head").values(basis="приказ № 243")
        )
    assert "acting-without-basis" not in codes(put_in(school, more="С основанием."))


def test_paper_from_before_the_records_is_not_compared_with_them(school: make.School) -> None:
    """Nobody entered who sat in the council in 2012: that is no finding."""
    done = put_in(school, agreed="14.03.2012", approved="20.03.2012")
    assert codes(done) == []


def test_a_body_that_was_made_after_its_decision_is_a_finding(school: make.School) -> None:
    with school.database.work() as work:
        work.connection.execute(
            update(party).where(party.c.id == "parents_council").values(since=date(2023, 9, 1))
        )
        work.connection.execute(
            update(membership).where(membership.c.party == "parents_council").values(since=date(2023, 9, 1))
        )
    assert codes(put_in(school)) == ["body-not-yet"]


@pytest.mark.parametrize(
    ("seats", "code"),
    [
        ({"since": date(2024, 9, 1)}, "body-without-members"),
        ({"until": date(2023, 1, 1)}, "decision-after-term"),
    ],
)
def test_members_are_those_of_the_day_of_the_decision(
    school: make.School, seats: dict[str, date], code: str
) -> None:
    with school.database.work() as work:
        work.connection.execute(
            update(membership).where(membership.c.party == "parents_council").values(seats)
        )
    assert codes(put_in(school)) == [code]


@pytest.mark.parametrize(
    ("signed", "told"), [("", "руководитель"), ("\nДиректор     А.П. Держатель\n", "Директор")]
)
def test_an_order_of_an_office_unknown_here_is_told_of_the_office(
    school: make.School, signed: str, told: str
) -> None:
    with school.database.work() as work:
        work.connection.execute(update(party).where(party.c.id == "head").values(until=make.START))
    text = (
        "МБОУ «Школа school»\n\nПРИКАЗ\n\n12.02.2024 № 28\n\nО школьном саде\n\nПРИКАЗЫВАЮ:\n"
        "1. Разбить сад.\n2. Контроль оставляю за собой.\n"
    ) + signed
    file = archive.PaperFile("приказ.txt", text.encode(), read(text))
    [order] = archive.put_in(school.database, school.administrator, school.id, file, make.moment())
    unknown = next(one for one in order.findings if one.code == "party-unknown")
    assert unknown.facts["party"] == told


def test_the_mark_of_an_annex_is_compared_with_its_order(school: make.School) -> None:
    order = (
        "МБОУ «Школа school»\n\nПРИКАЗ\n\n12.02.2024 № 28\n\nО школьном саде\n\nПРИКАЗЫВАЮ:\n"
        "1. Утвердить Положение о школьном саде (Приложение).\n\nДиректор     А.П. Держатель\n\n"
        "Приложение\nк приказу МБОУ «Школа school»\nот 12.02.2024 № {number}\n\n"
        "Положение о школьном саде\n\n1. Общие положения\n1.1. Сад разбивают ученики и учителя.\n"
    )
    for number, found in (("28", []), ("82", ["annex-mark"])):
        text = order.format(number=number)
        file = archive.PaperFile("приказ.txt", text.encode(), read(text))
        _, annex = archive.put_in(school.database, school.administrator, school.id, file, make.moment())
        assert [code for code in codes(annex) if code == "annex-mark"] == found


TABLES = (sign_off, instrument, task, finding)


def rows(school: make.School) -> str:
    with school.database.read() as connection:
        kept = [connection.execute(select(one)).all() for one in (*TABLES, document)]
    return hashlib.sha256(repr(kept).encode()).hexdigest()


def test_live_work_that_breaks_a_rule_is_refused_and_leaves_nothing(school: make.School) -> None:
    edition, party_id = school.submitted(school.publish(make.full_chain())), "parents_council"
    with school.database.work() as work:
        begun = update(membership).where(membership.c.party == party_id).values(since=date(2026, 3, 13))
        work.connection.execute(begun)
    before, code = rows(school), "body-without-members"
    with pytest.raises(Refused) as refused:
        school.decide(edition, party_id, "agreed", "3", dated=date(2026, 3, 12))
    assert [(one.code, one.who) for one in refused.value.unmet] == [(code, RULES[code].mend)]
    assert rows(school) == before


def test_an_answer_of_a_day_on_which_its_recorder_sat_there_is_reviewed_when_its_stage_is_over(
    school: make.School,
) -> None:
    edition = school.submitted(school.publish(make.full_chain()))
    jobs = set()
    for kind in make.COUNCILS:
        school.decide(edition, kind, "agreed", dated=date(2026, 3, 12))
        with school.database.read() as connection:
            jobs.add((kind, tuple(connection.scalars(select(job.c.kind).where(job.c.kind == "moved")))))
    assert jobs == {(make.COUNCILS[0], ()), (make.COUNCILS[1], ()), (make.COUNCILS[2], ("moved",))}


def test_an_order_signed_by_one_who_did_not_hold_the_office_that_day_is_refused(school: make.School) -> None:
    edition = school.submitted(school.publish(make.full_chain()))
    for kind in make.COUNCILS:
        school.decide(edition, kind, "agreed", dated=date(2026, 3, 2))
    school.decide(edition, "pedagogical_council", "adopted", dated=date(2026, 3, 2))
    with school.database.work() as work:
        former = PartyKey(school.id, "head")
        work.connection.execute(
            update(membership).where(membership.c.party == "head").values(since=date(2026, 3, 10))
        )
        work.people.add_person("former", PersonName("Лугова", "Яна", "Кирилловна"), make.START)
        work.people.seat(former, "former", HOLDER, make.START, date(2026, 3, 10))
    with pytest.raises(Refused) as refused:
        school.decide(edition, "head", "approved", "9", dated=date(2026, 3, 5))
    assert [one.code for one in refused.value.unmet] == ["signer-not-in-office"]
    school.decide(edition, "head", "approved", "9", dated=date(2026, 3, 10))
    assert set(open_codes(school, edition.key.of)) == {"decided-before-submission"}


def test_a_live_document_in_order_has_no_finding(school: make.School) -> None:
    edition = school.submitted(school.publish(make.full_chain()))
    school.approve_all(edition)
    assert open_codes(school, edition.key.of) == []
    assert "finding_opened" not in told(school, edition.key.of)


def test_the_list_goes_by_gravity_a_page_at_a_time_and_by_rule_or_document(school: make.School) -> None:
    put_in(school, SIGNED, approved="02.09.2023", signer="Я.К. Лугова")
    second = put_in(school, agreed="24.03.2023").document
    with school.database.read() as connection:
        whole = open_findings(connection, school.id).findings
        ranks = [SEVERITIES.index(one.finding.severity) for one in whole]
        paged, after = [], None
        while True:
            page = open_findings(connection, school.id, after=after, limit=1)
            paged += page.findings
            if page.next is None:
                break
            after = After.read(page.next.text)
        one_rule = open_findings(connection, school.id, code="rest-day").findings
        one_document = open_findings(connection, school.id, number=second.document).findings
        counts = open_counts(connection, school.id)
    assert ranks == sorted(ranks) and set(ranks) == {0, 1, 2}
    assert paged == list(whole)
    assert [one.finding.code for one in one_rule] == ["rest-day"]
    assert {one.key.of for one in one_document} == {second}
    assert sum(counts.values()) == len(whole)


@pytest.mark.parametrize("text", ["", "1-2", "a-b-c", "1-2-99999999999"])
def test_a_place_that_is_none_is_not_found(text: str) -> None:
    with pytest.raises(NotFound):
        After.read(text)


def test_a_stranger_sees_none_of_them(school: make.School, late: DocumentKey) -> None:
    other = make.school(school.database, "other")
    with school.database.read() as connection:
        assert open_findings(connection, other.id).findings == ()
        assert archived(connection, other.id) == []
        assert archived(connection, school.id) == [late]
    with pytest.raises(NotFound):
        findings.close(
            school.database, other.actor("auditor"), EditionKey(*late, 1), 1, "чужое", make.moment()
        )


def test_a_publication_after_ten_working_days_is_found_and_settles_when_the_day_is_put_right(
    school: make.School,
) -> None:
    edition = school.submitted(school.publish(make.full_chain()))
    approved = make.date(2026, 4, 16)
    for kind in make.COUNCILS:
        school.decide(edition, kind, "agreed", dated=approved, today=approved)
    school.decide(edition, "pedagogical_council", "adopted", dated=approved, today=approved)
    school.decide(edition, "head", "approved", dated=approved, today=approved)
    with school.database.read() as connection:
        last = reckon(calendar_of(connection, school.id, approved), approved, Length(10, "working")).last
    for day, found in ((last + timedelta(1), True), (last, False)):
        telling = Telling(edition.key, "published", day)
        tell_day(school.database, school.administrator, telling, make.moment(last + timedelta(9)))
        with school.database.work() as work:
            kept = {one.finding.code for one in work.findings.kept(edition.key) if one.open}
        assert ("published-late" in kept) is found
