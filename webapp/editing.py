"""A draft edited clause by clause: its tree, the words of one clause, what is typed and not saved yet."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import clock, editing_parts
from webapp.documents import place
from webapp.editing_forms import ClauseForm, TypedForm
from webapp.editing_parts import Unsaved, drafted, editor, heading, overtaken, tree_href
from webapp.errors import said as error_page
from webapp.filters import clock as hour
from webapp.filters import said
from webapp.language import gettext as _
from webapp.parts import Link
from workflow.documents.amend.operations import own_sha256
from workflow.documents.clauses import Clause, walk
from workflow.documents.editing.noticing import noticed
from workflow.documents.editing.places import WHERE, clause_at, part_of, parts
from workflow.errors import Invalid, NotFound, Refused, Stale
from workflow.services import editing
from workflow.services.editing import Overtaken, Said, Window
from workflow.services.viewing import Opened

blueprint = Blueprint(
    "editing", __name__, url_prefix="/<organisation>/documents/<int:number>/editions/<int:edition>/draft"
)

Answer = Response | str | tuple[str, int]


@blueprint.get("")
def tree(organisation: str, number: int, edition: int) -> str:
    """The whole draft: what may be done beside each clause, and what is unusual at it."""
    return render_template("editing/tree.html", **editing_parts.tree(drafted(organisation, number, edition)))


@blueprint.route("/<uid>", methods=["GET", "POST"])
def clause(organisation: str, number: int, edition: int, uid: str) -> Answer:
    """The words and the number of one clause."""
    opened = drafted(organisation, number, edition)
    form = ClauseForm()
    if not form.is_submitted():
        one = clause_at(opened.edition.text, uid)
        form.label.data = one.label
        begin(form, opened, uid, one)
        return _page(opened, one, form)
    window = Window(uid, form.tab.data or "", form.command.data or None)
    label = form.label.data or ""
    words = Said(uid, form.seen.data or "", form.text.data or "", label)
    try:
        editing.say(editor(opened), words, window)
    except Overtaken:
        return _again(opened, uid, form)
    except (Invalid, Refused) as fault:
        return _told(opened, uid, form, fault)
    flash(_("Записано в проект: %(clause)s", clause=said(heading(opened, uid))), "done")
    return redirect(tree_href(opened, uid))


@blueprint.post("/<uid>/typed")
def typed(organisation: str, number: int, edition: int, uid: str) -> Answer:
    """What a window has typed so far, sent by the page's script; the draft itself does not change."""
    opened = drafted(organisation, number, edition)
    form = TypedForm()
    window = Window(_place(uid), form.tab.data or secrets.token_hex(8))
    seen, text = form.seen.data or "", form.text.data or ""
    by = editor(opened)
    tab, version = editing.keep_typed(by, window, form.counted_version, seen, text, secrets.token_hex(8))
    at = hour(clock.parsed(by.at.now))
    return jsonify(tab=tab, version=version, at=at, changed=_changed(opened, uid, seen, text))


@blueprint.post("/<uid>/forget")
def forget(organisation: str, number: int, edition: int, uid: str) -> Response:
    """What a window has typed is not wanted any more."""
    opened = drafted(organisation, number, edition)
    editing.drop_typed(editor(opened), Window(_place(uid), request.form.get("tab", "")))
    flash(_("Набранный текст отброшен. Проект не менялся"))
    return redirect(tree_href(opened, uid))


@blueprint.errorhandler(Stale)
def late(fault: Stale) -> Answer:
    """The draft was sent on its way while somebody typed: the typed text is shown, so that it is not lost."""
    if not request.form.get("text"):
        return error_page(fault)
    return render_template("editing/late.html", message=fault.message, text=request.form["text"]), 409


def begin(form: TypedForm, opened: Opened, uid: str, one: Clause | None, where: str = "") -> None:
    """A window on a place: with the newest text that its person left there, else with the clause's own."""
    form.new_command()
    left = _left(opened, f"{uid}+{where}" if where else uid)
    form.tab.data = left[0].typed.tab if left else secrets.token_hex(8)
    form.version.data = str(left[0].typed.version) if left else "0"
    form.seen.data = left[0].typed.seen if left else own_sha256(one)
    form.text.data = left[0].typed.text if left else (one.text if one else "")


def lost(opened: Opened, form: TypedForm, where: str = "") -> tuple[str, int]:
    """The clause is no more: the typed text is kept for its author and shown."""
    uid = str((request.view_args or {})["uid"])
    window = Window(f"{uid}+{where}" if where else uid, form.tab.data or secrets.token_hex(8))
    seen, text = form.seen.data or "", form.text.data or ""
    editing.keep_typed(editor(opened), window, form.counted_version, seen, text, secrets.token_hex(8))
    page = render_template("editing/gone.html", **editing_parts.frame(opened), form=form)
    return page, 409


def _again(opened: Opened, uid: str, form: ClauseForm) -> tuple[str, int]:
    """Both texts, for the second of two writers to choose; the typed one is kept on the way."""
    opened = drafted(opened.key.organisation, opened.key.document, opened.key.edition)
    try:
        one = clause_at(opened.edition.text, uid)
    except NotFound:
        return lost(opened, form)
    return _page(opened, one, form), 409


def _told(opened: Opened, uid: str, form: ClauseForm, fault: Invalid | Refused) -> tuple[str, int]:
    one = clause_at(opened.edition.text, uid)
    if isinstance(fault, Invalid):
        form.tell(fault)
        return _page(opened, one, form), 422
    form.form_errors.append(said(fault.message))
    return _page(opened, one, form), 409


def _page(opened: Opened, one: Clause, form: ClauseForm) -> str:
    text, typed_ = opened.edition.text, form.text.data or ""
    shown = None
    if overtaken(one, form.seen.data or "", typed_):
        shown = editing_parts.conflict(opened, one, typed_)
        # Who has been shown both texts may write over the other.
        form.seen.data = own_sha256(one)
        form.new_command()
    return render_template(
        "editing/clause.html",
        **editing_parts.frame(opened),
        form=form,
        clause=one,
        name=heading(opened, one.uid),
        conflict=shown,
        notices=[found for found in noticed(text) if found.uid == one.uid],
        earlier=_left(opened, one.uid, but=form.tab.data or ""),
        writers=[left for left in editing_parts.unsaved(opened) if _others(left, one.uid)],
        neighbours=_neighbours(opened, one.uid),
        wheres=WHERE,
    )


def _others(left: Unsaved, uid: str) -> bool:
    return not left.mine and left.typed.place == uid


def _left(opened: Opened, at: str, but: str = "") -> Sequence[Unsaved]:
    """What the signed-in person left at a place in other windows, newest first."""
    found = editing_parts.unsaved(opened)
    return [one for one in found if one.mine and one.typed.place == at and one.typed.tab != but]


def _neighbours(opened: Opened, uid: str) -> tuple[Link, Link]:
    """The clauses before and after in reading order, by name; no address at the ends."""
    text = opened.edition.text
    uids = [one.uid for one in walk(parts(text)[part_of(text, uid)].clauses)]
    turn = uids.index(uid)
    return _clause_link(opened, uids[turn - 1 : turn]), _clause_link(opened, uids[turn + 1 : turn + 2])


def _clause_link(opened: Opened, uids: Sequence[str]) -> Link:
    if not uids:
        return Link("", "")
    return Link(heading(opened, uids[0]), url_for("editing.clause", **place(opened), uid=uids[0]))


def _place(uid: str) -> str:
    where = request.form.get("where", "")
    return f"{uid}+{where}" if where in WHERE else uid


def _changed(opened: Opened, uid: str, seen: str, text: str) -> bool:
    """Whether somebody changed the clause since this window was opened."""
    if "where" in request.form:
        return False
    try:
        return overtaken(clause_at(opened.edition.text, uid), seen, text)
    except NotFound:
        return True
