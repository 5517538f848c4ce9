"""Registers of protocols and orders: the list, the entries of a period and their sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from flask import Blueprint, g, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import pieces
from webapp.filters import counted, said, short_day
from webapp.grif import actor, grif, moment, organisation_zone
from webapp.language import gettext as _
from webapp.language import page_language
from webapp.numbering_forms import RESTARTS, SERIAL_SIGN
from webapp.parts import Action, Fact, Link
from workflow import policy
from workflow.errors import NotFound
from workflow.formats.pdf import render_register
from workflow.formats.spreadsheet import CSV_TYPE, XLSX_TYPE, as_csv, as_xlsx
from workflow.governance.entries import Entry
from workflow.governance.registers import TERM, NumberRule, Register
from workflow.governance.year_sheet import YearSheet, period_title, year_sheet
from workflow.policy import Permission
from workflow.services.printing import MEDIA_TYPE
from workflow.values import PartyKey

blueprint = Blueprint("registers", __name__, url_prefix="/<organisation>")

PRINTED_PAGE = 500
_FILES: Mapping[str, tuple[str, Callable[[YearSheet, int], bytes]]] = {
    "pdf": (MEDIA_TYPE, lambda sheet, year: render_register(sheet, year, page_language())),
    "csv": (CSV_TYPE, lambda sheet, _year: as_csv(sheet, page_language())),
    "xlsx": (XLSX_TYPE, lambda sheet, _year: as_xlsx(sheet, page_language())),
}


@blueprint.get("/registers")
def all(organisation: str) -> str:
    """The registers with their last numbers."""
    policy.require(actor(), Permission.READ, organisation)
    rows = grif().reads.registers(organisation, moment(organisation).today)
    where = url_for("numbering.new", organisation=organisation)
    actions = [Action(_("Открыть журнал"), where, "secondary")] if _keeps(organisation) else []
    return render_template("registers/all.html", rows=[_register(row) for row in rows], actions=actions)


@blueprint.get("/registers/<register>")
def show(organisation: str, register: str) -> str:
    """The entries of one period, in the order of their numbers or the newest first."""
    of, period, counts = _opened(organisation, register)
    newest = request.args.get("order") != "natural"
    page = grif().reads.register_entries(of, period, after=request.args.get("after", ""), newest=newest)
    here = place(of, period, newest)
    return render_template(
        "registers/show.html",
        register=of,
        caption=_party(of),
        trail=[all_registers(organisation)],
        periods=_periods(of, period, counts, newest),
        other_order=_other_order(of, period, newest),
        summary=_summary(period, counts.get(period, 0)),
        entries=[_entry(entry) for entry in page.entries],
        rules=_rules(of),
        actions=[*(_print_action(of, period) if counts.get(period) else []), *_keeping(of)],
        next_href=url_for("registers.show", **here, after=page.next.text) if page.next else "",
    )


@blueprint.get("/registers/<register>/print")
def printed(organisation: str, register: str) -> str:
    """The whole period as a list for paper, with its total, last number, void and missing numbers."""
    of, period, _counts = _opened(organisation, register)
    entries = list(_whole(of, period))
    here = place(of, period)
    files = [
        Action(kind.upper(), url_for("registers.file", **here, kind_of_file=kind), "secondary")
        for kind in _FILES
    ]
    return render_template(
        "registers/print.html",
        register=of,
        party=_party(of),
        period=_period_title(period),
        trail=[all_registers(organisation), Link(of.title, url_for("registers.show", **here))],
        entries=[_entry(entry) for entry in entries],
        closing=_sheet(of, period, entries).closing,
        actions=files if entries else [],
        today=moment(organisation).today,
    )


@blueprint.get("/registers/<register>/sheet.<kind_of_file>")
def file(organisation: str, register: str, kind_of_file: str) -> Response:
    """The year-end sheet as PDF, CSV or XLSX."""
    of, period, _counts = _opened(organisation, register)
    if kind_of_file not in _FILES:
        raise NotFound
    media_type, made = _FILES[kind_of_file]
    entries = list(_whole(of, period))
    year = entries[-1].instrument.dated.year if entries else moment(organisation).today.year
    response = Response(made(_sheet(of, period, entries), year), mimetype=media_type)
    name = "-".join(part for part in (organisation, register, *re.findall(r"[\d-]+", period)) if part)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind_of_file}"'
    return response


def _opened(organisation: str, register: str) -> tuple[Register, str, Mapping[str, int]]:
    """The register, the period asked for, and how many entries each period has."""
    policy.require(actor(), Permission.READ, organisation)
    today = moment(organisation).today
    g.zone = organisation_zone(organisation)
    of: Register = grif().reads.register(organisation, register)
    counts: Mapping[str, int] = grif().reads.register_periods(of)
    current = of.current(today) or ""
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


def _sheet(of: Register, period: str, entries: Sequence[Entry]) -> YearSheet:
    today = moment(of.organisation).today
    named = grif().reads.organisation(of.organisation, today)
    return year_sheet(of.title, named.names.nominative, period_title(period, TERM), entries)


def place(of: Register, period: str, newest: bool = True) -> dict[str, str | None]:
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
    return said(period_title(period, TERM))


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
            url_for("registers.show", **place(of, period, newest)),
            period == shown,
            counts.get(period, 0),
        )
        for period in known
    ]


def _other_order(of: Register, period: str, newest: bool) -> Link:
    text = _("Показать по порядку номеров") if newest else _("Показать сначала новые")
    return Link(text, url_for("registers.show", **place(of, period, not newest)))


def _print_action(of: Register, period: str) -> list[Action]:
    href = url_for("registers.printed", organisation=of.organisation, register=of.id, period=period)
    return [Action(_("Для печати"), href, "secondary")]


def _keeps(organisation: str) -> bool:
    return policy.may(actor(), Permission.MANAGE_REGISTERS, organisation)


def _keeping(of: Register) -> list[Action]:
    """What the administrator may do with the register."""
    if not _keeps(of.organisation):
        return []
    offered = {"rule": _("Правило номеров"), "void": _("Аннулировать номер")}
    if of.rule(moment(of.organisation).today).restart == "term":
        offered["term"] = _("Новый срок полномочий")
    place = {"organisation": of.organisation, "register": of.id}
    return [
        Action(text, url_for(f"numbering.{what}", **place), "secondary") for what, text in offered.items()
    ]


def _rules(of: Register) -> list[Fact]:
    """How numbers are formed, from which day on."""
    said_rules = [Fact(_("Номера"), _rule(of.rule()))]
    for rule in sorted(of.changes, key=lambda one: one.since):
        said_rules.append(Fact(_("Номера с %(day)s", day=short_day(rule.since)), _rule(rule)))
    return said_rules


def _rule(rule: NumberRule) -> str:
    sample = rule.template.format(serial=SERIAL_SIGN, file=rule.file)
    again = said(RESTARTS[rule.restart])
    return f"{sample}; {again[:1].lower()}{again[1:]}"


def all_registers(organisation: str) -> Link:
    return Link(_("Журналы"), url_for("registers.all", organisation=organisation))


def _entry(entry: Entry) -> dict[str, object]:
    one = entry.instrument
    return {
        "number": one.printed,
        "href": pieces.instrument_href(one),
        "dated": one.dated,
        "carried": [*map(pieces.carried, entry.carried), *map(pieces.void, entry.void)],
        "signer": entry.signer.signature if entry.signer else "",
        "recorder": entry.recorder.signature,
        "stated": entry.stated,
        "annulled": entry.annulled,
        "title": entry.title,
    }
