"""What the API says of itself: OpenAPI 3.1, made of its routes; open to everybody at /api/v1/openapi.json."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app
from werkzeug.routing import Rule
from werkzeug.wrappers import Response

from webapp.api import told
from webapp.api.shapes import DAY, NUMBER, SHAPES, TEXT, Shape, ref
from workflow import __version__

blueprint = Blueprint("api_description", __name__, url_prefix="/api/v1")

_PLACE = re.compile(r"<(?:(?P<of>\w+):)?(?P<name>\w+)>")


@dataclass(frozen=True, slots=True)
class Described:
    """What an endpoint answers, takes in its query and takes as its body, by the names of shapes."""

    answer: str
    query: tuple[tuple[str, Shape], ...] = ()
    body: str = ""


_SEARCHED = (
    *((name, TEXT) for name in ("q", "of")),
    ("on", DAY),
    *((name, TEXT) for name in ("status", "kind", "body", "number", "order")),
    ("start", {"type": "integer", "minimum": 0}),
)
DESCRIBED = {
    "api.document": Described("TextOnDay", (("on", DAY),)),
    "api.timeline": Described("Timeline"),
    "api.shown": Described("Workflow", (("workflow", TEXT),)),
    "api.perform": Described("Done", body="Wanted"),
    "api.clauses": Described("Hits", _SEARCHED),
}
"""By endpoint; a test walks every route of the API."""


@blueprint.get("/openapi.json")
def openapi() -> Response:
    """The description itself; it tells nothing of anybody's documents."""
    return told(description())


def description() -> Shape:
    """The API as OpenAPI 3.1 describes it."""
    paths: dict[str, Shape] = {}
    for rule in current_app.url_map.iter_rules():
        if rule.endpoint in DESCRIBED:
            paths.setdefault(_path(rule), {}).update(_operations(rule))
    return {
        "openapi": "3.1.0",
        "info": {"title": "grif", "version": __version__, "description": _ABOUT},
        "security": [{"session": []}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": SHAPES,
            "securitySchemes": {"session": {"type": "apiKey", "in": "cookie", "name": _cookie()}},
        },
    }


def _cookie() -> str:
    return str(current_app.config["SESSION_COOKIE_NAME"])


def _path(rule: Rule) -> str:
    return _PLACE.sub(lambda found: f"{{{found['name']}}}", rule.rule)


def _operations(rule: Rule) -> Iterator[tuple[str, Shape]]:
    for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
        yield method.lower(), _operation(rule, method)


def _operation(rule: Rule, method: str) -> Shape:
    one = DESCRIBED[rule.endpoint]
    summary, details = _told(current_app.view_functions[rule.endpoint])
    made: Shape = {
        "operationId": rule.endpoint.removeprefix("api."),
        "summary": summary,
        "parameters": [*_places(rule), *_queried(one), *(_TOKEN if method == "POST" else ())],
        "responses": {"200": _answer("What was asked", one.answer), "default": _PROBLEM},
    }
    if details:
        made["description"] = details
    if one.body:
        made["requestBody"] = {"content": {"application/json": {"schema": ref(one.body)}}}
    return made


def _told(view: Callable[..., Any]) -> tuple[str, str]:
    """The first line of the view's docstring, and the rest."""
    first, _, rest = (inspect.getdoc(view) or "").partition("\n")
    return first, " ".join(rest.split())


def _places(rule: Rule) -> Iterator[Shape]:
    for found in _PLACE.finditer(rule.rule):
        shape = NUMBER if found["of"] == "int" else TEXT
        yield {"name": found["name"], "in": "path", "required": True, "schema": shape}


def _queried(one: Described) -> Iterator[Shape]:
    for name, shape in one.query:
        yield {"name": name, "in": "query", "schema": shape}


def _answer(words: str, shape: str, kind: str = "application/json") -> Shape:
    return {"description": words, "content": {kind: {"schema": ref(shape)}}}


_TOKEN = (
    {
        "name": "X-CSRFToken",
        "in": "header",
        "required": True,
        "schema": TEXT,
        "description": "The token of the session, as it stands in every form of its pages.",
    },
)
_PROBLEM = _answer("A problem (RFC 9457), with every reason", "Problem", "application/problem+json")
_ABOUT = (
    "Documents of a school, their editions in force on a day, and their way through their chains. "
    "Sign in on the page first; what a person may not see is not found. Words for people come in the "
    "language of the session."
)
