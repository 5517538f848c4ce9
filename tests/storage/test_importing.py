"""A brought file: each suggestion is answered by itself and stays on record; then it is kept."""

from __future__ import annotations

from dataclasses import replace

import make
import pytest
from sqlalchemy import select

from storage.brought import BroughtFiles, brought_open
from storage.documents import document_at, edition_at
from storage.files import file_of
from storage.journal import history
from storage.tables import document
from workflow.documents.clauses import walk
from workflow.documents.reading.brought import Brought, asked
from workflow.errors import Forbidden, Invalid, NotFound, Refused, Stale
from workflow.services import importing
from workflow.services.importing import Headed, Importer
from workflow.values import EditionKey

TEXT = """УТВЕРЖДЕНО
приказом директора
от 20.03.2023 № 41

Положение о музее

1. Общие положения
1.1. Музей хранит память.
1.3. Музей открыт для всех.
1.4. Задачи музея:
- одно,
- два;
- три

Приложение № 1

Состав совета музея

1. Иванова А.А.
"""
HEADED = Headed("Положение о музее", "положение")


@pytest.fixture
def by(school: make.School) -> Importer:
    importer = Importer(school.database, school.administrator, school.id, make.moment())
    one = importing.bring(importer, "музей.txt", TEXT.encode(), TEXT)
    return replace(importer, number=one.number, seen=one.version)


def now(by: Importer) -> Brought:
    with by.store.read() as connection:  # type: ignore[attr-defined]
        return BroughtFiles(connection).get(by.organisation, by.number)


def after(by: Importer) -> Importer:
    """The same person, having looked again."""
    return replace(by, seen=now(by).version, at=make.moment())


def key(by: Importer, code: str) -> str:
    return next(one.key for one in asked(now(by), now(by).reading) if one.notice.code == code)


def uids():
    return iter(f"u{number}" for number in range(1000)).__next__


def test_nothing_is_mended_unasked_and_each_answer_stays(by: Importer) -> None:
    assert now(by).transcript.text == TEXT
    importing.accept(by, key(by, "skipped-number"))
    importing.decline(after(by), key(by, "mixed-terminators"))
    line = TEXT.splitlines().index("1.1. Музей хранит память.") + 1
    importing.retype(after(by), line, "1.1. Музей хранит память школы.")
    one = now(by)
    assert "1.2. Музей открыт для всех." in one.transcript.text
    assert "- одно,\n- два;\n- три\n" in one.transcript.text
    assert [(answer.code, answer.did) for answer in one.answers] == [
        ("skipped-number", "accepted"), ("mixed-terminators", "declined"), ("", "typed"),
    ]  # fmt: skip
    assert one.answers[0].was == "1.3. Музей открыт для всех."
    assert [
        found.declined for found in asked(one, one.reading) if found.notice.code == "mixed-terminators"
    ] == [True]


def test_it_is_kept_as_a_draft_with_its_annex_and_its_file(school: make.School, by: Importer) -> None:
    importing.accept(by, key(by, "skipped-number"))
    done = importing.keep_draft(after(by), HEADED, uids())
    with school.database.read() as connection:
        edition = edition_at(connection, EditionKey(*done, 1))
        told = history(connection, done)
        assert file_of(connection, edition.key, "source") == ("музей.txt", TEXT.encode())
    assert "1.2" in [one.label for one in walk(edition.text.clauses)]
    assert [one.title for one in edition.text.annexes] == ["Состав совета музея"]
    every = [one.uid for part in (edition.text, *edition.text.annexes) for one in walk(part.clauses)]
    assert len(set(every)) == len(every)
    assert [(one.kind, one.facts.get("accepted")) for one in told] == [("file_read", 1), ("created", None)]
    assert (now(by).state, now(by).document) == ("kept", done.document)


def test_it_is_kept_as_a_paper_with_its_stamps(school: make.School, by: Importer) -> None:
    done = importing.keep_paper(by, HEADED)
    with school.database.read() as connection:
        kept = document_at(connection, done)
    assert kept.paper and kept.in_force == 1
    again = importing.bring(by, "копия.txt", TEXT.encode(), TEXT)
    with pytest.raises(Refused) as told:
        importing.keep_paper(replace(by, number=again.number, seen=1), HEADED)
    assert told.value.code == "known-file"
    assert now(replace(by, number=again.number)).state == "open"


def test_what_was_seen_is_what_is_answered(by: Importer) -> None:
    wanted = key(by, "skipped-number")
    importing.accept(by, wanted)
    with pytest.raises(Stale) as told:
        importing.decline(by, wanted)
    assert told.value.code == "file-changed"
    with pytest.raises(Stale) as told:
        importing.accept(after(by), wanted)
    assert told.value.code == "notice-gone"
    importing.keep_draft(after(by), HEADED, uids())
    with pytest.raises(Stale):
        importing.keep_draft(after(by), HEADED, uids())


def test_a_file_put_away_leaves_no_text(school: make.School, by: Importer) -> None:
    importing.drop(by)
    one = now(by)
    assert (one.state, one.transcript.text, one.content) == ("dropped", "", b"")
    with school.database.read() as connection:
        assert brought_open(connection, school.id) == []


def test_without_a_title_or_a_kind_no_draft_is_made(school: make.School, by: Importer) -> None:
    for headed, field in ((Headed("", "положение"), "title"), (Headed("Положение", ""), "word")):
        with pytest.raises(Invalid) as told:
            importing.keep_draft(by, headed, uids())
        assert set(told.value.fields) == {field}
    assert now(by).state == "open"
    with school.database.read() as connection:
        assert connection.scalars(select(document.c.number).where(document.c.number > 0)).all() == []


def test_who_may_not_writes_nothing(school: make.School, by: Importer) -> None:
    stranger = make.school(school.database, "other")
    before = now(by)
    for actor, error in ((school.actor("auditor"), Forbidden), (stranger.actor("administrator"), NotFound)):
        other = replace(by, actor=actor)
        for act in (
            lambda other=other: importing.accept(other, key(by, "skipped-number")),
            lambda other=other: importing.keep_draft(other, HEADED, uids()),
            lambda other=other: importing.drop(other),
        ):
            with pytest.raises(error):
                act()
    with pytest.raises(Forbidden):
        importing.keep_paper(replace(by, actor=school.actor("head")), HEADED)
    assert now(by) == before
