"""A brought file: chosen, shown as it was read, its notices answered one by one, then kept."""

from __future__ import annotations

import secrets

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from werkzeug.wrappers import Response
from wtforms import HiddenField, SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from webapp import clock, importing_parts
from webapp.drafts import responsible_bodies
from webapp.filters import clock as hour
from webapp.filters import said
from webapp.forms import NO_SUCH_DAY, GrifForm, TypedDate, version_of
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.papers import transcript_of
from workflow import policy
from workflow.documents.kinds import kind_of, words
from workflow.documents.reading.brought import Brought
from workflow.documents.reading.lines import split
from workflow.documents.reading.texts import told_title
from workflow.errors import Invalid, NotFound, Refused, Stale
from workflow.policy import Permission
from workflow.services import importing
from workflow.services.archive import Told
from workflow.services.importing import MAX_LINE, Headed, Importer
from workflow.values import DocumentKey

blueprint = Blueprint("importing", __name__, url_prefix="/<organisation>/import")

Answer = Response | str | tuple[str, int]


class BringForm(GrifForm):
    """A file from this machine."""

    file = FileField(_l("Файл"))


class SeenForm(GrifForm):
    """Which version of a brought file was looked at."""

    version = HiddenField()

    @property
    def seen(self) -> int:
        """The version; 0 for what is no number."""
        return version_of(self.version.data)


class LineForm(SeenForm):
    """One line of the text."""

    text = TextAreaField(_l("Строка"), [Length(max=MAX_LINE)])


class KeepForm(SeenForm):
    """What the document shall be called."""

    title = StringField(_l("Название"), [Length(max=500)])
    word = SelectField(_l("Вид документа"))
    body = SelectField(_l("Ответственный орган"))
    known_as_of = TypedDate(_l("Действовал на дату"), [Optional()])
    later_of = SelectField(_l("Следующая редакция документа"))


@blueprint.route("", methods=["GET", "POST"])
def bring(organisation: str) -> Answer:
    """Choose a file; it is read and waits until it is decided on."""
    policy.require(actor(), Permission.DRAFT, organisation)
    form = BringForm()
    if not form.is_submitted():
        return _bring_page(organisation, form)
    try:
        if not form.file.data:
            form.file.errors = [_("Выберите файл")]
            return _bring_page(organisation, form), 422
        content = form.file.data.read()
        name = form.file.data.filename or ""
        one = importing.bring(_by(organisation), name, content, transcript_of(content))
    except Refused as fault:
        form.file.errors = [said(fault.message)]
        return _bring_page(organisation, form), 409
    return redirect(_href(organisation, one.number))


@blueprint.get("/<int:brought>")
def show(organisation: str, brought: int) -> str:
    """The file as it was read, with every notice to answer."""
    return _page(organisation, _brought(organisation, brought), _keep_form(organisation, brought))


@blueprint.post("/<int:brought>/answer")
def answer(organisation: str, brought: int) -> Answer:
    """Accept one suggestion, or leave its place as it is."""
    act = importing.accept if request.form.get("did") == "accept" else importing.decline
    try:
        act(_by(organisation, brought, SeenForm().seen), request.form.get("key", ""))
    except Stale as fault:
        flash(said(fault.message), "refused")
    return redirect(_href(organisation, brought, "notices"))


@blueprint.route("/<int:brought>/line/<int:line>", methods=["GET", "POST"])
def line(organisation: str, brought: int, line: int) -> Answer:
    """A line as a person types it."""
    one = _brought(organisation, brought)
    lines = split(one.transcript.text)
    if not 1 <= line <= len(lines) or one.state != "open":
        raise NotFound
    form = LineForm()
    if not form.is_submitted():
        form.version.data, form.text.data = str(one.version), lines[line - 1]
        return _line_page(organisation, one, line, form)
    try:
        importing.retype(_by(organisation, brought, form.seen), line, form.text.data or "")
    except Invalid as fault:
        form.tell(fault)
        return _line_page(organisation, one, line, form), 422
    except Stale as fault:
        form.form_errors.append(said(fault.message))
        return _line_page(organisation, one, line, form), 409
    return redirect(_href(organisation, brought, "notices"))


@blueprint.post("/<int:brought>/keep")
def keep(organisation: str, brought: int) -> Answer:
    """The document comes into being: a draft, or a record of paper."""
    form = _keep_form(organisation, brought)
    by = _by(organisation, brought, form.seen)
    body = form.body.data if form.body.data in dict(responsible_bodies(organisation)) else None
    headed = Headed(form.title.data or "", form.word.data or "", body or None)
    try:
        if request.form.get("as") == "paper":
            key = importing.keep_paper(by, headed, _told(organisation, form))
            flash(_("Документ внесён в архив"), "done")
        else:
            key = importing.keep_draft(by, headed, lambda: secrets.token_hex(4))
            flash(_("Документ внесён. Теперь его можно отправить по цепочке"), "done")
    except Invalid as fault:
        form.tell(fault)
        return _page(organisation, _brought(organisation, brought), form), 422
    except (Refused, Stale) as fault:
        form.form_errors.append(said(fault.message))
        return _page(organisation, _brought(organisation, brought), form), 409
    edition = grif().reads.document(key).editions
    return redirect(
        url_for("documents.show", organisation=organisation, number=key.document, edition=edition)
    )


@blueprint.post("/<int:brought>/drop")
def drop(organisation: str, brought: int) -> Answer:
    """Nothing comes of the file."""
    importing.drop(_by(organisation, brought, SeenForm().seen))
    flash(_("Файл отложен: из него ничего не внесено"))
    return redirect(url_for("importing.bring", organisation=organisation))


def _by(organisation: str, brought: int = 0, seen: int = 0) -> Importer:
    return Importer(grif().store, actor(), organisation, moment(organisation), brought, seen)


def _brought(organisation: str, number: int) -> Brought:
    """The file, for one who may draft. Raises NotFound, Forbidden."""
    policy.require(actor(), Permission.DRAFT, organisation)
    found: Brought = grif().reads.brought(organisation, number)
    return found


def _keep_form(organisation: str, brought: int) -> KeepForm:
    one = _brought(organisation, brought)
    form = KeepForm()
    kinds = sorted({kind.word: said(kind.title) for kind in words.values()}.items(), key=lambda pair: pair[1])
    form.word.choices = [SelectChoice("", _("Выберите")), *(SelectChoice(*kind) for kind in kinds)]
    papers = [(str(key.document), f"№ {key.document}. {title}") for key, title in _papers(organisation)]
    form.later_of.choices = [
        SelectChoice("", _("Это новый документ")),
        *(SelectChoice(*one) for one in papers),
    ]
    form.body.choices = [SelectChoice(*body) for body in responsible_bodies(organisation)]
    if not form.is_submitted():
        form.version.data = str(one.version)
        form.title.data, form.word.data = told_title(one.reading), _known_word(one.reading.word)
    return form


def _papers(organisation: str) -> list[tuple[DocumentKey, str]]:
    """What a paper may be the next edition of; asked for those alone who may put papers in."""
    may = policy.may(actor(), Permission.IMPORT, organisation)
    return grif().reads.papers(organisation) if may else []


def _told(organisation: str, form: KeepForm) -> Told:
    """What a person knows of the paper beside what stands on it. Raises Invalid for a day that is none."""
    if not form.known_as_of.validate(form):
        raise Invalid({"known_as_of": NO_SUCH_DAY})
    later = form.later_of.data or ""
    known = later in {str(key.document) for key, _title in _papers(organisation)}
    return Told(form.known_as_of.data, DocumentKey(organisation, int(later)) if known else None)


def _known_word(word: str) -> str:
    try:
        return kind_of(word).word
    except Refused:
        return ""


def _href(organisation: str, brought: int, anchor: str | None = None) -> str:
    return str(url_for("importing.show", organisation=organisation, brought=brought, _anchor=anchor))


def _bring_page(organisation: str, form: BringForm) -> str:
    waiting = [
        (_href(organisation, one.number), one.name, clock.parsed(one.made_at))
        for one in grif().reads.brought_open(organisation)
    ]
    return render_template(
        "importing/bring.html", form=form, waiting=waiting, organisation_id=organisation, hour=hour
    )


def _page(organisation: str, one: Brought, form: KeepForm) -> str:
    form.version.data = str(one.version)
    return render_template("importing/show.html", form=form, **importing_parts.screen(organisation, one))


def _line_page(organisation: str, one: Brought, line: int, form: LineForm) -> str:
    lines = split(one.transcript.text)
    around = [(at, lines[at - 1]) for at in range(max(1, line - 3), min(len(lines), line + 3) + 1)]
    back = _href(organisation, one.number)
    return render_template("importing/line.html", form=form, line=line, around=around, back=back, brought=one)
