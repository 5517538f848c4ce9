"""A recorded protocol: its page and print, the extract of one question, a correction beside it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response
from wtforms import SelectField, TextAreaField

from webapp import clock, pieces
from webapp.filters import said, short_day
from webapp.forms import GrifForm
from webapp.grif import actor, grif, moment, organisation_zone
from webapp.language import gettext as _
from webapp.parts import Action, Column, Fact, Link
from workflow.errors import Invalid
from workflow.events import CAPACITIES
from workflow.governance.sittings.meeting import Item
from workflow.governance.sittings.protocol import Held, listed, protocol_text
from workflow.governance.sittings.verdict import explained
from workflow.ports import Instrument
from workflow.services import protocols
from workflow.services.printing import MEDIA_TYPE
from workflow.services.recorders import recordable
from workflow.values import EditionKey, Text, both

blueprint = Blueprint("protocols", __name__, url_prefix="/<organisation>/protocols/<protocol>")

PRESENCE = {
    "present": Text("присутствовал(а)", "present"),
    "absent": Text("отсутствовал(а)", "absent"),
    "excused": Text("отсутствовал(а), причина уважительная", "absent, excused"),
    "proxy": Text("по доверенности: {who}", "by proxy: {who}"),
    "unknown": Text("в протоколе не сказано", "the minutes do not say"),
}


class CorrectionForm(GrifForm):
    """What is wrong in a protocol, and how it should read."""

    item = SelectField(_l("О каком вопросе"))
    text = TextAreaField(_l("Как следует читать"))
    reason = TextAreaField(_l("Основание исправления"))


def protocol_href(one: Instrument) -> str:
    """The page of a recorded protocol."""
    return url_for("protocols.show", organisation=one.organisation, protocol=one.id)


@blueprint.get("")
def show(organisation: str, protocol: str) -> str:
    """Who was there, what was decided and why it is carried, who has corrected what."""
    held = _opened(organisation, protocol)
    return render_template(
        "sittings/show.html",
        title=_title(held),
        caption=pieces.capital(both(held.party.nominative)),
        trail=[Link(_("Заседания"), url_for("sittings.all", organisation=organisation))],
        facts=_facts(held),
        items=[_item(held, number, one) for number, one in enumerate(held.meeting.items, 1)],
        text=protocol_text(held),
        columns=(Column(_("Кто")), Column(_("В качестве")), Column(_("Участие"))),
        people=_people(held),
        corrections=held.corrections,
        others=[
            (Link(said(pieces.capital(both(names.nominative))), protocol_href(one)), one.printed)
            for one, names in held.others
        ],
        actions=_actions(held),
        answers=recordable(actor(), held.roster.party),
    )


@blueprint.get("/pdf")
def pdf(organisation: str, protocol: str) -> Response:
    """The printed protocol."""
    held = _opened(organisation, protocol)
    return _file(protocols.protocol_file(held), f"{organisation}-protocol-{protocol}.pdf")


@blueprint.get("/items/<int:item>")
def extract(organisation: str, protocol: str, item: int) -> str:
    """The extract of one question, as it will print."""
    held = _opened(organisation, protocol)
    text = protocols.extract(held, actor(), item)
    place = {"organisation": organisation, "protocol": protocol}
    return render_template(
        "sittings/extract.html",
        title=_("Выписка из протокола № %(number)s", number=held.protocol.printed),
        text=text,
        trail=[Link(_title(held), url_for(".show", **place))],
        actions=[Action(_("Печать (PDF)"), url_for(".extract_pdf", **place, item=item), "secondary")],
    )


@blueprint.get("/items/<int:item>/pdf")
def extract_pdf(organisation: str, protocol: str, item: int) -> Response:
    """The certified extract of one question."""
    held = _opened(organisation, protocol)
    content = protocols.extract_file(held, actor(), item, moment(organisation).today)
    return _file(content, f"{organisation}-extract-{protocol}-{item}.pdf")


@blueprint.route("/correct", methods=["GET", "POST"])
def correct(organisation: str, protocol: str) -> Response | str | tuple[str, int]:
    """A correction: a record of its own beside the protocol, which stays as it was signed."""
    held = _opened(organisation, protocol)
    form = CorrectionForm()
    form.item.choices = [("", _("Протокол в целом"))] + [
        (str(number), f"{number}. {one.title}") for number, one in enumerate(held.meeting.items, 1)
    ]
    if form.is_submitted() and form.validate():
        number = int(form.item.data) if form.item.data else None
        told = (form.text.data or "", form.reason.data or "")
        try:
            protocols.correct(
                grif().sittings, actor(), organisation, protocol, number, *told, moment(organisation)
            )
        except Invalid as fault:
            form.tell(fault)
        else:
            flash(_("Исправление записано. Сам протокол не изменён"))
            return redirect(url_for(".show", organisation=organisation, protocol=protocol))
    back = url_for(".show", organisation=organisation, protocol=protocol)
    page = render_template("sittings/correct.html", form=form, title=_title(held), back=back)
    return (page, 422) if form.is_submitted() else page


def outcome_rows(held: Held) -> list[dict[str, object]]:
    """What came of each question, with a link to its document."""
    return [_item(held, number, one) for number, one in enumerate(held.meeting.items, 1)]


def _opened(organisation: str, protocol: str) -> Held:
    g.zone = organisation_zone(organisation)
    return protocols.open_protocol(grif().reads, actor(), organisation, protocol, moment(organisation).today)


def _title(held: Held) -> str:
    return said(pieces.capital(pieces.instrument_name(held.protocol)))


def _item(held: Held, number: int, one: Item) -> dict[str, object]:
    came, second, records = (
        held.verdict(one),
        held.seconds.get(number),
        recordable(actor(), held.roster.party),
    )
    here = {"organisation": held.protocol.organisation, "protocol": held.protocol.id}
    return {
        "number": number,
        "title": one.title,
        "href": _edition_href(one.edition) if one.edition else "",
        "told": explained(came),
        "kind": "done" if came.carried else "refused",
        "state": _("Принято") if came.carried else _("Не принято"),
        "former": one.former,
        "former_href": url_for("protocols.show", **{**here, "protocol": one.former.instrument})
        if one.former
        else "",
        "second": second,
        "second_href": url_for("protocols.show", **{**here, "protocol": second.instrument}) if second else "",
        "extract": url_for("protocols.extract", **here, item=number) if records else "",
        "again": url_for(
            "new_ballots.new",
            organisation=held.protocol.organisation,
            body=held.roster.party.party,
            former=f"{held.protocol.id}.{number}",
        )
        if records and not second
        else "",
    }


def _edition_href(edition: EditionKey) -> str:
    place = {"organisation": edition.organisation, "number": edition.document}
    return url_for("documents.show", **place, edition=edition.edition)


def _facts(held: Held) -> list[Fact]:
    recorded = clock.parsed(held.recorded_at).astimezone(ZoneInfo(g.zone))
    text = protocol_text(held)
    facts = [Fact(_("Дата заседания"), held.held_on)]
    if held.window:
        told = f"{short_day(held.window.opens)} – {short_day(held.window.closes)}"
        facts = [Fact(_("Заочное голосование"), told), *facts]
    for word, name in ((_("Председатель"), text.chair), (_("Секретарь"), text.secretary)):
        facts += [Fact(word, listed(name))] if name else []
    facts.append(Fact(_("Состав"), text.came))
    facts += [Fact(_("Приглашённые"), text.invited)] if text.invited else []
    facts.append(Fact(_("Запись внесена"), f"{held.recorder.full}, {short_day(recorded.date())}"))
    return facts


def _people(held: Held) -> list[tuple[object, ...]]:
    came = {one.person: one for one in held.meeting.attendance or ()}
    rows: list[tuple[object, ...]] = []
    for member in held.roster.members:
        one = came.get(member.person)
        told = PRESENCE[one.presence if one else "unknown"]
        if one and one.proxy:
            told = told.filled(who=held.name(one.proxy))
        rows.append((member.name.full, pieces.capital(CAPACITIES[member.capacity]), told))
    return rows


def _actions(held: Held) -> list[Action]:
    place = {"organisation": held.protocol.organisation, "protocol": held.protocol.id}
    actions = [Action(_("Печать (PDF)"), url_for(".pdf", **place), "secondary")]
    if recordable(actor(), held.roster.party):
        actions.append(Action(_("Внести исправление"), url_for(".correct", **place), "secondary"))
    return actions


def _file(content: bytes, name: str) -> Response:
    response = Response(content, mimetype=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
