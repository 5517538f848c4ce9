"""The door: closed by default, shut to strangers, and what keeps a session one's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import make
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from visitor import FAST, PASSWORD, Visitor, with_accounts
from werkzeug.routing import Rule
from werkzeug.security import generate_password_hash
from werkzeug.test import TestResponse
from written import contents
from written_ways import ways

import definitions
from storage import accounts
from storage.database import Database
from storage.orders import OrderDatabase
from storage.tables import account, session
from webapp import create_app
from webapp.auth import IDLE_MINUTES, SESSION_HOURS, THROTTLE_MINUTES, TRIES_OF_LOGIN
from webapp.chains import shipped
from webapp.security import OPEN
from webapp.settings import Settings
from workflow.engine.reader import read
from workflow.governance.findings import Finding
from workflow.governance.orders.order import Order, Point
from workflow.governance.sittings.meeting import Attendance, Item, Meeting, Sitting, Window, unanimous
from workflow.services import amending, ballots, documents, importing, order_drafts, order_signing, submission
from workflow.services.importing import Importer
from workflow.services.order_signing import Signature
from workflow.services.sittings import record_sitting
from workflow.values import PartyKey

ELSEWHERE = "203.0.113.7"


@pytest.fixture
def places(school: make.School) -> dict[str, object]:
    """A value for every place of an address, all of them of things that are there."""
    known = school.publish(shipped()["regulation-gymnasium"][1])
    beside = definitions.shipped()["site-publication"].replace("publish", "return")
    school.publish(read(beside.replace("beside: in_force", "beside: submission"), "beside.yaml"))
    first = school.submitted(known)
    school.approve_all(first)
    edition = documents.new_edition(
        school.database, school.administrator, first.key.of, make.text("Положение", "Новое."), make.moment()
    )
    submission.submit(school.database, school.administrator, edition.key, known, make.moment())
    amending.begin(OrderDatabase(school.database), school.administrator, first.key.of, make.moment())
    chain = school.publish(shipped()["regulation-head"][1])
    ordered = school.submitted(chain)
    school.decide(ordered, "head", "approved", "121")
    school.submitted(school.publish(read(ways(), "ways.yaml")))
    store, head = OrderDatabase(school.database), PartyKey(school.id, "head")
    free = Order(head, "О разном", points=(Point("free", words="Слова.", until=make.later(9)),))
    draft = order_drafts.begin(store, school.recorder("head"), free, make.moment())
    given = Signature(school.id, draft.number, draft.version, make.TODAY, "122")
    signed = order_signing.sign(store, school.recorder("head"), given, make.moment())
    open_draft = order_drafts.begin(store, school.recorder("head"), free, make.moment())
    with school.database.work() as work:
        found = Finding("no-approvals", "warning", {})
        work.findings.open(edition.key, [found], make.moment().now)
    people = [school.person(f"parents_council{role}") for role in ("-chair", "", "-member")]
    came = tuple(Attendance(one, "present") for one in people)
    free = Item("О плане", unanimous(3), "План принять")
    met = Meeting(PartyKey(school.id, "parents_council"), (free,), came, people[0], people[1])
    sat = Sitting(school.id, make.TODAY, (met,))
    held = record_sitting(school.database, school.administrator, sat, make.moment())
    asked = ballots.Question(
        PartyKey(school.id, "parents_council"), "О плане", Window(make.TODAY, make.TODAY)
    )
    file = importing.bring(
        Importer(school.database, school.administrator, school.id, make.moment()), "a.txt", b"1.", "1. Раз"
    )
    return {
        "organisation": school.id,
        "ballot": ballots.open_ballot(school.database, school.administrator, asked, make.moment()),
        "number": edition.key.document,
        "edition": edition.key.edition,
        "amendment": 1,
        "operation": 1,
        "brought": file.number,
        "line": 1,
        "uid": "c1",
        "step": "governing_council",
        "transition": "return",
        "workflow": "site-publication",
        "definition": "ways",
        "worklist": "to-check",
        "finding": 1,
        "party": "parents_council",
        "person": school.person("parents_council"),
        "kind": "regulation",
        "known": known,
        "target": chain,
        "register": "orders",
        "instrument": signed.order,
        "draft": open_draft.number,
        "point": 1,
        "annex": 0,
        "turn": 1,
        "act": "up",
        "sitting": held.sitting,
        "protocol": held.protocols[0][0].id,
        "item": 1,
        "year": 2026,
        "kind_of_file": "csv",
        "what": "claim",
        "form": "akn",
        "where": "after",
        "part": 0,
        "day_of": "published",
        "on": make.TODAY.isoformat(),
    }


def rules(app: Flask) -> Iterator[Rule]:
    """The addresses that are not open to everybody."""
    return (rule for rule in app.url_map.iter_rules() if rule.endpoint not in OPEN)


def address(rule: Rule, places: dict[str, object]) -> str:
    """A real address of the rule; a rule with a place that `places` does not know fails the test."""
    built = rule.build({name: places[name] for name in rule.arguments})
    assert built is not None
    return str(built[1])


def token(client: FlaskClient, path: str = "/sign-in") -> str:
    """A form's token, good for this client's session."""
    page = Visitor(client).get(path)
    return str(page.soup.select_one("input[name=csrf_token]")["value"])


def sign_in(client: FlaskClient, login: str = "head", password: str = PASSWORD, query: str = "", **more):
    """The answer to a login and a password."""
    values = {"csrf_token": token(client), "login": login, "password": password}
    return client.post(f"/sign-in{query}", data=values, **more)


def is_in(client: FlaskClient) -> bool:
    return client.get("/").status_code == 200


def test_every_endpoint_belongs_to_a_blueprint_and_the_open_ones_are_there(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert all(one == "static" or one.partition(".")[0] in app.blueprints for one in endpoints)
    health = {"health.accessibility", "health.alive", "health.ready"}
    assert {"auth.sign_in", "api_description.openapi", "static"} | health == OPEN <= endpoints


def test_the_signed_out_are_led_to_the_door_from_every_address(
    app: Flask, school: make.School, places: dict[str, object]
) -> None:
    client = app.test_client()
    value = token(client)
    before = contents(school.database)
    for rule in rules(app):
        path = address(rule, places)
        if "GET" in rule.methods:
            answer = client.get(path)
            assert is_shut(answer, path), path
            assert answer.data.count(b"<html") <= 1 and len(answer.data) < 1000, path
        if "POST" in rule.methods:
            assert client.post(path).status_code == 400, path
            assert is_shut(client.post(path, data={"csrf_token": value}), path), path
    assert contents(school.database) == before


def is_shut(answer: TestResponse, path: str) -> bool:
    """A person is led to the door, another program is told."""
    if path.startswith("/api/"):
        return answer.status_code == 401 and answer.mimetype == "application/problem+json"
    return answer.status_code == 302 and answer.location.startswith("/sign-in")


def test_no_form_is_taken_without_its_token(app: Flask, visit, places: dict[str, object]) -> None:
    administrator = visit("administrator")
    grif = app.extensions["grif"]
    with grif.work() as work:
        before = work.connection.execute(select(session)).all()
    for rule in rules(app):
        if "POST" in rule.methods:
            path = address(rule, places)
            assert administrator.client.post(path).status_code == 400, path
            assert administrator.client.post(path, data={"csrf_token": "forged"}).status_code == 400, path
    with grif.work() as work:
        assert work.connection.execute(select(session)).all() == before


def test_a_stranger_finds_nothing_at_any_address_of_an_organisation(
    app: Flask, visit, school: make.School, places: dict[str, object]
) -> None:
    with_accounts(make.school(school.database, "other"))
    strangers = [visit("other-administrator"), visit("other-head")]
    tokens = [token(one.client, "/account") for one in strangers]
    before = contents(school.database)
    for rule in (one for one in rules(app) if "organisation" in one.arguments):
        path = address(rule, places)
        for stranger, value in zip(strangers, tokens, strict=True):
            if "GET" in rule.methods:
                stranger.get(path, status=404)
            if "POST" in rule.methods:
                answer = stranger.client.post(path, data={"csrf_token": value, "outcome": "agreed"})
                assert answer.status_code == 404, path
    assert contents(school.database) == before


def test_its_own_people_find_something_at_every_address(app: Flask, visit, places: dict[str, object]) -> None:
    administrator = visit("administrator")
    for rule in rules(app):
        if "GET" in rule.methods:
            path = address(rule, places)
            answer = administrator.client.get(path, follow_redirects=True)
            assert answer.status_code in (200, 403, 409), path


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\tevil.example",
        "/%09/evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/@evil.example",
        " //evil.example",
        "/school\r\nSet-Cookie: a=b",
        "",
    ],
)
def test_the_way_in_leads_to_no_other_site(app: Flask, school: make.School, wanted: str) -> None:
    client = app.test_client()
    values = {"csrf_token": token(client), "login": "head", "password": PASSWORD}
    answer = client.post("/sign-in", query_string={"next": wanted}, data=values)
    assert answer.status_code == 302 and answer.location == "/"


def test_the_way_in_leads_back_to_the_page_that_was_asked_for(app: Flask, school: make.School) -> None:
    client = app.test_client()
    door = client.get("/school/documents?q=план")
    values = {"csrf_token": token(client), "login": "head", "password": PASSWORD}
    answer = client.post(door.location, data=values)
    assert Visitor(client).get(answer.location).soup.select_one("#q")["value"] == "план"


def test_the_cookie_is_kept_from_scripts_and_other_sites(app: Flask, school: make.School) -> None:
    cookie = sign_in(app.test_client()).headers["Set-Cookie"]
    assert cookie.startswith("grif=") and "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert "Secure" not in cookie and "Domain" not in cookie


def test_over_https_the_cookie_is_bound_to_this_host(database: Database, school: make.School) -> None:
    url = str(database.url)
    settings = Settings(Path(), url, "key of the tests", secure_cookies=True, password_method=FAST)
    client = create_app(settings, database).test_client()
    page = client.get("/sign-in", base_url="https://localhost")
    cookie = page.headers["Set-Cookie"]
    assert cookie.startswith("__Host-grif=") and "Secure" in cookie and "Path=/" in cookie
    assert "HttpOnly" in cookie and "Domain" not in cookie
    assert page.headers["Strict-Transport-Security"]


def test_a_cookie_kept_from_before_signing_out_is_nobodys(app: Flask, school: make.School) -> None:
    client, thief = app.test_client(), app.test_client()
    sign_in(client)
    stolen = client.get_cookie("grif").value
    thief.set_cookie("grif", stolen)
    assert is_in(thief)
    client.post("/sign-out", data={"csrf_token": token(client, "/account")})
    assert not is_in(client)
    thief.set_cookie("grif", stolen)
    assert not is_in(thief)


def test_a_session_is_new_at_each_signing_in_and_kept_only_as_its_hash(
    app: Flask, school: make.School
) -> None:
    client = app.test_client()
    with client.session_transaction() as held:
        held["_user_id"] = held["protocol"] = "planted"
    sign_in(client)
    with client.session_transaction() as held:
        assert "protocol" not in held
        value = held["_user_id"]
    with school.database.read() as connection:
        assert connection.scalars(select(session.c.id)).all() == [accounts.hashed(value)]


def test_an_idle_session_ends_and_a_used_one_ends_at_its_hour(app: Flask, school: make.School) -> None:
    begun = datetime.now(UTC)
    idle, used = app.test_client(), app.test_client()
    sign_in(idle)
    sign_in(used)
    half = timedelta(minutes=IDLE_MINUTES / 2)
    last = begun + timedelta(hours=SESSION_HOURS)
    moment = begun
    while moment + half < last:
        moment += half
        with time_machine.travel(moment, tick=False):
            assert is_in(used)
    with time_machine.travel(begun + timedelta(minutes=IDLE_MINUTES + 1), tick=False):
        assert not is_in(idle)
    with time_machine.travel(last + timedelta(minutes=1), tick=False):
        assert not is_in(used)


def test_bad_tries_pause_a_login_from_one_address_and_nothing_else(app: Flask, school: make.School) -> None:
    client, begun = app.test_client(), datetime.now(UTC)
    for _try in range(TRIES_OF_LOGIN):
        assert sign_in(client, password="a guess").status_code == 422
    assert sign_in(client).status_code == 429
    assert not is_in(client)
    assert sign_in(app.test_client(), "auditor").status_code == 302
    assert sign_in(client, environ_overrides={"REMOTE_ADDR": ELSEWHERE}).status_code == 302
    for _try in range(TRIES_OF_LOGIN):
        sign_in(app.test_client(), "auditor", "a guess")
    with time_machine.travel(begun + timedelta(minutes=THROTTLE_MINUTES + 1), tick=False):
        assert sign_in(app.test_client(), "auditor").status_code == 302


def test_unknown_login_wrong_password_and_shut_account_have_one_answer(
    app: Flask, school: make.School
) -> None:
    with school.database.work() as work:
        accounts.change(work.connection, school.person("auditor"), disabled=True)
    told = [
        Visitor(app.test_client()).post("/sign-in", {"login": login, "password": password}, status=422).text
        for login, password in (("nobody", PASSWORD), ("head", "a guess"), ("auditor", PASSWORD))
    ]
    assert len(set(told)) == 1 and "Логин или пароль не подходит" in told[0]


def test_a_shut_account_loses_its_session(app: Flask, school: make.School) -> None:
    client = app.test_client()
    sign_in(client)
    with school.database.work() as work:
        work.connection.execute(account.update().values(disabled=True))
    assert not is_in(client)


def test_a_password_kept_by_an_older_method_is_kept_by_todays_after_signing_in(
    app: Flask, school: make.School
) -> None:
    person = school.person("head")
    with school.database.work() as work:
        older = generate_password_hash(PASSWORD, method="pbkdf2:sha256:1000")
        accounts.set_password(work.connection, person, older)
    client = app.test_client()
    sign_in(client, password="a guess")
    assert kept(school, person) == older
    assert sign_in(client).status_code == 302
    assert kept(school, person).startswith(f"{FAST}$")
    assert sign_in(app.test_client()).status_code == 302


def kept(school: make.School, person: str) -> str:
    """The password as the database has it."""
    with school.database.read() as connection:
        return str(connection.scalar(select(account.c.password).where(account.c.person == person)))
