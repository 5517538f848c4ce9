"""A transition of a case by its own button: what will happen, the remark, and doing it."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.beside import asking
from webapp.documents import button_words, opened_at, page_of, place
from webapp.filters import said
from webapp.forms import PerformForm
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from workflow.chain.compile import IN_FORCE
from workflow.engine.effects import effects_of
from workflow.engine.machine import Plan
from workflow.engine.process import Move, Performed, open_steps
from workflow.engine.wording import party_named
from workflow.errors import Invalid, Refused
from workflow.services import performing
from workflow.services.performing import Asking, Choice
from workflow.services.viewing import Opened
from workflow.values import EditionKey, Text

blueprint = Blueprint("performing", __name__, url_prefix="/<organisation>/documents/<int:number>")


@blueprint.route("/editions/<int:edition>/transitions/<transition>", methods=["GET", "POST"])
def perform(
    organisation: str, number: int, edition: int, transition: str
) -> Response | str | tuple[str, int]:
    """A transition of the chain."""
    return _asked(EditionKey(organisation, number, edition), "", transition)


@blueprint.route(
    "/editions/<int:edition>/processes/<workflow>/transitions/<transition>", methods=["GET", "POST"]
)
def beside(
    organisation: str, number: int, edition: int, workflow: str, transition: str
) -> Response | str | tuple[str, int]:
    """A transition of what goes beside the chain."""
    return _asked(EditionKey(organisation, number, edition), workflow, transition)


def _asked(key: EditionKey, workflow: str, transition: str) -> Response | str | tuple[str, int]:
    """What will happen, and the remark; whatever keeps the transition closed stands on the refusal's page."""
    form = PerformForm()
    if form.is_submitted() and form.validate():
        try:
            wanted = _wanted(key, workflow, transition, form)
            performing.perform(grif().store, actor(), wanted, moment(key.organisation))
            return _done(key, workflow, transition)
        except Invalid as fault:
            form.tell(fault)
    opened = opened_at(*key)
    one = asking(opened, workflow)
    of = performing.choice(one, transition)
    if form.is_submitted():
        return _page(opened, one, of, form), 422
    if of.unmet:
        raise Refused("guard", _CLOSED, of.unmet)
    return _page(opened, one, of, _seen(one, form))


def _wanted(key: EditionKey, workflow: str, transition: str, form: PerformForm) -> performing.Wanted:
    return performing.Wanted(
        key,
        transition,
        form.text_sha256.data or "",
        form.remark.data or "",
        form.command.data or None,
        form.definition.data or "",
        form.state.data or "",
        workflow,
    )


def _done(key: EditionKey, workflow: str, transition: str) -> Response:
    organisation, number, edition = key
    definition = asking(opened_at(*key), workflow).plan.definition
    flash(_("Выполнено: %(title)s", title=said(button_words(definition.transitions[transition]))))
    return redirect(url_for("documents.show", organisation=organisation, number=number, edition=edition))


def _seen(one: Asking, form: PerformForm) -> PerformForm:
    form.new_command()
    form.text_sha256.data = one.case.text_sha256
    form.definition.data = one.case.definition
    form.state.data = one.case.marking.state
    return form


def _page(opened: Opened, one: Asking, of: Choice, form: PerformForm) -> str:
    form.remark.label.text = _("Замечания")
    return render_template(
        "documents/perform.html",
        **page_of(opened, "text") | {"title": button_words(of.transition)},
        document=opened.edition.text.title,
        about=of.transition.description,
        will=_will(one.plan, performing.foreseen(one, of)) if not of.unmet else [],
        required=of.comment_required,
        form=form,
        back=url_for("documents.show", **place(opened)),
    )


def _will(plan: Plan, performed: Performed) -> list[str]:
    """What the transition and all that follows from it do, a sentence a fact."""
    states, after = plan.definition.states, performed.marking
    told = [_move(plan, move) for move in performed.moves]
    if any(move.bypassed for move in performed.moves):
        told.append(_("Условия не выполнены: вы обойдёте их по праву управляющего, история это скажет."))
    if after.state == IN_FORCE and not plan.definition.beside:
        told.append(_("Редакция вступит в силу сегодня, прежняя утратит силу."))
    if states[after.state].final:
        told.append(_ended(plan))
    elif asked := [said(party_named(step.by)) for step in open_steps(plan, after)]:
        told.append(_("Ответить должны: %(who)s.", who=", ".join(asked)))
    names = [move.transition for move in performed.moves]
    done = [said(effect.title) for effect in effects_of(plan.definition, names, "after")]
    return [*told, *([_("Кроме того: %(done)s.", done=", ".join(done))] if done else [])]


def _ended(plan: Plan) -> str:
    if plan.definition.beside:
        return _("На этом «%(process)s» закончится.", process=said(plan.definition.title))
    return _("На этом ход согласования закончится.")


def _move(plan: Plan, move: Move) -> str:
    title = said(plan.definition.states[move.target].title)
    if move.automatic:
        name = said(plan.definition.transitions[move.transition].title)
        return _("Затем само: «%(name)s», состояние «%(state)s».", name=name, state=title)
    if move.source == move.target:
        return _("Состояние останется прежним: «%(state)s».", state=title)
    return _("Состояние станет «%(state)s».", state=title)


_CLOSED = Text("Это действие сейчас не открыто", "This is not open now")
