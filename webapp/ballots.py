"""Votes that the members cast themselves: one's own voice, who took part, the end, the protocol."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, cast

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import pieces
from webapp.ballot_forms import GIVEN, MinutesForm, SheetForm, VoteForm
from webapp.bodies import tabs
from webapp.filters import said, short_day
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Action, Column, Fact, Link, TagKind
from workflow import policy
from workflow.chain.acts import ACTS
from workflow.engine.definition import Step
from workflow.errors import Invalid, NotFound
from workflow.governance.bodies import Party
from workflow.governance.sittings.ballots import Ballot, outcome
from workflow.governance.sittings.meeting import Choice
from workflow.governance.sittings.verdict import Verdict, explained
from workflow.policy import Permission
from workflow.services import ballots
from workflow.services.ballots import Minutes
from workflow.services.recorders import recordable, require_recorder
from workflow.services.sittings import SittingRefused
from workflow.values import Text, both

blueprint = Blueprint("ballots", __name__, url_prefix="/<organisation>/ballots")


@blueprint.get("")
def all(organisation: str) -> str:
    """The votes of one's bodies, those that are open first."""
    policy.require(actor(), Permission.READ, organisation)
    today = moment(organisation).today
    bodies = {one.key: one for one in _bodies(organisation, today)}
    own = {one.party for one in actor().within(organisation)}
    auditing = policy.may(actor(), Permission.AUDIT, organisation)
    seen = [key.party for key in bodies if auditing or key in own or recordable(actor(), key)]
    rows = [
        (
            Link(row.title, _href(organisation, row.id)),
            pieces.capital(both(bodies[row.party].names.nominative)),
            _way(row.secret, row.sitting),
            row.closes,
            _state_words(row.open, row.protocol, row.closes, today)[1],
        )
        for row in grif().reads.ballots(organisation, seen)
    ]
    open_one = Action(_("Открыть голосование"), url_for("new_ballots.new", organisation=organisation))
    return render_template(
        "ballots/all.html",
        rows=rows,
        columns=(
            Column(_("Вопрос")), Column(_("Орган")), Column(_("Как голосуют")),
            Column(_("По какой день"), "date"), Column(_("Состояние")),
        ),
        tab_links=tabs(organisation, "ballots"),
        actions=[open_one] if any(recordable(actor(), key) for key in bodies) else [],
    )  # fmt: skip


@blueprint.get("/<ballot>")
def show(organisation: str, ballot: str) -> str:
    """The question, one's own voice, and how far the vote has come."""
    return _page(_found(organisation, ballot))


@blueprint.post("/<ballot>/vote")
def vote(organisation: str, ballot: str) -> Response | tuple[str, int]:
    """One's own vote; a second one is never added."""
    found, form = _found(organisation, ballot), VoteForm()
    if not form.validate():
        return _page(found, form), 422
    at = moment(organisation)
    ended = ballots.cast(grif().sittings, actor(), organisation, ballot, cast("Choice", form.choice.data), at)
    flash(_("Ваш голос учтён. Проголосовали все, голосование закончено") if ended else _("Ваш голос учтён"))
    return redirect(_href(organisation, ballot))


@blueprint.route("/<ballot>/sheet", methods=["GET", "POST"])
def sheet(organisation: str, ballot: str) -> Response | str | tuple[str, int]:
    """The open vote of a member who gave it on paper or by telephone."""
    found, form = _found(organisation, ballot), SheetForm()
    form.choice.label.text = _("Голос")
    require_recorder(actor(), found.roster.party)
    form.member.choices = [("", "–"), *((one.person, one.name.full) for one in _awaited(found))]
    if form.is_submitted() and form.validate():
        told = (
            cast("Choice", form.choice.data),
            moment(organisation),
            form.member.data,
            form.basis.data or "",
        )
        try:
            ballots.cast(grif().sittings, actor(), organisation, ballot, *told)
        except Invalid as fault:
            form.tell(fault)
        else:
            flash(_("Голос внесён"))
            return redirect(_href(organisation, ballot))
    page = render_template(
        "ballots/sheet.html", form=form, title=found.title, back=_href(organisation, ballot)
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<ballot>/close", methods=["GET", "POST"])
def close(organisation: str, ballot: str) -> Response | str:
    """The end of the vote, with who has not voted told before."""
    found = _found(organisation, ballot)
    require_recorder(actor(), found.roster.party)
    if request.method == "GET":
        waited = [one.name.full for one in _awaited(found)]
        return render_template(
            "ballots/close.html", of=found, waited=waited, back=_href(organisation, ballot)
        )
    ballots.close(grif().sittings, actor(), organisation, ballot, moment(organisation))
    flash(_("Голосование закончено"))
    return redirect(_href(organisation, ballot))


@blueprint.route("/<ballot>/protocol", methods=["GET", "POST"])
def protocol(organisation: str, ballot: str) -> Response | str | tuple[str, int]:
    """The protocol of a closed vote, with the answer that it gives to a document."""
    found, form = _found(organisation, ballot), MinutesForm()
    require_recorder(actor(), found.roster.party)
    came = outcome(found)
    answers = _answers(found, came)
    form.outcome.choices = [(id_, said(title)) for id_, title in answers]
    people = [(one.person, one.name.full) for one in found.roster.members]
    known = found.roster.member(actor().person) is not None
    form.chair.choices = [("", "–"), *people]
    form.secretary.choices = [("", "–"), *people, *([] if known else [(actor().person, actor().name.full)])]
    if not form.is_submitted():
        form.outcome.data = answers[0][0] if len(answers) else ""
        form.chair.data = found.chair
        form.secretary.data = found.roster.secretary.person if found.roster.secretary else actor().person
        return _protocol_page(found, form, came)
    if not form.validate():
        return _protocol_page(found, form, came), 422
    told = Minutes(
        form.chair.data, form.secretary.data, form.resolved.data or "",
        form.outcome.data or "", form.remark.data or "", (form.number.data or "").strip(),
    )  # fmt: skip
    try:
        done = ballots.write_protocol(grif().sittings, actor(), found, told, moment(organisation))
    except Invalid as fault:
        form.tell(Invalid({name.rpartition(".")[2]: text for name, text in fault.fields.items()}))
        return _protocol_page(found, form, came), 422
    except SittingRefused as fault:
        form.form_errors.extend(said(text) for text in fault.places.values())
        return _protocol_page(found, form, came), 409
    if done.replayed:
        flash(_("Протокол этого голосования уже записан. Второй не добавлен"))
    else:
        flash(_("Протокол записан: № %(number)s", number=done.protocols[0][0].printed))
    return redirect(_href(organisation, ballot))


def _found(organisation: str, id_: str) -> Ballot:
    """The vote, to one who may see it. Raises NotFound to others."""
    policy.require(actor(), Permission.READ, organisation)
    found = cast("Ballot", grif().reads.ballot(organisation, id_))
    if not ballots.opened_to(actor(), found):
        raise NotFound
    return found


def _page(found: Ballot, form: VoteForm | None = None) -> str:
    organisation, today = found.roster.party.organisation, moment(found.roster.party.organisation).today
    me, own = found.roster.member(actor().person), found.sheet(actor().person)
    recorder = recordable(actor(), found.roster.party)
    auditor = policy.may(actor(), Permission.AUDIT, organisation)
    kind, state = _state(found, today)
    return render_template(
        "ballots/show.html",
        of=found,
        caption=_body_name(found, today),
        kind=kind,
        state=state,
        facts=list(_facts(found)),
        form=form or VoteForm(),
        votes=me in found.roster.listed and own is None and found.takes(today),
        own=own,
        own_choice=GIVEN[own.choice] if own and own.choice else "",
        own_by=own.by != actor().person if own else False,
        columns=_columns(found),
        people=list(_people(found)) if recorder or auditor else [],
        actions=_actions(found, today) if recorder else [],
        trail=[Link(_("Голосования"), url_for(".all", organisation=organisation))],
    )


def _facts(found: Ballot) -> Iterator[Fact]:
    window = found.window
    days = (
        short_day(window.opens)
        if found.sitting
        else f"{short_day(window.opens)} – {short_day(window.closes)}"
    )
    yield Fact(_("Как голосуют"), _way(found.secret, found.sitting))
    yield Fact(_("День заседания") if found.sitting else _("Голоса принимают"), days)
    if about := found.about:
        organisation, number, edition = about.edition
        href = url_for("documents.show", organisation=organisation, number=number, edition=edition)
        yield Fact(_("Документ"), grif().reads.edition(about.edition).text.title, href)
        yield from (Fact(_("Что решает орган"), ACTS[one.act].title) for one in _step(found))
    if former := found.former:
        place = {"organisation": found.roster.party.organisation, "protocol": former.instrument}
        yield Fact(_("Голосуют повторно"), former.reason, url_for("protocols.show", **place))
    listed = len(found.roster.listed)
    voted = sum(one.person in found.voted for one in found.roster.listed)
    yield Fact(_("Проголосовали"), _("%(voted)s из %(listed)s", voted=voted, listed=listed))
    if not found.open:
        yield Fact(_("Итог"), explained(outcome(found)))
    if found.protocol:
        place = {"organisation": found.roster.party.organisation, "protocol": found.protocol}
        yield Fact(_("Протокол"), _("открыть протокол"), url_for("protocols.show", **place))


def _columns(found: Ballot) -> tuple[Column, ...]:
    told = (Column(_("Кто")), Column(_("Участие")), Column(_("День"), "date"))
    return told if found.open or found.secret else (*told, Column(_("Голос")))


def _people(found: Ballot) -> Iterator[tuple[object, ...]]:
    """Who took part; how, only of an open vote and only when it is over."""
    for member in found.roster.listed:
        given = found.sheet(member.person)
        if given is None:
            took: Text | str = _("ещё нет") if found.open else _("не участвовал(а)")
        elif given.by == member.person:
            took = _("проголосовал(а)")
        else:
            took = _("голос внесён: %(basis)s", basis=given.basis)
        row = (member.name.full, took, given.on if given else "–")
        if found.open or found.secret:
            yield row
        else:
            yield (*row, GIVEN[given.choice] if given and given.choice else "–")


def _actions(found: Ballot, today: date) -> list[Action]:
    place = {"organisation": found.roster.party.organisation, "ballot": found.id}
    actions = []
    if not found.open:
        if found.protocol is None:
            actions.append(Action(_("Записать протокол"), url_for(".protocol", **place)))
        return actions
    if found.over(today):
        actions.append(Action(_("Закончить голосование"), url_for(".close", **place), "secondary"))
    if found.takes(today) and not found.secret:
        actions.append(Action(_("Внести голос с листа"), url_for(".sheet", **place), "secondary"))
    return actions


def _state(found: Ballot, today: date) -> tuple[TagKind, str]:
    if not found.open:
        return ("done", _("Принято")) if outcome(found).carried else ("refused", _("Не принято"))
    if today < found.window.opens:
        return "later", _("Начнётся %(day)s", day=short_day(found.window.opens))
    return _state_words(found.open, found.protocol, found.window.closes, today)


def _state_words(running: bool, protocol: str | None, closes: date, today: date) -> tuple[TagKind, str]:
    if running:
        return ("waiting", _("Идёт")) if today <= closes else ("warning", _("Срок прошёл, не закончено"))
    return ("done", _("Закончено")) if protocol else ("waiting", _("Закончено, нет протокола"))


def _way(secret: bool, sitting: bool) -> str:
    if sitting:
        return _("тайно, на заседании") if secret else _("открыто, на заседании")
    return _("тайно, заочно") if secret else _("открыто, заочно")


def _answers(found: Ballot, came: Verdict) -> list[tuple[str, Text]]:
    """The answers that the vote allows the body to give to the step it was about."""
    if came.quorum == "unmet":
        return []
    offered = [answer for one in _step(found) for answer in ACTS[one.act].offered]
    return [(one.id, one.title) for one in offered if came.carried or one.effect != "advance"]


def _step(found: Ballot) -> list[Step]:
    """The step that the vote answers, if it is about one."""
    about = found.about
    view = grif().reads.case(about.edition, moment(found.roster.party.organisation).today) if about else None
    if about is None or view is None:
        return []
    steps = (one.step for stage in view.progress.stages for one in stage.steps)
    return [one for one in steps if one.id == about.step]


def _protocol_page(found: Ballot, form: MinutesForm, came: Verdict) -> str:
    following = grif().reads.next_number(found.roster.party, "protocol", found.held_on)
    return render_template(
        "ballots/protocol.html",
        form=form,
        of=found,
        told=explained(came),
        free=found.about is None and came.quorum != "unmet",
        following=following.printed if following else "",
        back=_href(found.roster.party.organisation, found.id),
    )


def _awaited(found: Ballot) -> list[Any]:
    return [one for one in found.roster.listed if one.person not in found.voted]


def _bodies(organisation: str, on: date) -> list[Party]:
    return [one for one in grif().reads.parties(organisation, on) if one.nature == "body"]


def _body_name(found: Ballot, today: date) -> Text:
    names = grif().reads.party_names({found.roster.party}, today)
    return pieces.capital(both(next((one.nominative for one in names.values()), found.roster.party.party)))


def _href(organisation: str, id_: str) -> str:
    return url_for("ballots.show", organisation=organisation, ballot=id_)
