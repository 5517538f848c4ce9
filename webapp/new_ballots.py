"""Opening a vote of the members: by which body, on what, openly or in secret, now or in some days."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import pieces
from webapp.ballot_forms import BallotForm
from webapp.filters import said, short_day
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Link
from webapp.sitting_form import former_of
from workflow import policy
from workflow.chain.acts import ACTS
from workflow.errors import Forbidden, Invalid
from workflow.governance.bodies import Party
from workflow.governance.sittings.ballots import About
from workflow.governance.sittings.meeting import Window
from workflow.policy import Permission
from workflow.services import ballots
from workflow.services.ballots import Question
from workflow.services.recorders import NOT_RECORDER, recordable
from workflow.values import EditionKey, PartyKey, Text, both

blueprint = Blueprint("new_ballots", __name__, url_prefix="/<organisation>/ballots/new")


@blueprint.route("", methods=["GET", "POST"])
def new(organisation: str) -> Response | str | tuple[str, int]:
    """A vote is opened: by whom, on what, openly or in secret, now or in some days."""
    policy.require(actor(), Permission.READ, organisation)
    at = moment(organisation)
    mine = [
        one
        for one in grif().reads.parties(organisation, at.today)
        if one.nature == "body" and recordable(actor(), one.key)
    ]
    if not mine:
        raise Forbidden("not-recorder", NOT_RECORDER)
    body = next((one for one in mine if one.key.party == request.args.get("body")), None)
    if body is None and len(mine) > 1:
        links = [
            Link(_name(one), url_for(".new", organisation=organisation, body=one.key.party)) for one in mine
        ]
        return render_template("ballots/whose.html", links=links)
    return _opened(body or mine[0])


def _opened(body: Party) -> Response | str | tuple[str, int]:
    organisation, at = body.key.organisation, moment(body.key.organisation)
    asked = _asked(body.key)
    form = BallotForm()
    form.about.choices = [("", _("Другой вопрос")), *((name, title) for name, title, _about in asked)]
    form.again.choices = [("", "–"), *former_choices(body.key)]
    if not form.is_submitted():
        form.opens.data = form.closes.data = at.today
        form.again.data = request.args.get("former", "")
        return _new_page(body, form)
    if form.validate():
        try:
            id_ = ballots.open_ballot(grif().sittings, actor(), _question(body, form, asked, at.today), at)
        except Invalid as fault:
            form.tell(fault)
        else:
            flash(_("Голосование открыто. Члены органа видят его в «Ждут меня»"))
            return redirect(url_for("ballots.show", organisation=organisation, ballot=id_))
    return _new_page(body, form), 422


def _question(body: Party, form: BallotForm, asked: list[tuple[str, str, About]], today: date) -> Question:
    about = next((one for name, _title, one in asked if name == form.about.data), None)
    title = (form.title.data or "").strip()
    if about is not None and not title:
        title = grif().reads.edition(about.edition).text.title
    sitting = form.way.data == "sitting"
    window = Window(today, today) if sitting else Window(form.opens.data or today, form.closes.data or today)
    former = None
    if form.again.data:
        former = former_of(form.again.data, form.reason.data or "")
    secret = form.manner.data == "secret"
    return Question(body.key, title, window, secret, about, sitting, former)


def _asked(body: PartyKey) -> list[tuple[str, str, About]]:
    """The documents that wait for a decision of the body, each with what its step asks."""
    found = []
    for row in grif().reads.inbox([body]).tasks:
        key = EditionKey(row.organisation, row.document, row.edition)
        edition = grif().reads.edition(key)
        asks = said(ACTS[row.act].title)
        about = About(key, row.step, edition.sha256)
        found.append((f"{'.'.join(map(str, key))}.{row.step}", f"{edition.text.title} ({asks})", about))
    return found


def former_choices(body: PartyKey) -> list[tuple[str, str]]:
    """The questions that the body has voted on, the newest protocol first."""
    found = []
    for row in grif().reads.meetings(body.organisation, body.party):
        for number, title in enumerate(row.questions, 1):
            told = _("протокол № %(number)s от %(day)s", number=row.printed, day=short_day(row.held_on))
            found.append((f"{row.instrument}.{number}", f"{title}, {told}"))
    return found


def _new_page(body: Party, form: BallotForm) -> str:
    back = url_for("ballots.all", organisation=body.key.organisation)
    roster = grif().reads.roster(body.key, moment(body.key.organisation).today)
    return render_template(
        "ballots/new.html", form=form, caption=_name(body), back=back, listed=len(roster.listed)
    )


def _name(body: Party) -> Text:
    return pieces.capital(both(body.names.nominative))
