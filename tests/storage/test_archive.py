"""Paper in the archive: recorded as it is, once a file, with findings for whatever it breaks."""

from __future__ import annotations

from datetime import date

import make
import pytest
from sqlalchemy import func, select

from storage import verification
from storage.database import Database
from storage.documents import document_at, edition_at
from storage.files import file_of
from storage.journal import history
from storage.queries.findings import findings_of
from storage.tables import (
    case,
    decision,
    document,
    edition,
    event,
    file,
    finding,
    instrument,
    party,
    sign_off,
    task,
)
from workflow.documents.document import EditionText
from workflow.documents.reading import read
from workflow.errors import Forbidden, NotFound
from workflow.services import archive
from workflow.values import DocumentKey, EditionKey

BODY = """
Положение о школьном саде

1. Общие положения
1.1. Сад разбивают на пришкольном участке ученики и учителя.
1.2. Работа в саду добровольная.
"""
STAMPED = f"""
СОГЛАСОВАНО
Советом родителей
протокол от 14.03.2023 № 5

ПРИНЯТО
Педагогическим советом
протокол от 16.03.2023 № 9

УТВЕРЖДЕНО
приказом МБОУ «Школа school»
от 20.03.2023 № 31
{BODY}"""
LATE = STAMPED.replace("14.03.2023", "24.03.2023")
ORDER = (
    """
МБОУ «Школа school»

ПРИКАЗ

12.02.2024 № 28

О школьном саде

ПРИКАЗЫВАЮ:
1. Утвердить Положение о школьном саде (Приложение).
2. Контроль за исполнением приказа оставляю за собой.

Директор                                   Я.К. Лугова

Приложение
к приказу МБОУ «Школа school»
от 12.02.2024 № 28
"""
    + BODY
)
TABLES = (document, edition, case, sign_off, decision, instrument, party, file, finding, event, task)


def paper(text: str) -> archive.PaperFile:
    return archive.PaperFile("сад.txt", text.encode(), read(text))


def put_in(school: make.School, text: str, definition: str | None = None) -> tuple[archive.Archived, ...]:
    return archive.put_in(
        school.database, school.administrator, school.id, paper(text), make.moment(), definition
    )


def rows(database: Database) -> tuple[int, ...]:
    """How many rows there are of everything that an import writes."""
    with database.read() as connection:
        return tuple(connection.scalar(select(func.count()).select_from(one)) or 0 for one in TABLES)


def codes(archived: archive.Archived) -> list[str]:
    return [one.code for one in archived.findings]


def whole(database: Database) -> bool:
    with database.read() as connection:
        kept = [fault for _, fault in verification.files(connection) if fault]
        return not kept and not any(one.faults for one in verification.documents(connection))


def test_a_stamped_paper_is_in_force_from_its_order_with_nothing_waiting(school: make.School) -> None:
    [done] = put_in(school, STAMPED)
    key = EditionKey(*done.document, 1)
    with school.database.read() as connection:
        kept, card = edition_at(connection, key), document_at(connection, done.document)
        numbers = set(connection.scalars(select(instrument.c.printed)))
        waiting = connection.scalar(select(func.count()).select_from(task))
        recorded = [one.kind for one in history(connection, done.document)]
        source = file_of(connection, key, "source")
    assert (done.title, done.findings) == ("Положение о школьном саде", ())
    assert (card.paper, card.in_force, str(kept.in_force_from)) == (True, 1, "2023-03-20")
    assert numbers == {"5", "9", "31"}
    assert (waiting, recorded, source) == (0, ["imported"], ("сад.txt", STAMPED.encode()))
    assert whole(school.database)


def test_the_same_file_twice_is_put_in_once(school: make.School) -> None:
    [first] = put_in(school, STAMPED)
    before = rows(school.database)
    [again] = put_in(school, STAMPED)
    assert (again.document, again.replayed) == (first.document, True)
    assert rows(school.database) == before


def test_an_order_with_its_annex_is_two_documents_under_one_number(school: make.School) -> None:
    order, annex = put_in(school, ORDER)
    with school.database.read() as connection:
        kinds = [document_at(connection, one.document).kind for one in (order, annex)]
        numbers = connection.execute(select(instrument.c.printed, instrument.c.dated)).all()
        linked = connection.scalar(select(func.count()).select_from(decision))
    assert kinds == ["order", "regulation"]
    assert [(row.printed, str(row.dated)) for row in numbers] == [("28", "2024-02-12")]
    assert linked == 2
    before = rows(school.database)
    assert [one.replayed for one in put_in(school, ORDER)] == [True, True]
    assert rows(school.database) == before


ANNEX = "\n\nПриложение № 1\n\nСостав совета сада\n\n1. {name}\n2. Дятлов Б.Б.\n"


def text_kept(school: make.School, key: EditionKey) -> EditionText:
    with school.database.read() as connection:
        return edition_at(connection, key).text


def test_an_act_and_its_annex_are_one_document(school: make.School) -> None:
    [done] = put_in(school, STAMPED + ANNEX.format(name="Совин А.А."))
    [annex] = text_kept(school, EditionKey(*done.document, 1)).annexes
    assert annex.title == "Состав совета сада"
    assert [one.text for one in annex.clauses] == ["Совин А.А.", "Дятлов Б.Б."]
    assert whole(school.database)


def test_a_later_edition_of_the_paper_keeps_the_clauses_of_its_annex(school: make.School) -> None:
    [first] = put_in(school, STAMPED + ANNEX.format(name="Совин А.А."))
    told = archive.Told(known_as_of=date(2024, 9, 1), later_of=first.document)
    later = paper(BODY + ANNEX.format(name="Галкина В.В."))
    archive.put_in(school.database, school.administrator, school.id, later, make.moment(), None, told)
    was, now = (text_kept(school, EditionKey(*first.document, turn)).annexes[0] for turn in (1, 2))
    assert now.clauses[0].text == "Галкина В.В."
    assert now.clauses[1].uid == was.clauses[1].uid


def test_an_annex_approved_by_an_order_of_its_own_is_a_document_of_its_own(school: make.School) -> None:
    stamp = "Приложение № 1\n\nУТВЕРЖДЕНО\nприказом директора\nот 01.09.2024 № 91"
    done = put_in(school, STAMPED + ANNEX.format(name="Совин А.А.").replace("Приложение № 1", stamp))
    assert [one.title for one in done][1:] == ["Состав совета сада"]
    assert text_kept(school, EditionKey(*done[0].document, 1)).annexes == ()


def test_a_decision_after_the_approval_is_kept_and_becomes_a_finding(school: make.School) -> None:
    [done] = put_in(school, LATE)
    with school.database.read() as connection:
        open_ones = findings_of(connection, done.document)
    assert codes(done) == ["decision-after-approval"]
    assert [one.finding for one in open_ones] == list(done.findings)
    assert whole(school.database)


def test_a_paper_without_stamps_is_kept_and_says_so(school: make.School) -> None:
    [done] = put_in(school, BODY)
    with school.database.read() as connection:
        assert document_at(connection, done.document).in_force is None
    assert codes(done) == ["no-approvals"]


def test_a_step_of_the_chain_that_the_paper_lacks_is_a_finding(school: make.School) -> None:
    [done] = put_in(school, STAMPED, school.publish(make.full_chain()))
    missing = [one.facts["party"] for one in done.findings if one.code == "step-missing"]
    assert missing == ["управляющий совет", "совет обучающихся"]


def test_a_number_that_another_paper_has_is_a_finding_of_the_second(school: make.School) -> None:
    put_in(school, STAMPED)
    [second] = put_in(school, STAMPED.replace("20.03.2023", "27.03.2023"))
    assert codes(second) == ["number-taken"]
    assert whole(school.database)


def test_a_body_that_the_organisation_does_not_list_is_kept_as_history(school: make.School) -> None:
    [done] = put_in(school, STAMPED.replace("Советом родителей", "Попечительским советом"))
    assert codes(done) == ["party-unknown"]
    with school.database.work() as work:
        assert "board_of_trustees" not in {one.kind for one in work.people.parties(school.id, make.TODAY)}


@pytest.mark.parametrize("role", ["head", "auditor", "parents_council"])
def test_only_the_administrator_puts_papers_in(school: make.School, role: str) -> None:
    before = rows(school.database)
    with pytest.raises(Forbidden):
        archive.put_in(school.database, school.actor(role), school.id, paper(STAMPED), make.moment())
    assert rows(school.database) == before


def test_a_stranger_finds_no_archive(school: make.School) -> None:
    other = make.school(school.database, "other")
    before = rows(school.database)
    with pytest.raises(NotFound):
        archive.put_in(school.database, other.administrator, school.id, paper(STAMPED), make.moment())
    assert rows(school.database) == before


def test_numbers_of_documents_have_no_gap_after_a_failed_import(school: make.School) -> None:
    with pytest.raises(NotFound):
        put_in(school, STAMPED, "0" * 64)
    [done] = put_in(school, STAMPED)
    assert done.document == DocumentKey(school.id, 1)


def test_an_order_and_its_annex_share_a_head_whom_nobody_listed(database: Database) -> None:
    school = make.school(database)
    with database.work() as work:
        work.connection.execute(party.update().where(party.c.kind == "head").values(until=make.START))
    paper = archive.PaperFile("order.txt", ORDER.encode(), read(ORDER))
    order, _ = archive.put_in(database, school.administrator, school.id, paper, make.moment())
    assert "party-unknown" in [one.code for one in order.findings]
    with database.read() as connection:
        made = connection.scalars(select(party.c.id).where(party.c.id.startswith("paper-"))).all()
        numbers = connection.scalars(select(instrument.c.printed)).all()
    assert len(made) == len(set(made)) >= 1
    assert set(numbers) == {"28"}
