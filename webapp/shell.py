"""What stands around every page: organisation, navigation, who is signed in."""

from __future__ import annotations

from flask import Flask, g, request, url_for
from flask_login import current_user

from webapp import clock
from webapp.grif import organisation_today, organisation_zone, waiting_count
from webapp.language import gettext as _
from webapp.parts import Link
from workflow import __version__, policy
from workflow.governance.people import Actor
from workflow.policy import Permission

_PART_OF = {
    "comparing": "documents",
    "correcting": "documents",
    "in_force": "documents",
    "lives": "documents",
    "order_drafts": "orders",
    "order_writing": "orders",
    "people": "bodies",
    "sittings": "bodies",
    "protocols": "bodies",
    "ballots": "bodies",
    "body_changes": "bodies",
    "new_ballots": "bodies",
    "rules": "bodies",
    "seats": "bodies",
    "drawings": "chains",
    "walks": "chains",
    "migration": "chains",
    "numbering": "registers",
}
"""The pages that stand under another part's heading."""


def init_shell(app: Flask) -> None:
    """Gives every template its surroundings."""
    app.context_processor(surroundings)
    app.url_value_preprocessor(_note_organisation)


def _note_organisation(_endpoint: str | None, values: dict[str, object] | None) -> None:
    g.organisation = (values or {}).get("organisation")


def surroundings() -> dict[str, object]:
    """The values that `base.html` draws."""
    everywhere = {
        "home_href": "/",
        "version": __version__,
        "today": clock.today(),
        "accessibility_href": url_for("health.accessibility"),
    }
    if not current_user.is_authenticated:
        return everywhere
    actor: Actor = current_user.actor
    own = _shown(actor)
    g.zone = organisation_zone(own) if own else clock.DEFAULT_ZONE
    return everywhere | {
        "organisation": organisation_today(own).names.nominative if own else "",
        "person": actor.name.signature,
        "home_href": url_for("inbox.waiting"),
        "account_href": url_for("account.show"),
        "sign_out_href": url_for("auth.sign_out"),
        "nav": _nav(actor, own),
    }


def _shown(actor: Actor) -> str | None:
    """The organisation of the page if it is one of the actor's, else the first of theirs."""
    if g.get("organisation") in actor.organisations:
        return str(g.organisation)
    return next(iter(actor.organisations), None)


def _nav(actor: Actor, own: str | None) -> list[Link]:
    blueprint = _PART_OF.get(request.blueprint or "", request.blueprint)
    links = [Link(_("Ждут меня"), url_for("inbox.waiting"), blueprint == "inbox", waiting_count())]
    if own is None:
        return links
    places = [
        ("documents", "documents.all", _("Документы"), Permission.READ),
        ("search", "search.show", _("Поиск"), Permission.READ),
        ("orders", "orders.all", _("Приказы"), Permission.ORDER),
        ("registers", "registers.all", _("Журналы"), Permission.READ),
        ("bodies", "bodies.all", _("Органы"), Permission.READ),
        ("calendar", "calendar.current", _("Календарь"), Permission.READ),
        ("chains", "chains.all", _("Цепочки"), Permission.READ),
        ("findings", "findings.open_ones", _("Замечания"), Permission.MANAGE_FINDINGS),
        ("history", "history.organisation", _("История"), Permission.AUDIT),
    ]
    for name, endpoint, text, permission in places:
        if policy.may(actor, permission, own):
            links.append(Link(text, url_for(endpoint, organisation=own), blueprint == name))
    return links
