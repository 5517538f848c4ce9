"""The application factory: the only place that joins rules, storage and screens."""

from __future__ import annotations

from functools import cache

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.security import generate_password_hash

from storage import accounts
from storage.database import Database
from storage.orders import OrderDatabase
from storage.reads import Reads
from storage.running_cases import MigrationDatabase
from storage.seating import PeopleDatabase
from webapp import appearance, filters, language, security, shell
from webapp.account import blueprint as account
from webapp.addresses import Site
from webapp.amendments import blueprint as amendments
from webapp.annexing import blueprint as annexing
from webapp.api import blueprint as api
from webapp.api.description import blueprint as api_description
from webapp.arranging import blueprint as arranging
from webapp.assignments import blueprint as assignments
from webapp.auth import blueprint as auth
from webapp.auth import init_auth
from webapp.ballots import blueprint as ballots
from webapp.beside import button_words
from webapp.bodies import blueprint as bodies
from webapp.body_changes import blueprint as body_changes
from webapp.calendar import blueprint as calendar
from webapp.chains import blueprint as chains
from webapp.changes import blueprint as changes
from webapp.comparing import blueprint as comparing
from webapp.correcting import blueprint as correcting
from webapp.decisions import blueprint as decisions
from webapp.documents import blueprint as documents
from webapp.drafts import blueprint as drafts
from webapp.drawings import blueprint as drawings
from webapp.editing import blueprint as editing
from webapp.errors import init_errors
from webapp.findings import blueprint as findings
from webapp.findings import finding_told
from webapp.grif import Grif, init_reading
from webapp.health import blueprint as health
from webapp.history import blueprint as history
from webapp.importing import blueprint as importing
from webapp.in_force import blueprint as in_force
from webapp.inbox import blueprint as inbox
from webapp.instruments import blueprint as instruments
from webapp.lives import blueprint as lives
from webapp.migration import blueprint as migration
from webapp.new_ballots import blueprint as new_ballots
from webapp.numbering import blueprint as numbering
from webapp.order_drafts import blueprint as order_drafts
from webapp.order_writing import blueprint as order_writing
from webapp.orders import blueprint as orders
from webapp.own_annexes import blueprint as own_annexes
from webapp.own_chain import blueprint as own_chain
from webapp.paperless import blueprint as paperless
from webapp.people import blueprint as people
from webapp.performing import blueprint as performing
from webapp.pieces import capital
from webapp.protocols import blueprint as protocols
from webapp.registers import blueprint as registers
from webapp.rules import blueprint as rules
from webapp.search import blueprint as search
from webapp.seats import blueprint as seats
from webapp.settings import MAX_TYPED, MAX_UPLOAD, Settings
from webapp.sittings import blueprint as sittings
from webapp.walks import blueprint as walks


def build(settings: Settings, database: Database | None = None) -> Flask:
    """The application over one installation's database."""
    app = Site(__name__)
    app.config.update(_flask_settings(settings))
    app.extensions["grif"] = grif_over(settings, database or Database(settings.database_url))
    init_reading(app)
    CSRFProtect(app)
    language.init_language(app)
    filters.init_filters(app)
    appearance.init_appearance(app)
    security.init_security(app)
    shell.init_shell(app)
    init_auth(app)
    init_errors(app)
    app.jinja_env.filters["finding_told"] = finding_told
    app.jinja_env.filters["button_words"] = button_words
    app.jinja_env.filters["capital"] = capital
    for blueprint in _blueprints(settings):
        app.register_blueprint(blueprint)
    return app


def grif_over(settings: Settings, store: Database) -> Grif:
    """What the pages work with, over one database."""
    return Grif(
        settings,
        store,
        PeopleDatabase(store),
        MigrationDatabase(store),
        OrderDatabase(store),
        store,
        Reads(store),
        accounts,
        store.work,
        store.page,
        _dummy(settings.password_method),
    )


def _flask_settings(settings: Settings) -> dict[str, object]:
    prefix = "__Host-" if settings.secure_cookies else ""
    return {
        "SECRET_KEY": settings.secret_key,
        "SESSION_COOKIE_NAME": f"{prefix}grif",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "TRUSTED_HOSTS": list(settings.hosts) or None,
        "MAX_CONTENT_LENGTH": MAX_UPLOAD + MAX_TYPED,
        "MAX_FORM_MEMORY_SIZE": MAX_TYPED,
        "WTF_CSRF_TIME_LIMIT": None,
        "DEBUG": settings.debug,
    }


@cache
def _dummy(method: str) -> str:
    """A password nobody has: checked when a login is unknown, so that both take the same time."""
    return generate_password_hash("nobody's", method=method)


_BLUEPRINTS = (
    auth,
    health,
    inbox,
    documents,
    in_force,
    lives,
    correcting,
    api,
    api_description,
    comparing,
    drafts,
    amendments,
    changes,
    editing,
    importing,
    arranging,
    annexing,
    decisions,
    performing,
    findings,
    history,
    bodies,
    paperless,
    body_changes,
    seats,
    calendar,
    people,
    chains,
    own_annexes,
    own_chain,
    walks,
    drawings,
    migration,
    account,
    registers,
    instruments,
    numbering,
    orders,
    order_drafts,
    order_writing,
    assignments,
    sittings,
    protocols,
    ballots,
    new_ballots,
    rules,
    search,
)


def _blueprints(settings: Settings) -> list[object]:
    found: list[object] = [*_BLUEPRINTS]
    if settings.debug:
        from webapp.styleguide import blueprint as styleguide

        found.append(styleguide)
    return found
