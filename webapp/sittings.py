"""Recording a sitting on one form, and the pages of its protocols: text, print, extract, correction."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from webapp import pieces
from webapp.bodies import tabs
from webapp.filters import said
from webapp.forms import day_of, edition_of
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.new_ballots import former_choices
from webapp.parts import Action, Column, Link
from webapp.protocols import outcome_rows, protocol_href
from webapp.sitting_form import FREE, Asked, Body, add_roster, defaults, entered, question_name
from workflow import policy
from workflow.errors import Forbidden, Invalid, NotFound
from workflow.governance.bodies import Party
from workflow.governance.sittings.protocol import Held
from workflow.policy import Permission
from workflow.services import sittings
from workflow.services.recorders import NOT_RECORDER, recordable
from workflow.services.sittings import Recorded, SittingRefused
from workflow.values import EditionKey, PartyKey, Text, both

blueprint = Blueprint("sittings", __name__, url_prefix="/<organisation>/sittings")

MOST_EDITIONS = 60


@blueprint.get("")
def all(organisation: str) -> str:
    """The recorded sittings, newest first."""
    policy.require(actor(), Permission.READ, organisation)
    names = {one.key.party: one.names.nominative for one in _bodies(organisation, moment(organisation).today)}
    rows = [
        (
            Link(
                f"№ {row.printed}",
                url_for("protocols.show", organisation=organisation, protocol=row.instrument),
            ),
            row.held_on,
            pieces.capital(both(names.get(row.party, row.party))),
            "; ".join(row.questions),
        )
        for row in grif().reads.meetings(organisation)
    ]
    columns = (
        Column(_("Протокол"), "short"),
        Column(_("Дата"), "date"),
        Column(_("Орган")),
        Column(_("Вопросы")),
    )
    record = Action(_("Записать заседание"), url_for(".new", organisation=organisation))
    return render_template(
        "sittings/all.html",
        rows=rows,
        columns=columns,
        tab_links=tabs(organisation, "sittings"),
        actions=[record] if _mine(organisation) else [],
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new(organisation: str) -> Response | str | tuple[str, int]:
    """The form: one sitting, each body with its own protocol, everything on one page."""
    policy.require(actor(), Permission.READ, organisation)
    if not _mine(organisation):
        raise Forbidden("not-recorder", NOT_RECORDER)
    at = moment(organisation)
    if request.method == "GET":
        bodies = _offered(organisation, request.args, at.today)
        chosen, command = request.args.getlist("body"), secrets.token_hex(16)
        return _page(organisation, bodies, defaults(bodies, chosen, at.today, command))
    return _recorded(organisation, MultiDict(request.form))


def _recorded(organisation: str, typed: MultiDict[str, str]) -> Response | tuple[str, int] | str:
    at = moment(organisation)
    bodies = _offered(organisation, typed, _typed_day(typed, at.today))
    read = entered(organisation, bodies, typed, at.today)
    if typed.get("refresh") or _list_changed(bodies, typed):
        for body in bodies:
            add_roster(typed, body)
        told = {} if typed.get("refresh") else {"held_on": _OTHER_LIST}
        page = _page(organisation, bodies, typed, told | read.faults if told else {})
        return (page, 422) if told else page
    if read.faults:
        return _page(organisation, bodies, typed, read.faults), 422
    try:
        done = sittings.record_sitting(
            grif().sittings, actor(), read.sitting, at, typed.get("command") or None
        )
    except SittingRefused as fault:
        return _page(organisation, bodies, typed, read.placed(fault.places), fault.message), 409
    except Invalid as fault:
        return _page(organisation, bodies, typed, read.placed(fault.fields)), 422
    return _done(organisation, done)


def _done(organisation: str, done: Recorded) -> Response:
    if done.replayed:
        flash(_("Это заседание уже было записано. Второе не добавлено"))
        return redirect(url_for(".all", organisation=organisation))
    numbers = ", ".join(f"№ {protocol.printed}" for protocol, _results in done.protocols)
    flash(_("Заседание записано, протоколы: %(numbers)s", numbers=numbers))
    return redirect(url_for(".result", organisation=organisation, sitting=done.sitting))


@blueprint.get("/<sitting>/result")
def result(organisation: str, sitting: str) -> str:
    """What came of each question of a sitting, protocol by protocol."""
    policy.require(actor(), Permission.READ, organisation)
    today = moment(organisation).today
    ids = grif().reads.protocols_of(organisation, sitting)
    if not ids:
        raise NotFound
    helds = [grif().reads.held(organisation, one, today) for one in ids]
    return render_template("sittings/result.html", **_results(helds))


def _results(helds: list[Held]) -> dict[str, object]:
    parts = [
        {
            "title": said(pieces.capital(both(held.party.nominative))),
            "number": held.protocol.printed,
            "href": protocol_href(held.protocol),
            "rows": outcome_rows(held),
        }
        for held in helds
    ]
    return {"parts": parts, "held_on": helds[0].held_on}


def _page(
    organisation: str,
    bodies: list[Body],
    typed: MultiDict[str, str],
    faults: Mapping[str, Text] | None = None,
    refused: Text | None = None,
) -> str:
    shown = _typed_day(typed, moment(organisation).today)
    return render_template(
        "sittings/new.html",
        bodies=bodies,
        typed=typed,
        faults=faults or {},
        places={name: _place(bodies, name) for name in faults or {}},
        refused=refused,
        editions=list(dict.fromkeys(one.edition for body in bodies for one in body.documents)),
        chosen=(typed if request.method == "POST" else request.args).getlist("body"),
        shown=f"{shown:%d.%m.%Y}",
        list_key={body.id: _key(body) for body in bodies},
        back=url_for("inbox.waiting"),
    )


def _place(bodies: list[Body], control: str) -> str:
    """Whose control it is: the body, and the document where the question is about one."""
    for body in bodies:
        for asked in body.documents:
            if control.startswith(f"{asked.name}."):
                return f"{said(pieces.capital(both(body.names.nominative)))}, {asked.title}"
        if control.startswith(f"{body.id}."):
            return said(pieces.capital(both(body.names.nominative)))
    return ""


def _offered(organisation: str, asked: MultiDict[str, str], on: date) -> list[Body]:
    """The bodies that the actor records for, each with what the chosen documents ask of it."""
    mine = {
        one.key: one
        for one in _bodies(organisation, moment(organisation).today)
        if recordable(actor(), one.key)
    }
    chosen = set(asked.getlist("body"))
    editions = _editions(asked) or _waiting(mine, chosen)
    questions = _questions(organisation, editions, mine)
    wanted = [key for key in mine if key in questions or key.party in chosen]
    order = list(questions)
    wanted.sort(key=lambda key: order.index(key) if key in order else len(order))
    return [_body(mine[key], questions.get(key, ()), on) for key in wanted]


def _waiting(mine: Mapping[PartyKey, Party], chosen: set[str]) -> list[EditionKey]:
    """What waits for the chosen bodies, or for all of the actor's."""
    page = grif().reads.inbox([key for key in mine if key.party in chosen or not chosen])
    found = dict.fromkeys(EditionKey(row.organisation, row.document, row.edition) for row in page.tasks)
    return list(found)[:MOST_EDITIONS]


def _questions(
    organisation: str, editions: list[EditionKey], mine: Mapping[PartyKey, Party]
) -> dict[PartyKey, tuple[Asked, ...]]:
    """The steps of the editions that ask these bodies for a protocol, in the order of the chain."""
    found: dict[PartyKey, tuple[Asked, ...]] = {}
    today = moment(organisation).today
    for key in editions:
        view = grif().reads.case(key, today)
        if view is None:
            continue
        edition = grif().reads.edition(key)
        for stage in view.progress.stages:
            for step in stage.steps:
                if step.party in mine and step.step.evidence == "protocol" and _is_open(step, key):
                    name = question_name(step.party, key, step.step.id)
                    one = Asked(
                        name, edition.text.title, key, step.step.id, step.step.act, edition.sha256,
                        step.state == "later",
                    )  # fmt: skip
                    found[step.party] = (*found.get(step.party, ()), one)
    return found


def _is_open(step: object, key: EditionKey) -> bool:
    """Whether the step may be answered; one answered meanwhile stays in the form that offered it."""
    name = question_name(step.party, key, step.step.id)
    return step.state in ("waiting", "later") or f"{name}.on" in request.form


def _body(party: Party, asked: tuple[Asked, ...], on: date) -> Body:
    following = grif().reads.next_number(party.key, "protocol", on)
    free = tuple(Asked(f"{party.key.party}.free{number}") for number in range(1, FREE + 1))
    return Body(
        party.key,
        party.names,
        grif().reads.roster(party.key, on),
        following.printed if following else "",
        (*asked, *free),
        (actor().person, actor().name.full),
        tuple(former_choices(party.key)),
    )


def _bodies(organisation: str, on: date) -> list[Party]:
    return [one for one in grif().reads.parties(organisation, on) if one.nature == "body"]


def _mine(organisation: str) -> bool:
    return any(recordable(actor(), one.key) for one in _bodies(organisation, moment(organisation).today))


def _editions(asked: MultiDict[str, str]) -> list[EditionKey]:
    """The documents named in the address or the form; one that is no key is no document."""
    found = []
    for told in asked.getlist("edition")[:MOST_EDITIONS]:
        organisation, _dot, rest = told.partition(".")
        key = edition_of(organisation, rest, ".")
        if key is None:
            raise NotFound
        found.append(key)
    return [key for key in dict.fromkeys(found) if _reads(key)]


def _reads(key: EditionKey) -> bool:
    view = grif().reads.case(key, moment(key.organisation).today)
    return view is not None and policy.reads(actor(), key.organisation, view.case.parties.values())


def _typed_day(typed: MultiDict[str, str], today: date) -> date:
    try:
        return day_of(typed.get("held_on", ""))
    except ValueError:
        return today


def _key(body: Body) -> str:
    """The list as the form showed it: another day may have another one."""
    return ",".join(one.person for one in body.roster.members)


def _list_changed(bodies: list[Body], typed: MultiDict[str, str]) -> bool:
    return any(typed.get(f"{body.id}.list", _key(body)) != _key(body) for body in bodies)


_OTHER_LIST = Text(
    "В этот день состав был другим: он показан ниже, проверьте, кто присутствовал",
    "The list was another on that day: it is shown below, check who was present",
)
