"""«Ждут меня»: every step that waits for one's bodies and offices, then the worklists of the chains."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from flask import Blueprint, Flask, current_app, flash, g, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from webapp import assignments, clock
from webapp.grif import actor, grif, has_assignments, has_worklists, wanting_ballots
from webapp.language import gettext as _
from webapp.language import page_language
from webapp.parts import Action, Link, ListedDocument, Task
from workflow.chain.acts import ACTS
from workflow.chain.case import NO_DUE
from workflow.chain.compile import RECORDED
from workflow.chain.procedures import owner
from workflow.governance.names import Names
from workflow.policy import ORDERING
from workflow.services import listing
from workflow.values import EditionKey, PartyKey, Text, both

blueprint = Blueprint("inbox", __name__)

CHOICE = "sitting"
"""The form that the boxes of the list belong to."""
_KEY = re.compile(
    r"(?P<organisation>[a-z0-9-]+)-(?P<document>\d{1,9})-(?P<edition>\d{1,9})-(?P<step>[A-Za-z_].*)"
)


@blueprint.get("/")
def waiting() -> str:
    """One list by due date; each row says what is asked and of whom."""
    parties = [one.party for one in actor().recording()]
    today = clock.today()
    page = grif().reads.inbox(parties, request.args.get("after"))
    g.waiting = page.total
    names = grif().reads.party_names({row.party for row in page.tasks}, today)
    bodies = {one.party for one in actor().recording() if one.nature == "body"}
    return render_template(
        "inbox.html",
        tasks=Markup().join(_row(row, names, today, row.party in bodies) for row in page.tasks),
        sitting=any(row.party in bodies for row in page.tasks),
        total=page.total + sum(map(len, wanting_ballots())),
        capped=page.capped,
        actions=_ordering(page.tasks),
        next_href=url_for(".waiting", after=page.next.text) if page.next else "",
        ballots=[] if request.args.get("after") else _ballots(today),
        lists=[] if request.args.get("after") else _lists(),
        assigned=assignments.mine() if has_assignments() and not request.args.get("after") else [],
        today=today,
    )


def _ballots(today: date) -> list[Task]:
    """The votes of members: one's own voice first, then what is owed to a vote that is over."""
    mine, ended = wanting_ballots()
    names = grif().reads.party_names({row.party for row in (*mine, *ended)}, today) if mine or ended else {}
    return [_ballot(row, names, voice=True) for row in mine] + [_ballot(row, names) for row in ended]


def _ballot(row: Any, names: dict[PartyKey, Names], *, voice: bool = False) -> Task:
    href = url_for("ballots.show", organisation=row.organisation, ballot=row.id)
    party = names[row.party].nominative if row.party in names else row.party_id
    if voice:
        ask, button = _("Проголосовать"), _("Проголосовать")
    else:
        ask = _("Закончить голосование") if row.open else _("Записать протокол голосования")
        button = _("Открыть")
    return Task(
        key=f"ballot-{row.id}",
        ask=ask,
        party=both(party),
        title=row.title,
        href=href,
        edition=_("тайное голосование") if row.secret else _("открытое голосование"),
        since=row.opens,
        due=row.closes,
        actions=(Action(button, href, about=row.title),),
    )


@blueprint.get("/<organisation>/worklists/<definition>/<worklist>")
def listed(organisation: str, definition: str, worklist: str) -> str:
    """One worklist of an organisation's chain, who waits longest first."""
    found = listing.page(grif().reads, actor(), organisation, definition, worklist, request.args.get("after"))
    place = {"organisation": organisation, "definition": definition, "worklist": worklist}
    return render_template(
        "worklist.html",
        title=found.place.title,
        about=found.place.worklist.description,
        rows=[_listed_row(row) for row in found.rows],
        next_href=url_for(".listed", **place, after=found.next.text) if found.next else "",
        trail=[Link(_("Ждут меня"), url_for(".waiting"))],
    )


def _lists() -> list[dict[str, object]]:
    """Every worklist that has something on it, with its first documents."""
    if not has_worklists():
        return []
    return [_list(one) for one in listing.overview(grif().reads, actor())]


def _list(one: listing.Listed) -> dict[str, object]:
    of = one.place
    href = url_for(".listed", organisation=of.organisation, definition=of.definition, worklist=of.worklist.id)
    return {
        "key": f"{of.organisation}-{of.definition}-{of.worklist.id}",
        "title": of.title,
        "about": of.worklist.description,
        "rows": [_listed_row(row) for row in one.rows],
        "more": href if one.next else "",
    }


def _listed_row(row: listing.Row) -> ListedDocument:
    organisation, number, edition = row.key
    return ListedDocument(
        row.title,
        url_for("documents.show", organisation=organisation, number=number, edition=edition),
        Text(f"редакция {edition}", f"edition {edition}"),
        grif().reads.definition(row.definition).states[row.state].title,
        date.fromisoformat(row.since),
    )


def _ordering(tasks: Sequence[Any]) -> list[Action]:
    """One order for several documents, to whom several wait for an order of the same office."""
    asked = Counter(row.party for row in tasks)
    kinds = {one.party: one.kind for one in actor().recording()}
    return [
        Action(
            _("Издать приказ по нескольким"),
            url_for("orders.new", organisation=party.organisation),
            "secondary",
        )
        for party, count in asked.items()
        if count > 1 and kinds.get(party) in ORDERING
    ]


@blueprint.get("/sitting")
def sitting() -> Response | str:
    """The chosen tasks go to the form of one sitting, in the organisation whose bodies are asked."""
    chosen = [found for task in request.args.getlist("task") if (found := _KEY.fullmatch(task))]
    asked = [(_edition(found), _asked(found)) for found in chosen]
    parties = [party for _key, party in asked if party is not None]
    if not parties:
        flash(_("Отметьте, что решило заседание"))
        return waiting()
    organisation = parties[0].organisation
    editions = dict.fromkeys(".".join(map(str, key)) for key, party in asked if party in parties)
    bodies = dict.fromkeys(party.party for party in parties if party.organisation == organisation)
    place = {"organisation": organisation, "edition": list(editions), "body": list(bodies)}
    return redirect(url_for("sittings.new", **place))


def _edition(found: re.Match[str]) -> EditionKey:
    return EditionKey(found["organisation"], int(found["document"]), int(found["edition"]))


def _asked(found: re.Match[str]) -> PartyKey | None:
    """The body that a task asks, if the actor records for it."""
    view = grif().reads.case(_edition(found), clock.today())
    party = view.case.parties.get(found["step"]) if view else None
    return party if party is not None and actor().capacity_for(party) else None


def _row(row: Any, names: dict[PartyKey, Names], today: date, choice: bool) -> Markup:
    party = names[row.party].nominative if row.party in names else row.party.party
    site = current_app._get_current_object()
    taken = grif().reads.person(row.claimed_by, today).signature if row.claimed_by else ""
    whom = _whom(row, today) if row.act in RECORDED else ""
    return _drawn(site, request.script_root, page_language(), row, party, today, choice, taken, whom)


def _whom(row: Any, today: date) -> str:
    """The body that a hand-over or consultations are about; the row itself names who owes them."""
    view = grif().reads.case(EditionKey(row.organisation, row.document, row.edition), today)
    party = view.case.parties.get(owner(row.step)) if view else None
    names = grif().reads.party_names({party}, today) if party else {}
    return ", ".join(one.nominative for one in names.values())


@lru_cache(4096)
def _drawn(
    site: Flask,
    _root: str,
    _language: str,
    row: Any,
    party: str,
    today: date,
    choice: bool,
    taken: str,
    whom: str,
) -> Markup:
    """A row as it stands in the list, drawn once: people come back to the same rows all day."""
    macros = site.jinja_env.get_template("macros/work.html").module
    return macros.task_row(_task(row, party, taken, whom), today, CHOICE if choice else "")


def _task(row: Any, party: str, taken: str, whom: str) -> Task:  # a row of storage.queries.inbox
    place = {"organisation": row.organisation, "number": row.document}
    decide = url_for("decisions.decide", **place, edition=row.edition, step=row.step)
    title = ACTS[row.act].title
    if whom:
        title = Text(f"{title.ru}: {whom}", f"{title.en}: {whom}")
    return Task(
        key=f"{row.organisation}-{row.document}-{row.edition}-{row.step}",
        ask=Text(title.ru[:1].upper() + title.ru[1:], title.en[:1].upper() + title.en[1:]),
        party=both(party),
        title=row.title,
        href=url_for("documents.show", **place, edition=row.edition),
        facts=(_("Взято: %(who)s", who=taken),) if taken else (),
        edition=Text(f"редакция {row.edition}", f"edition {row.edition}"),
        since=clock.parsed(row.since).date(),
        due=None if row.due == NO_DUE else date.fromisoformat(row.due),
        actions=(Action(_("Записать") if whom else _("Решить"), decide, about=row.title),),
    )
