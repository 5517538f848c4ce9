"""Amendments of an act in force: what each says so far, its text before and after, the edition it makes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from webapp import comparing
from webapp.amendment_forms import AmendmentForm
from webapp.documents import opened_at
from webapp.forms import version_of
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Link
from webapp.pieces import capital
from workflow import policy
from workflow.documents.amend.draft import AmendmentDraft
from workflow.documents.amend.operations import InAnnex
from workflow.documents.annexes import all_clauses
from workflow.documents.compare import compare, table
from workflow.documents.document import EditionText
from workflow.errors import Refused, Stale
from workflow.policy import Permission
from workflow.services import amending, amendment_viewing
from workflow.services.amendment_viewing import Looked
from workflow.services.comparing import named as edition_named
from workflow.values import DocumentKey, EditionKey, Text

blueprint = Blueprint("amendments", __name__, url_prefix="/<organisation>/documents/<int:number>/amendments")

Answer = Response | str | tuple[str, int]


@blueprint.post("/new")
def begin(organisation: str, number: int) -> Response:
    """A new amendment of the edition in force."""
    opened = opened_at(organisation, number)
    draft = amending.begin(grif().orders, actor(), opened.document.key, moment(organisation))
    return redirect(url_for(".show", **place(draft)))


@blueprint.post("/of/<int:edition>")
def derive(organisation: str, number: int, edition: int) -> Response:
    """The amendment that a draft edition amounts to."""
    policy.require(actor(), Permission.DRAFT, organisation)
    key = EditionKey(organisation, number, edition)
    draft = amending.derive(grif().orders, actor(), key, moment(organisation))
    flash(_("Приказ скажет изменения по одному. Проверьте их"))
    return redirect(url_for(".show", **place(draft)))


@blueprint.get("/<int:amendment>")
def show(organisation: str, number: int, amendment: int) -> str:
    """What the amendment says so far, what is against it, and the clauses to choose from."""
    one = _looked(organisation, number, amendment)
    return render_template(
        "amendments/show.html",
        **frame(one),
        form=versioned(AmendmentForm(), one),
        parts=_parts(one),
        links=_links(one),
        changed=_changed(one),
        may_write=policy.may(actor(), Permission.DRAFT, organisation),
        repeats=_broken(one),
    )


@blueprint.post("/<int:amendment>/operations/<int:operation>/out")
def out(organisation: str, number: int, amendment: int, operation: int) -> Response:
    """One change is taken out."""
    one = written(organisation, number, amendment)
    amending.take_out(grif().orders, actor(), seen(one, AmendmentForm()), operation)
    return redirect(url_for(".show", **place(one.draft)))


@blueprint.get("/<int:amendment>/preview")
def preview(organisation: str, number: int, amendment: int) -> str:
    """The text before and after, and the words in which an order will say it."""
    one = _looked(organisation, number, amendment)
    if one.text is None:
        raise Refused("amendment-not-applicable", _NOT_APPLICABLE, one.faults)
    view = comparing.chosen_view()
    comparison = compare(one.base.text, one.text)
    told = table(comparison, edition_named(one.base), _AFTER)
    return render_template(
        "amendments/preview.html",
        **frame(one),
        form=versioned(AmendmentForm(), one),
        table=told,
        views=comparing.view_tabs(".preview", view, **place(one.draft)),
        **comparing.drawn(comparison, told, view),
    )


@blueprint.post("/<int:amendment>/make")
def make(organisation: str, number: int, amendment: int) -> Response:
    """The amendment becomes a draft edition, ready to be sent by the chain."""
    one, form = written(organisation, number, amendment), AmendmentForm()
    edition = amending.make(grif().orders, actor(), seen(one, form), moment(organisation), form.command.data)
    flash(_("Составлена редакция %(edition)s. Отправьте её по цепочке", edition=edition.key.edition))
    return redirect(
        url_for("drafts.submit", organisation=organisation, number=number, edition=edition.key.edition)
    )


@blueprint.post("/<int:amendment>/rebase")
def rebase(organisation: str, number: int, amendment: int) -> Response:
    """The amendment is carried over to the edition that is in force now."""
    one = written(organisation, number, amendment)
    moved = amending.carry_over(grif().orders, actor(), seen(one, AmendmentForm()), moment(organisation))
    flash(_("Проект изменений перенесён на редакцию %(edition)s", edition=moved.base))
    return redirect(url_for(".show", **place(moved)))


@blueprint.route("/<int:amendment>/drop", methods=["GET", "POST"])
def drop(organisation: str, number: int, amendment: int) -> Answer:
    """The draft is put away."""
    one, form = written(organisation, number, amendment), AmendmentForm()
    if form.is_submitted():
        amending.drop(grif().orders, actor(), seen(one, form), moment(organisation))
        flash(_("Проект изменений удалён"))
        return redirect(url_for("documents.show", organisation=organisation, number=number))
    return render_template("amendments/drop.html", **frame(one), form=versioned(form, one))


def _looked(organisation: str, number: int, amendment: int) -> Looked:
    policy.require(actor(), Permission.READ_DRAFT, organisation)
    return amendment_viewing.look(grif().orders, actor(), DocumentKey(organisation, number), amendment)


def written(organisation: str, number: int, amendment: int) -> Looked:
    """The amendment for one who may change it."""
    policy.require(actor(), Permission.DRAFT, organisation)
    one = _looked(organisation, number, amendment)
    if one.draft.state != "open":
        raise Stale("amendment-changed", _DROPPED)
    return one


def place(draft: AmendmentDraft) -> dict[str, Any]:
    return {
        "organisation": draft.document.organisation,
        "number": draft.document.document,
        "amendment": draft.number,
    }


def versioned(form: Any, one: Looked) -> Any:
    form.version.data = str(one.draft.version)
    form.new_command()
    return form


def seen(one: Looked, form: Any) -> AmendmentDraft:
    """The draft under the version that the page was made of."""
    return replace(one.draft, version=version_of(form.version.data))


def frame(one: Looked) -> dict[str, object]:
    """What stands on every page of an amendment."""
    at = place(one.draft)
    document = url_for("documents.show", organisation=at["organisation"], number=at["number"])
    return {
        "one": one,
        "place": at,
        "caption": _("Изменения № %(number)s", number=one.draft.number),
        "trail": [Link(one.base.text.title, document)],
        "back": url_for("amendments.show", **at),
        "base": edition_named(one.base),
        "edition": _edition(one.draft.edition_key) if one.draft.edition_key else None,
    }


def _edition(key: EditionKey) -> Link:
    href = url_for("documents.show", organisation=key.organisation, number=key.document, edition=key.edition)
    return Link(_("Редакция %(edition)s", edition=key.edition), href)


@dataclass(frozen=True, slots=True)
class Part:
    """The act's text or an annex; `change` leads to what is done with all of it, `apart` to its document."""

    turn: int
    text: EditionText
    change: str
    apart: Link | None = None


def _parts(one: Looked) -> list[Part]:
    at, text = place(one.draft), one.base.text
    own = {each.turn: _document(each.key) for each in one.apart}
    annexes = [
        Part(turn, annex, url_for("changes.change", annex=turn, **at), own.get(turn))
        for turn, annex in enumerate(text.annexes, 1)
    ]
    return [Part(0, text, url_for("changes.change", **at)), *annexes]


def _document(key: DocumentKey) -> Link:
    href = url_for("documents.show", organisation=key.organisation, number=key.document)
    return Link(_("Меняется отдельно: документ № %(number)s", number=key.document), href)


def _links(one: Looked) -> dict[str, str]:
    """Where each clause is changed, by its uid."""
    at = place(one.draft)
    return {each.uid: url_for("changes.change", uid=each.uid, **at) for each in all_clauses(one.base.text)}


def _changed(one: Looked) -> set[str]:
    """The clauses that the amendment works on."""
    told = (each.of if isinstance(each, InAnnex) else each for each in one.draft.amendment.operations)
    return {getattr(each, "uid", "") for each in told}


def _broken(one: Looked) -> list[Text]:
    return [capital(each.message) for each in one.broken]


_AFTER = Text("текст с изменениями", "the text as amended")
_DROPPED = Text("Этот проект изменений удалён", "This amendment was dropped")
_NOT_APPLICABLE = Text(
    "Показать текст с изменениями нельзя, пока они не подходят к нему",
    "The amended text cannot be shown while the changes do not fit it",
)
