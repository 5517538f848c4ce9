"""One signature makes all that an order says happen, or nothing of it, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import make
import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import DatabaseError

from storage.database import Database
from storage.documents import document_at, edition_at
from storage.journal import history, verify
from storage.orders import OrderDatabase
from storage.queries.issued import issued_points
from storage.queries.issued_lists import revocable
from storage.queries.orders import instrument_view
from storage.reads import Reads
from storage.tables import (
    decision,
    document,
    event,
    instrument,
    membership,
    order_draft,
    order_effect,
    order_point,
    party,
    sign_off,
    task,
)
from workflow.documents.clauses import Clause
from workflow.documents.document import Edition, EditionText
from workflow.documents.force import Days
from workflow.documents.life import happenings
from workflow.errors import Forbidden, Invalid, NotFound, Refused, Stale
from workflow.governance.names import Names
from workflow.governance.orders.carried import order_text
from workflow.governance.orders.order import Draft, Member, Order, Point, coordinator_of
from workflow.governance.orders.proposed import CONTROL_POINT
from workflow.governance.people import ACTING, CHAIR, PersonName
from workflow.services import approval, documents, order_drafts, order_signing, submission
from workflow.services.order_signing import Issued, Signature
from workflow.values import DocumentKey, EditionKey, PartyKey

HEAD = PartyKey(make.SCHOOL, "head")
CLUB = Names("сообщество «Аврора»", "сообщества «Аврора»", "сообществом «Аврора»")
NEW = PersonName("Новикова", "Вера", "Львовна")
WRITTEN = (
    sign_off, decision, event, instrument, order_point, order_effect, document, party, membership, task,
)  # fmt: skip


@pytest.fixture
def known(school: make.School) -> str:
    """A chain of the head's order alone."""
    return school.publish(make.compile_chain(make.chain([make.step("head", "approve", "order")])))


def orders(school: make.School) -> OrderDatabase:
    return OrderDatabase(school.database)


def begun(school: make.School, *points: Point, chosen: Sequence[EditionKey] = (), who: str = "head") -> Draft:
    order = Order(HEAD, "О разном", points=points)
    return order_drafts.begin(orders(school), school.actor(who), order, make.moment(), chosen)


def sign(
    school: make.School, draft: Draft, number: str = "", dated: date | None = make.TODAY, **more
) -> Issued:
    given = Signature(school.id, draft.number, draft.version, dated, number, **more)
    today = dated or make.TODAY
    return order_signing.sign(orders(school), school.actor("head", today), given, make.moment(today))


def rows(database: Database) -> tuple[int, ...]:
    """How many rows there are of everything that a signature writes."""
    with database.read() as connection:
        return tuple(connection.scalar(select(func.count()).select_from(table)) or 0 for table in WRITTEN)


def whole(database: Database) -> bool:
    with database.read() as connection:
        return not any(faults for _, faults in verify(connection))


def edition(school: make.School, key: EditionKey) -> Edition:
    with school.database.read() as connection:
        return edition_at(connection, key)


def told(school: make.School, key: DocumentKey) -> list[str]:
    with school.database.read() as connection:
        return [one.kind for one in reversed(history(connection, key))]


def free(words: str = "Составить график.") -> Point:
    return Point("free", words=words)


def test_one_order_approves_three_editions_under_one_number(school: make.School, known: str) -> None:
    three = [school.submitted(known) for _ in range(3)]
    draft = begun(school, chosen=[one.key for one in three])
    issued = sign(school, draft)
    with school.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(instrument)) == 1
        links = connection.execute(select(decision.c.document, decision.c.instrument)).all()
        assert [tuple(row) for row in links] == [(one.key.document, issued.order) for one in three]
        assert connection.scalar(select(func.count()).select_from(task)) == 0
        points = issued_points(connection, school.id, issued.order)
        assert [one.kind for one in points] == ["approve"] * 3 + ["enter", "control"]
        touched = [one.number for one in points for done in one.effects if done.edition == three[1].key]
        assert touched == [2, 4]
        own = document_at(connection, DocumentKey(school.id, issued.document))
        assert (own.kind, own.in_force) == ("order", 1)
    assert all(edition(school, one.key).in_force_on(make.TODAY) for one in three)
    assert told(school, three[0].key.of) == ["created", "submitted", "signed", "in_force"]
    assert told(school, own.key) == ["order_signed", "in_force"]
    assert told(school, DocumentKey(school.id, 0))[-1] == "order_signed"
    assert whole(school.database)


def test_one_order_creates_a_community_approves_its_regulation_its_members_and_its_coordinator(
    school: make.School, known: str
) -> None:
    regulation = school.submitted(known)
    until = make.later(100)
    seated = Member(school.person("parents_council"), CHAIR), Member(NEW)
    draft = begun(
        school,
        Point("create", party="community", party_kind="community", names=CLUB),
        Point("approve", (regulation.key,)),
        Point("members", party="community", members=seated, since=make.TODAY, until=until),
        Point("appoint", party=coordinator_of("community"), who=NEW, since=make.TODAY),
        CONTROL_POINT,
    )
    issued = sign(school, draft, "95")
    with school.database.read() as connection:
        seats = connection.execute(
            select(membership.c.party, membership.c.person, membership.c.capacity, membership.c.basis)
            .where(membership.c.party.like("community%"))
            .order_by(membership.c.party, membership.c.capacity)
        ).all()
        kinds = [
            [each.kind for each in one.effects] for one in issued_points(connection, school.id, issued.order)
        ]
        content = connection.scalar(select(order_point.c.content).where(order_point.c.number == 3))
    new = seats[1].person
    assert [(row.party, row.person, row.capacity) for row in seats] == [
        ("community", school.person("parents_council"), "chair"),
        ("community", new, "member"),
        ("community-coordinator", new, "holder"),
    ]
    assert {row.basis for row in seats} == {f"приказ № 95 от {make.TODAY:%d.%m.%Y}"}
    assert kinds == [["created", "created"], ["answered", "in_force"], ["seated", "seated"], ["seated"], []]
    assert new in content and "Новикова" not in content
    assert told(school, DocumentKey(school.id, 0))[-6:] == [
        "order_signed", "party_added", "party_added", "seat_given", "seat_given", "seat_given",
    ]  # fmt: skip
    assert whole(school.database)


def test_nothing_is_kept_when_the_third_point_fails(school: make.School, known: str) -> None:
    first, second, third = (school.submitted(known) for _ in range(3))
    draft = begun(school, chosen=[one.key for one in (first, second, third)])
    submission.withdraw(school.database, school.administrator, third.key, "ошибка", make.moment())
    before = rows(school.database)
    with pytest.raises(Refused) as refusal:
        sign(school, draft)
    assert "Пункт 3" in refusal.value.message.ru and "Пункт 1" not in refusal.value.message.ru
    assert rows(school.database) == before


def test_nothing_is_kept_when_an_effect_fails_in_the_middle(school: make.School, known: str) -> None:
    first = school.submitted(known)
    draft = begun(
        school,
        Point("approve", (first.key,)),
        Point("create", party="community", party_kind="community", names=CLUB),
        free(),
    )
    before = rows(school.database)
    with school.database.work() as work:
        # The id that the register of the new community's protocols would take.
        taken = make.Register(school.id, "protocols-community", "order", "parents_council", "Занято")
        work.instruments.add_register(taken)
    with pytest.raises(DatabaseError):
        sign(school, draft)
    assert rows(school.database) == before
    assert whole(school.database)


def test_a_point_that_is_not_ready_is_refused_with_all_that_it_waits_for(school: make.School) -> None:
    full = school.publish(make.full_chain())
    waiting = school.submitted(full)
    draft = begun(school, Point("approve", (waiting.key,)))
    before = rows(school.database)
    with pytest.raises(Refused) as refusal:
        sign(school, draft)
    assert [one.code for one in refusal.value.unmet] == ["not-signed"] * 3
    assert rows(school.database) == before


def test_an_order_may_not_precede_the_decisions_it_rests_on(school: make.School) -> None:
    edition_ = school.submitted(school.publish(make.full_chain()))
    for kind in make.COUNCILS:
        school.decide(edition_, kind, "agreed")
    school.decide(edition_, "pedagogical_council", "adopted")
    draft = begun(school, chosen=[edition_.key])
    before = rows(school.database)
    with pytest.raises(Refused):
        order_signing.sign(
            orders(school),
            school.recorder("head"),
            Signature(school.id, draft.number, draft.version, make.later(-1)),
            make.moment(),
        )
    assert rows(school.database) == before
    assert draft.order.preamble.startswith("На основании решений")


def test_the_new_edition_comes_into_force_on_the_day_of_its_point_and_the_former_lapses(
    school: make.School, known: str
) -> None:
    first = school.submitted(known)
    sign(school, begun(school, chosen=[first.key]))
    second = documents.new_edition(
        school.database,
        school.administrator,
        first.key.of,
        make.text("Положение", "Новые слова."),
        make.moment(),
    )
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    day = make.later(30)
    draft = begun(
        school,
        Point("approve", (second.key,)),
        Point("enter", (second.key,), since=day),
        Point("repeal", (first.key,)),
    )
    sign(school, draft)
    assert edition(school, second.key).in_force_from == edition(school, first.key).in_force_until == day
    assert whole(school.database)


def test_a_repealed_document_stays_repealed_when_its_next_edition_comes(
    school: make.School, known: str
) -> None:
    first = school.submitted(known)
    sign(school, begun(school, chosen=[first.key]))
    sign(school, begun(school, Point("repeal", (first.key,), since=make.later(1))))
    assert edition(school, first.key).in_force_until == make.later(1)
    second = documents.new_edition(
        school.database, school.administrator, first.key.of, make.text("Положение", "Новое."), make.moment()
    )
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    day = make.later(40)
    draft = begun(school, Point("approve", (second.key,)))
    sign(school, draft, dated=day)
    assert edition(school, first.key).in_force_until == make.later(1)
    assert edition(school, second.key).in_force_from == day


def appointed(school: make.School) -> Issued:
    """An order of a create point, an appointment and words."""
    draft = begun(
        school,
        Point("create", party="community", party_kind="community", names=CLUB),
        Point("appoint", party="community-coordinator", who=school.person("auditor"), since=make.TODAY),
        free(),
    )
    return sign(school, draft)


def seats(school: make.School, of: str) -> list[tuple[str, date | None]]:
    with school.database.read() as connection:
        found = connection.execute(
            select(membership.c.person, membership.c.until).where(membership.c.party == of)
        )
        return [(row.person, row.until) for row in found]


def test_revoking_one_point_leaves_the_others(school: make.School) -> None:
    first = appointed(school)
    day = make.later(5)
    later = sign(school, begun(school, Point("revoke", order=first.order, number=2, since=day)))
    assert seats(school, "community-coordinator") == [(school.person("auditor"), day)]
    with school.database.read() as connection:
        points = issued_points(connection, school.id, first.order)
        closed = connection.scalar(select(party.c.until).where(party.c.id == "community"))
    assert [one.revoked_by for one in points] == ["", later.order, ""]
    assert closed is None
    again = begun(school, Point("revoke", order=first.order, number=2))
    with pytest.raises(Refused):
        sign(school, again)


def test_revoking_the_creation_closes_the_community_and_the_terms_in_it(school: make.School) -> None:
    first = appointed(school)
    day = make.later(5)
    sign(school, begun(school, Point("revoke", order=first.order, number=1, since=day)))
    with school.database.read() as connection:
        ended = connection.scalars(select(party.c.until).where(party.c.id.like("community%"))).all()
    assert ended == [day, day]
    assert seats(school, "community-coordinator") == [(school.person("auditor"), day)]


def test_an_approval_revoked_before_its_day_gives_the_former_edition_its_force_back(
    school: make.School, known: str
) -> None:
    first = school.submitted(known)
    sign(school, begun(school, chosen=[first.key]))
    second = documents.new_edition(
        school.database, school.administrator, first.key.of, make.text("Положение", "Новое."), make.moment()
    )
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    day = make.later(30)
    order = sign(
        school, begun(school, Point("approve", (second.key,)), Point("enter", (second.key,), since=day))
    )
    sign(school, begun(school, Point("revoke", order=order.order, number=2)))
    assert edition(school, first.key).in_force_until is None
    assert not edition(school, second.key).in_force_on(day)
    with school.database.read() as connection:
        assert document_at(connection, first.key.of).in_force == 1
    assert told(school, first.key.of)[-2:] == ["repealed", "unrepealed"]


def test_a_body_is_reorganised_under_a_new_name_and_an_acting_head_is_appointed(school: make.School) -> None:
    day = make.later(3)
    draft = begun(
        school,
        Point("reorganise", party="parents_council", names=CLUB, since=day),
        Point(
            "appoint", party="head", who=school.person("auditor"), capacity=ACTING, since=day,
            until=make.later(9), basis="отпуск директора",
        ),
    )  # fmt: skip
    sign(school, draft)
    with school.database.work() as work:
        assert work.people.party(PartyKey(school.id, "parents_council"), make.later(2)).names != CLUB
        assert work.people.party(PartyKey(school.id, "parents_council"), day).names == CLUB
        assert work.people.holder(HEAD, day) == school.person("auditor")
        assert work.people.holder(HEAD, make.later(9)) == school.person("head")


def test_after_its_day_a_reorganised_body_is_named_by_its_new_name(school: make.School) -> None:
    sign(school, begun(school, Point("reorganise", party="parents_council", names=CLUB, since=make.later(3))))
    draft = begun(school, Point("liquidate", party="parents_council", since=make.later(9)))
    store, at = orders(school), make.moment(make.later(4))
    seen = order_drafts.look(store, school.recorder("head"), school.id, draft.number, at)
    assert seen.text.clauses[0].text.startswith("Прекратить деятельность сообщества «Аврора» с")
    earlier = order_drafts.look(store, school.recorder("head"), school.id, draft.number, make.moment())
    assert earlier.text.clauses[0].text.startswith("Прекратить деятельность орган parents_council с")


def test_a_signed_order_is_not_rewritten_by_a_new_edition(school: make.School) -> None:
    issued = sign(school, begun(school, free()))
    before = rows(school.database)
    key = DocumentKey(school.id, issued.document)
    with pytest.raises(Refused):
        documents.new_edition(school.database, school.administrator, key, make.text(), make.moment())
    assert rows(school.database) == before


def test_an_authority_approves_documents_of_its_schools_by_one_order_of_its_own(database: Database) -> None:
    district = make.school(database, "district")
    schools = [make.school(database, id_, "district") for id_ in ("alder", "village")]
    asked = make.step("head", "approve", "order", of="parent")
    editions = [one.submitted(one.publish(make.compile_chain(make.chain([asked])))) for one in schools]
    own = district.submitted(
        district.publish(make.compile_chain(make.chain([make.step("head", "approve", "order")])))
    )
    chosen = [one.key for one in (*editions, own)]
    order = Order(PartyKey("district", "head"))
    draft = order_drafts.begin(orders(district), district.recorder("head"), order, make.moment(), chosen)
    issued = sign(district, draft)
    assert all(edition(district, key).in_force_on(make.TODAY) for key in chosen)
    with database.read() as connection:
        links = connection.scalars(select(decision.c.instrument)).all()
    assert links == [issued.order] * 3
    stranger = order_drafts.begin(
        orders(schools[0]), schools[0].recorder("head"), Order(PartyKey("alder", "head"), "О"), make.moment()
    )
    change = replace(stranger.order, points=(Point("repeal", (own.key,)),))
    order_drafts.rewrite(
        orders(schools[0]), schools[0].recorder("head"), "alder", 1, stranger.version, change
    )
    seen = order_drafts.look(orders(schools[0]), schools[0].recorder("head"), "alder", 1, make.moment())
    assert own.key not in seen.known.editions and seen.faults


def test_the_acting_head_signs_and_the_capacity_is_kept(school: make.School) -> None:
    with school.database.work() as work:
        work.people.seat(HEAD, school.person("auditor"), ACTING, make.START, None, "приказ № 1")
    draft = begun(school, free())
    given = Signature(school.id, draft.number, draft.version, make.TODAY)
    order_signing.sign(orders(school), school.actor("auditor"), given, make.moment())
    with school.database.read() as connection:
        newest = history(connection, DocumentKey(school.id, 0))[0]
    assert (newest.kind, newest.capacity) == ("order_signed", "acting")


def test_nobody_signs_for_a_day_on_which_another_held_the_office(school: make.School) -> None:
    with school.database.work() as work:
        work.people.seat(HEAD, school.person("auditor"), ACTING, make.TODAY, None, "приказ № 1")
    draft = begun(school, free())
    before = rows(school.database)
    given = Signature(school.id, draft.number, draft.version, make.later(-1))
    with pytest.raises(Invalid) as fault:
        order_signing.sign(orders(school), school.actor("auditor"), given, make.moment())
    assert set(fault.value.fields) == {"dated"}
    assert rows(school.database) == before


@pytest.mark.parametrize("who", ["administrator", "parents_council", "auditor"])
def test_only_the_holder_of_the_office_signs(school: make.School, who: str) -> None:
    draft = begun(school, free())
    before = rows(school.database)
    given = Signature(school.id, draft.number, draft.version, make.TODAY)
    with pytest.raises(Forbidden):
        order_signing.sign(orders(school), school.actor(who), given, make.moment())
    assert rows(school.database) == before


def test_the_administrator_drafts_and_a_member_or_a_stranger_does_not(school: make.School) -> None:
    other = make.school(school.database, "other")
    assert begun(school, free(), who="administrator").number == 1
    with pytest.raises(Forbidden):
        begun(school, free(), who="parents_council")
    with pytest.raises(NotFound):
        order_drafts.look(orders(school), other.administrator, school.id, 1, make.moment())
    with pytest.raises(NotFound):
        given = Signature(school.id, 1, 1, make.TODAY)
        order_signing.sign(orders(school), other.recorder("head"), given, make.moment())


@pytest.mark.parametrize(
    ("number", "dated", "field"),
    [
        ("", None, "dated"),
        ("", make.later(1), "dated"),
        ("нет", make.TODAY, "number"),
        ("7", make.TODAY, "number"),
    ],
)
def test_what_was_typed_wrong_is_named_by_field(
    school: make.School, number: str, dated: date | None, field: str
) -> None:
    sign(school, begun(school, free()), "7")
    draft = begun(school, free())
    before = rows(school.database)
    given = Signature(school.id, draft.number, draft.version, dated, number)
    with pytest.raises(Invalid) as fault:
        order_signing.sign(orders(school), school.recorder("head"), given, make.moment())
    assert set(fault.value.fields) == {field}
    assert rows(school.database) == before


def test_a_draft_changed_meanwhile_is_neither_overwritten_nor_signed(school: make.School) -> None:
    draft = begun(school, free())
    change = replace(draft.order, points=(free("Другое."),))
    changed = order_drafts.rewrite(
        orders(school), school.recorder("head"), school.id, 1, draft.version, change
    )
    with pytest.raises(Stale):
        order_drafts.rewrite(
            orders(school), school.recorder("head"), school.id, 1, draft.version, draft.order
        )
    with pytest.raises(Stale):
        sign(school, draft)
    assert sign(school, changed).printed == "1"
    with pytest.raises(Stale):
        order_drafts.drop(
            orders(school), school.recorder("head"), school.id, 1, changed.version, make.moment()
        )


def test_a_dropped_draft_is_not_signed_and_takes_no_number(school: make.School) -> None:
    draft = begun(school, free())
    order_drafts.drop(orders(school), school.recorder("head"), school.id, 1, draft.version, make.moment())
    with pytest.raises(Stale):
        sign(school, draft)
    assert sign(school, begun(school, free())).printed == "1"


def test_the_same_command_signs_once(school: make.School) -> None:
    draft = begun(school, free())
    first = sign(school, draft, command="a")
    after = rows(school.database)
    again = sign(school, draft, command="a")
    assert again.replayed and (again.order, again.printed) == (first.order, first.printed)
    assert rows(school.database) == after


def test_two_directors_at_once_draw_two_numbers_without_a_gap(school: make.School, known: str) -> None:
    drafts = [begun(school, chosen=[school.submitted(known).key]) for _ in range(6)]
    barrier = threading.Barrier(len(drafts))
    issued: list[Issued] = []

    def one(draft: Draft) -> None:
        barrier.wait()
        issued.append(sign(school, draft))

    threads = [threading.Thread(target=one, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(int(one.printed) for one in issued) == [1, 2, 3, 4, 5, 6]
    assert whole(school.database)


def test_one_draft_signed_twice_at_once_is_one_order(school: make.School) -> None:
    draft = begun(school, free())
    barrier = threading.Barrier(4)
    ended: list[str] = []

    def one() -> None:
        barrier.wait()
        try:
            ended.append(sign(school, draft).printed)
        except Stale:
            ended.append("stale")

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["1", "stale", "stale", "stale"]


def test_points_and_effects_are_only_ever_added(school: make.School) -> None:
    appointed(school)
    for table in (order_point, order_effect):
        for statement in (update(table).values(kind="free"), delete(table)):
            with pytest.raises(DatabaseError), school.database.work() as work:
                work.connection.execute(statement)
    with school.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(order_draft)) == 1


def approved(school: make.School, waiting: Edition) -> str:
    """The head's order from the form of one decision."""
    done = school.decide(waiting, "head", "approved")
    assert isinstance(done, approval.Done) and done.instrument is not None
    return done.instrument.id


def renewed(school: make.School, known: str, key: DocumentKey) -> Edition:
    new = documents.new_edition(
        school.database, school.administrator, key, make.text("Положение о кружке"), make.moment()
    )
    submission.submit(school.database, school.administrator, new.key, known, make.moment())
    return new


def test_the_order_of_one_decision_has_points_that_say_what_it_did(school: make.School, known: str) -> None:
    first = school.submitted(known, make.text("Положение о кружке"))
    former = approved(school, first)
    second = renewed(school, known, first.key.of)
    order = approved(school, second)
    with school.database.read() as connection:
        before, points = (issued_points(connection, school.id, one) for one in (former, order))
        text = order_text(instrument_view(connection, school.id, order, make.TODAY).ordered)
        revocable_words = [one.words for one in revocable(connection, school.id) if one.order == order]
    assert [one.kind for one in before] == ["approve", "enter", "control"]
    assert [(one.kind, [each.kind for each in one.effects]) for one in points] == [
        ("approve", ["answered"]), ("enter", ["in_force"]), ("repeal", ["lapsed"]), ("control", []),
    ]  # fmt: skip
    assert points[2].effects[0].edition == first.key
    assert text is not None and [one.text.split()[0] for one in text.points] == [
        "Утвердить", "Ввести", "Признать", "Контроль",
    ]  # fmt: skip
    assert revocable_words[0] == "Утвердить документ: Положение о кружке"
    assert sign(school, begun(school, free())).printed == "3"


def test_one_point_of_such_an_order_is_revoked_and_its_text_stays(school: make.School, known: str) -> None:
    first = school.submitted(known, make.text("Положение о кружке"))
    order = approved(school, first)
    with school.database.read() as connection:
        before = instrument_view(connection, school.id, order, make.TODAY)
    later = make.later(10)
    issued = sign(school, begun(school, Point("revoke", order=order, number=1, since=later)))
    with school.database.read() as connection:
        points = issued_points(connection, school.id, order)
        after = instrument_view(connection, school.id, order, make.TODAY)
    assert [one.revoked_by for one in points] == [issued.order, "", ""]
    assert edition(school, first.key).in_force_until == later
    assert after == before
    assert whole(school.database)


def test_an_order_of_its_own_words_is_not_given_other_points(school: make.School) -> None:
    known = school.publish(make.compile_chain(make.chain([make.step("head", "approve", "order")])), "order")
    own = EditionText("О дежурстве", "order", "приказ", (Clause("a", "1", "Назначить дежурных.", "point"),))
    order = approved(school, school.submitted(known, own))
    with school.database.read() as connection:
        assert issued_points(connection, school.id, order) == ()


def test_an_order_that_is_not_the_last_word_puts_nothing_into_force(school: make.School) -> None:
    chain = make.chain([make.step("head", "approve", "order")], [make.step("parents_council", "agree")])
    order = approved(school, school.submitted(school.publish(make.compile_chain(chain))))
    with school.database.read() as connection:
        assert [one.kind for one in issued_points(connection, school.id, order)] == ["approve", "control"]


def test_force_is_not_given_back_beside_an_edition_that_will_have_it(school: make.School, known: str) -> None:
    first = school.submitted(known)
    sign(school, begun(school, chosen=[first.key]))
    second = documents.new_edition(
        school.database, school.administrator, first.key.of, make.text("Положение", "Новое."), make.moment()
    )
    submission.submit(school.database, school.administrator, second.key, known, make.moment())
    day = make.later(30)
    enter, repealing = Point("enter", (second.key,), since=day), Point("repeal", (first.key,))
    order = sign(school, begun(school, Point("approve", (second.key,)), enter, repealing))
    with pytest.raises(Refused, match="Edition 2 is in force instead"):
        sign(school, begun(school, Point("revoke", order=order.order, number=3)))
    assert edition(school, first.key).in_force_until == edition(school, second.key).in_force_from == day
    sign(school, begun(school, Point("revoke", order=order.order, number=2)))
    sign(school, begun(school, Point("revoke", order=order.order, number=3)))
    assert edition(school, first.key).in_force_until is None
    assert whole(school.database)


def test_the_life_of_a_repealed_act_names_the_order_that_repealed_it(school: make.School, known: str) -> None:
    first = school.submitted(known)
    sign(school, begun(school, chosen=[first.key]), number="31")
    sign(school, begun(school, Point("repeal", (first.key,), since=make.later(9))), number="32")
    [life] = Reads(school.database).life(first.key.of)
    assert (life.basis.number, life.repealed_by.number) == ("31", "32")
    assert life.days == Days(1, make.TODAY, make.later(9))
    told = happenings([life], make.later(9))[-1].said.ru
    assert told == f"Редакция 1 признана утратившей силу (приказ от {make.TODAY:%d.%m.%Y} № 32)"
