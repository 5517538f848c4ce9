"""The API described: every route has its place there, and what is answered has the shape it tells."""

from __future__ import annotations

from typing import Any

import make
import pytest
from flask import Flask
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for
from visitor import Visitor
from written_ways import ways

from webapp.api.description import DESCRIBED
from workflow.engine.reader import read
from workflow.services import indexing

HERE = "/api/v1/openapi.json"
AT = "/api/v1/school/documents/1"
WORKFLOW = "/api/v1/school/documents/2/editions/1/@workflow"


@pytest.fixture
def described(app: Flask) -> dict[str, Any]:
    """The description as a stranger gets it."""
    answer = app.test_client().get(HERE)
    assert answer.status_code == 200 and answer.mimetype == "application/json"
    return answer.json


@pytest.fixture
def reader(visit, school: make.School) -> Visitor:
    """One who reads a document in force, and another on its way."""
    edition = school.submitted(school.publish(make.full_chain()), make.text("Положение", "Хор поёт."))
    school.approve_all(edition)
    with school.database.work() as work:
        indexing.index(work, edition.key.of)
    school.submitted(school.publish(read(ways(), "ways.yaml")))
    return visit("administrator")


def shaped(described: dict[str, Any], path: str, method: str, status: str) -> Draft202012Validator:
    answer = described["paths"][path][method]["responses"][status]
    [content] = answer["content"].values()
    whole = {"components": described["components"], **content["schema"]}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_every_route_of_the_api_is_described(app: Flask, described: dict[str, Any]) -> None:
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if rule.rule.startswith("/api/")}
    assert routes - {"api_description.openapi"} == set(DESCRIBED)
    assert sum(len(operations) for operations in described["paths"].values()) == len(DESCRIBED)


def test_it_is_openapi_whose_shapes_are_sound_and_all_there(described: dict[str, Any]) -> None:
    assert described["openapi"] == "3.1.0" and set(described["info"]) >= {"title", "version"}
    known = described["components"]["schemas"]
    for shape in known.values():
        validator_for(shape, default=Draft202012Validator).check_schema(shape)
    assert {one.rsplit("/", 1)[1] for one in refs(described)} == set(known)
    for path, operations in described["paths"].items():
        for operation in operations.values():
            named = {one["name"] for one in operation["parameters"] if one["in"] == "path"}
            assert all(f"{{{name}}}" in path for name in named) and path.count("{") == len(named)
            assert operation["summary"].endswith(".") or operation["description"]


def refs(value: object) -> list[str]:
    """Every reference in the document."""
    if isinstance(value, dict):
        own = [value["$ref"]] if "$ref" in value else []
        return own + [one for each in value.values() for one in refs(each)]
    return [one for each in value for one in refs(each)] if isinstance(value, list) else []


@pytest.mark.parametrize(
    ("path", "asked", "status"),
    [
        ("/api/v1/{organisation}/documents/{number}", AT, "200"),
        ("/api/v1/{organisation}/documents/{number}", f"{AT}?on=1999-01-01", "default"),
        ("/api/v1/{organisation}/documents/{number}", "/api/v1/school/documents/99", "default"),
        ("/api/v1/{organisation}/documents/{number}/timeline", f"{AT}/timeline", "200"),
        ("/api/v1/{organisation}/documents/{number}/editions/{edition}/@workflow", WORKFLOW, "200"),
        ("/api/v1/{organisation}/search", "/api/v1/school/search?q=хор", "200"),
        ("/api/v1/{organisation}/search", "/api/v1/school/search?on=вчера", "default"),
    ],
)
def test_what_is_answered_has_the_shape_that_is_told(
    reader: Visitor, described: dict[str, Any], path: str, asked: str, status: str
) -> None:
    answer = reader.client.get(asked)
    assert (answer.status_code == 200) == (status == "200"), answer.text
    shaped(described, path, "get", status).validate(answer.json)
    assert answer.json.get("hits", True), "a shape of hits wants a hit"


def test_a_transition_performed_and_one_refused_have_their_shapes(
    reader: Visitor, described: dict[str, Any]
) -> None:
    path = "/api/v1/{organisation}/documents/{number}/editions/{edition}/@workflow/{transition}"
    token = reader.get("/").soup.select_one("input[name=csrf_token]")["value"]
    headers = {"X-CSRFToken": token}
    refused = reader.client.post(f"{WORKFLOW}/publish", json={}, headers=headers)
    assert refused.status_code == 409
    shaped(described, path, "post", "default").validate(refused.json)
    done = reader.client.post(f"{WORKFLOW}/retract", json={"comment": "Рано"}, headers=headers)
    assert done.status_code == 200, done.text
    shaped(described, path, "post", "200").validate(done.json)


def test_a_stranger_gets_the_description_and_nothing_else(app: Flask) -> None:
    assert app.test_client().get(AT).status_code == 401
