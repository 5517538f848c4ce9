"""A point with a term is under control from the signature on, until it is closed with a note."""

from __future__ import annotations

from datetime import date, timedelta

import make
import pytest
from sqlalchemy import select

from storage.journal import history
from storage.orders import OrderDatabase
from storage.queries.assignments import assignments_of, open_of
from storage.tables import assignment, finding, job
from workflow.errors import Forbidden, Invalid, NotFound, Stale
from workflow.governance.orders.order import Order, Point
from workflow.services import assignments, order_drafts, order_signing
from workflow.services.assignments import Closing
from workflow.services.order_signing import Issued, Signature
from workflow.services.reviewing import review_document
from workflow.values import DocumentKey, PartyKey

HEAD = PartyKey(make.SCHOOL, "head")
DUE = make.TODAY + timedelta(days=5)
AFTER = DUE + timedelta(days=1)


def signed(school: make.School, *points: Point) -> Issued:
    store = OrderDatabase(school.database)
    head = school.actor("head")
    draft = order_drafts.begin(store, head, Order(HEAD, "О разном", points=points), make.moment())
    given = Signature(school.id, draft.number, draft.version, make.TODAY)
    return order_signing.sign(store, head, given, make.moment())


def told_to(school: make.School, who: str, until: date | None = AFTER) -> Issued:
    """Point 1 tells somebody to do a thing; point 2 keeps control with the head, without a term."""
    doing = Point("free", words="Составить график.", who=school.person(who), until=until)
    return signed(school, doing, Point("control"))


def close(school: make.School, issued: Issued, who: str, point: int = 1, note: str = "сделано") -> None:
    given = Closing(school.id, issued.order, point, note)
    assignments.close(OrderDatabase(school.database), school.actor(who), given, make.moment())


def mine(school: make.School, who: str) -> list[tuple[int, date]]:
    with school.database.read() as connection:
        return [(one.point, one.due) for one in open_of(connection, school.person(who))]


def findings(school: make.School, issued: Issued, today: date) -> list[tuple[str, bool]]:
    """The findings of the order's text when looked at on that day; whether each is open."""
    with school.database.work() as work:
        review_document(work, DocumentKey(school.id, issued.document), make.moment(today))
    with school.database.read() as connection:
        rows = connection.execute(select(finding.c.code, finding.c.closed_at))
        return [(row.code, row.closed_at is None) for row in rows]


def test_a_point_with_a_term_waits_for_whom_it_names_and_its_words_say_so(school: make.School) -> None:
    issued = told_to(school, "parents_council")
    assert mine(school, "parents_council") == [(1, DUE)] and mine(school, "head") == []
    with school.database.read() as connection:
        (told,) = assignments_of(connection, school.id, issued.order)
        days = connection.scalars(select(job.c.run_at).where(job.c.kind == "review")).all()
    assert (told.printed, told.office, told.overdue(DUE), told.overdue(AFTER)) == ("1", HEAD, False, True)
    assert [day[:10] for day in days] == [AFTER.isoformat()]


def test_control_that_is_kept_to_oneself_waits_for_who_signed(school: make.School) -> None:
    signed(school, Point("free", words="Составить график."), Point("control", until=AFTER))
    assert mine(school, "head") == [(2, DUE)]


def test_a_point_without_a_term_is_nobodys_task(school: make.School) -> None:
    told_to(school, "parents_council", until=None)
    assert mine(school, "parents_council") == []


@pytest.mark.parametrize("who", ["parents_council", "head"])
def test_who_answers_for_it_and_who_signed_close_it_with_a_note(school: make.School, who: str) -> None:
    issued = told_to(school, "parents_council")
    close(school, issued, who)
    with school.database.read() as connection:
        (closed,) = assignments_of(connection, school.id, issued.order)
        last = history(connection, DocumentKey(school.id, issued.document))[0]
    assert (closed.note, closed.closed_by, closed.closed_on) == ("сделано", school.person(who), make.TODAY)
    assert (last.kind, last.personal["remark"], mine(school, "parents_council")) == (
        "point_closed",
        "сделано",
        [],
    )
    with pytest.raises(Stale):
        close(school, issued, who)


def test_who_controls_the_whole_order_closes_any_point_and_a_doer_only_his_own(school: make.School) -> None:
    first = Point("free", words="Раз.", who=school.person("student_council"), until=AFTER)
    second = Point("free", words="Два.", who=school.person("parents_council"), until=AFTER)
    control = Point("control", who=school.person("governing_council"), until=AFTER)
    issued = signed(school, first, second, control)
    with pytest.raises(Forbidden):
        close(school, issued, "parents_council")
    close(school, issued, "governing_council")
    assert mine(school, "student_council") == []


def test_a_denied_or_empty_closing_changes_nothing(school: make.School) -> None:
    issued = told_to(school, "parents_council")
    stranger = make.school(school.database, "elsewhere").actor("head")
    given = Closing(school.id, issued.order, 1, "сделано")
    with pytest.raises(NotFound):
        assignments.close(OrderDatabase(school.database), stranger, given, make.moment())
    with pytest.raises(Forbidden):
        close(school, issued, "student_council")
    with pytest.raises(Invalid) as fault:
        close(school, issued, "parents_council", note="  ")
    assert set(fault.value.fields) == {"remark"}
    with pytest.raises(NotFound):
        close(school, issued, "head", point=2)
    assert mine(school, "parents_council") == [(1, DUE)]


def test_a_term_that_is_over_is_a_finding_until_the_point_is_closed(school: make.School) -> None:
    issued = told_to(school, "parents_council")
    assert findings(school, issued, DUE) == []
    assert findings(school, issued, AFTER) == [("point-overdue", True)]
    close(school, issued, "parents_council")
    assert findings(school, issued, AFTER) == [("point-overdue", False)]


def test_a_revoked_point_leaves_control(school: make.School) -> None:
    issued = told_to(school, "parents_council")
    signed(school, Point("revoke", order=issued.order, number=1))
    with school.database.read() as connection:
        notes = connection.scalars(select(assignment.c.note)).all()
    assert mine(school, "parents_council") == [] and notes == ["Пункт отменён приказом № 2"]
