"""Documents: the list, one of them with its text and its way, its history, its editions, its printed act."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, g, render_template, request, url_for
from werkzeug.wrappers import Response

from webapp import annex_sections, beside, clock, pieces
from webapp.beside import button_words, place
from webapp.comparing import comparison_buttons
from webapp.forms import number_of
from webapp.grif import actor, grif, moment, organisation_zone
from webapp.language import gettext as _
from webapp.notes import coming_of, late_of, notes_of
from webapp.parts import Action, Edition, Fact, Link
from workflow import policy
from workflow.documents.kinds import kind_of
from workflow.documents.life import NOMINATIVE, Basis
from workflow.documents.own_annexes import Place
from workflow.engine.definition import Transition
from workflow.errors import NotFound, Refused
from workflow.policy import Permission
from workflow.services import (
    amendment_viewing,
    exporting,
    performing,
    printing,
    publishing,
    viewing,
)
from workflow.services.viewing import Opened
from workflow.values import DocumentKey, Text

blueprint = Blueprint("documents", __name__, url_prefix="/<organisation>/documents")

HISTORY_PAGE = 50
LIST_PAGE = 50


@blueprint.get("")
def all(organisation: str) -> str:
    """The organisation's documents, newest first."""
    policy.require(actor(), Permission.READ, organisation)
    drafts = policy.may(actor(), Permission.READ_DRAFT, organisation)
    search = request.args.get("q", "").strip()[:100]
    rows = grif().reads.documents(
        organisation,
        moment(organisation).today,
        search=search,
        after=request.args.get("after", type=number_of),
        drafts=drafts,
    )
    page, more = rows[:LIST_PAGE], len(rows) > LIST_PAGE
    return render_template(
        "documents/all.html",
        rows=[_row(row) for row in page],
        search=search,
        next_href=url_for("documents.all", organisation=organisation, q=search, after=page[-1].key.document)
        if more
        else "",
        actions=_list_actions(organisation),
    )


@blueprint.get("/<int:number>")
def show(organisation: str, number: int) -> str:
    """The text of an edition, under its state and its chain."""
    opened = opened_at(organisation, number)
    return render_template(
        "documents/show.html",
        **page_of(opened, "text"),
        stages=pieces.stages(opened.case.progress, actor()) if opened.case else [],
        clauses=opened.edition.current.clauses,
        preamble=opened.edition.current.preamble,
        annexes=annex_sections.sections(opened),
        further=annex_sections.further(opened),
        act_lapsed=annex_sections.act_lapsed(opened),
        corrected=opened.edition.corrected,
        **notes_of(opened),
        late=late_of(opened, moment(organisation).today),
        decide=[_decide(opened, step) for step in opened.mine],
        drafts=amendment_links(opened),
        changes=amendment_viewing.changes_of(grif().orders, opened.key),
        coming=coming_of(opened),
        **_ways(opened),
    )


@blueprint.get("/<int:number>/history")
def history(organisation: str, number: int) -> str:
    """All that happened to a document, by day, in sentences."""
    opened = opened_at(organisation, number)
    key = opened.document.key
    events = grif().reads.history(
        key, before=request.args.get("before", type=number_of), limit=HISTORY_PAGE + 1
    )
    page, before = pieces.newest(events, HISTORY_PAGE)
    return render_template(
        "documents/history.html",
        **page_of(opened, "history"),
        days=pieces.history_days(key, page),
        next_href=url_for("documents.history", organisation=organisation, number=number, before=before)
        if before
        else "",
    )


@blueprint.get("/<int:number>/editions")
def editions(organisation: str, number: int) -> str:
    """The editions of a document with their days in force."""
    opened = opened_at(organisation, number)
    rows = grif().reads.editions(opened.document.key)
    drafts = policy.may(actor(), Permission.READ_DRAFT, organisation)
    life = grif().reads.life(opened.document.key)
    bases = {one.edition: one.basis for one in life if one.days and one.basis}
    return render_template(
        "documents/editions.html",
        **page_of(opened, "editions"),
        editions=[_edition(row, bases.get(row.key.edition)) for row in rows if row.submitted_at or drafts],
    )


@blueprint.get("/<int:number>/pdf")
def pdf(organisation: str, number: int) -> Response:
    """The printed act with its stamps, as it reads on the day `on` (today unless said)."""
    opened = opened_at(organisation, number)
    today, site = moment(organisation).today, grif().settings.site
    content = printing.copy(grif().reads, actor(), opened.key, today, site, _day_asked())
    response = Response(content, mimetype=printing.MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'inline; filename="{printing.file_name(opened.key)}"'
    return response


@blueprint.get("/<int:number>/publication")
def publication(organisation: str, number: int) -> Response:
    """The printed act for everybody, without personal data."""
    opened = opened_at(organisation, number)
    site = grif().settings.site
    today = moment(organisation).today
    content = publishing.public_copy(grif().reads, actor(), opened.key, today, site, _day_asked())
    response = Response(content, mimetype=printing.MEDIA_TYPE)
    name = publishing.public_file_name(opened.key)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@blueprint.get("/<int:number>/export/<form>")
def export(organisation: str, number: int, form: str) -> Response:
    """The edition as a file for other programs."""
    opened = opened_at(organisation, number)
    chosen = next((one for one in exporting.FORMS if one == form), None)
    if chosen is None:
        raise NotFound
    today = moment(organisation).today
    content = exporting.export(grif().reads, actor(), opened.key, chosen, today, _day_asked())
    response = Response(content, mimetype=exporting.media_type(chosen))
    name = exporting.file_name(opened.key, chosen)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _day_asked() -> date | None:
    """The day `on` (2024-03-01) as on which an edition is to be read; none where it is not one."""
    return request.args.get("on", type=date.fromisoformat)


def opened_at(organisation: str, number: int, edition: int | None = None) -> Opened:
    """The document of the address, if the actor may see it."""
    at = moment(organisation)
    g.zone = organisation_zone(organisation)
    named = edition or request.args.get("edition", type=number_of)
    return viewing.open_document(grif().reads, actor(), DocumentKey(organisation, number), named, at.today)


def page_of(opened: Opened, tab: str) -> dict[str, object]:
    """What stands on every page of a document."""
    kind, state = pieces.edition_state(opened)
    act = grif().reads.annex_place(opened.document.key)
    return {
        "opened": opened,
        "title": opened.edition.current.title,
        "caption": _caption(opened, act),
        "kind": kind,
        "state": state,
        "facts": _facts(opened),
        "tab_links": _tabs(opened, tab),
        "actions": _actions(opened),
        "downloads": downloads(opened),
        "trail": _trail(opened, act),
        "findings": grif().reads.findings_of(opened.document.key)
        if policy.may(actor(), Permission.MANAGE_FINDINGS, opened.document.key.organisation)
        else [],
    }


def _trail(opened: Opened, act: Place | None) -> list[Link]:
    """The list of documents, and of an annex its act."""
    organisation = opened.document.key.organisation
    if not policy.may(actor(), Permission.READ, organisation):
        return []
    found = [Link(_("Документы"), url_for("documents.all", organisation=organisation))]
    if act is not None:
        href = url_for("documents.show", organisation=organisation, number=act.act.document)
        found.append(Link(grif().reads.document(act.act).title, href))
    return found


def _caption(opened: Opened, act: Place | None) -> str:
    number = _("документ № %(number)s", number=opened.key.document)
    edition = _("редакция %(edition)s", edition=opened.key.edition)
    annex = (
        _("приложение № %(turn)s к документу № %(act)s", turn=act.turn, act=act.act.document) if act else ""
    )
    return " · ".join(part for part in (word_title(opened.document.word), number, annex, edition) if part)


def word_title(word: str) -> str:
    """The word for a kind of document, with a capital letter."""
    try:
        known = kind_of(word).word
    except Refused:
        known = word or _("документ")
    return known[:1].upper() + known[1:]


def _facts(opened: Opened) -> list[Fact]:
    edition = opened.edition
    facts = []
    if edition.in_force_from:
        facts.append(Fact(_("Действует с"), edition.in_force_from))
    if edition.in_force_until:
        ended = edition.in_force_until <= moment(opened.key.organisation).today
        facts.append(Fact(_("Утратила силу") if ended else _("Утратит силу"), edition.in_force_until))
    if opened.case:
        way = url_for("documents.show", **place(opened), _anchor="chain")
        facts.append(Fact(_("Цепочка"), opened.case.definition.title, way))
    if opened.document.paper:
        facts.append(Fact(_("Происхождение"), Text("Внесён с бумаги", "Put in from paper")))
    facts.append(Fact("SHA-256", f"{edition.sha256[:16]}…"))
    return facts


def _tabs(opened: Opened, tab: str) -> list[Link]:
    at = place(opened)
    life = url_for("lives.show", organisation=at["organisation"], number=at["number"])
    return [
        Link(_("Текст и ход согласования"), url_for("documents.show", **at), tab == "text"),
        Link(_("История"), url_for("documents.history", **at), tab == "history"),
        Link(_("Редакции"), url_for("documents.editions", **at), tab == "editions", opened.document.editions),
        Link(_("Хронология"), life, tab == "timeline"),
    ]


def _actions(opened: Opened) -> list[Action]:
    at = place(opened)
    found = []
    if opened.may_submit:
        found.append(Action(_("Отправить по цепочке"), url_for("drafts.submit", **at)))
        found.append(Action(_("Править по пунктам"), url_for("editing.tree", **at), "secondary"))
        found.append(Action(_("Править весь текст"), url_for("drafts.edit", **at), "secondary"))
    if opened.may_renew:
        renew = url_for("drafts.renew", organisation=at["organisation"], number=at["number"])
        found.append(Action(_("Новая редакция"), renew, "secondary"))
    if opened.may_submit and opened.document.in_force:
        found.append(
            Action(_("Оформить как изменения"), url_for("amendments.derive", **at), "secondary", "post")
        )
    if opened.may_amend:
        begin = url_for("amendments.begin", organisation=at["organisation"], number=at["number"])
        found.append(Action(_("Внести изменения"), begin, "secondary", "post"))
    if opened.may_withdraw:
        found.append(Action(_("Отозвать"), url_for("drafts.withdraw", **at), "secondary"))
    if opened.document.editions > 1:
        found.extend(comparison_buttons(opened))
    if opened.may_correct(moment(opened.key.organisation).today):
        found.append(Action(_("Редакционная правка"), url_for("correcting.correct", **at), "secondary"))
    return [*found, print_button(opened)]


def print_button(opened: Opened, day: date | None = None) -> Action:
    """Leads to the printed act, as it reads on a day if one is given."""
    return Action(_("Печать (PDF)"), url_for("documents.pdf", **place(opened), on=day), "secondary")


def downloads(opened: Opened, day: date | None = None) -> list[Link]:
    """The files of an edition, as it reads on a day if one is given."""
    titles = {"docx": "DOCX", "akn": "XML (Akoma Ntoso)"}
    found = [
        Link(titles[form], url_for("documents.export", form=form, on=day, **place(opened)))
        for form in exporting.FORMS
    ]
    if opened.edition.in_force_from or opened.document.paper:
        # For the school's site: no names but that of the official who approved it.
        found.append(
            Link(_("PDF без персональных данных"), url_for("documents.publication", on=day, **place(opened)))
        )
    return found


def amendment_links(opened: Opened) -> list[Link]:
    """The amendments of the document that are not in force yet, for those who may read drafts."""
    key = opened.document.key
    if not policy.may(actor(), Permission.READ_DRAFT, key.organisation):
        return []
    place = {"organisation": key.organisation, "number": key.document}
    return [
        Link(
            _("Изменения № %(number)s: %(state)s", number=one.draft.number, state=amendment_state(one)),
            url_for("amendments.show", amendment=one.draft.number, **place),
        )
        for one in amendment_viewing.on_document(grif().orders, actor(), key)
    ]


def amendment_state(one: amendment_viewing.Standing) -> str:
    """Where an amendment stands, in a few words."""
    if one.status == "way":
        return _("редакция %(edition)s на согласовании", edition=one.draft.edition)
    if one.stale:
        return _("акт с тех пор изменился")
    if one.clashes:
        return _("расходятся с другим проектом")
    if one.status == "made":
        return _("составлена редакция %(edition)s", edition=one.draft.edition)
    return _("в работе, изменений: %(count)s", count=len(one.draft.amendment.operations))


def _decide(opened: Opened, step: object) -> Action:
    href = url_for("decisions.decide", **place(opened), step=step.step.id)
    return Action(_("Записать решение"), href, about=pieces.capital(step.asked))


def _ways(opened: Opened) -> dict[str, object]:
    """The transitions that have a button: those that are open, and what keeps the others closed."""
    found = performing.choices(beside.asking(opened, "")) if opened.case else ()
    return {
        "beside": beside.processes(opened),
        "ways": [_way(opened, way.transition) for way in found if not way.unmet],
        "closed": [way for way in found if way.unmet],
    }


def _way(opened: Opened, of: Transition) -> Action:
    href = url_for("performing.perform", **place(opened), transition=of.id)
    return Action(button_words(of), href, "secondary")


def _list_actions(organisation: str) -> list[Action]:
    if not policy.may(actor(), Permission.DRAFT, organisation):
        return []
    brought = Action(_("Прочитать файл"), url_for("importing.bring", organisation=organisation), "secondary")
    return [Action(_("Новый документ"), url_for("drafts.new", organisation=organisation)), brought]


def _row(row: object) -> dict[str, object]:
    title = None
    if row.definition and row.state:
        known = grif().reads.definition(row.definition).states.get(row.state)
        title = known.title if known else None
    in_way = row.state not in (None, "in_force") or (row.in_force is None)
    kind, state = pieces.state_of(
        row.in_force_from, row.in_force_until, row.state is None and not row.paper, title, row.state
    )
    number = row.key.document
    return {
        "href": url_for("documents.show", organisation=row.key.organisation, number=number),
        "title": row.title,
        "word": word_title(row.word),
        "number": number,
        "kind": kind,
        "state": state,
        "edition": row.editions,
        "since": row.in_force_from,
        "next": title if in_way and row.in_force and row.in_force != row.editions else None,
        "coming": row.coming,
        "until": row.in_force_until,
        "paper": row.paper,
    }


def _edition(row: object, by: Basis | None) -> Edition:
    title = None
    if row.definition and row.state:
        known = grif().reads.definition(row.definition).states.get(row.state)
        title = known.title if known else None
    kind, state = pieces.state_of(
        row.in_force_from, row.in_force_until, row.submitted_at is None, title, row.state
    )
    href = url_for(
        ".show", organisation=row.key.organisation, number=row.key.document, edition=row.key.edition
    )
    told = _("Редакция %(edition)s", edition=row.key.edition)
    made = clock.parsed(row.made_at).astimezone()
    basis = by.said(NOMINATIVE) if by else _("составлена %(day)s", day=f"{made:%d.%m.%Y}")
    return Edition(told, href, kind, state, row.in_force_from, row.in_force_until, basis)
