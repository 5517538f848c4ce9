"""The main job on the screens: from the secretary's list to the edition in force."""

from __future__ import annotations

import make
import pytest

from webapp import clock

TODAY = f"{clock.today():%d.%m.%Y}"
TEXT = """Положение о школьном музее

1. Общие положения

1.1. Музей хранит память школы.
1.2. Музей открыт для всех классов.
"""


@pytest.fixture
def known(school: make.School) -> str:
    return school.publish(make.full_chain())


def test_a_secretary_decides_and_the_chain_moves(visit, school: make.School, known: str) -> None:
    edition = school.submitted(known)
    secretary = visit("parents_council")
    inbox = secretary.get("/")
    assert edition.text.title in inbox.text and "Согласовать" in inbox.text
    page = secretary.get(f"/school/documents/{edition.key.document}?edition=1")
    assert "Встречи проходят раз в месяц." in page.text
    done = secretary.post(
        f"/school/documents/{edition.key.document}/editions/1/steps/parents_council",
        {"outcome": "agreed", "number": "3", "dated": TODAY},
    )
    assert "Решение записано, № 3" in done.text
    assert "ничего не ждёт" in done.text
    shown = secretary.get(f"/school/documents/{edition.key.document}?edition=1")
    assert f"протокол № 3 от {TODAY}" in shown.text


def test_an_administrator_puts_a_document_in_and_the_director_brings_it_into_force(
    visit, school: make.School, known: str
) -> None:
    administrator = visit("administrator")
    looked = administrator.post("/school/documents/new", {"text": TEXT, "act": "look"})
    assert "Так понят текст" in looked.text and "Музей хранит память школы." in looked.text
    saved = administrator.post("/school/documents/new", {"text": TEXT, "act": "save"})
    assert saved.heading == "Положение о школьном музее"
    administrator.post("/school/documents/1/editions/1/submit", {"definition": known})
    for kind in (*make.COUNCILS, "pedagogical_council"):
        outcome = "adopted" if kind == "pedagogical_council" else "agreed"
        visit(kind).post(f"/school/documents/1/editions/1/steps/{kind}", {"outcome": outcome, "dated": TODAY})
    done = visit("head").post(
        "/school/documents/1/editions/1/steps/head", {"outcome": "approved", "number": "121", "dated": TODAY}
    )
    assert "вступила в силу" in done.text
    page = visit("auditor").get("/school/documents/1/history")
    for sentence in ("приказ № 121", "вступила в силу", "Редакция 1 отправлена по цепочке"):
        assert sentence in page.text


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"dated": TODAY}, "Выберите решение"),
        ({"outcome": "agreed", "number": "3"}, "Укажите дату"),
        ({"outcome": "agreed", "number": "3", "dated": "31.02.2026"}, "Такой даты нет"),
        ({"outcome": "agreed", "number": "3", "dated": "01.01.2999"}, "ещё не наступила"),
        ({"outcome": "agreed", "number": "нет", "dated": TODAY}, "Впишите номер"),
        ({"outcome": "refused", "number": "3", "dated": TODAY}, "Напишите замечания"),
    ],
)
def test_bad_input_names_each_field_and_keeps_what_was_typed(
    visit, school: make.School, known: str, values: dict[str, str], told: str
) -> None:
    school.submitted(known)
    page = visit("parents_council").post(
        "/school/documents/1/editions/1/steps/parents_council", {**values, "remark": ""}, status=422
    )
    assert told in page.text
    assert page.soup.title.get_text().startswith("Ошибка:")
    for name in ("number", "dated"):
        if values.get(name):
            assert page.soup.select_one(f"input[name={name}]")["value"] == values[name]


def test_the_second_tab_is_told(visit, school: make.School, known: str) -> None:
    school.submitted(known)
    path = "/school/documents/1/editions/1/steps/parents_council"
    first, second = visit("parents_council"), visit("parents_council")
    from visitor import hidden

    opened = hidden(second.get(path))
    first.post(path, {"outcome": "agreed", "number": "3", "dated": TODAY})
    answer = second.client.post(path, data={**opened, "outcome": "agreed", "number": "4", "dated": TODAY})
    assert answer.status_code == 409 and "Второе не добавлено" in answer.text


def test_a_strangers_document_is_not_found(visit, school: make.School, known: str) -> None:
    from visitor import with_accounts

    with_accounts(make.school(school.database, "other"))
    school.submitted(known)
    stranger = visit("other-head")
    for path in ("", "/history", "/editions", "/pdf", "/editions/1/steps/head"):
        stranger.get(f"/school/documents/1{path}", status=404)


def test_a_member_without_a_recorders_seat_reads_and_does_not_decide(
    visit, school: make.School, known: str
) -> None:
    school.submitted(known)
    member = visit("parents_council-member")
    assert "Ждёт вашего решения" not in member.get("/school/documents/1?edition=1").text
    member.get("/school/documents/1/editions/1/steps/parents_council", status=403)


def test_drafts_are_hidden_from_councils(visit, school: make.School) -> None:
    school.draft()
    visit("parents_council").get("/school/documents/1", status=404)
    assert "Документов пока нет" in visit("parents_council").get("/school/documents").text
    assert visit("administrator").get("/school/documents/1").heading


def test_the_auditor_reads_the_organisations_own_history(visit, school: make.School, known: str) -> None:
    from storage.seating import PeopleDatabase
    from workflow.governance.people import PersonName
    from workflow.services import people
    from workflow.services.people_ports import Appointment
    from workflow.values import PartyKey

    given = Appointment(PersonName("Белкина", "Рита"), "member", make.TODAY)
    council = PartyKey("school", "governing_council")
    people.seat(PeopleDatabase(school.database), school.administrator, council, given, make.moment())
    page = visit("auditor").get("/school/history")
    assert "Белкина Рита" in page.text
    visit("parents_council").get("/school/history", status=403)


def test_every_reason_of_a_refusal_stands_on_its_page(visit, school: make.School, known: str) -> None:
    school.submitted(known)
    page = visit("head").get("/school/documents/1/editions/1/steps/head", status=409)
    assert page.text.count("Орган") >= 3


def test_a_foreign_host_name_is_refused(app, school: make.School, monkeypatch) -> None:
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["localhost"])
    answer = app.test_client().get("/sign-in", headers={"Host": "evil.example"})
    assert answer.status_code == 400
