"""Old paper without dates, and the later editions of a paper document: known on a day, one after another."""

from __future__ import annotations

from datetime import date

import make
import pytest

from storage import verification
from storage.reads import Reads
from workflow.documents.life import happenings
from workflow.documents.reading import read
from workflow.documents.wordings import wordings
from workflow.errors import Invalid, NotFound, Refused
from workflow.services import archive
from workflow.services.archive import Archived, Told
from workflow.services.editions import versions
from workflow.services.in_force import on_day
from workflow.values import DocumentKey

BARE = """
Положение о школьном саде

1. Общие положения
1.1. Сад разбивают {who}.
"""
STAMPED = (
    """
УТВЕРЖДЕНО
приказом МОУ «Школа»
от 01.09.2021 № 31
"""
    + BARE
)
FIRST, SECOND = date(2018, 3, 1), date(2020, 9, 1)


def put(school: make.School, text: str, known: date | None = None, of: DocumentKey | None = None) -> Archived:
    file = archive.PaperFile("сад.txt", text.encode(), read(text))
    told = Told(known, of)
    [done] = archive.put_in(school.database, school.administrator, school.id, file, make.moment(), None, told)
    return done


def on(school: make.School, key: DocumentKey, day: date) -> int | None:
    found = on_day(Reads(school.database), school.actor("auditor"), key, day, make.TODAY)
    return found.opened.edition.key.edition if found.opened else None


@pytest.fixture
def three(school: make.School) -> DocumentKey:
    """Two editions without a date, then one with its order."""
    key = put(school, BARE.format(who="ученики"), FIRST).document
    put(school, BARE.format(who="учителя"), SECOND, key)
    put(school, STAMPED.format(who="ученики и учителя"), None, key)
    return key


def test_each_day_since_the_first_known_one_has_its_edition(school: make.School, three: DocumentKey) -> None:
    said = {
        day.isoformat(): on(school, three, day)
        for day in (date(2018, 2, 28), FIRST, date(2020, 8, 31), SECOND, date(2021, 8, 31), date(2021, 9, 1))
    }
    assert list(said.values()) == [None, 1, 1, 2, 2, 3]
    with school.database.read() as connection:
        assert [one.faults for one in verification.documents(connection) if one.faults] == []


def test_the_timeline_says_known_where_the_paper_is_silent(school: make.School, three: DocumentKey) -> None:
    told = [one.said.ru for one in happenings(Reads(school.database).life(three), make.TODAY)]
    assert "Известна редакция 1: день вступления в силу на бумаге не указан" in told
    assert "Редакция 2 утратила силу: её сменила редакция 3" in told
    assert "Редакция 3 вступила в силу" in told


def test_a_clause_is_the_same_over_old_editions(school: make.School, three: DocumentKey) -> None:
    known = versions(Reads(school.database), school.actor("auditor"), three)
    uid = known[0].text.clauses[0].children[0].uid
    assert [one.how for one in wordings(known, uid)] == ["first", "reworded", "reworded"]


def test_the_same_file_is_put_in_once(school: make.School, three: DocumentKey) -> None:
    again = put(school, BARE.format(who="учителя"), SECOND, three)
    assert again.replayed and again.document == three
    assert len(Reads(school.database).editions(three)) == 3


def test_the_date_on_the_paper_counts_and_not_a_guess(school: make.School) -> None:
    done = put(school, STAMPED.format(who="ученики"), FIRST)
    [life] = Reads(school.database).life(done.document)
    assert (life.days.since, life.known_only) == (date(2021, 9, 1), False)


def test_editions_are_put_in_in_their_order(school: make.School, three: DocumentKey) -> None:
    with pytest.raises(Invalid) as refused:
        put(school, BARE.format(who="никто"), date(2021, 9, 1), three)
    assert "01.09.2021" in refused.value.fields["known_as_of"].ru
    with pytest.raises(Invalid) as refused:
        put(school, BARE.format(who="никто"), None, three)
    assert "нет даты" in refused.value.fields["known_as_of"].ru
    assert len(Reads(school.database).editions(three)) == 3


def test_a_document_that_is_kept_live_gets_no_edition_from_paper(school: make.School) -> None:
    live = school.draft()
    with pytest.raises(Refused):
        put(school, BARE.format(who="никто"), FIRST, live.key.of)
    with pytest.raises(NotFound):
        put(school, BARE.format(who="никто"), FIRST, DocumentKey("elsewhere", 1))
    assert len(Reads(school.database).editions(live.key.of)) == 1
