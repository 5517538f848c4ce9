"""Bodies that change on the screens: another name, the end, an election, and a body that was not formed."""

from __future__ import annotations

from datetime import timedelta

import make
from visitor import Page, Visitor
from written import contents

from storage.people import parties_on
from storage.reads import Reads
from storage.sittings import roster_on
from webapp import clock
from webapp.chains import shipped
from workflow.services import printed_facts, printing, submission
from workflow.values import PartyKey

TODAY = clock.today()
COUNCIL = PartyKey(make.SCHOOL, "student_council")
HERE = "/school/bodies/student_council"


def told(day: make.date) -> str:
    return f"{day:%d.%m.%Y}"


def post(visitor: Visitor, path: str, status: int = 200, **values: str) -> Page:
    token = visitor.get("/account").soup.select_one("input[name=csrf_token]")["value"]
    page = Page(visitor.client.post(path, data={"csrf_token": token, **values}, follow_redirects=True))
    assert page.status == status, page.text[:400]
    return page


NAMES = {"nominative": "совет учащихся", "genitive": "совета учащихся", "instrumental": "советом учащихся"}


def test_a_body_bears_its_new_name_from_its_day_on_and_the_former_before(school: make.School, visit) -> None:
    administrator = visit("administrator")
    first = administrator.get(HERE).soup.find("a", string="Переименовать")["href"]
    post(administrator, first, **NAMES, since=told(TODAY))
    assert administrator.get(HERE).heading == "Совет учащихся"
    before = administrator.get(f"{HERE}?on={told(TODAY - timedelta(1))}")
    assert before.heading == "Орган student_council"
    again = contents(school.database)
    page = post(administrator, f"{HERE}/rename", 422, **NAMES, since=told(TODAY - timedelta(9)))
    assert page.soup.select_one('.errors a[href="#since"]') and contents(school.database) == again
    assert "совет учащихся" in visit("auditor").get("/school/history").text


def test_a_body_is_ended_with_its_seats_and_not_while_somebody_waits_for_it(
    school: make.School, visit
) -> None:
    administrator = visit("administrator")
    edition = school.submitted(school.publish(make.full_chain()))
    before = contents(school.database)
    page = post(administrator, f"{HERE}/close", 422, last_day=told(TODAY))
    assert "Этого органа ждут документы: 1" in page.text and contents(school.database) == before
    submission.withdraw(school.database, school.administrator, edition.key, "ошибка", make.moment())
    post(administrator, f"{HERE}/close", last_day=told(TODAY))
    with school.database.read() as connection:
        gone = {one.key for one in parties_on(connection, school.id, TODAY + timedelta(1))}
        assert COUNCIL not in gone
        assert roster_on(connection, COUNCIL, TODAY).members
        assert not roster_on(connection, COUNCIL, TODAY + timedelta(1)).members
    page = post(administrator, "/school/bodies/administrator/close", 422, last_day=told(TODAY))
    assert "нужна самой системе" in page.text


def test_an_election_ends_the_former_members_and_counts_the_term_of_the_charter(
    school: make.School, visit
) -> None:
    administrator = visit("administrator")
    rule = {"quorum": "1/2", "quorum_sign": "more", "quorum_of": "list", "majority": "1/2", "tie": "chair"}
    rule |= {"majority_sign": "more", "majority_of": "present", "since": told(TODAY), "term": "1"}
    post(administrator, f"{HERE}/rule", **rule)
    form = administrator.get(f"{HERE}/elect")
    last = make.date(TODAY.year + 1, TODAY.month, TODAY.day) - timedelta(1)
    assert form.soup.select_one("#last_day")["value"] == told(last)
    chair, member = school.person("student_council-member"), school.person("student_council-chair")
    chosen = {f"as.{chair}": "chair", f"as.{member}": "member", "since": told(TODAY), "last_day": told(last)}
    before = contents(school.database)
    page = post(administrator, f"{HERE}/elect", 422, **chosen, basis="")
    assert page.soup.select_one('.errors a[href="#basis"]')
    two = {**chosen, f"as.{member}": "chair", "basis": "протокол № 1"}
    assert "Председатель один" in post(administrator, f"{HERE}/elect", 422, **two).text
    assert contents(school.database) == before
    page = post(administrator, f"{HERE}/elect", **chosen, basis="протокол № 1 от 02.09.2026")
    assert "Полномочия состава по" in page.text
    with school.database.read() as connection:
        now = {one.person: one.capacity for one in roster_on(connection, COUNCIL, TODAY).members}
        then = roster_on(connection, COUNCIL, TODAY - timedelta(1)).members
        assert roster_on(connection, COUNCIL, last).members
        assert not roster_on(connection, COUNCIL, last + timedelta(1)).members
    assert now == {chair: "chair", member: "member"} and len(then) == 3


def absent(school: make.School, visitor: Visitor, status: int = 200, **more: str) -> Page:
    sent = {
        "kind": "trade_union",
        "since": told(TODAY),
        "stated_by": school.person("head"),
        "stated_on": told(TODAY),
        "basis": "справка № 5",
        **more,
    }
    return post(visitor, "/school/bodies/absent", status, **sent)


def test_who_states_that_a_body_was_not_formed_heads_the_school_and_says_by_what(
    school: make.School, visit
) -> None:
    administrator = visit("administrator")
    before = contents(school.database)
    for field, value in (
        ("stated_by", school.person("parents_council")),
        ("stated_on", told(TODAY + timedelta(1))),
        ("basis", " "),
        ("kind", "student_council"),
    ):
        page = absent(school, administrator, 422, **{field: value})
        assert page.soup.select_one(f'.errors a[href="#{field}"]'), field
    assert contents(school.database) == before
    visit("head").get("/school/bodies/absent", status=403)


def test_a_body_that_was_not_formed_is_not_asked_prints_nothing_and_leaves_one_line(
    school: make.School, visit
) -> None:
    administrator = visit("administrator")
    union = make.step("trade_union", "agree")
    known = school.publish(
        make.compile_chain(
            make.chain(
                [make.step("parents_council", "agree"), union], [make.step("head", "approve", "order")]
            )
        )
    )
    edition = school.draft()
    told_page = absent(school, administrator)
    assert "справка № 5" in told_page.text and "Держатель Анна Петровна" in told_page.text
    submission.submit(school.database, school.administrator, edition.key, known, make.moment(TODAY))
    page = administrator.get("/school/documents/1")
    assert "Орган не создан" in page.text
    history = administrator.get("/school/documents/1/history").text
    assert history.count("Не создан: профсоюзный комитет") == 1
    school.decide(edition, "parents_council", "agreed", dated=TODAY, today=TODAY)
    school.decide(edition, "head", "approved", dated=TODAY, today=TODAY)
    shown = printed_facts.shown(Reads(school.database), edition.key, TODAY)
    words = " ".join(" ".join((one.word, *one.lines)) for one in printing.printed(shown).stamps)
    assert "рофсоюз" not in words and "УТВЕРЖДЕНО" in words
    assert administrator.get("/").status == 200


def test_no_part_of_a_procedure_waits_for_a_body_that_was_not_formed(school: make.School, visit) -> None:
    absent(school, visit("administrator"))
    known = school.publish(shipped()["template-article-372"][1])
    edition = school.draft()
    done = submission.submit(school.database, school.administrator, edition.key, known, make.moment(TODAY))
    assert done.state == "approval"
    page = visit("head").get("/")
    assert "Утвердить" in page.text and "Передать проект" not in page.text


def test_once_formed_the_body_is_asked_again_and_a_second_one_is_not_added_meanwhile(
    school: make.School, visit
) -> None:
    administrator = visit("administrator")
    absent(school, administrator)
    new = {"kind": "trade_union", **NAMES, "since": told(TODAY), "template": "№", "restart": "calendar_year"}
    page = post(administrator, "/school/bodies/new", 422, **new)
    assert "записан как не созданный" in page.text
    assert "орган не создан" in administrator.get("/school/bodies").text
    later = TODAY + timedelta(1)
    post(administrator, "/school/bodies/trade_union-absent/form", **NAMES, since=told(later))
    with school.database.work() as work:
        assert work.people.absences(school.id, TODAY) and not work.people.absences(school.id, later)
        key = PartyKey(school.id, "trade_union-absent")
        assert work.instruments.has_register(key, "protocol")


def test_a_reprint_years_later_says_the_names_of_the_day(school: make.School, visit) -> None:
    chain = make.chain([make.step("student_council", "agree")], [make.step("head", "approve", "order")])
    edition = school.submitted(school.publish(make.compile_chain(chain)))
    school.decide(edition, "student_council", "agreed", dated=TODAY, today=TODAY)
    school.decide(edition, "head", "approved", dated=TODAY, today=TODAY)
    later = TODAY + timedelta(700)
    administrator = visit("administrator")
    post(administrator, f"{HERE}/rename", **NAMES, since=told(TODAY + timedelta(1)))
    first, again = (
        printing.printed(printed_facts.shown(Reads(school.database), edition.key, day)).stamps
        for day in (TODAY, later)
    )
    assert first == again
    assert "student_council" in " ".join(" ".join(one.lines) for one in again)
