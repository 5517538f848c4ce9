"""The heads and the annexes of a draft: title and preamble changed, an annex added or taken out."""

from __future__ import annotations

import secrets

from flask import Blueprint, flash, redirect, render_template
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length

from webapp import editing_parts
from webapp.arranging import refused
from webapp.editing import Answer, late
from webapp.editing_parts import drafted, editor, tree_href
from webapp.forms import MAX_TEXT, GrifForm
from webapp.language import gettext as _
from workflow.documents.amend.operations import edition_sha256, words_sha256
from workflow.documents.document import EditionText
from workflow.documents.editing.places import parts
from workflow.documents.matching import carry_uids
from workflow.documents.reading import read
from workflow.errors import Invalid, NotFound, Refused, Stale
from workflow.services import editing
from workflow.services.editing import Headed, Overtaken, Window
from workflow.services.viewing import Opened

blueprint = Blueprint(
    "annexing", __name__, url_prefix="/<organisation>/documents/<int:number>/editions/<int:edition>/draft"
)
blueprint.register_error_handler(Stale, late)


class HeadForm(GrifForm):
    """The title and the preamble of the text or an annex, and the hashes of those that were seen."""

    seen_title = HiddenField()
    seen_preamble = HiddenField()
    title = StringField(_l("Название"), [Length(max=500)])
    preamble = TextAreaField(_l("Вводная часть"), [Length(max=MAX_TEXT)])


class AnnexForm(GrifForm):
    """An annex, pasted."""

    title = StringField(_l("Название приложения"), [Length(max=500)])
    text = TextAreaField(_l("Текст приложения"), [Length(max=MAX_TEXT)])


class GoneForm(GrifForm):
    """An annex that goes, as it was seen."""

    seen = HiddenField()


@blueprint.route("/head/<int:part>", methods=["GET", "POST"])
def head(organisation: str, number: int, edition: int, part: int) -> Answer:
    """Title and preamble."""
    opened = drafted(organisation, number, edition)
    own = _part(opened, part)
    form = HeadForm()
    if not form.is_submitted():
        form.new_command()
        _see(form, own)
        form.title.data, form.preamble.data = own.title, own.preamble
        return _head_page(opened, part, form)
    seen = (form.seen_title.data or "", form.seen_preamble.data or "")
    headed = Headed(part, seen, form.title.data or "", form.preamble.data or "")
    try:
        editing.head(editor(opened), headed, Window(command=form.command.data or None))
    except (Overtaken, Invalid, Refused) as fault:
        code = refused(form, fault)
        _see(form, own)
        return _head_page(opened, part, form), code
    flash(_("Название и вводная часть записаны"), "done")
    return redirect(tree_href(opened))


@blueprint.route("/annexes/new", methods=["GET", "POST"])
def add(organisation: str, number: int, edition: int) -> Answer:
    """A new annex from pasted text."""
    opened = drafted(organisation, number, edition)
    form = AnnexForm()
    if not form.is_submitted():
        form.new_command()
        return _add_page(opened, form)
    try:
        editing.add_annex(editor(opened), _read(form), Window(command=form.command.data or None))
    except (Invalid, Refused) as fault:
        code = refused(form, fault)
        return _add_page(opened, form), code
    flash(_("Приложение добавлено"), "done")
    return redirect(tree_href(opened))


@blueprint.route("/annexes/<int:part>/remove", methods=["GET", "POST"])
def remove(organisation: str, number: int, edition: int, part: int) -> Answer:
    """An annex goes from the draft."""
    opened = drafted(organisation, number, edition)
    if part == 0:
        raise NotFound
    own = _part(opened, part)
    form = GoneForm()
    if not form.is_submitted():
        form.new_command()
        form.seen.data = edition_sha256(own)
        return _remove_page(opened, part, form)
    try:
        window = Window(command=form.command.data or None)
        editing.remove_annex(editor(opened), part, form.seen.data or "", window)
    except (Overtaken, Invalid, Refused) as fault:
        code = refused(form, fault)
        form.seen.data = edition_sha256(own)
        return _remove_page(opened, part, form), code
    flash(_("Приложение убрано из проекта"), "done")
    return redirect(tree_href(opened))


def _part(opened: Opened, part: int) -> EditionText:
    known = parts(opened.edition.text)
    if part >= len(known):
        raise NotFound
    return known[part]


def _see(form: HeadForm, own: EditionText) -> None:
    form.seen_title.data, form.seen_preamble.data = words_sha256(own.title), words_sha256(own.preamble)


def _read(form: AnnexForm) -> EditionText:
    """The annex as it is read; a typed title goes before the one in the text."""
    reading = read(form.text.data or "")
    title = " ".join((form.title.data or "").split()) or reading.title
    clauses = carry_uids((), reading.clauses, lambda: secrets.token_hex(4))
    return EditionText(title, reading.kind, reading.word, clauses, (), reading.preamble)


def _head_page(opened: Opened, part: int, form: HeadForm) -> str:
    return render_template("editing/head.html", **editing_parts.frame(opened), form=form, part=part)


def _add_page(opened: Opened, form: AnnexForm) -> str:
    return render_template("editing/annex.html", **editing_parts.frame(opened), form=form)


def _remove_page(opened: Opened, part: int, form: GoneForm) -> str:
    own = _part(opened, part)
    return render_template(
        "editing/unannex.html", **editing_parts.frame(opened), form=form, part=part, annex=own
    )
