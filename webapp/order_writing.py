"""A draft of an order as it is written: its heading and preamble, its points, its annexes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, render_template, request

from webapp import order_choices
from webapp.filters import said
from webapp.forms import version_of
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.order_drafts import PREFIX, Answer, opened, page_of, versioned
from webapp.order_forms import NEEDS_DAY, SHOWN, AnnexForm, HeadForm, PointForm, VersionForm
from workflow.errors import Invalid, NotFound, Stale
from workflow.governance.orders.headings import suggested_title
from workflow.governance.orders.order import POINT_KINDS, TITLES, Annex, Order, Point, PointKind
from workflow.governance.orders.proposed import moved, put, taken_out
from workflow.governance.orders.words import suggested_preamble
from workflow.governance.parties import free_id
from workflow.services import order_drafts
from workflow.services.order_drafts import Preview

blueprint = Blueprint("order_writing", __name__, url_prefix=PREFIX)


@blueprint.route("/head", methods=["GET", "POST"])
def head(organisation: str, draft: int) -> Answer:
    """The heading and the preamble."""
    seen, form = opened(organisation, draft), HeadForm()
    order = seen.draft.order
    if not form.is_submitted():
        versioned(form, seen)
        form.title.data = order.title or suggested_title(order, seen.known)
        form.preamble.data = order.preamble or suggested_preamble(order, seen.known)
        return _form_page("head", seen, form)
    if not form.validate():
        return _form_page("head", seen, form), 422
    title, preamble = (form.title.data or "").strip(), (form.preamble.data or "").strip()
    if _kept(seen, form, replace(order, title=title, preamble=preamble)):
        return redirect(page_of(seen))
    return _form_page("head", seen, form), 409


@blueprint.route("/point", methods=["GET", "POST"])
def add(organisation: str, draft: int) -> Answer:
    """A new point of the kind that the address names."""
    kind = _kind(request.args.get("kind", "free"))
    seen, form = opened(organisation, draft), PointForm()
    order_choices.fill(form, kind, organisation, seen.draft.order)
    if form.is_submitted():
        return _put(seen, form, kind, 0)
    versioned(form, seen)
    if kind == "enter":
        form.editions.data = [one for one, _title in form.editions.choices]
    if kind in NEEDS_DAY:
        form.since.data = moment(organisation).today
    return _point_page(seen, form, kind, 0)


@blueprint.route("/points/<int:point>", methods=["GET", "POST"])
def edit(organisation: str, draft: int, point: int) -> Answer:
    """One point written anew; what keeps it from being signed stands beside its fields."""
    seen, form = opened(organisation, draft), PointForm()
    found = _point(seen, point)
    order_choices.fill(form, found.kind, organisation, seen.draft.order)
    if form.is_submitted():
        return _put(seen, form, found.kind, point)
    versioned(form, seen)
    form.fill(found, seen.known.people)
    form.tell(Invalid({one.field: one.message for one in seen.faults_of(point)}))
    if "edition" in SHOWN[found.kind]:
        form.edition.errors = [*form.edition.errors, *form.editions.errors]
    return _point_page(seen, form, found.kind, point)


@blueprint.post("/points/<int:point>/<act>")
def arrange(organisation: str, draft: int, point: int, act: str) -> Answer:
    """A point goes up, down or out."""
    seen, form = opened(organisation, draft), VersionForm()
    _point(seen, point)
    change = _ARRANGED.get(act)
    if change is None:
        raise NotFound
    _keep(seen, form, change(seen.draft.order, point))
    return redirect(page_of(seen))


@blueprint.route("/annexes/<int:annex>", methods=["GET", "POST"])
def annex(organisation: str, draft: int, annex: int) -> Answer:
    """A text that comes with the order, 0 for a new one; saved empty, it goes."""
    seen, form = opened(organisation, draft), AnnexForm()
    kept = list(seen.draft.order.annexes)
    if annex > len(kept):
        raise NotFound
    if not form.is_submitted():
        versioned(form, seen)
        if annex:
            form.annex_title.data, form.annex_text.data = kept[annex - 1].title, kept[annex - 1].text
        return _form_page("annex", seen, form)
    if not form.validate():
        return _form_page("annex", seen, form), 422
    new = Annex((form.annex_title.data or "").strip(), (form.annex_text.data or "").strip())
    place = slice(annex - 1, annex) if annex else slice(len(kept), len(kept))
    kept[place] = [new] if new.title or new.text else []
    if _kept(seen, form, replace(seen.draft.order, annexes=tuple(kept))):
        return redirect(page_of(seen))
    return _form_page("annex", seen, form), 409


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
        return redirect(page_of(seen))
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
    version = version_of(form.version.data)
    order_drafts.rewrite(grif().orders, actor(), draft.organisation, draft.number, version, order)


def _kept(seen: Preview, form: Any, order: Order) -> bool:
    """Whether it was kept; when somebody was first, the form tells it and keeps what was typed."""
    try:
        _keep(seen, form, order)
    except Stale as stale:
        form.form_errors.append(said(stale.message))
        return False
    return True


def _form_page(template: str, seen: Preview, form: HeadForm | AnnexForm) -> str:
    return render_template(f"orders/{template}.html", seen=seen, form=form, back=page_of(seen))


def _point_page(seen: Preview, form: PointForm, kind: PointKind, number: int) -> str:
    return render_template(
        "orders/point.html",
        form=form,
        kind=kind,
        shown=SHOWN[kind],
        title=said(TITLES[kind]),
        caption=_("Пункт %(number)s", number=number) if number else _("Новый пункт"),
        back=page_of(seen),
    )


_ARRANGED: dict[str, Callable[[Order, int], Order]] = {
    "up": lambda order, number: moved(order, number, -1),
    "down": lambda order, number: moved(order, number, 1),
    "out": taken_out,
}
