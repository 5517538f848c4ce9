"""A draft of an order: its points with what each will do, how it is signed, printed or dropped."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp.comparing import amended_texts
from webapp.filters import said
from webapp.forms import version_of
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.order_forms import SignForm, VersionForm
from webapp.orders import naming, said_order
from webapp.parts import Action, Link
from workflow import policy
from workflow.errors import Forbidden, Invalid, Refused, Stale
from workflow.formats.pdf import render_order
from workflow.governance.orders.effect import Naming, tell_effect
from workflow.governance.orders.order import POINT_KINDS, TITLES
from workflow.policy import Permission
from workflow.services import order_drafts, order_signing
from workflow.services.order_drafts import Preview
from workflow.services.order_printing import draft_order
from workflow.services.printing import MEDIA_TYPE

PREFIX = "/<organisation>/orders/drafts/<int:draft>"
blueprint = Blueprint("order_drafts", __name__, url_prefix=PREFIX)

Answer = Response | str | tuple[str, int]


@blueprint.get("")
def show(organisation: str, draft: int) -> Answer:
    """The draft: every point in words, what it will do, what keeps it from being signed."""
    seen = _looked(organisation, draft)
    if seen.draft.state == "signed":
        return redirect(_order_page(organisation, seen.draft.instrument))
    _check_open(seen)
    return render_template(
        "orders/draft.html",
        seen=seen,
        form=versioned(VersionForm(), seen),
        title=seen.text.title or _("Проект приказа"),
        trail=[_trail(organisation)],
        points=_points(seen),
        annexes=_annexes(seen),
        order_faults=[one.message for one in seen.faults_of(0)],
        kinds=[(kind, said(TITLES[kind])) for kind in POINT_KINDS],
        actions=_actions(seen),
        signs=actor().capacity_for(seen.draft.order.office) is not None,
    )


@blueprint.route("/sign", methods=["GET", "POST"])
def sign(organisation: str, draft: int) -> Answer:
    """The signature: the number, the day, and once more all that it will do."""
    form, at = SignForm(), moment(organisation)
    if form.is_submitted() and form.validate():
        try:
            issued = order_signing.sign(grif().orders, actor(), _signature(organisation, draft, form), at)
        except Invalid as fault:
            form.tell(fault)
        except Refused as refusal:
            form.form_errors.append(said(refusal.message))
        else:
            flash(_("Приказ № %(number)s подписан, всё сказанное в нём исполнено", number=issued.printed))
            return redirect(_order_page(organisation, issued.order))
    seen = _looked(organisation, draft, form)
    _check_open(seen)
    if actor().capacity_for(seen.draft.order.office) is None:
        raise Forbidden("not-signer", order_signing.NOT_SIGNER)
    if form.is_submitted():
        return _sign_page(seen, form), 422
    versioned(form, seen).new_command()
    form.dated.data = at.today
    return _sign_page(seen, form)


@blueprint.route("/drop", methods=["GET", "POST"])
def drop(organisation: str, draft: int) -> Answer:
    """The draft is put away; no number was given, so none is lost."""
    seen, form = opened(organisation, draft), VersionForm()
    if form.is_submitted():
        order_drafts.drop(
            grif().orders, actor(), organisation, draft, version_of(form.version.data), moment(organisation)
        )
        flash(_("Проект приказа удалён"))
        return redirect(url_for("orders.all", organisation=organisation))
    return render_template("orders/drop.html", seen=seen, form=versioned(form, seen), back=page_of(seen))


@blueprint.get("/pdf")
def pdf(organisation: str, draft: int) -> Response:
    """The draft as it will be printed, with blanks for its number and date."""
    seen = _looked(organisation, draft)
    content = render_order(draft_order(grif().reads, seen, moment(organisation).today))
    response = Response(content, mimetype=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{organisation}-order-draft-{draft}.pdf"'
    return response


def opened(organisation: str, draft: int) -> Preview:
    """The draft as one who writes orders sees it. Raises Stale when it is signed or dropped."""
    seen = _looked(organisation, draft)
    _check_open(seen)
    return seen


def _looked(organisation: str, draft: int, form: SignForm | None = None) -> Preview:
    policy.require(actor(), Permission.ORDER, organisation)
    dated = form.dated.data if form is not None and form.is_submitted() else None
    return order_drafts.look(grif().orders, actor(), organisation, draft, moment(organisation), dated)


def _signature(organisation: str, draft: int, form: SignForm) -> order_signing.Signature:
    return order_signing.Signature(
        organisation,
        draft,
        version_of(form.version.data),
        form.dated.data,
        (form.number.data or "").strip(),
        form.command.data or None,
    )


def _check_open(seen: Preview) -> None:
    if seen.draft.state != "open":
        raise Stale("order-changed", order_signing.CHANGED)


def versioned(form: Any, seen: Preview) -> Any:
    """The form with the version that it is made from."""
    form.version.data = str(seen.draft.version)
    return form


def _points(seen: Preview) -> list[dict[str, object]]:
    """The points as the page shows them."""
    named, place = _naming(seen), _place(seen)
    last = len(seen.draft.order.points)
    return [
        {
            "number": number,
            "clause": clause,
            "effects": [tell_effect(one, named) for one in seen.effects[number - 1]],
            "compare": amended_texts(seen.known, seen.draft.order.points[number - 1]),
            "faults": [one.message for one in seen.faults_of(number)],
            "unmet": [each for one in seen.faults_of(number) for each in one.unmet],
            "edit": url_for("order_writing.edit", **place, point=number),
            "up": url_for("order_writing.arrange", **place, point=number, act="up") if number > 1 else "",
            "down": url_for("order_writing.arrange", **place, point=number, act="down")
            if number < last
            else "",
            "out": url_for("order_writing.arrange", **place, point=number, act="out"),
        }
        for number, clause in enumerate(seen.text.clauses, 1)
    ]


def _naming(seen: Preview) -> Naming:
    """Names as the draft knows them, those of bodies that it creates too."""
    organisation, known = seen.draft.organisation, seen.known
    stored = naming(organisation, moment(organisation).today)
    made = {
        one.party: one.names.nominative
        for each in seen.effects
        for one in each
        if one.names and one.kind == "created"
    }

    def party(id_: str) -> str:
        if id_ in known.parties:
            return known.parties[id_].party.names.nominative
        return made.get(id_, id_)

    return Naming(
        lambda key: known.editions[key].title if key in known.editions else stored.edition(key),
        party,
        lambda who: known.name(who).full,
        lambda id_: said_order(*grif().reads.order_name(organisation, id_)),
    )


def _annexes(seen: Preview) -> list[Link]:
    place = _place(seen)
    return [
        Link(one.title or _("Без названия"), url_for("order_writing.annex", **place, annex=at))
        for at, one in enumerate(seen.draft.order.annexes, 1)
    ]


def _actions(seen: Preview) -> list[Action]:
    return [
        Action(_("Печать проекта (PDF)"), url_for(".pdf", **_place(seen)), "secondary"),
        Action(_("Удалить проект"), url_for(".drop", **_place(seen)), "secondary"),
    ]


def _place(seen: Preview) -> dict[str, object]:
    return {"organisation": seen.draft.organisation, "draft": seen.draft.number}


def page_of(seen: Preview) -> str:
    """The address of the draft."""
    return url_for("order_drafts.show", **_place(seen))


def _order_page(organisation: str, order: str) -> str:
    return url_for("instruments.show", organisation=organisation, instrument=order)


def _trail(organisation: str) -> Link:
    return Link(_("Приказы"), url_for("orders.all", organisation=organisation))


def _sign_page(seen: Preview, form: SignForm) -> str:
    following = grif().reads.next_number(
        seen.draft.order.office, "order", form.dated.data or moment(seen.draft.organisation).today
    )
    return render_template(
        "orders/sign.html",
        seen=seen,
        form=form,
        title=seen.text.title or _("Приказ"),
        points=_points(seen),
        sound=not seen.faults,
        order_faults=[one.message for one in seen.faults_of(0)],
        following=following.printed if following else "",
        back=page_of(seen),
    )
