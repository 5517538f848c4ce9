"""Search for other programs: the clauses that hold the words `q`, narrowed as on the page «Поиск»."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import request
from werkzeug.wrappers import Response

from webapp.api import blueprint, told
from webapp.forms import number_of
from webapp.grif import actor, grif, moment
from webapp.language import page_language
from webapp.search import ALL, organisations, printed_number
from workflow import policy
from workflow.documents.kinds import document_kinds
from workflow.documents.search_words import MAX_TYPED, sought
from workflow.errors import Invalid
from workflow.policy import Permission
from workflow.services.searching import Found, Hit, Order, Question, Status, instead, search
from workflow.values import Text

FIELDS = ("q", "of", "on", "status", "kind", "body", "number", "order", "start")


@blueprint.get("/search")
def clauses(organisation: str) -> Response:
    """A page of what is found, the best first; nothing without words. Every parameter may be left out.

    `of` is this organisation, another of the reader's own or `all`; `on` is a day, 2024-03-01; `start` is
    the `next` of the page before.
    """
    policy.require(actor(), Permission.READ, organisation)
    asked = _question(organisation)
    found = search(grif().reads, actor(), asked)
    proposed = () if found.count else instead(grif().reads, actor(), asked, request.args.get("q", ""))
    return told(found_facts(found, proposed, page_language()))


def found_facts(found: Found, proposed: Sequence[str], language: str) -> dict[str, object]:
    """A page of hits as other programs read it; `proposed` words find something where these find nothing."""
    return {
        "count": found.count,
        "more": found.more,
        "next": found.next,
        "proposed": list(proposed),
        "hits": [_facts(one, language) for one in found.hits],
    }


def _facts(one: Hit, language: str) -> dict[str, object]:
    return {
        "organisation": one.key.organisation,
        "document": one.key.document,
        "edition": one.key.edition,
        "title": one.title,
        "annex": one.annex or None,
        "uid": one.uid,
        "place": one.place.said(language),
        "text": one.text,
        "in_force_from": one.since.isoformat(),
        "in_force_until": one.until.isoformat() if one.until else None,
        "clause_in_force_from": one.late.isoformat() if one.late else None,
    }


def _question(organisation: str) -> Question:
    """What the address asks. Raises Invalid naming every parameter that says nothing."""
    given = {name: request.args.get(name, "") for name in FIELDS}
    faults = {name: _UNKNOWN for name in request.args if name not in FIELDS} | _faults(given, organisation)
    if faults:
        raise Invalid(faults)
    return Question(
        sought(given["q"]),
        organisations(given["of"] or organisation),
        date.fromisoformat(given["on"]) if given["on"] else moment(organisation).today,
        Status(given["status"] or Status.IN_FORCE),
        given["kind"],
        given["body"],
        printed_number(given["number"]),
        Order(given["order"] or Order.BEST),
        int(given["start"] or 0),
    )


def _faults(given: dict[str, str], organisation: str) -> dict[str, Text]:
    today = moment(organisation).today
    bodies = [one.key.party for one in grif().reads.parties(organisation, today) if one.nature == "body"]
    one_of: dict[str, list[str]] = {
        "of": [*actor().organisations, ALL],
        "status": [*Status],
        "kind": list(document_kinds),
        "body": bodies,
        "order": [*Order],
    }
    faults = {
        name: _ONE_OF.filled(known=", ".join(known))
        for name, known in one_of.items()
        if given[name] and given[name] not in known
    }
    if given["on"] and not _is_day(given["on"]):
        faults["on"] = _NO_DAY
    if given["start"] and number_of(given["start"]) is None:
        faults["start"] = _NO_COUNT
    if len(given["q"]) > MAX_TYPED:
        faults["q"] = _WORDS.filled(most=MAX_TYPED)
    return faults


def _is_day(typed: str) -> bool:
    try:
        return date.fromisoformat(typed).isoformat() == typed
    except ValueError:
        return False


_UNKNOWN = Text("Такого параметра нет", "There is no such parameter")
_ONE_OF = Text("Одно из: {known}", "One of: {known}")
_NO_DAY = Text("Дата пишется так: 2024-03-01", "A day is written 2024-03-01")
_NO_COUNT = Text("Здесь стоит число", "This is a number")
_WORDS = Text("Не длиннее {most} знаков", "At most {most} characters")
