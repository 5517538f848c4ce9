"""A protocol or an order by itself: what it decided, its text, its print."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, g, render_template, url_for
from werkzeug.wrappers import Response

from webapp import clock, pieces
from webapp.filters import said, short_day
from webapp.grif import actor, grif, moment, organisation_zone
from webapp.language import gettext as _
from webapp.orders import signed_points
from webapp.parts import Action, Fact, Link
from webapp.registers import all_registers, place
from workflow.documents.document import EditionText
from workflow.governance.entries import Entry
from workflow.services import registers
from workflow.services.printing import MEDIA_TYPE
from workflow.services.registers import OpenedInstrument
from workflow.values import both

blueprint = Blueprint("instruments", __name__, url_prefix="/<organisation>")


@blueprint.get("/instruments/<instrument>")
def show(organisation: str, instrument: str) -> str:
    """A protocol or an order: its number, what it decided, an order's text."""
    opened = _asked(organisation, instrument)
    return render_template(
        "instruments/show.html",
        title=_title(opened.view.entry),
        caption=pieces.capital(both(opened.view.party.nominative)),
        trail=_trail(opened),
        facts=_facts(opened),
        carried=[*map(pieces.carried, opened.carried), *map(pieces.void, opened.void)],
        opened=opened,
        text=opened.text,
        annexes=_annexes(opened) if opened.text else [],
        on_paper=opened.on_paper,
        signer=opened.view.entry.signer,
        order_points=signed_points(organisation, instrument, opened.text.points) if opened.text else [],
        actions=_actions(organisation, instrument, opened),
    )


@blueprint.get("/instruments/<instrument>/pdf")
def pdf(organisation: str, instrument: str) -> Response:
    """The printed order."""
    opened = _asked(organisation, instrument)
    content = registers.order_file(grif().reads, opened, moment(organisation).today, grif().settings.site)
    response = Response(content, mimetype=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{organisation}-order-{instrument}.pdf"'
    return response


def _annexes(opened: OpenedInstrument) -> list[tuple[str, EditionText]]:
    """The order's own annexes after those that it approves; a single one has no number (norms §1.4)."""
    own = opened.view.own.text.annexes if opened.view.own else ()
    before = len(opened.view.annexes)
    several = before + len(own) > 1
    return [
        (f"Приложение № {number}" if several else "Приложение", annex)
        for number, annex in enumerate(own, before + 1)
    ]


def _actions(organisation: str, instrument: str, opened: OpenedInstrument) -> list[Action]:
    here = {"organisation": organisation, "instrument": instrument}
    actions = []
    if opened.in_register and grif().reads.is_held(organisation, instrument):
        actions.append(
            Action(
                _("Протокол заседания"),
                url_for("protocols.show", organisation=organisation, protocol=instrument),
                "secondary",
            )
        )
    if opened.text:
        actions.append(Action(_("Печать (PDF)"), url_for("instruments.pdf", **here), "secondary"))
    return actions


def _asked(organisation: str, instrument: str) -> OpenedInstrument:
    today = moment(organisation).today
    g.zone = organisation_zone(organisation)
    return registers.open_instrument(grif().reads, actor(), organisation, instrument, today)


def _title(entry: Entry) -> str:
    return said(pieces.capital(pieces.instrument_name(entry.instrument)))


def _trail(opened: OpenedInstrument) -> list[Link]:
    of = opened.view.register
    if not opened.in_register:
        return []
    period = of.period(opened.view.entry.instrument.dated)
    return [all_registers(of.organisation), Link(of.title, url_for("registers.show", **place(of, period)))]


def _facts(opened: OpenedInstrument) -> list[Fact]:
    entry, view = opened.view.entry, opened.view
    recorded = clock.parsed(entry.recorded_at).astimezone(ZoneInfo(g.zone))
    facts = [Fact(_("Организация"), view.organisation.names.nominative)]
    if entry.signer:
        facts.append(Fact(_("Подписано"), f"{opened.post} {entry.signer.signature}"))
    facts.append(Fact(_("Запись внесена"), f"{entry.recorder.full}, {short_day(recorded.date())}"))
    if entry.stated:
        facts.append(Fact(_("Происхождение"), _("Внесён с бумаги")))
    if entry.annulled:
        facts.append(Fact(_("Номер аннулирован"), entry.annulled))
    return facts
