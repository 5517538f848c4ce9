"""The list that waits and a sign-off over HTTP beside a minimal Flask application: gunicorn, 2 sync workers.

wrk loads them with eight connections from the same machine: the rates are a lower bound, the ratio counts.
usage: python tests/benchmarks/web.py [seconds]
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import floors
import make
import served
from harness import Figure, Goal, emit, median, table

from storage import accounts
from storage.database import Database
from workflow.values import EditionKey

PAGE = Goal("«Ждут меня» over HTTP ÷ minimal Flask page", 0.4, 0.6, at_least=True)
SIGN = Goal("sign-off over HTTP ÷ bare-driver POST", 0.4, 0.6, at_least=True)
DOCUMENTS = 1500
COUNCIL = make.COUNCILS[0]
ROUNDS = 3
HERE = Path(__file__).parent
_LATER = "2099-01-01T00:00:00.000000Z"
# Each connection of wrk walks over the same list, so the place in it is kept by the one thread there is.
_LUA = """
local place, paths, bodies = 0, {{{paths}}}, {{{bodies}}}
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
request = function()
  place = place % #paths + 1
  return wrk.format(nil, paths[place], nil, bodies[place])
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What wrk saw: requests a second, its 99th percentile in ms, and answers that were no success."""

    rate: float
    p99: float
    wrong: int


@dataclass(frozen=True, slots=True)
class Server:
    """A running gunicorn, and the cookie of one who is signed in there."""

    port: int
    cookie: str

    def loaded(self, path: str, seconds: int, script: Path | None = None) -> Load:
        """wrk for so long on a page, or by a script's requests."""
        said = subprocess.run(
            ["wrk", "-t1", "-c8", f"-d{seconds}s", "--latency", "-H", f"Cookie: {self.cookie}"]
            + (["-s", str(script)] if script else [])
            + [f"http://127.0.0.1:{self.port}{path}"],
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip
        wrong = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
        p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", said)
        rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
        if rate is None or p99 is None:
            raise SystemExit(said)
        milliseconds = float(p99[1]) * {"us": 0.001, "ms": 1, "s": 1000}[p99[2]]
        return Load(float(rate[1]), milliseconds, int(wrong[1]) if wrong else 0)


@contextlib.contextmanager
def serving(app: str, folder: Path, cookie: str = "") -> Iterator[Server]:
    """gunicorn over `served.py`, two sync workers."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    places = os.pathsep.join(map(str, (HERE, HERE.parent, HERE.parent.parent)))
    options = ["-w", "2", "-b", f"127.0.0.1:{port}", "--log-level", "error"]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, f"served:{app}()"],
        env={**os.environ, served.FOLDER: str(folder), "PYTHONPATH": places}, cwd=HERE,
    )  # fmt: skip
    try:
        yield Server(port, cookie or _cookie(port))
    finally:
        process.terminate()
        process.wait(20)


def _cookie(port: int) -> str:
    return str(_answer(port, "/in").headers["Set-Cookie"]).partition(";")[0]


def _answer(port: int, path: str):  # the answer of urllib, which has no public name
    until = time.monotonic() + 20
    while True:
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2)
        except urllib.error.HTTPError as answer:
            return answer
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def school_in(folder: Path) -> tuple[EditionKey, ...]:
    """Our data: documents that wait for one council, whose secretary has a session."""
    url = f"sqlite:///{folder / 'grif.db'}"
    make.migrated(url)
    database = Database(url)
    school = make.school(database)
    known = school.publish(make.full_chain())
    editions = tuple(school.submitted(known).key for _ in range(DOCUMENTS))
    with database.work() as work:
        person = school.person(COUNCIL)
        accounts.open_account(work.connection, accounts.Account(person, COUNCIL, "", disabled=False))
        accounts.open_session(work.connection, "token", person, _LATER, _LATER)
    database.dispose()
    return editions


def floor_in(folder: Path) -> None:
    """The floor's data: as many rows for the page, and the documents of its sign-off."""
    floors.sqlite(folder / "floor.db").fresh()
    bare = sqlite3.connect(folder / "floor-web.db", isolation_level=None)
    bare.execute("PRAGMA journal_mode=WAL")
    bare.executescript(
        """CREATE TABLE person (id integer PRIMARY KEY, name text, role text);
        CREATE TABLE waiting (id integer PRIMARY KEY, role text, due text, title text, state text,
          version integer);
        CREATE INDEX waiting_role_due ON waiting (role, due, id);
        INSERT INTO person VALUES (1, 'Секретарь Анна Петровна', 'head');"""
    )
    title = make.text().title
    rows = [(f"2026-{1 + one % 12:02d}-{1 + one % 28:02d}", f"{title} № {one}") for one in range(DOCUMENTS)]
    bare.execute("BEGIN")
    bare.executemany(
        "INSERT INTO waiting (role, due, title, state, version) VALUES ('head', ?, ?, 'waiting', 1)", rows
    )
    bare.execute("COMMIT")
    bare.close()


def signed_in(folder: Path, script: Path, editions: tuple[EditionKey, ...]) -> str:
    """The cookie of the secretary; `script` is made to sign each document once."""
    os.environ[served.FOLDER] = str(folder)
    app = served.ours()
    client = app.test_client()
    with client.session_transaction() as held:
        held["_user_id"], held["_fresh"] = "token", True
    paths = [f"/{key.organisation}/documents/{key.document}/editions/1/steps/{COUNCIL}" for key in editions]
    form = client.get(paths[0]).text
    hidden = dict(re.findall(r'name="(csrf_token|text_sha256)"[^>]*value="([^"]+)"', form))
    fields = {**hidden, "outcome": "agreed", "dated": f"{make.TODAY:%d.%m.%Y}"}
    said = "&".join(f"{name}={value}" for name, value in fields.items())
    bodies = [f"{said}&number={number}&command=web-{number}" for number in range(1, len(paths) + 1)]
    spelled = {"paths": _lua(paths), "bodies": _lua(bodies)}
    script.write_text(_LUA.format(**spelled), encoding="utf-8")
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    if cookie is None:
        raise SystemExit("the secretary got no cookie")
    return f"{cookie.key}={cookie.value}"


def _lua(values: list[str]) -> str:
    return ", ".join(f'"{value}"' for value in values)


def signed(folder: Path) -> int:
    """How many documents our side has signed."""
    connection = sqlite3.connect(folder / "grif.db")
    (count,) = connection.execute("SELECT count(*) FROM sign_off").fetchone()
    connection.close()
    return int(count)


def figures(seconds: int = 2) -> Iterator[Figure]:
    """The rows of the table that are about pages."""
    with tempfile.TemporaryDirectory(prefix="grif-bench-") as name:
        folder, script, post = Path(name), Path(name) / "sign.lua", Path(name) / "post.lua"
        editions = school_in(folder)
        floor_in(folder)
        cookie = signed_in(folder, script, editions)
        post.write_text('wrk.method = "POST"\n', encoding="utf-8")
        with serving("ours", folder, cookie) as ours, serving("floor", folder) as floor:
            _answer(ours.port, "/sign-in")
            yield compared(
                PAGE, [(floor.loaded("/", seconds), ours.loaded("/", seconds)) for _ in range(ROUNDS)]
            )
        shutil.copyfile(folder / "grif.db", folder / "model.db")
        pairs = [sign_round(folder, cookie, script, post, seconds) for _ in range(ROUNDS)]
        yield compared(SIGN, pairs)


def sign_round(folder: Path, cookie: str, script: Path, post: Path, seconds: int) -> tuple[Load, Load]:
    """A round of POSTs on both sides, ours over a fresh copy of the data."""
    for end in ("-wal", "-shm"):
        (folder / f"grif.db{end}").unlink(missing_ok=True)
    shutil.copyfile(folder / "model.db", folder / "grif.db")
    with serving("ours", folder, cookie) as ours, serving("floor", folder) as floor:
        _answer(ours.port, "/sign-in")
        bare = floor.loaded("/sign", seconds, post)
        begun = time.monotonic()
        own = ours.loaded("/", seconds, script)
        took = time.monotonic() - begun
    done = signed(folder)
    if not 0 < done < DOCUMENTS:
        raise SystemExit(f"{done} of {DOCUMENTS} documents were signed: nothing to tell from that")
    # Sign-offs that the database holds, not answers: a redirect to the sign-in page would be an answer too.
    return bare, Load(min(own.rate, done / min(took, seconds)), own.p99, own.wrong)


def compared(goal: Goal, pairs: list[tuple[Load, Load]]) -> Figure:
    """The figure of pairs of the floor's load and ours."""
    if any(load.wrong for pair in pairs for load in pair):
        raise SystemExit(f"{goal.what}: some answers were no success: {pairs}")
    for name, side in (("floor", 0), ("grif", 1)):
        p99 = median(pair[side].p99 for pair in pairs)
        emit("web", f"{name}: {goal.what}", "req/s", [pair[side].rate for pair in pairs], p99_ms=p99)
    ratio = median(own.rate / bare.rate for bare, own in pairs)
    told = [f"{median(pair[side].rate for pair in pairs):.0f}/s" for side in (1, 0)]
    return Figure(goal, ratio, told[0], told[1])


if __name__ == "__main__":
    print(table(list(figures(*[int(one) for one in sys.argv[1:2]]))))
