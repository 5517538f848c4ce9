"""Chains: the ways that an organisation's documents go, told and drawn, taken from the shipped ones."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, url_for
from werkzeug.wrappers import Response

import definitions
from webapp import clock, pieces
from webapp.filters import said
from webapp.forms import GrifForm
from webapp.grif import actor, grif, moment, organisation_zone
from webapp.language import gettext as _
from webapp.parts import Action, Stage
from webapp.people_forms import PublishForm
from workflow import policy
from workflow.chain.progress import progress
from workflow.engine import reader
from workflow.engine.canonical import canonical, digest
from workflow.engine.definition import Definition
from workflow.engine.sentences import describe
from workflow.errors import NotFound
from workflow.policy import Permission
from workflow.services import chains
from workflow.values import Text

blueprint = Blueprint("chains", __name__, url_prefix="/<organisation>/chains")

KINDS = {
    "regulation": Text("Положения, порядки, правила", "Regulations, procedures, rules"),
    "order": Text("Приказы", "Orders"),
    "plan": Text("Планы", "Plans"),
    "program": Text("Программы", "Programmes"),
    "list": Text("Списки и составы", "Lists"),
    "report": Text("Отчёты", "Reports"),
    "protocol": Text("Протоколы", "Protocols"),
    "other": Text("Другие документы", "Other documents"),
}

EVIDENCE = {
    "protocol": Text("протокол", "protocol"),
    "order": Text("приказ", "order"),
    "none": Text("отметка", "sign-off"),
}


@blueprint.get("")
def all(organisation: str) -> str:
    """The chains in use by kind of document, each in sentences and as a drawing."""
    policy.require(actor(), Permission.READ, organisation)
    moment(organisation)
    g.zone = organisation_zone(organisation)
    manages = policy.may(actor(), Permission.MANAGE_PEOPLE, organisation)
    order = list(KINDS)
    rows = sorted(grif().reads.publications(organisation), key=lambda one: order.index(one.kind))
    new = Action(_("Ввести цепочку"), url_for(".publish", organisation=organisation))
    own = Action(_("Своя цепочка"), url_for("own_chain.publish", organisation=organisation), "secondary")
    move = Action(
        _("Перевести идущие согласования"),
        url_for("migration.choose", organisation=organisation),
        "secondary",
    )
    return render_template(
        "chains/all.html",
        chains=[_row(organisation, one, manages) for one in rows],
        actions=[new, own, *([move] if rows else [])] if manages else [],
    )


@blueprint.route("/new", methods=["GET", "POST"])
def publish(organisation: str) -> Response | str | tuple[str, int]:
    """One of the shipped chains is taken into use for the kinds of document that it names."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    offered = _offered(organisation)
    form = PublishForm()
    form.chain.choices = [(id_, said(one.title)) for id_, one in offered.items()]
    if not form.is_submitted():
        return _publish_page(organisation, form, offered)
    if not form.validate():
        return _publish_page(organisation, form, offered), 422
    chosen = offered[form.chain.data]
    chains.publish(grif().store, actor(), organisation, chosen, moment(organisation))
    flash(_("Цепочка введена: %(title)s", title=said(chosen.title)))
    return redirect(url_for(".all", organisation=organisation))


@blueprint.route("/<kind>/<known>/withdraw", methods=["GET", "POST"])
def withdraw(organisation: str, kind: str, known: str) -> Response | str:
    """A chain goes out of use for a kind of document; what is on its way goes on."""
    policy.require(actor(), Permission.MANAGE_PEOPLE, organisation)
    form = GrifForm()
    if form.is_submitted():
        chains.withdraw(grif().store, actor(), organisation, kind, known, moment(organisation))
        flash(_("Цепочка отменена"))
        return redirect(url_for(".all", organisation=organisation))
    published = grif().reads.published(organisation, kind)
    if known not in published:
        raise NotFound
    return render_template(
        "chains/withdraw.html",
        caption=published[known].title,
        kind=KINDS[kind],
        back=url_for(".all", organisation=organisation),
    )


@cache
def shipped() -> dict[str, tuple[str, Definition]]:
    """The chains that come with the product, by id, each with its hash."""
    read = {id_: reader.read(source, f"{id_}.yaml") for id_, source in definitions.shipped().items()}
    return {id_: (digest(canonical(one)), one) for id_, one in read.items()}


def _offered(organisation: str) -> dict[str, Definition]:
    """The shipped chains that are not in use for every kind they name."""
    used = {(one.kind, one.digest) for one in grif().reads.publications(organisation)}
    return {
        id_: one
        for id_, (known, one) in shipped().items()
        if any((kind, known) not in used for kind in one.documents)
    }


def _row(organisation: str, row: Any, manages: bool) -> dict[str, object]:  # a Publication of storage
    place = {"organisation": organisation, "kind": row.kind, "known": row.digest}
    walk = Action(
        _("Как это пройдёт"), url_for("walks.show", **place), "secondary", about=row.definition.title
    )
    drawn = Action(_("Схема"), url_for("drawings.show", **place), "secondary", about=row.definition.title)
    cancel = Action(
        _("Отменить цепочку"), url_for(".withdraw", **place), "danger", about=row.definition.title
    )
    return {
        **_told(row.definition),
        "kind": KINDS[row.kind],
        "since": clock.parsed(row.since).date(),
        "actions": [drawn, walk, *([cancel] if manages else [])],
    }


def _told(definition: Definition) -> dict[str, object]:
    return {
        "title": definition.title,
        "told": describe(definition),
        "stages": _stages(definition),
    }


def _stages(definition: Definition) -> list[Stage]:
    """The chain as a drawing; a step that nobody was asked yet says by what it will be answered."""
    way = progress(definition, None)
    if definition.beside:
        return []
    return [
        replace(
            stage,
            steps=tuple(
                replace(step, state=EVIDENCE[one.step.evidence])
                for step, one in zip(stage.steps, view.steps, strict=True)
            ),
        )
        for stage, view in zip(pieces.stages(way, actor()), way.stages, strict=True)
    ]


def _publish_page(organisation: str, form: PublishForm, offered: dict[str, Definition]) -> str:
    return render_template(
        "chains/publish.html",
        form=form,
        chains=[_told(one) for one in offered.values()],
        back=url_for(".all", organisation=organisation),
    )
