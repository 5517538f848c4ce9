"""The workflow of an edition for other programs, at Plone's address `@workflow`: what is open, doing it."""

from __future__ import annotations

from typing import Any

from flask import request
from werkzeug.wrappers import Response

from webapp.api import blueprint, told
from webapp.beside import asking
from webapp.documents import button_words, opened_at
from webapp.filters import said
from webapp.grif import actor, grif, moment
from webapp.language import page_language
from workflow.errors import Invalid
from workflow.services import performing
from workflow.services.performing import Asking, Choice, Wanted
from workflow.values import EditionKey, Text

FIELDS = ("comment", "command", "sha256", "definition", "state", "workflow")
"""What a program may say with a transition; all of it is text."""


@blueprint.get("/documents/<int:number>/editions/<int:edition>/@workflow")
def shown(organisation: str, number: int, edition: int) -> Response:
    """Where the case stands and its transitions, each closed one with all that keeps it closed.

    `workflow` in the query names what goes beside the chain.
    """
    key = EditionKey(organisation, number, edition)
    return told(_facts(asking(opened_at(*key), request.args.get("workflow", ""))))


@blueprint.post("/documents/<int:number>/editions/<int:edition>/@workflow/<transition>")
def perform(organisation: str, number: int, edition: int, transition: str) -> Response:
    """Perform a transition: `comment`; `command`, the idempotency key; what was seen, so that it is still so.

    The session's token goes in the header X-CSRFToken. A refusal is a problem (RFC 9457) with its `unmet`.
    """
    key, given = EditionKey(organisation, number, edition), _given()
    text = given["sha256"] or opened_at(*key).edition.sha256
    wanted = Wanted(
        key, transition, text, given["comment"], given["command"] or None, given["definition"],
        given["state"], given["workflow"],
    )  # fmt: skip
    done = performing.perform(grif().store, actor(), wanted, moment(organisation))
    return told({"state": done.state, "replayed": done.replayed})


def _given() -> dict[str, str]:
    given: Any = request.get_json(force=True, silent=True) if request.get_data() else {}
    if not isinstance(given, dict):
        raise Invalid({"body": _NO_OBJECT})
    wrong = {name: _NO_TEXT for name, value in given.items() if not isinstance(value, str)}
    if unknown := {name: _UNKNOWN for name in given if name not in FIELDS} | wrong:
        raise Invalid(unknown)
    return {name: given.get(name, "") for name in FIELDS}


def _facts(one: Asking) -> dict[str, object]:
    case, states = one.case, one.plan.definition.states
    return {
        "state": case.marking.state,
        "title": said(states[case.marking.state].title),
        "open": case.open,
        "sha256": case.text_sha256,
        "definition": case.definition,
        "transitions": [_transition(choice) for choice in performing.choices(one)],
    }


def _transition(choice: Choice) -> dict[str, object]:
    return {
        "id": choice.transition.id,
        "title": said(button_words(choice.transition)),
        "comment_required": choice.comment_required,
        "unmet": [one.told(page_language()) for one in choice.unmet],
    }


_NO_OBJECT = Text("Тело запроса – объект JSON", "The body is a JSON object")
_NO_TEXT = Text("Здесь нужен текст", "Text is needed here")
_UNKNOWN = Text(
    "Такого поля нет; бывают: comment, command, sha256, definition, state, workflow",
    "No such field; there are: comment, command, sha256, definition, state, workflow",
)
