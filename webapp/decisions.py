"""Recording the answer of a body or an official: the text and its chain above, the form below."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from webapp import annex_sections, pieces
from webapp.comparing import changed_parts
from webapp.documents import opened_at, page_of, place
from webapp.filters import said
from webapp.forms import DecisionForm, GrifForm
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Action, Link
from workflow.chain.acts import ACTS
from workflow.chain.compile import RECORDED
from workflow.chain.progress import StepView
from workflow.documents.compare import compare
from workflow.errors import Forbidden, Invalid, NotFound, Refused, Stale, Unmet
from workflow.events import CAPACITIES
from workflow.services import amendment_viewing, answers, approval, claims, comparing
from workflow.services.viewing import Opened
from workflow.values import EditionKey, Text

blueprint = Blueprint("decisions", __name__, url_prefix="/<organisation>/documents/<int:number>")


@blueprint.route("/editions/<int:edition>/steps/<step>", methods=["GET", "POST"])
def decide(organisation: str, number: int, edition: int, step: str) -> Response | str | tuple[str, int]:
    """The form of one step; a refusal of the rules comes back into it with everything typed kept."""
    key, form = EditionKey(organisation, number, edition), DecisionForm()
    if form.is_submitted() and form.validate():
        try:
            done = approval.sign_off(grif().store, actor(), _decision(key, step, form), moment(organisation))
            return _recorded(done, form)
        except Invalid as fault:
            form.tell(fault)
        except (Forbidden, Refused, Stale) as told:
            # Of another chain than the form's, what the step is now explains nothing.
            if told.code != "definition-changed":
                _asked(opened_at(*key), step)
            raise
    opened = opened_at(*key)
    view = _asked(opened, step)
    if form.is_submitted():
        return _page(opened, view, form), 422
    return _page(opened, view, _proposed(opened, view, form))


@blueprint.post("/editions/<int:edition>/steps/<step>/<any(claim, release):what>")
def take(organisation: str, number: int, edition: int, step: str, what: str) -> Response:
    """Take the task of a step upon oneself, or let it go."""
    key, done = EditionKey(organisation, number, edition), claims.claim if what == "claim" else claims.release
    if GrifForm().validate():
        done(grif().store, actor(), key, step, moment(organisation))
        flash(_("Дело взято на себя. Другие это видят") if what == "claim" else _("Дело отпущено"))
    return redirect(url_for(".decide", organisation=organisation, number=number, edition=edition, step=step))


def _recorded(done: approval.Done, form: DecisionForm) -> Response:
    _remember(done, form)
    flash(_told(done))
    if actor().recording():
        return redirect(url_for("inbox.waiting"))
    organisation, number, edition = done.edition
    return redirect(url_for("documents.show", organisation=organisation, number=number, edition=edition))


def _asked(opened: Opened, step: str) -> StepView:
    """The step if it waits for this actor. Raises what explains why it does not."""
    for view in opened.mine:
        if view.step.id == step:
            return view
    steps = (
        {one.step.id: one for stage in opened.case.progress.stages for one in stage.steps}
        if opened.case
        else {}
    )
    if step not in steps:
        raise NotFound
    view = steps[step]
    if view.signature is not None:
        raise Stale("step-signed", _already(view))
    if view.state == "waiting":
        raise Forbidden("not-recorder", _NOT_YOURS.filled(party=view.asked.ru))
    waiting = opened.case.progress.waiting
    raise Refused(
        "step-not-open", _LATER, tuple(Unmet("not-signed", pieces.capital(one.asked)) for one in waiting)
    )


def _already(view: StepView) -> Text:
    instrument = pieces.instrument_text(view.signature)
    outcome = view.outcome or Text("", "")
    return Text(
        f"Решение по этому шагу уже записано: {outcome.ru}, {instrument.ru}. Второе не добавлено",
        f"This step has been answered: {outcome.en}, {instrument.en}. No second answer was added",
    )


def _proposed(opened: Opened, view: StepView, form: DecisionForm) -> DecisionForm:
    """The form as first shown; the protocol of the same sitting is offered again."""
    form.new_command()
    form.text_sha256.data = opened.edition.sha256
    form.definition.data = opened.case.case.definition
    if len(offered := ACTS[view.step.act].offered) == 1:
        form.outcome.data = offered[0].id
    if view.step.evidence == "order":
        form.dated.data = moment(opened.key.organisation).today
    elif (last := session.get("protocol")) and last[0] == list(view.party or ()):
        form.number.data = last[1]
        form.dated.raw_data = [last[2]]
    return form


def _page(opened: Opened, view: StepView, form: DecisionForm) -> str:
    _word(form, view)
    capacity = actor().capacity_for(view.party) if view.party else ""
    return render_template(
        "decisions/decide.html",
        **page_of(opened, "text"),
        form=form,
        view=view,
        heading=_heading(view),
        records=view.step.act in RECORDED,
        dated=ACTS[view.step.act].dated,
        take=_take(opened, view),
        remark_hint=_remark_hint(view),
        asked=pieces.capital(view.asked),
        recorder=actor().name.full,
        capacity=CAPACITIES.get(capacity or "", ""),
        button=_button(view),
        number_hint=_number_hint(view),
        clauses=opened.edition.text.clauses,
        preamble=opened.edition.text.preamble,
        annexes=annex_sections.signed(opened.edition.text),
        stages=pieces.stages(opened.case.progress, actor()),
        changed=_changed(opened, view),
        **_amended(opened),
        back=url_for("documents.show", **place(opened)),
    )


def _changed(opened: Opened, view: StepView) -> Link | None:
    """Where to see what changed since the same body or official last gave its consent."""
    if view.party is None:
        return None
    today = moment(opened.key.organisation).today
    agreed = comparing.last_agreed(grif().reads, opened.key, view.party, today)
    if agreed is None:
        return None
    told = _("Что изменилось с редакции %(edition)s, на которую уже дано согласие", edition=agreed.edition)
    return Link(told, _comparison(opened, agreed.edition))


def _amended(opened: Opened) -> dict[str, object]:
    """What the edition changes in the one in force: the clauses before and after, and the order's words."""
    changes = amendment_viewing.changes_of(grif().orders, opened.key)
    if changes is None:
        return {}
    return {
        "changes": changes,
        "former": comparing.named(changes.base),
        "latter": comparing.named(opened.edition),
        "parts": changed_parts(compare(changes.base.text, opened.edition.text)),
        "whole": _comparison(opened, changes.base.key.edition),
    }


def _comparison(opened: Opened, former: int) -> str:
    at = {"organisation": opened.key.organisation, "number": opened.key.document}
    return url_for("comparing.show", **at, **{"from": former, "to": opened.key.edition})


def _word(form: DecisionForm, view: StepView) -> None:
    """The answers and the instrument that this step asks for."""
    form.outcome.choices = [(one.id, said(one.title)) for one in ACTS[view.step.act].offered]
    order = view.step.evidence == "order"
    form.number.label.text = _("Номер приказа") if order else _("Номер протокола")
    form.dated.label.text = _("Дата приказа") if order else _("Дата заседания")
    if view.step.act == "deliver":
        form.dated.label.text = _("Когда орган получил проект")
        form.remark.label.text = _("Как передан проект, обоснование")
    if view.step.act in RECORDED:
        form.outcome.label.text = _("Что сделано")
    if view.step.act == "consult":
        form.dated.label.text = _("Дата консультаций или протокола разногласий")


def _heading(view: StepView) -> Text:
    """Who is asked for what; of what only records, what it is and whom it concerns."""
    asks = pieces.step_asks(view.step)
    if view.step.act in RECORDED:
        return pieces.capital(asks)
    who = pieces.capital(view.asked)
    return Text(f"{who.ru}: {asks.ru}", f"{who.en}: {asks.en}")


def _take(opened: Opened, view: StepView) -> Action | None:
    """Taking the task upon oneself, or letting it go."""
    if view.party is None:
        return None
    free = grif().reads.claimant(opened.key, view.step.id) is None
    place = {"organisation": opened.key.organisation, "number": opened.key.document}
    what = "claim" if free else "release"
    href = url_for(".take", **place, edition=opened.key.edition, step=view.step.id, what=what)
    return Action(_("Беру на себя") if free else _("Отпустить"), href, "secondary", "post")


def _remark_hint(view: StepView) -> str:
    if view.step.act == "deliver":
        return _("Со дня получения считается срок мнения")
    if view.step.act == "opinion":
        return _("Обязательны, если мнение отрицательное")
    return _("Обязательны, если решение возвращает документ")


def _button(view: StepView) -> str:
    if view.step.evidence == "order":
        return _("Издать приказ и записать решение")
    if view.step.act in RECORDED:
        return _("Записать")
    return _("Записать решение")


def _number_hint(view: StepView) -> str:
    if view.party is None or view.step.evidence == "none":
        return ""
    following = grif().reads.next_number(
        view.party, view.step.evidence, moment(view.party.organisation).today
    )
    if following is None:
        return ""
    return _(
        "Следующий по журналу: %(number)s. Оставьте пустым, и он присвоится сам", number=following.printed
    )


def _decision(key: EditionKey, step: str, form: DecisionForm) -> answers.Decision:
    return answers.Decision(
        key,
        step,
        form.text_sha256.data or "",
        form.outcome.data or "",
        (form.number.data or "").strip(),
        form.dated.data,
        form.remark.data or "",
        form.command.data or None,
        form.definition.data or "",
    )


def _remember(done: approval.Done, form: DecisionForm) -> None:
    """One protocol carries the decisions of a whole sitting: the next form offers it again."""
    held = done.instrument
    if held is not None and held.instrument == "protocol" and form.dated.data:
        party = [held.organisation, held.party]
        session["protocol"] = [party, form.number.data, f"{form.dated.data:%d.%m.%Y}"]


def _told(done: approval.Done) -> str:
    if done.replayed:
        return _("Это решение уже было записано. Второе не добавлено")
    if done.instrument is None:
        return _("Решение записано")
    number = done.instrument.printed
    if done.state == "in_force":
        return _("Решение записано, № %(number)s. Редакция вступила в силу", number=number)
    if not done.instrument.new:
        return _("Решение добавлено в протокол № %(number)s", number=number)
    return _("Решение записано, № %(number)s", number=number)


_NOT_YOURS = Text(
    "Решение записывает председатель или секретарь: {party}",
    "The answer is recorded by the chair or secretary: {party}",
)
_LATER = Text("Этот шаг ещё не ждёт решения", "This step does not wait for a decision yet")
