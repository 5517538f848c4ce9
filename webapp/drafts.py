"""Putting a document in: paste or upload, look at what was understood, save; then edit, submit, withdraw."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import pieces
from webapp.documents import opened_at, page_of, place
from webapp.editing_parts import unsaved
from webapp.filters import said
from webapp.forms import ReasonForm, SubmitForm, TextForm
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.papers import transcript_of
from workflow import policy
from workflow.chain.progress import progress
from workflow.documents.document import EditionText
from workflow.documents.kinds import words
from workflow.documents.reading import Notice, Transcript, plain, read
from workflow.engine.definition import Definition
from workflow.engine.sentences import describe
from workflow.errors import Invalid, Refused, Stale
from workflow.policy import Permission
from workflow.services import documents, submission
from workflow.services.beside import chains
from workflow.services.importing import Headed, text_of
from workflow.services.viewing import Opened
from workflow.values import Text

blueprint = Blueprint("drafts", __name__, url_prefix="/<organisation>/documents")


@dataclass(frozen=True, slots=True)
class Understood:
    """What was read in the text that an author gave, with every oddity found in it."""

    text: EditionText
    notices: tuple[Notice, ...]


@blueprint.route("/new", methods=["GET", "POST"])
def new(organisation: str) -> Response | str | tuple[str, int]:
    """A new document: its text is shown as understood before it is kept."""
    policy.require(actor(), Permission.DRAFT, organisation)
    form = _text_form(organisation)
    back = url_for("documents.all", organisation=organisation)
    shown = _shown(form, _("Новый документ"), back)
    if not form.is_submitted():
        form.new_command()
        return shown()
    try:
        understood = _understood(form, None)
        if not _confirmed():
            return shown(understood)
        draft = documents.Draft(organisation, understood.text, form.body.data or None, form.command.data)
        edition = documents.create(grif().store, actor(), draft, moment(organisation))
    except (Invalid, Refused) as fault:
        return _told(form, fault, shown)
    flash(_("Документ внесён. Теперь его можно отправить по цепочке"))
    return redirect(_page_of_edition(organisation, *edition.key[1:]))


@blueprint.route("/<int:number>/editions/<int:edition>/edit", methods=["GET", "POST"])
def edit(organisation: str, number: int, edition: int) -> Response | str | tuple[str, int]:
    """Change a draft's text."""
    opened = _drafted(organisation, number, edition)
    form = _text_form(organisation, opened)
    shown = _shown(form, _("Изменить проект"), url_for("documents.show", **place(opened)), opened)
    if not form.is_submitted():
        _fill(form, opened)
        return shown()
    try:
        understood = _understood(form, opened.edition.text)
        if not _confirmed():
            return shown(understood)
        seen = form.seen_sha256.data or ""
        documents.rewrite(grif().store, actor(), opened.key, understood.text, seen, moment(organisation))
    except (Invalid, Refused, Stale) as fault:
        return _told(form, fault, shown)
    flash(_("Проект сохранён"))
    return redirect(_page_of_edition(organisation, number, edition))


@blueprint.route("/<int:number>/editions/new", methods=["GET", "POST"])
def renew(organisation: str, number: int) -> Response | str | tuple[str, int]:
    """The next edition: it starts from the last text, and its clauses keep their identity."""
    last = opened_at(organisation, number)
    opened = opened_at(organisation, number, last.document.editions)
    policy.require(actor(), Permission.DRAFT, organisation)
    form = _text_form(organisation, opened)
    shown = _shown(form, _("Новая редакция"), url_for("documents.show", **place(opened)), opened)
    if not form.is_submitted():
        _fill(form, opened)
        return shown()
    try:
        understood = _understood(form, opened.edition.text)
        if not _confirmed():
            return shown(understood)
        text = documents.retitled(opened.document, understood.text)
        made = documents.new_edition(
            grif().store, actor(), opened.document.key, text, moment(organisation), form.command.data
        )
    except (Invalid, Refused, Stale) as fault:
        return _told(form, fault, shown)
    flash(_("Проект новой редакции создан. Теперь его можно отправить по цепочке"))
    return redirect(_page_of_edition(organisation, number, made.key.edition))


@blueprint.route("/<int:number>/editions/<int:edition>/submit", methods=["GET", "POST"])
def submit(organisation: str, number: int, edition: int) -> Response | str | tuple[str, int]:
    """Choose a published chain and send the edition on its way."""
    opened = _drafted(organisation, number, edition)
    published = _offered(opened)
    form = SubmitForm()
    form.definition.choices = [(known, said(one.title)) for known, one in published.items()]
    if not form.is_submitted():
        form.new_command()
        form.definition.data = next(iter(published), None)
        return _submit_page(opened, form, published)
    if not form.validate():
        return _submit_page(opened, form, published), 422
    submission.submit(
        grif().store,
        actor(),
        opened.key,
        form.definition.data,
        moment(organisation),
        form.command.data or None,
    )
    flash(_("Редакция отправлена. Её увидят те, чьё решение нужно первым"))
    return redirect(_page_of_edition(organisation, number, edition))


@blueprint.route("/<int:number>/editions/<int:edition>/withdraw", methods=["GET", "POST"])
def withdraw(organisation: str, number: int, edition: int) -> Response | str | tuple[str, int]:
    """Take an edition back from its way, with a reason."""
    opened = opened_at(organisation, number, edition)
    policy.require(actor(), Permission.DRAFT, organisation)
    form = ReasonForm()
    if not form.is_submitted():
        form.new_command()
        return _withdraw_page(opened, form)
    try:
        reason = form.remark.data or ""
        command = form.command.data or None
        submission.withdraw(grif().store, actor(), opened.key, reason, moment(organisation), command)
    except Invalid as fault:
        form.tell(fault)
        return _withdraw_page(opened, form), 422
    flash(_("Редакция отозвана"))
    return redirect(_page_of_edition(organisation, number, edition))


def _confirmed() -> bool:
    """Whether the author has seen how the text was understood."""
    return request.form.get("act") == "save"


def _understood(form: TextForm, former: EditionText | None) -> Understood:
    """The given text as clauses; they keep the identity of the former edition's. Raises Invalid, Refused."""
    given: Transcript | str = form.text.data or ""
    if form.file.data:
        given = transcript_of(form.file.data.read())
        form.text.data = given if isinstance(given, str) else given.text
    reading = read(given)
    headed = Headed((form.title.data or "").strip() or reading.title, form.word.data or reading.word)
    text = text_of(reading, headed, lambda: secrets.token_hex(4), former)
    form.title.data, form.word.data = text.title, text.word
    documents.check_text(text)
    return Understood(text, reading.notices)


def _text_form(organisation: str, opened: Opened | None = None) -> TextForm:
    form = TextForm()
    kinds = sorted({kind.word: said(kind.title) for kind in words.values()}.items(), key=lambda one: one[1])
    form.word.choices = [("", _("Определить по тексту")), *kinds]
    form.body.choices = responsible_bodies(organisation)
    return form


def responsible_bodies(organisation: str) -> list[tuple[str, str]]:
    """The communities that may be responsible for a document, as choices."""
    parties = grif().reads.parties(organisation, moment(organisation).today)
    bodies = [(one.key.party, one.names.nominative) for one in parties if one.kind == "community"]
    return [("", _("Не указан")), *bodies]


def _fill(form: TextForm, opened: Opened) -> None:
    form.new_command()
    text = opened.edition.current
    form.title.data, form.word.data = text.title, text.word
    form.text.data = "\n\n".join(part for part in (text.preamble, plain(text.clauses)) if part)
    form.seen_sha256.data = opened.edition.sha256


def _shown(form: TextForm, heading: str, back: str, opened: Opened | None = None):
    """How the form is shown: alone, or with what was understood below it."""

    def show(understood: Understood | None = None) -> str:
        return render_template(
            "drafts/text.html", form=form, heading=heading, back=back, opened=opened, understood=understood
        )

    return show


def _told(form: TextForm, fault: Invalid | Refused | Stale, shown) -> tuple[str, int]:
    if isinstance(fault, Invalid):
        form.tell(fault)
        return shown(), 422
    if form.file.data and fault.code.startswith("file-"):
        form.file.errors = [said(fault.message)]
    else:
        form.form_errors.append(said(fault.message))
    return shown(), 409


def _drafted(organisation: str, number: int, edition: int) -> Opened:
    opened = opened_at(organisation, number, edition)
    policy.require(actor(), Permission.DRAFT, organisation)
    if not opened.draft:
        raise Stale("submitted", _SUBMITTED)
    return opened


def _offered(opened: Opened) -> Mapping[str, Definition]:
    """The chains that the draft may go by."""
    document = opened.document
    published = grif().reads.published(document.key.organisation, document.kind)
    if document.in_force is None:
        return chains(published)
    in_force = opened_at(document.key.organisation, document.key.document, document.in_force)
    return submission.same_chain(published, in_force.case.definition if in_force.case else None)


def _submit_page(opened: Opened, form: SubmitForm, published: Mapping[str, Definition]) -> str:
    chains = [
        {"title": one.title, "told": describe(one), "stages": pieces.stages(progress(one, None), actor())}
        for one in published.values()
    ]
    left = unsaved(opened)
    page = page_of(opened, "text")
    return render_template("drafts/submit.html", **page, form=form, chains=chains, unsaved=left)


def _withdraw_page(opened: Opened, form: ReasonForm) -> str:
    return render_template("drafts/withdraw.html", **page_of(opened, "text"), form=form)


def _page_of_edition(organisation: str, number: int, edition: int) -> str:
    return url_for("documents.show", organisation=organisation, number=number, edition=edition)


_SUBMITTED = Text(
    "Эта редакция уже отправлена и больше не меняется", "This edition is submitted and unchangeable"
)
