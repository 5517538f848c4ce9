"""Registers of protocols and orders: the list, the entries of a period, one entry and its print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from flask import Blueprint, g, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import clock, pieces
from webapp.filters import counted, said, short_day
from webapp.grif import actor, grif, moment, organisation_zone
from webapp.language import gettext as _
from webapp.parts import Action, Fact, Link
from workflow import policy
from workflow.chain.acts import ACTS
from workflow.errors import NotFound
from workflow.governance.entries import Carried, Entry, gaps
from workflow.governance.registers import Register
from workflow.policy import Permission
from workflow.services import registers
from workflow.services.printing import MEDIA_TYPE
from workflow.services.registers import OpenedInstrument
from workflow.values import PartyKey, both

blueprint = Blueprint("registers", __name__, url_prefix="/<organisation>")

PRINTED_PAGE = 500


@blueprint.get("/registers")
def all(organisation: str) -> str:
    """The registers with their last numbers."""
    policy.require(actor(), Permission.READ, organisation)
    rows = grif().reads.registers(organisation, moment(organisation).today)
    return render_template("registers/all.html", rows=[_register(row) for row in rows])


@blueprint.get("/registers/<register>")
def show(organisation: str, register: str) -> str:
    """The entries of one period, in the order of their numbers or the newest first."""
    of, period, counts = _opened(organisation, register)
    newest = request.args.get("order") != "natural"
    page = grif().reads.register_entries(of, period, after=request.args.get("after", ""), newest=newest)
    here = _place(of, period, newest)
    return render_template(
        "registers/show.html",
        register=of,
        caption=_party(of),
        trail=[_all_registers(organisation)],
        periods=_periods(of, period, counts, newest),
        other_order=_other_order(of, period, newest),
        summary=_summary(period, counts.get(period, 0)),
        entries=[_entry(entry) for entry in page.entries],
        actions=_print_action(of, period) if counts.get(period) else [],
        next_href=url_for("registers.show", **here, after=page.next.text) if page.next else "",
    )


@blueprint.get("/registers/<register>/print")
def printed(organisation: str, register: str) -> str:
    """The whole period as a list for paper, with its total, last number and numbers without an entry."""
    of, period, counts = _opened(organisation, register)
    entries = list(_whole(of, period))
    missing = gaps(entry.serial for entry in entries if entry.serial is not None)
    return render_template(
        "registers/print.html",
        register=of,
        party=_party(of),
        period=_period_title(period),
        trail=[_all_registers(organisation), Link(of.title, url_for("registers.show", **_place(of, period)))],
        entries=[_entry(entry) for entry in entries],
        total=counts.get(period, 0),
        last=entries[-1].instrument.printed if entries else "",
        gaps=[str(first) if first == last else f"{first}–{last}" for first, last in missing],
        today=moment(organisation).today,
    )


@blueprint.get("/instruments/<instrument>")
def instrument(organisation: str, instrument: str) -> str:
    """A protocol or an order: its number, what it decided, an order's text."""
    opened = _instrument(organisation, instrument)
    return render_template(
        "registers/instrument.html",
        title=_title(opened.view.entry),
        caption=pieces.capital(both(opened.view.party.nominative)),
        trail=_trail(opened),
        facts=_facts(opened),
        carried=[*map(_carried, opened.carried), *map(_void, opened.void)],
        opened=opened,
        text=opened.text,
        on_paper=opened.on_paper,
        signer=opened.view.entry.signer,
        actions=[
            Action(
                _("Печать (PDF)"),
                url_for("registers.pdf", organisation=organisation, instrument=instrument),
                "secondary",
            )
        ]
        if opened.text
        else [],
    )


@blueprint.get("/instruments/<instrument>/pdf")
def pdf(organisation: str, instrument: str) -> Response:
    """The printed order."""
    opened = _instrument(organisation, instrument)
    content = registers.order_file(grif().reads, opened, moment(organisation).today)
    response = Response(content, mimetype=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{organisation}-order-{instrument}.pdf"'
    return response


def _opened(organisation: str, register: str) -> tuple[Register, str, Mapping[str, int]]:
    """The register, the period asked for, and how many entries each period has."""
    policy.require(actor(), Permission.READ, organisation)
    today = moment(organisation).today
    g.zone = organisation_zone(organisation)
    of: Register = grif().reads.register(organisation, register)
    counts: Mapping[str, int] = grif().reads.register_periods(of)
    current = of.period(today)
    shown = current if current in counts else next(iter(counts), current)
    asked = request.args.get("period", shown)
    if asked not in counts and asked != current:
        raise NotFound
    return of, asked, counts


def _whole(of: Register, period: str) -> Iterator[Entry]:
    after = ""
    while True:
        page = grif().reads.register_entries(of, period, after=after, limit=PRINTED_PAGE)
        yield from page.entries
        if page.next is None:
            return
        after = page.next.text


def _instrument(organisation: str, instrument: str) -> OpenedInstrument:
    today = moment(organisation).today
    g.zone = organisation_zone(organisation)
    return registers.open_instrument(grif().reads, actor(), organisation, instrument, today)


def _place(of: Register, period: str, newest: bool = True) -> dict[str, str | None]:
    """The address of a period; the usual order is not said in it."""
    order = None if newest else "natural"
    return {"organisation": of.organisation, "register": of.id, "period": period, "order": order}


def _register(row: object) -> dict[str, object]:
    of = row.register
    return {
        "title": of.title,
        "href": url_for("registers.show", organisation=of.organisation, register=of.id),
        "party": _whose(of, row.party.nominative),
        "period": _period_title(row.period),
        "count": row.count,
        "last": row.last,
    }


def _party(of: Register) -> str:
    key = PartyKey(of.organisation, of.party)
    names = grif().reads.party_names({key}, moment(of.organisation).today)
    return _whose(of, names[key].nominative) if key in names else ""


def _whose(of: Register, party: str) -> str:
    """The body or office, unless the title says it."""
    return "" if party.lower() in of.title.lower() else party[:1].upper() + party[1:]


def _period_title(period: str) -> str:
    if not period:
        return _("за всё время")
    if "/" in period:
        return _("%(period)s учебный год", period=period)
    return _("%(period)s год", period=period)


def _summary(period: str, count: int) -> str:
    return f"{_period_title(period)}: {counted(count, 'запись')}"


def _periods(of: Register, shown: str, counts: Mapping[str, int], newest: bool) -> list[Link]:
    """The periods that have entries, and the current one."""
    known = sorted({*counts, shown}, reverse=True)
    if len(known) < 2:
        return []
    return [
        Link(
            period,
            url_for("registers.show", **_place(of, period, newest)),
            period == shown,
            counts.get(period, 0),
        )
        for period in known
    ]


def _other_order(of: Register, period: str, newest: bool) -> Link:
    text = _("Показать по порядку номеров") if newest else _("Показать сначала новые")
    return Link(text, url_for("registers.show", **_place(of, period, not newest)))


def _print_action(of: Register, period: str) -> list[Action]:
    href = url_for("registers.printed", organisation=of.organisation, register=of.id, period=period)
    return [Action(_("Для печати"), href, "secondary")]


def _all_registers(organisation: str) -> Link:
    return Link(_("Журналы"), url_for("registers.all", organisation=organisation))


def _entry(entry: Entry) -> dict[str, object]:
    one = entry.instrument
    return {
        "number": one.printed,
        "href": pieces.instrument_href(one),
        "dated": one.dated,
        "carried": [*map(_carried, entry.carried), *map(_void, entry.void)],
        "signer": entry.signer.signature if entry.signer else "",
        "recorder": entry.recorder.signature,
        "stated": entry.stated,
    }


def _carried(one: Carried) -> dict[str, object]:
    answers = {answer.id: answer for answer in ACTS[one.act].outcomes}
    answer = answers.get(one.outcome)
    href = url_for(
        "documents.show",
        organisation=one.key.organisation,
        number=one.key.document,
        edition=one.key.edition,
    )
    return {
        "title": one.title,
        "href": href if registers.reads_decision(actor(), one) else "",
        "edition": one.key.edition,
        "outcome": answer.title if answer else one.outcome,
        "kind": "refused" if answer and answer.effect == "return" else "done",
    }


def _void(one: Carried) -> dict[str, object]:
    """A decision that is no part of its document's way any more."""
    return {**_carried(one), "outcome": _("Потеряло силу при смене цепочки"), "kind": "former"}


def _title(entry: Entry) -> str:
    return said(pieces.capital(pieces.instrument_name(entry.instrument)))


def _trail(opened: OpenedInstrument) -> list[Link]:
    of = opened.view.register
    if not opened.in_register:
        return []
    period = of.period(opened.view.entry.instrument.dated)
    return [_all_registers(of.organisation), Link(of.title, url_for("registers.show", **_place(of, period)))]


def _facts(opened: OpenedInstrument) -> list[Fact]:
    entry, view = opened.view.entry, opened.view
    recorded = clock.parsed(entry.recorded_at).astimezone(ZoneInfo(g.zone))
    facts = [Fact(_("Организация"), view.organisation.names.nominative)]
    if entry.signer:
        facts.append(Fact(_("Подписано"), f"{opened.post} {entry.signer.signature}"))
    facts.append(Fact(_("Запись внесена"), f"{entry.recorder.full}, {short_day(recorded.date())}"))
    if entry.stated:
        facts.append(Fact(_("Происхождение"), _("Внесён с бумаги")))
    return facts
