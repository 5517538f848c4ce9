"""How a chain goes: every way of it to every end, and what if one of those asked refuses."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from webapp.chains import EVIDENCE, KINDS
from webapp.filters import said
from webapp.forms import GrifForm
from webapp.grif import actor, grif
from webapp.language import gettext as _
from webapp.parts import Column, Link, Stage, Step
from webapp.pieces import capital
from workflow import policy
from workflow.engine.definition import Definition
from workflow.engine.walk import Act, Chapter, Leg, Told, Walk, chapters, refusable, walk
from workflow.engine.wording import party_named
from workflow.errors import NotFound
from workflow.policy import Permission
from workflow.values import Text

blueprint = Blueprint("walks", __name__, url_prefix="/<organisation>/chains")


class WalkForm(GrifForm):
    """Who refuses, if anybody does."""

    refuse = SelectField(_l("Что будет, если откажет"), default="")


@blueprint.get("/<kind>/<known>")
def show(organisation: str, kind: str, known: str) -> str | tuple[str, int]:
    """Every way of a chain that is in use, as everybody agrees or as one refuses."""
    policy.require(actor(), Permission.READ, organisation)
    published = grif().reads.published(organisation, kind)
    if known not in published:
        raise NotFound
    form = _form(published[known])
    right = form.validate()
    found = walk(published[known], (form.refuse.data,) if right and form.refuse.data else ())
    page = render_template(
        "chains/walk.html",
        form=form,
        kind=KINDS[kind],
        title=published[known].title,
        trail=[Link(_("Цепочки"), url_for("chains.all", organisation=organisation))],
        outcome=_outcome(found),
        drawn=[(way, [_stage(leg, found) for leg in way.legs]) for way in _good(found)],
        others=[(chapter, _rows(chapter)) for chapter in _others(found)],
        columns=(Column(_("Этап")), Column(_("Кто и что делает")), Column(_("Куда приходит документ"))),
        whole=found.whole,
    )
    return page if right else (page, 422)


def _form(definition: Definition) -> WalkForm:
    form = WalkForm(request.args)
    may = [(step.id, said(capital(party_named(step.by)))) for step in refusable(definition)]
    form.refuse.choices = [("", _("никто")), *may]
    return form


def _outcome(found: Walk) -> tuple[str, str] | None:
    """Whether the document still comes into force, told when somebody refuses."""
    if not found.refusing:
        return None
    if any(end.state == "in_force" for end in found.ends):
        return "done", _("Документ всё равно вступит в силу.")
    return "warning", _("Документ не вступит в силу.")


def _good(found: Walk) -> tuple[Told, ...]:
    return tuple(way for chapter in chapters(found) if chapter.state == "in_force" for way in chapter.ways)


def _others(found: Walk) -> tuple[Chapter, ...]:
    return tuple(chapter for chapter in chapters(found) if chapter.state != "in_force")


def _stage(leg: Leg, found: Walk) -> Stage:
    order = [_("в любом порядке")] if leg.any_order else []
    note = "; ".join([*order, *(_if(one) for one in leg.provided)])
    return Stage(leg.title, "later", tuple(_step(act, found) for act in leg.acts), note)


def _if(provided: Text) -> str:
    return _("если %(condition)s", condition=said(provided))


def _step(act: Act, found: Walk) -> Step:
    step = found.definition.steps.get(act.step)
    return Step(capital(act.who), act.does, "later", EVIDENCE[step.evidence] if step else _ACT)


def _rows(chapter: Chapter) -> list[tuple[Text, Text, Text]]:
    return [(leg.title, _acts(leg), leg.to_title) for way in chapter.ways for leg in way.legs]


def _acts(leg: Leg) -> Text:
    ru = "; ".join(f"{act.who.ru} {act.does.ru}" for act in leg.acts)
    en = "; ".join(f"{act.who.en} {act.does.en}" for act in leg.acts)
    ru += "".join(f", если {one.ru}" for one in leg.provided)
    en += "".join(f", if {one.en}" for one in leg.provided)
    return capital(Text(ru, en))


_ACT = Text("действие", "act")
