"""The workflow of an edition for another program: what is open, doing it, and why it is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import make
import pytest
from visitor import Visitor
from written_ways import ways

from workflow.documents.document import Edition
from workflow.engine.reader import read

Visit = Callable[[str], Visitor]
AT = "/api/v1/school/documents/1/editions/1/@workflow"


@pytest.fixture
def edition(school: make.School) -> Edition:
    return school.submitted(school.publish(read(ways(), "ways.yaml")))


def told(visitor: Visitor) -> Any:
    return json.loads(visitor.client.get(AT).data)


def performed(visitor: Visitor, transition: str, status: int = 200, **given: object) -> Any:
    token = visitor.get("/").soup.select_one("input[name=csrf_token]")["value"]
    answer = visitor.client.post(f"{AT}/{transition}", json=given, headers={"X-CSRFToken": token})
    assert answer.status_code == status, answer.text
    assert answer.mimetype == ("application/json" if status == 200 else "application/problem+json")
    return json.loads(answer.data)


def test_it_tells_each_transition_with_all_that_keeps_it_closed(visit: Visit, edition: Edition) -> None:
    seen = told(visit("student_council"))
    assert (seen["state"], seen["open"], seen["sha256"]) == ("pending", True, edition.sha256)
    found = {one["id"]: one["unmet"] for one in seen["transitions"]}
    assert found["look"] == found["explain"] == []
    assert [(one["code"], bool(one["who"])) for one in found["publish"]] == [
        ("role", True),
        ("condition", False),
    ]


def test_a_refusal_is_a_problem_that_says_what_the_listing_said(visit: Visit, edition: Edition) -> None:
    student = visit("student_council")
    (closed,) = [one["unmet"] for one in told(student)["transitions"] if one["id"] == "publish"]
    refused = performed(student, "publish", 409)
    assert (refused["status"], refused["code"], refused["unmet"]) == (409, "guard", closed)
    assert told(student)["state"] == "pending"


def test_a_transition_is_performed_once_under_its_key(visit: Visit, edition: Edition) -> None:
    author, said = visit("administrator"), {"comment": "Поторопились", "command": "once"}
    assert performed(author, "retract", **said) == {"state": "private", "replayed": False}
    assert performed(author, "retract", **said) == {"state": "private", "replayed": True}


@pytest.mark.parametrize(("given", "field"), [({"comment": 5}, "comment"), ({"remark": "x"}, "remark")])
def test_a_wrong_field_is_named(visit: Visit, edition: Edition, given: dict[str, Any], field: str) -> None:
    refused = performed(visit("administrator"), "retract", 422, **given)
    assert [one["code"] for one in refused["unmet"]] == [field]
    assert told(visit("administrator"))["state"] == "pending"


def test_a_program_without_the_sessions_token_does_nothing(visit: Visit, edition: Edition) -> None:
    author = visit("administrator")
    assert author.client.post(f"{AT}/retract", json={}).status_code == 400
    assert told(author)["state"] == "pending"


def test_who_is_not_signed_in_gets_a_problem_and_no_page(
    visit: Callable[[], Visitor], school: make.School
) -> None:
    answer = visit().client.get(AT)
    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
