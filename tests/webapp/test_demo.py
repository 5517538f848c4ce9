"""The demo: fills quickly on any day, its history holds, and it never touches real data."""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from datetime import date, timedelta
from pathlib import Path

import make
import pypdfium2
import pytest
from databases import SqliteDatabases
from sqlalchemy import select
from terminal import PROGRAM, ROOT, demo_in, done, grif, said, school_in
from werkzeug.security import check_password_hash

from storage import verification
from storage.database import Database
from storage.orders import OrderDatabase
from storage.tables import case, event, task
from webapp import clock
from webapp.cli.demo import SITE
from webapp.demo import PASSWORD, SIGN_INS, Stage, play
from workflow.chain.case import NO_DUE

DAYS = (
    date(2026, 1, 1),
    date(2026, 2, 28),
    date(2028, 2, 29),
    date(2026, 9, 1),
    date(2026, 9, 15),
    date(2026, 9, 16),
    date(2026, 11, 22),
    date(2026, 12, 31),
)


@pytest.fixture
def demo(tmp_path: Path) -> Path:
    return demo_in(tmp_path / "demo")


def test_documents_wait_at_every_kind_of_step(demo: Path) -> None:
    waiting = {(str(party).split("-")[0], act) for party, act in said(demo, "SELECT party, act FROM task")}
    assert waiting >= {
        ("governing_council", "adopt"),
        ("parents_council", "agree"),
        ("student_council", "agree"),
        ("parents_council", "opinion"),
        ("pedagogical_council", "adopt"),
        ("coordinator", "agree"),
        ("methodical_centre", "approve"),
        ("head", "approve"),
        ("authority", "approve"),
    }


def test_there_is_a_draft_a_returned_a_former_and_a_faulty_paper_one(demo: Path) -> None:
    assert said(demo, "SELECT count(*) FROM edition WHERE submitted_at IS NULL") == [(1,)]
    assert said(demo, 'SELECT count(*) FROM "case" WHERE state = ?', "returned") == [(1,)]
    assert said(demo, "SELECT count(*) FROM edition WHERE in_force_until IS NOT NULL") == [(2,)]
    assert said(demo, "SELECT code FROM finding") == [("adoption-after-approval",)]


def test_every_act_in_force_is_printed_and_no_job_is_left(demo: Path) -> None:
    due = "SELECT count(*) FROM job WHERE state <> 'done' AND run_at <= ?"
    assert said(demo, due, clock.now()) == [(0,)]
    live = "SELECT count(*) FROM edition JOIN document ON document.organisation = edition.organisation \
        AND document.number = edition.document WHERE in_force_from IS NOT NULL AND NOT paper"
    assert said(demo, live) == said(demo, "SELECT count(*) FROM edition_file WHERE purpose = 'act'")


def test_a_sitting_an_order_of_many_points_and_a_void_number_are_there(demo: Path) -> None:
    assert said(demo, "SELECT count(*) FROM meeting") == [(3,)]
    assert said(demo, "SELECT count(*) FROM ballot WHERE open") == [(1,)]
    assert said(demo, "SELECT count(*) FROM absence") == [(1,)]
    kinds = [kind for (kind,) in said(demo, "SELECT kind FROM order_point ORDER BY instrument, number")]
    assert {"create", "approve", "members", "appoint", "free", "control"} <= set(kinds)
    assert said(demo, "SELECT count(*) FROM assignment WHERE closed_on IS NULL") == [(1,)]
    assert said(demo, "SELECT count(*) FROM void_number") == [(1,)]
    assert said(demo, "SELECT count(*) FROM register_rule") == [(1,)]
    assert said(demo, "SELECT count(DISTINCT organisation) FROM vacation") == [(2,)]


def test_an_act_was_amended_by_an_order_of_the_head(demo: Path) -> None:
    amended = "SELECT organisation, content LIKE '%третью среду%' FROM order_point WHERE kind = 'amend'"
    assert said(demo, amended) == [("lakeside", 1)]
    assert "(в ред. приказа от " in first_pages(demo)["lakeside-1-2.pdf"]


def test_everybody_of_the_table_signs_in_with_the_printed_password(demo: Path) -> None:
    kept = dict(said(demo, "SELECT login, password FROM account"))
    assert set(kept) == {one.login for one in SIGN_INS}
    assert check_password_hash(str(kept["director"]), PASSWORD)


@pytest.mark.parametrize("today", DAYS, ids=str)
def test_the_history_holds_on_any_day_of_the_year(sqlite_databases: SqliteDatabases, today: date) -> None:
    database = Database(sqlite_databases.filled("migrated", make.migrated))
    play(Stage(OrderDatabase(database), today, "hash", lambda _at: None))
    with database.read() as connection:
        assert not [one for one in verification.documents(connection) if one.faults]
        told = connection.execute(
            select(event.c.organisation, event.c.document, event.c.at).order_by(
                event.c.organisation, event.c.document, event.c.seq
            )
        ).all()
        dues = list(connection.scalars(select(task.c.due).where(task.c.due != NO_DUE)))
        states = set(connection.scalars(select(case.c.state)))
    database.dispose()
    for former, later in itertools.pairwise(told):
        assert former[:2] != later[:2] or former.at <= later.at
    assert max(clock.parsed(one.at).date() for one in told) < today
    assert {due < today.isoformat() for due in dues} == {True, False}
    assert any(due.endswith("-09-15") for due in dues)
    assert {"returned", "in_force", "agreement", "adoption", "approval", "opinion"} <= states


def test_no_act_is_dated_on_a_day_of_rest() -> None:
    stage = Stage(None, date(2026, 11, 22), "", lambda _at: None)  # type: ignore[arg-type]  # only its calendar
    days = [stage.day(ago) for ago in range(60)]
    assert all(day.weekday() < 5 for day in days)
    assert days == sorted(days, reverse=True)
    assert days[0] - days[59] <= timedelta(days=60)


def test_a_demo_that_is_there_stays_as_it_is_until_a_fresh_one_is_asked(demo: Path) -> None:
    said(demo, "UPDATE organisation SET place = 'г. Переименованный'")
    done("demo", "--no-serve", "--data", demo)
    assert said(demo, "SELECT DISTINCT place FROM organisation") == [("г. Переименованный",)]
    done("demo", "--no-serve", "--fresh", "--data", demo)
    assert ("г. Переименованный",) not in said(demo, "SELECT DISTINCT place FROM organisation")


def test_a_demo_that_was_interrupted_is_made_anew(demo: Path) -> None:
    (demo / "demo.txt").write_text("", encoding="utf-8")
    said(demo, "DELETE FROM finding")
    done("demo", "--no-serve", "--data", demo)
    assert said(demo, "SELECT count(*) FROM finding") == [(1,)]


@pytest.mark.parametrize("words", [(), ("--fresh",)])
def test_a_real_system_is_never_filled_nor_emptied(tmp_path: Path, words: tuple[str, ...]) -> None:
    school = school_in(tmp_path / "school")
    before = (school / "grif.db").read_bytes()
    result = grif("demo", "--no-serve", "--data", school, *words)
    assert result.exit_code == 1
    assert "настоящая система" in result.stderr
    assert (school / "grif.db").read_bytes() == before


def test_the_sign_ins_are_told_in_either_language(demo: Path) -> None:
    assert "director " in done("demo", "--no-serve", "--data", demo)
    assert "secretary of the governing council" in done("demo", "--no-serve", "--data", demo, "--lang", "en")


def test_the_demo_is_served_and_stops_when_told(demo: Path) -> None:
    port = _free_port()
    served = subprocess.Popen(
        [sys.executable, "-u", "-c", PROGRAM, "demo", "--data", str(demo), "--port", str(port)],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    try:
        assert served.stdout is not None
        told = iter(served.stdout.readline, "")
        assert any(f"http://127.0.0.1:{port}/" in line for line in told)
        status, page = _asked(port, "/sign-in")
        assert (status, "grif" in page) == (200, True)
        assert _asked(port, "/sign-in", host="evil.example")[0] >= 400
    finally:
        served.terminate()
        served.communicate(timeout=20)
    assert served.returncode is not None


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _asked(port: int, path: str, host: str = "127.0.0.1") -> tuple[int, str]:
    """The status and text of a page, as soon as somebody listens there."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", headers={"Host": f"{host}:{port}"}
    )  # this machine
    while True:
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310  # this machine
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as refusal:
            with refusal:
                return refusal.code, ""
        except urllib.error.URLError as fault:
            # Bounded by the test's own time limit.
            if not isinstance(fault.reason, ConnectionRefusedError):
                raise
            os.sched_yield()


def test_what_is_kept_of_the_acts_names_no_address_of_this_machine(demo: Path) -> None:
    pages = first_pages(demo).values()
    assert any(f"Запись документа: {SITE}/" in page for page in pages)
    assert not any("127.0.0.1" in page or "localhost" in page for page in pages)


def first_pages(demo: Path) -> dict[object, str]:
    """The words on the first page of each act as it is kept, by the name of its file."""
    kept = """SELECT name, content FROM edition_file JOIN file USING (organisation, sha256)
        WHERE purpose = 'act'"""
    pages = {}
    for name, content in said(demo, kept):
        assert isinstance(content, bytes)
        with pypdfium2.PdfDocument(content) as printed:
            pages[name] = printed[0].get_textpage().get_text_range()
    return pages
