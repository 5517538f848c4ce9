"""A chain drawn and told: one in use, and the one that a document goes, with its place marked."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from webapp.beside import asking
from webapp.documents import opened_at
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.language import page_language
from webapp.parts import Action, Link
from workflow import policy
from workflow.engine.definition import Definition
from workflow.engine.diagram import draw
from workflow.engine.sentences import describe
from workflow.errors import NotFound, Refused
from workflow.formats import pdf as paper
from workflow.formats import svg
from workflow.policy import Permission
from workflow.values import Language

blueprint = Blueprint("drawings", __name__, url_prefix="/<organisation>")


@blueprint.get("/chains/<kind>/<known>/drawing")
def show(organisation: str, kind: str, known: str) -> str:
    """A chain in use; the state that the address names after `at` is marked."""
    place = {"organisation": organisation, "kind": kind, "known": known}
    definition = _published(organisation, kind, known)
    return render_template(
        "chains/drawing.html",
        **drawn(definition, request.args.get("at", "")),
        trail=[Link(_("Цепочки"), url_for("chains.all", organisation=organisation))],
        actions=[
            Action(_("Печать (PDF)"), url_for("drawings.pdf", **place), "secondary"),
            Action(_("Как это пройдёт"), url_for("walks.show", **place), "secondary"),
        ],
    )


@blueprint.get("/chains/<kind>/<known>/drawing.pdf")
def pdf(organisation: str, kind: str, known: str) -> Response:
    """The same on paper."""
    definition = _published(organisation, kind, known)
    at, language = moment(organisation), _language()
    printed = paper.PrintedChain(
        definition.title.said(language),
        grif().reads.organisation(organisation, at.today).full,
        tuple(sentence.said(language) for sentence in describe(definition)),
        draw(definition, language),
        known,
        at.today.year,
        language,
    )
    response = Response(paper.render_chain(printed), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{definition.id}.pdf"'
    return response


@blueprint.get("/documents/<int:number>/drawing")
def of_document(organisation: str, number: int) -> str:
    """The chain that an edition goes, or what goes beside it, with the state where it stands."""
    opened = opened_at(organisation, number)
    one = asking(opened, request.args.get("process", ""))
    return render_template(
        "chains/drawing.html",
        **drawn(one.plan.definition, one.case.marking.state),
        trail=[
            Link(
                opened.edition.text.title,
                url_for(
                    "documents.show", organisation=organisation, number=number, edition=opened.key.edition
                ),
            )
        ],
        actions=[],
    )


def _published(organisation: str, kind: str, known: str) -> Definition:
    policy.require(actor(), Permission.READ, organisation)
    published = grif().reads.published(organisation, kind)
    if known not in published:
        raise NotFound
    return published[known]


def drawn(definition: Definition, at: str) -> dict[str, object]:
    """A definition told and drawn, with the state where it stands; or why it cannot be drawn."""
    told: dict[str, object] = {"title": definition.title, "told": describe(definition)}
    try:
        picture = svg.embedded(draw(definition, _language(), at), "chain-drawing")
    except Refused as refusal:
        return told | {"refusal": refusal.message}
    # Ours, and escaped where it was written.
    return told | {"drawing": Markup(picture)}  # noqa: S704


def _language() -> Language:
    return "en" if page_language() == "en" else "ru"
