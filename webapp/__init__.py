"""How people reach it: screens, commands, mail and jobs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

    from webapp.settings import Settings


def create_app(settings: Settings, database: Any = None) -> Flask:  # a storage.Database, if one is open
    """The application over one installation's database."""
    # Imported here, so that a command that needs no screen does not pay for Flask.
    from webapp.factory import build

    return build(settings, database)
