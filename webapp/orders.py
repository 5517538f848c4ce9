"""Orders: signed ones and drafts in a list, a new draft, what the points of a signed order did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import assignments, clock, order_choices, pieces
from webapp.filters import said
from webapp.forms import GrifForm
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.order_forms import ChooseForm, key_read
from webapp.parts import Action, Column, Link
from workflow import policy
from workflow.errors import NotFound, Refused
from workflow.governance.orders.effect import Naming, tell_effect
from workflow.governance.orders.faults import IRREVOCABLE
from workflow.governance.orders.order import TITLES, Draft, Order, Point, Who
from workflow.policy import Permission
from workflow.services import order_drafts
from workflow.values import PartyKey, Text

blueprint = Blueprint("orders", __name__, url_prefix="/<organisation>/orders")


@blueprint.get("")
def all(organisation: str) -> str:
    """The signed orders, the latest first; drafts above them for those who write orders."""
    policy.require(actor(), Permission.READ, organisation)
    writes = policy.may(actor(), Permission.ORDER, organisation)
    rows = grif().reads.orders(organisation, request.args.get("after", ""))
    page = rows[:50]
    return render_template(
        "orders/all.html",
        assigned=assignments.open_in(organisation),
        today=moment(organisation).today,
        drafts=[_draft_row(one) for one in grif().reads.order_drafts(organisation)] if writes else [],
        draft_columns=(Column(_("Проект")), Column(_("Начат"), "date"), Column(_("Пунктов"), "number")),
        columns=(
            Column(_("Номер"), "short"),
            Column(_("Дата"), "date"),
            Column(_("О чём")),
            Column(_("Пунктов")),
        ),
        rows=[_order_row(organisation, one) for one in page],
        actions=[Action(_("Новый приказ"), url_for(".new", organisation=organisation))] if writes else [],
        next_href=url_for(".all", organisation=organisation, after=page[-1].id) if len(rows) > 50 else "",
    )


@blueprint.route("/new", methods=["GET", "POST"])
def new(organisation: str) -> Response | str | tuple[str, int]:
    """A new draft: over the chosen of the documents that wait for an order, or blank."""
    policy.require(actor(), Permission.ORDER, organisation)
    at = moment(organisation)
    form = ChooseForm()
    form.office.choices = order_choices.offices(organisation, at.today)
    if not form.office.choices:
        raise Refused("no-office", _NO_OFFICE)
    waiting = order_choices.waiting(
        organisation, [PartyKey(organisation, id_) for id_, _ in form.office.choices]
    )
    form.chosen.choices = [(one.value, one.title) for one in waiting]
    if not form.is_submitted():
        form.new_command()
        form.office.data = next((one.office for one in waiting), form.office.choices[0][0])
        form.chosen.data = [one.value for one in waiting if one.office == form.office.data]
        return _new_page(organisation, form, waiting)
    if not form.validate():
        return _new_page(organisation, form, waiting), 422
    chosen = [key for one in form.chosen.data or () if (key := key_read(one))]
    order = Order(PartyKey(organisation, form.office.data))
    draft = order_drafts.begin(grif().orders, actor(), order, at, chosen, form.command.data or None)
    return redirect(url_for("order_drafts.show", organisation=organisation, draft=draft.number))


@blueprint.route("/<instrument>/points/<int:point>/revoke", methods=["GET", "POST"])
def revoke(organisation: str, instrument: str, point: int) -> Response | str:
    """A draft that revokes one point of a signed order."""
    policy.require(actor(), Permission.ORDER, organisation)
    points = {one.number: one for one in grif().reads.order_points(organisation, instrument)}
    if point not in points:
        raise NotFound
    issued, form = points[point], GrifForm()
    office = (
        grif().reads.instrument(organisation, instrument, moment(organisation).today).entry.instrument.party
    )
    if form.is_submitted():
        order = Order(
            PartyKey(organisation, office), points=(Point("revoke", order=instrument, number=point),)
        )
        command = form.command.data or None
        draft = order_drafts.begin(grif().orders, actor(), order, moment(organisation), (), command)
        flash(_("Проект приказа об отмене пункта готов: проверьте дату и подпишите"))
        return redirect(url_for("order_drafts.show", organisation=organisation, draft=draft.number))
    form.new_command()
    back = url_for("instruments.show", organisation=organisation, instrument=instrument)
    return render_template("orders/revoke.html", form=form, issued=issued, back=back)


def signed_points(organisation: str, instrument: str, texts: Sequence[Any]) -> list[dict[str, object]]:
    """The points of a signed order with what each did, for its page; empty for an order without typed points.

    `texts` are the clauses of the order's own text.
    """
    points = grif().reads.order_points(organisation, instrument)
    writes = policy.may(actor(), Permission.ORDER, organisation)
    named = naming(organisation, points[0].dated) if points else None
    controlled = assignments.by_point(organisation, instrument) if points else {}
    return [
        {
            "number": one.number,
            "words": texts[one.number - 1].text if one.number <= len(texts) else said(TITLES[one.kind]),
            "below": texts[one.number - 1].children if one.changes and one.number <= len(texts) else (),
            "effects": [tell_effect(each, named) for each in one.effects],
            "control": controlled.get(one.number),
            "revoked_by": _order_link(organisation, one.revoked_by) if one.revoked_by else None,
            "revoke": url_for(
                "orders.revoke", organisation=organisation, instrument=instrument, point=one.number
            )
            if writes and not one.revoked_by and one.kind not in IRREVOCABLE
            else "",
        }
        for one in points
    ]


def naming(organisation: str, on: date) -> Naming:
    """Names of what was there on that day, read one by one."""
    reads = grif().reads

    def party(id_: str) -> str:
        key = PartyKey(organisation, id_)
        names = reads.party_names({key}, on) or reads.party_names({key}, moment(organisation).today)
        return names[key].nominative if key in names else id_

    def person(who: Who) -> str:
        return str(reads.person(who, moment(organisation).today).full) if isinstance(who, str) else who.full

    def order(id_: str) -> Text:
        return said_order(*reads.order_name(organisation, id_))

    return Naming(lambda key: str(reads.edition(key).text.title), party, person, order)


def said_order(printed: str, dated: date) -> Text:
    """«приказ № 95 от 21.02.2023»."""
    day = f"{dated:%d.%m.%Y}"
    return Text(f"приказ № {printed} от {day}", f"order No. {printed} of {day}")


def _new_page(organisation: str, form: ChooseForm, waiting: Sequence[order_choices.Waiting]) -> str:
    back = url_for(".all", organisation=organisation)
    return render_template("orders/new.html", form=form, waiting=waiting, back=back)


def _draft_row(draft: Draft) -> tuple[object, ...]:
    href = url_for("order_drafts.show", organisation=draft.organisation, draft=draft.number)
    title = draft.order.title or _("Без заголовка")
    return (Link(title, href), clock.parsed(draft.made_at).date(), str(len(draft.order.points)))


def _order_row(organisation: str, row: Any) -> tuple[object, ...]:  # a row of storage.queries.issued_lists
    points = str(row.points) if row.points else "–"
    if row.revoked:
        points = _("%(points)s, отменено: %(revoked)s", points=points, revoked=row.revoked)
    href = url_for("instruments.show", organisation=organisation, instrument=row.id)
    return (Link(f"№ {row.printed}", href), row.dated, row.title or "–", points)


def _order_link(organisation: str, id_: str) -> Link:
    name = said_order(*grif().reads.order_name(organisation, id_))
    return Link(pieces.capital(name), url_for("instruments.show", organisation=organisation, instrument=id_))


_NO_OFFICE = Text(
    "В организации нет должности, которая издаёт приказы: её заводит администратор в разделе «Органы»",
    "The organisation has no office that issues orders: the administrator adds it under “Bodies”",
)
