"""Two people in one draft: different clauses both stay, one clause is never written over unseen."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import count
from typing import Any

import make
import pytest

from storage.database import Database
from storage.documents import edition_at
from storage.journal import history, verify
from storage.typed import TypedTexts
from workflow.documents.amend.operations import own_sha256, whole_sha256
from workflow.documents.clauses import Clause, walk
from workflow.documents.document import Edition
from workflow.documents.editing.numbers import in_order
from workflow.documents.editing.places import clause_at
from workflow.errors import Forbidden, Invalid, NotFound, Stale
from workflow.events import Known, tell
from workflow.ports import Moment
from workflow.services import editing, submission
from workflow.services.editing import Added, Editor, Gone, Moved, Overtaken, Said, Window
from workflow.values import both

ROUNDS = 12
PATIENCE = 60  # seconds until a stuck test gives up


def editor(school: make.School, draft: Edition, role: str = "administrator", clock: Any = None) -> Editor:
    uids = (f"{role}-{number}" for number in count(1))
    at = clock or make.moment()
    return Editor(school.database, school.actor(role), draft.key, at, uids)


def now(database: Database, draft: Edition) -> Edition:
    with database.read() as connection:
        return edition_at(connection, draft.key)


def seen(draft: Edition, uid: str) -> str:
    return own_sha256(clause_at(draft.text, uid))


def said(draft: Edition, uid: str, text: str) -> Said:
    return Said(uid, seen(draft, uid), text, clause_at(draft.text, uid).label)


def labels(draft: Edition) -> list[str]:
    return [one.label for one in walk(draft.text.clauses)]


def sentences(database: Database, draft: Edition) -> list[str]:
    known = Known(lambda party: party.party, lambda _edition, state, _workflow: both(state))
    with database.read() as connection:
        return [tell(one, known).sentences[0].ru for one in history(connection, draft.key.of)]


def sound(database: Database, draft: Edition) -> bool:
    with database.read() as connection:
        return not [one for _, found in verify(connection, draft.key.organisation) for one in found]


@pytest.fixture
def draft(school: make.School) -> Edition:
    return school.draft(make.text("Положение о совете", "Первое.", "Второе.", "Третье."))


def test_two_people_change_two_clauses_and_both_changes_stay(school: make.School, draft: Edition) -> None:
    editing.say(editor(school, draft), said(draft, "c1", "Первое от одного."), Window())
    editing.say(editor(school, draft, "head"), said(draft, "c2", "Второе от другого."), Window())
    texts = [one.text for one in now(school.database, draft).text.clauses[0].children]
    assert texts == ["Первое от одного.", "Второе от другого.", "Третье."]


def test_the_second_in_one_clause_is_shown_the_first_and_nothing_is_written(
    school: make.School, draft: Edition
) -> None:
    first = editing.say(editor(school, draft), said(draft, "c1", "От одного."), Window())
    with pytest.raises(Overtaken) as told:
        editing.say(editor(school, draft, "head"), said(draft, "c1", "От другого."), Window())
    assert clause_at(told.value.text, "c1").text == "От одного."
    assert now(school.database, draft) == first
    again = Said("c1", seen(first, "c1"), "От обоих.", "1.1")
    assert (
        clause_at(editing.say(editor(school, draft, "head"), again, Window()).text, "c1").text == "От обоих."
    )


def test_what_was_changed_below_a_clause_is_not_removed_unseen(school: make.School, draft: Edition) -> None:
    gone = Gone("s1", whole_sha256(clause_at(draft.text, "s1")), lapses=False)
    editing.say(editor(school, draft), said(draft, "c2", "Новое."), Window())
    with pytest.raises(Overtaken):
        editing.remove(editor(school, draft, "head"), gone, Window())


def test_a_clause_comes_moves_lapses_and_goes_and_the_history_says_so(
    school: make.School, draft: Edition
) -> None:
    by = editor(school, draft)
    editing.add(by, Added("c1", "after", "point", "1.1(1)", "Между.\nИ ещё."), Window())
    after = editing.move(by, Moved("c3", seen(draft, "c3"), "c1", "before", "1.0"), Window())
    assert labels(after) == ["1", "1.0", "1.1", "1.1(1)", "", "1.2"]
    editing.remove(by, Gone("c2", whole_sha256(clause_at(after.text, "c2")), lapses=True), Window())
    last = editing.remove(by, Gone("c1", whole_sha256(clause_at(after.text, "c1")), lapses=False), Window())
    editing.renumber(by, 0, in_order(last.text.clauses), Window())
    assert labels(now(school.database, draft)) == ["1", "1.1", "1.2", "", "1.3"]
    assert sentences(school.database, draft)[:5] == [
        "Проект редакции 1: номера изменены по порядку",
        "Проект редакции 1: исключён пункт 1.1",
        "Проект редакции 1: признан утратившим силу пункт 1.2",
        "Проект редакции 1: перенесён пункт 1.0",
        "Проект редакции 1: добавлен пункт 1.1(1)",
    ]
    assert sound(school.database, draft)


def test_the_same_command_twice_adds_one_clause(school: make.School, draft: Edition) -> None:
    added = Added("c1", "after", "point", "1.1(1)", "Между.")
    for _ in range(2):
        editing.add(editor(school, draft), added, Window(command="key"))
    assert labels(now(school.database, draft)) == ["1", "1.1", "1.1(1)", "1.2", "1.3"]


def test_numbers_are_changed_as_they_were_accepted_or_not_at_all(school: make.School, draft: Edition) -> None:
    by = editor(school, draft)
    gone = Gone("c1", whole_sha256(clause_at(draft.text, "c1")), lapses=False)
    accepted = in_order(editing.remove(by, gone, Window()).text.clauses)
    editing.add(by, Added("c2", "before", "point", "1.1", "Первое снова."), Window())
    with pytest.raises(Overtaken):
        editing.renumber(by, 0, accepted, Window())
    assert labels(now(school.database, draft)) == ["1", "1.1", "1.2", "1.3"]


@pytest.mark.parametrize("text", ["", " \n ", "я" * (editing.MAX_TEXT + 1)])
def test_no_words_and_too_many_are_told_at_the_field(school: make.School, draft: Edition, text: str) -> None:
    with pytest.raises(Invalid) as told:
        editing.say(editor(school, draft), replace(said(draft, "c1", ""), text=text), Window())
    assert set(told.value.fields) == {"text"}


def test_a_submitted_edition_is_not_edited(school: make.School, draft: Edition) -> None:
    known = school.publish(make.full_chain())
    submission.submit(school.database, school.administrator, draft.key, known, make.moment())
    with pytest.raises(Stale) as told:
        editing.say(editor(school, draft), said(draft, "c1", "Иначе."), Window())
    assert told.value.code == "submitted"
    assert now(school.database, draft).sha256 == draft.sha256


def test_who_may_not_draft_writes_nothing(school: make.School, draft: Edition) -> None:
    stranger = make.school(school.database, "other")
    for actor, error in ((school.actor("auditor"), Forbidden), (stranger.actor("administrator"), NotFound)):
        by = replace(editor(school, draft), actor=actor)
        with pytest.raises(error):
            editing.say(by, said(draft, "c1", "Иначе."), Window())
        with pytest.raises(error):
            editing.keep_typed(by, Window("c1", "tab"), 0, "", "Иначе.", "spare")
    with school.database.read() as connection:
        assert TypedTexts(connection).of(draft.key) == []
    assert now(school.database, draft) == draft


def typed(school: make.School, draft: Edition) -> dict[tuple[str, str], str]:
    with school.database.read() as connection:
        return {(one.place, one.tab): one.text for one in TypedTexts(connection).of(draft.key)}


def test_what_is_typed_is_kept_as_it_grows_and_goes_when_it_is_saved(
    school: make.School, draft: Edition
) -> None:
    by, window = editor(school, draft), Window("c1", "tab")
    assert editing.keep_typed(by, window, 0, "seen", "Пер", "spare") == ("tab", 1)
    assert editing.keep_typed(by, window, 1, "seen", "Первое иначе.", "spare") == ("tab", 2)
    assert typed(school, draft) == {("c1", "tab"): "Первое иначе."}
    editing.say(by, said(draft, "c1", "Первое иначе."), window)
    assert typed(school, draft) == {}


def test_two_windows_that_go_on_from_one_text_both_keep_theirs(school: make.School, draft: Edition) -> None:
    by, window = editor(school, draft), Window("c1", "tab")
    editing.keep_typed(by, window, 0, "seen", "Начало", "spare")
    assert editing.keep_typed(by, window, 1, "seen", "Начало одно", "spare-1") == ("tab", 2)
    assert editing.keep_typed(by, window, 1, "seen", "Начало другое", "spare-2") == ("spare-2", 1)
    assert set(typed(school, draft).values()) == {"Начало одно", "Начало другое"}
    editing.drop_typed(by, window)
    assert typed(school, draft) == {("c1", "spare-2"): "Начало другое"}


def test_two_writers_at_once_never_lose_a_text(school: make.School, draft: Edition) -> None:
    """Each saved text is the draft's, or was in front of whoever wrote over it; the rest were told."""
    start = threading.Barrier(2)
    saved: list[tuple[str, str, str]] = []
    told: list[str] = []
    instants = _instants()

    def write(role: str) -> None:
        chance = random.Random(role)
        for turn in range(ROUNDS):
            shown = now(school.database, draft)
            uid = chance.choice(("c1", "c2", "c3"))
            text = f"{role} пишет в {turn} раз."
            if turn == 0:
                start.wait(PATIENCE)
            try:
                by = editor(school, draft, role, next(instants))
                done = editing.say(by, said(shown, uid, text), Window(uid, role))
            except Overtaken as fault:
                told.append(clause_at(fault.text, uid).text)
                continue
            saved.append((uid, seen(shown, uid), seen(done, uid)))

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(write, role) for role in ("administrator", "head")]:
            one.result(PATIENCE)
    last = now(school.database, draft)
    for uid in ("c1", "c2", "c3"):
        steps = {before: after for of, before, after in saved if of == uid}
        assert len(steps) == sum(of == uid for of, _, _ in saved), "two wrote over the same text"
        at = seen(draft, uid)
        while at in steps:
            at = steps.pop(at)
        assert steps == {} and at == seen(last, uid)
    assert len(saved) + len(told) == 2 * ROUNDS
    assert sound(school.database, draft)


def _instants() -> Iterator[Moment]:
    lock = threading.Lock()
    for number in count(1):
        with lock:
            made = Moment(f"{make.TODAY.isoformat()}T11:00:00.{number:06d}Z", make.TODAY)
        yield made


def test_an_added_clause_has_a_uid_of_its_own(school: make.School, draft: Edition) -> None:
    after = editing.add(editor(school, draft), Added("s1", "inside", "dash", "–", "Дефис."), Window())
    made = after.text.clauses[0].children[-1]
    assert made == Clause("administrator-1", "–", "Дефис.", "dash")
