"""An annex begins a life of its own: what it will be, and by which chain it then goes."""

from __future__ import annotations

import secrets

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from webapp.documents import opened_at, page_of
from webapp.editing import Answer
from webapp.filters import said
from webapp.forms import MAX_TEXT, GrifForm
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Link
from workflow import policy
from workflow.documents.document import EditionText
from workflow.documents.kinds import document_kinds, kind_of, words
from workflow.documents.matching import carry_uids
from workflow.documents.reading import read
from workflow.errors import Invalid, NotFound, Refused
from workflow.policy import Permission
from workflow.services import annexing
from workflow.services.annexing import Begun
from workflow.services.beside import chains
from workflow.services.viewing import Opened

blueprint = Blueprint("own_annexes", __name__, url_prefix="/<organisation>/documents/<int:number>/annexes")


class OwnAnnexForm(GrifForm):
    """What the annex is; its text where the act has none under this number."""

    word = SelectField(_l("Что это за документ"), validate_choice=False)
    title = StringField(_l("Название приложения"), [Length(max=500)])
    text = TextAreaField(_l("Текст приложения"), [Length(max=MAX_TEXT)])


@blueprint.route("/<int:turn>/own", methods=["GET", "POST"])
def begin(organisation: str, number: int, turn: int) -> Answer:
    """Say what the annex is and let it go: its first draft opens."""
    opened = opened_at(organisation, number)
    policy.require(actor(), Permission.DRAFT, organisation)
    known = opened.edition.current.annexes
    if turn == 0:
        raise NotFound
    own = known[turn - 1] if turn <= len(known) else None
    form = OwnAnnexForm()
    form.word.choices = [("", _("Выберите")), *_offered(organisation)]
    if not form.is_submitted():
        form.new_command()
        form.word.data = _guess(own)
        return _page(opened, turn, own, form)
    if not form.validate():
        return _page(opened, turn, own, form), 422
    try:
        text = None if own else _read(form)
        begun = Begun(opened.document.key, turn, form.word.data or "", text, form.command.data or None)
        edition = annexing.begin(grif().store, actor(), begun, moment(organisation))
    except Invalid as fault:
        form.tell(fault)
        return _page(opened, turn, own, form), 422
    except Refused as fault:
        form.form_errors.append(said(fault.message))
        return _page(opened, turn, own, form), 409
    flash(_("Приложение стало документом. Измените текст и отправьте по цепочке"))
    number_of = edition.key.document
    return redirect(url_for("documents.show", organisation=organisation, number=number_of, edition=1))


def _offered(organisation: str) -> list[tuple[str, str]]:
    """The words whose kinds of document have a chain here."""
    open_ = {kind for kind in document_kinds if chains(grif().reads.published(organisation, kind))}
    found = {one.word: said(one.title) for one in words.values() if one.id in open_ - {"order"}}
    return sorted(found.items(), key=lambda one: one[1])


def _guess(own: EditionText | None) -> str:
    """The word that the annex's title begins with; nothing where it says none."""
    try:
        return kind_of(own.title.split()[0]).word if own and own.title else ""
    except Refused:
        return ""


def _read(form: OwnAnnexForm) -> EditionText:
    """The annex as it is read. Raises Invalid naming what it lacks."""
    reading = read(form.text.data or "")
    title = " ".join((form.title.data or "").split()) or reading.title
    clauses = carry_uids((), reading.clauses, lambda: secrets.token_hex(4))
    return EditionText(title, reading.kind, reading.word, clauses, (), reading.preamble)


def _page(opened: Opened, turn: int, own: EditionText | None, form: OwnAnnexForm) -> str:
    key = opened.document.key
    back = url_for("documents.show", organisation=key.organisation, number=key.document)
    page = page_of(opened, "text")
    return render_template(
        "documents/own_annex.html",
        title=_("Приложение %(turn)s отдельно от акта", turn=turn),
        trail=[*page["trail"], Link(opened.edition.current.title, back)],
        turn=turn,
        own=own,
        form=form,
        back=back,
        chains=url_for("chains.all", organisation=key.organisation),
    )
