"""«Поиск»: the clauses that hold the words typed, in the editions of a day, each with a link to its place."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, g, render_template, request, url_for

from webapp.documents import word_title
from webapp.filters import said
from webapp.forms import SearchForm, number_of
from webapp.grif import actor, grif, moment, organisation_today, organisation_zone
from webapp.in_force import address
from webapp.language import gettext as _
from webapp.parts import Link
from workflow import policy
from workflow.documents.kinds import document_kinds
from workflow.documents.relevance import marked, snippet
from workflow.documents.search_words import sought
from workflow.policy import Permission
from workflow.services.searching import PAGE, Found, Hit, Order, Question, Status, instead, search
from workflow.values import EditionKey, Text

blueprint = Blueprint("search", __name__, url_prefix="/<organisation>/search")

KINDS: dict[str, Text] = {
    "regulation": Text("положения, правила, порядки", "regulations, rules, procedures"),
    "order": Text("приказы и решения", "orders and decisions"),
    "plan": Text("планы и графики", "plans and timetables"),
    "protocol": Text("протоколы", "protocols"),
    "program": Text("программы", "programmes"),
    "list": Text("списки и перечни", "lists"),
    "report": Text("отчёты", "reports"),
    "other": Text("другие документы", "other documents"),
}
STATUSES = {
    Status.IN_FORCE: Text("действуют на дату", "in force on the day"),
    Status.LAPSED: Text("уже не действуют на дату", "no longer in force on the day"),
    Status.COMING: Text("вступят в силу после даты", "coming into force after the day"),
}
ORDERS = {
    Order.BEST: Text("самые подходящие", "the best answers"),
    Order.NEWEST: Text("самые новые", "the newest texts"),
}
ALL = "all"
"""Every organisation in which the actor reads."""


@blueprint.get("")
def show(organisation: str) -> str | tuple[str, int]:
    """The form with its filters and, when something is typed, a page of what was found."""
    policy.require(actor(), Permission.READ, organisation)
    g.zone = organisation_zone(organisation)
    form = _form(organisation)
    sound = form.validate()
    asked = _question(form, organisation) if sound else None
    found = search(grif().reads, actor(), asked) if asked else Found()
    page = render_template(
        "search.html",
        form=form,
        asked=bool(asked and asked.sought),
        wordless=bool(asked and form.q.data and not asked.sought),
        found=found,
        groups=_groups(found, asked),
        proposed=_proposed(form, asked, found),
        narrowed=_narrowed(form, organisation),
        everything=url_for("search.show", organisation=organisation, q=form.q.data or ""),
        back_href=_page(max(0, asked.start - PAGE)) if asked and asked.start else "",
        next_href=_page(found.next) if found.next else "",
    )
    return page if sound else (page, 422)


def organisations(of: str) -> tuple[str, ...]:
    """The organisations to search in: that one, or every one of the actor's."""
    return tuple(actor().organisations) if of == ALL else (of,)


def printed_number(typed: str) -> str:
    """A number as it is kept: «№ 39/1» is 39/1."""
    return typed.strip().lstrip("№N#").strip()


def _form(organisation: str) -> SearchForm:
    form = SearchForm(request.args, meta={"csrf": False})
    today = moment(organisation).today
    own = [one for one in actor().organisations if policy.may(actor(), Permission.READ, one)]
    named = [(one, said(organisation_today(one).names.nominative)) for one in own]
    form.of.choices = [*named, (ALL, _("все мои организации"))] if len(own) > 1 else named
    form.kind.choices = [("", _("любой")), *((one, said(KINDS[one])) for one in document_kinds)]
    parties = [one for one in grif().reads.parties(organisation, today) if one.nature == "body"]
    form.body.choices = [("", _("любой")), *((one.key.party, said(one.names.nominative)) for one in parties)]
    form.status.choices = [(one.value, said(words)) for one, words in STATUSES.items()]
    form.order.choices = [(one.value, said(words)) for one, words in ORDERS.items()]
    form.of.data = form.of.data or organisation
    form.status.data = form.status.data or Status.IN_FORCE.value
    form.order.data = form.order.data or Order.BEST.value
    return form


def _question(form: SearchForm, organisation: str) -> Question:
    return Question(
        sought(form.q.data or ""),
        organisations(form.of.data or organisation),
        form.day.data or moment(organisation).today,
        Status(form.status.data),
        form.kind.data or "",
        form.body.data or "",
        printed_number(form.number.data or ""),
        Order(form.order.data),
        number_of(request.args.get("start", "")) or 0,
    )


def _narrowed(form: SearchForm, organisation: str) -> bool:
    usual = (organisation, Status.IN_FORCE.value, Order.BEST.value)
    chosen = (form.of.data, form.status.data, form.order.data) != usual
    return chosen or any((form.kind.data, form.body.data, form.number.data, form.day.data, form.errors))


def _proposed(form: SearchForm, asked: Question | None, found: Found) -> list[Link]:
    """Other words that do find something, where these find nothing."""
    if asked is None or found.count or not asked.sought:
        return []
    return [Link(one, _page(0, q=one)) for one in instead(grif().reads, actor(), asked, form.q.data or "")]


def _groups(found: Found, asked: Question | None) -> list[dict[str, Any]]:
    """The hits of one edition together, in the order of the best of them."""
    groups: dict[EditionKey, list[Hit]] = {}
    for one in found.hits:
        groups.setdefault(one.key, []).append(one)
    return [_edition(hits, asked) for hits in groups.values()] if asked else []


def _edition(hits: list[Hit], asked: Question) -> dict[str, Any]:
    first = hits[0]
    href = address(first.key.of, _readable(first, asked.day))
    several = len(asked.organisations) > 1
    return {
        "title": marked(first.title, asked.sought),
        "href": href,
        "word": word_title(first.word),
        "number": first.key.document,
        "edition": first.key.edition,
        "organisation": organisation_today(first.key.organisation).names.nominative if several else "",
        "since": first.since,
        "until": first.until,
        "coming": first.since > asked.day,
        "hits": [_hit(one, href, asked) for one in hits if not one.is_title],
    }


def _hit(one: Hit, href: str, asked: Question) -> dict[str, Any]:
    place = said(one.place)
    anchor = f"c-{one.uid}" if one.uid else f"annex-{one.annex}" if one.annex else ""
    return {
        "href": f"{href}#{anchor}" if anchor else href,
        "place": place[:1].upper() + place[1:],
        "pieces": snippet(one.text, asked.sought),
        "late": one.late,
    }


def _readable(one: Hit, day: date) -> date:
    """The day on which the edition found is the text that the page shows."""
    return day if one.since <= day and (one.until is None or day < one.until) else one.since


def _page(start: int, **changed: str) -> str:
    told = {**request.args.to_dict(), **changed, "start": start or None}
    return url_for("search.show", organisation=request.view_args["organisation"], **told)
