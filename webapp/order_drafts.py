"""A draft of an order: its points with what each will do, how it is written, signed, printed or dropped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import order_choices
from webapp.comparing import amended_texts
from webapp.filters import said
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.order_forms import NEEDS_DAY, SHOWN, AnnexForm, HeadForm, PointForm, SignForm, VersionForm
from webapp.orders import naming, said_order
from webapp.parts import Action, Link
from workflow import policy
from workflow.errors import Forbidden, Invalid, NotFound, Refused, Stale
from workflow.formats.pdf import render_order
from workflow.governance.orders.effect import Naming, tell_effect
from workflow.governance.orders.headings import suggested_title
from workflow.governance.orders.order import POINT_KINDS, TITLES, Annex, Order, Point, PointKind
from workflow.governance.orders.proposed import moved, put, taken_out
from workflow.governance.orders.words import suggested_preamble
from workflow.governance.parties import free_id
from workflow.policy import Permission
from workflow.services import order_drafts, order_signing
from workflow.services.order_drafts import Preview
from workflow.services.order_printing import draft_order
from workflow.services.printing import MEDIA_TYPE

blueprint = Blueprint("order_drafts", __name__, url_prefix="/<organisation>/orders/drafts/<int:draft>")

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
        form=_versioned(VersionForm(), seen),
        title=seen.text.title or _("Проект приказа"),
        trail=[_trail(organisation)],
        points=_points(seen),
        annexes=_annexes(seen),
        order_faults=[one.message for one in seen.faults_of(0)],
        kinds=[(kind, said(TITLES[kind])) for kind in POINT_KINDS],
        actions=_actions(seen),
        signs=actor().capacity_for(seen.draft.order.office) is not None,
    )


@blueprint.route("/head", methods=["GET", "POST"])
def head(organisation: str, draft: int) -> Answer:
    """The heading and the preamble."""
    seen, form = _looked(organisation, draft), HeadForm()
    _check_open(seen)
    order = seen.draft.order
    if not form.is_submitted():
        _versioned(form, seen)
        form.title.data = order.title or suggested_title(order, seen.known)
        form.preamble.data = order.preamble or suggested_preamble(order, seen.known)
        return _head_page(seen, form)
    if not form.validate():
        return _head_page(seen, form), 422
    title, preamble = (form.title.data or "").strip(), (form.preamble.data or "").strip()
    if _kept(seen, form, replace(order, title=title, preamble=preamble)):
        return redirect(_page(seen))
    return _head_page(seen, form), 409


@blueprint.route("/point", methods=["GET", "POST"])
def add(organisation: str, draft: int) -> Answer:
    """A new point of the kind that the address names."""
    kind = _kind(request.args.get("kind", "free"))
    seen, form = _looked(organisation, draft), PointForm()
    _check_open(seen)
    order_choices.fill(form, kind, organisation, seen.draft.order)
    if form.is_submitted():
        return _put(seen, form, kind, 0)
    _versioned(form, seen)
    if kind == "enter":
        form.editions.data = [one for one, _title in form.editions.choices]
    if kind in NEEDS_DAY:
        form.since.data = moment(organisation).today
    return _point_page(seen, form, kind, 0)


@blueprint.route("/points/<int:point>", methods=["GET", "POST"])
def edit(organisation: str, draft: int, point: int) -> Answer:
    """One point written anew; what keeps it from being signed stands beside its fields."""
    seen, form = _looked(organisation, draft), PointForm()
    _check_open(seen)
    found = _point(seen, point)
    order_choices.fill(form, found.kind, organisation, seen.draft.order)
    if form.is_submitted():
        return _put(seen, form, found.kind, point)
    _versioned(form, seen)
    form.fill(found, seen.known.people)
    form.tell(Invalid({one.field: one.message for one in seen.faults_of(point)}))
    if "edition" in SHOWN[found.kind]:
        form.edition.errors = [*form.edition.errors, *form.editions.errors]
    return _point_page(seen, form, found.kind, point)


@blueprint.post("/points/<int:point>/<act>")
def arrange(organisation: str, draft: int, point: int, act: str) -> Answer:
    """A point goes up, down or out."""
    seen, form = _looked(organisation, draft), VersionForm()
    _check_open(seen)
    _point(seen, point)
    change = _ARRANGED.get(act)
    if change is None:
        raise NotFound
    _keep(seen, form, change(seen.draft.order, point))
    return redirect(_page(seen))


@blueprint.route("/annexes/<int:annex>", methods=["GET", "POST"])
def annex(organisation: str, draft: int, annex: int) -> Answer:
    """A text that comes with the order, 0 for a new one; saved empty, it goes."""
    seen, form = _looked(organisation, draft), AnnexForm()
    _check_open(seen)
    kept = list(seen.draft.order.annexes)
    if annex > len(kept):
        raise NotFound
    if not form.is_submitted():
        _versioned(form, seen)
        if annex:
            form.annex_title.data, form.annex_text.data = kept[annex - 1].title, kept[annex - 1].text
        return _annex_page(seen, form)
    if not form.validate():
        return _annex_page(seen, form), 422
    new = Annex((form.annex_title.data or "").strip(), (form.annex_text.data or "").strip())
    place = slice(annex - 1, annex) if annex else slice(len(kept), len(kept))
    kept[place] = [new] if new.title or new.text else []
    if _kept(seen, form, replace(seen.draft.order, annexes=tuple(kept))):
        return redirect(_page(seen))
    return _annex_page(seen, form), 409


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
    _versioned(form, seen).new_command()
    form.dated.data = at.today
    return _sign_page(seen, form)


@blueprint.route("/drop", methods=["GET", "POST"])
def drop(organisation: str, draft: int) -> Answer:
    """The draft is put away; no number was given, so none is lost."""
    seen, form = _looked(organisation, draft), VersionForm()
    _check_open(seen)
    if form.is_submitted():
        order_drafts.drop(
            grif().orders, actor(), organisation, draft, _version(form.version.data), moment(organisation)
        )
        flash(_("Проект приказа удалён"))
        return redirect(url_for("orders.all", organisation=organisation))
    return render_template("orders/drop.html", seen=seen, form=_versioned(form, seen), back=_page(seen))


@blueprint.get("/pdf")
def pdf(organisation: str, draft: int) -> Response:
    """The draft as it will be printed, with blanks for its number and date."""
    seen = _looked(organisation, draft)
    content = render_order(draft_order(grif().reads, seen, moment(organisation).today))
    response = Response(content, mimetype=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{organisation}-order-draft-{draft}.pdf"'
    return response


def _looked(organisation: str, draft: int, form: SignForm | None = None) -> Preview:
    policy.require(actor(), Permission.ORDER, organisation)
    dated = form.dated.data if form is not None and form.is_submitted() else None
    return order_drafts.look(grif().orders, actor(), organisation, draft, moment(organisation), dated)


def _signature(organisation: str, draft: int, form: SignForm) -> order_signing.Signature:
    return order_signing.Signature(
        organisation,
        draft,
        _version(form.version.data),
        form.dated.data,
        (form.number.data or "").strip(),
        form.command.data or None,
    )


def _check_open(seen: Preview) -> None:
    if seen.draft.state != "open":
        raise Stale("order-changed", order_signing.CHANGED)


def _kind(typed: str) -> PointKind:
    for kind in POINT_KINDS:
        if kind == typed:
            return kind
    raise NotFound


def _point(seen: Preview, number: int) -> Point:
    points = seen.draft.order.points
    if not 1 <= number <= len(points):
        raise NotFound
    return points[number - 1]


def _put(seen: Preview, form: PointForm, kind: PointKind, number: int) -> Answer:
    if not form.validate():
        return _point_page(seen, form, kind, number), 422
    party = _new_party(seen, form, number)
    point = form.point(kind, party, seen.known.people)
    if _kept(seen, form, put(seen.draft.order, point, number)):
        return redirect(_page(seen))
    return _point_page(seen, form, kind, number), 409


def _new_party(seen: Preview, form: PointForm, number: int) -> str:
    """The id of a body to be created, free in the organisation and in the draft."""
    kind = form.party_kind.data or ""
    taken = {*seen.known.parties, *grif().reads.party_ids(seen.draft.organisation)}
    points = enumerate(seen.draft.order.points, 1)
    taken |= {one.party for at, one in points if one.kind == "create" and at != number}
    return free_id(kind, taken) if kind else ""


def _keep(seen: Preview, form: Any, order: Order) -> None:
    draft = seen.draft
    version = _version(form.version.data)
    order_drafts.rewrite(grif().orders, actor(), draft.organisation, draft.number, version, order)


def _kept(seen: Preview, form: Any, order: Order) -> bool:
    """Whether it was kept; when somebody was first, the form tells it and keeps what was typed."""
    try:
        _keep(seen, form, order)
    except Stale as stale:
        form.form_errors.append(said(stale.message))
        return False
    return True


def _version(typed: str | None) -> int:
    return int(typed) if typed and typed.isdecimal() and len(typed) < 10 else 0


def _versioned(form: Any, seen: Preview) -> Any:
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
            "edit": url_for(".edit", **place, point=number),
            "up": url_for(".arrange", **place, point=number, act="up") if number > 1 else "",
            "down": url_for(".arrange", **place, point=number, act="down") if number < last else "",
            "out": url_for(".arrange", **place, point=number, act="out"),
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
        Link(one.title or _("Без названия"), url_for(".annex", **place, annex=at))
        for at, one in enumerate(seen.draft.order.annexes, 1)
    ]


def _actions(seen: Preview) -> list[Action]:
    return [
        Action(_("Печать проекта (PDF)"), url_for(".pdf", **_place(seen)), "secondary"),
        Action(_("Удалить проект"), url_for(".drop", **_place(seen)), "secondary"),
    ]


def _place(seen: Preview) -> dict[str, object]:
    return {"organisation": seen.draft.organisation, "draft": seen.draft.number}


def _page(seen: Preview) -> str:
    return url_for(".show", **_place(seen))


def _order_page(organisation: str, order: str) -> str:
    return url_for("registers.instrument", organisation=organisation, instrument=order)


def _trail(organisation: str) -> Link:
    return Link(_("Приказы"), url_for("orders.all", organisation=organisation))


def _head_page(seen: Preview, form: HeadForm) -> str:
    return render_template("orders/head.html", seen=seen, form=form, back=_page(seen))


def _annex_page(seen: Preview, form: AnnexForm) -> str:
    return render_template("orders/annex.html", seen=seen, form=form, back=_page(seen))


def _point_page(seen: Preview, form: PointForm, kind: PointKind, number: int) -> str:
    return render_template(
        "orders/point.html",
        form=form,
        kind=kind,
        shown=SHOWN[kind],
        title=said(TITLES[kind]),
        caption=_("Пункт %(number)s", number=number) if number else _("Новый пункт"),
        back=_page(seen),
    )


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
        back=_page(seen),
    )


_ARRANGED: dict[str, Callable[[Order, int], Order]] = {
    "up": lambda order, number: moved(order, number, -1),
    "down": lambda order, number: moved(order, number, 1),
    "out": taken_out,
}
