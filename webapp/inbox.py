"""«Ждут меня»: every step that waits for the bodies and offices of the signed-in person."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from webapp import clock
from webapp.grif import actor, grif
from webapp.parts import Action, Task
from workflow.chain.acts import ACTS
from workflow.chain.case import NO_DUE
from workflow.governance.names import Names
from workflow.values import PartyKey, Text, both

blueprint = Blueprint("inbox", __name__)


@blueprint.get("/")
def waiting() -> str:
    """One list by due date; each row says what is asked and of whom."""
    parties = [one.party for one in actor().recording()]
    today = clock.today()
    page = grif().reads.inbox(parties, request.args.get("after"))
    names = grif().reads.party_names(set(parties), today)
    return render_template(
        "inbox.html",
        tasks=[task(row, names) for row in page.tasks],
        total=page.total,
        capped=page.capped,
        next_href=url_for(".waiting", after=page.next.text) if page.next else "",
        today=today,
    )


def task(row: Any, names: dict[PartyKey, Names]) -> Task:  # a row of storage.queries.inbox
    """A row of the list as the page draws it."""
    place = {"organisation": row.organisation, "number": row.document}
    decide = url_for("decisions.decide", **place, edition=row.edition, step=row.step)
    title = ACTS[row.act].title
    return Task(
        key=f"{row.organisation}-{row.document}-{row.edition}-{row.step}",
        ask=Text(title.ru[:1].upper() + title.ru[1:], title.en[:1].upper() + title.en[1:]),
        party=both(names[row.party].nominative if row.party in names else row.party.party),
        title=row.title,
        href=url_for("documents.show", **place, edition=row.edition),
        edition=Text(f"редакция {row.edition}", f"edition {row.edition}"),
        since=clock.parsed(row.since).date(),
        due=None if row.due == NO_DUE else date.fromisoformat(row.due),
        actions=(Action(_("Решить"), decide, about=row.title),),
    )
