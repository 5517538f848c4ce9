"""Is the process alive, and can it work."""

from __future__ import annotations

from flask import Blueprint
from werkzeug.wrappers import Response

from webapp.grif import grif

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    """The database answers too."""
    grif().reads.account("")
    return Response("ready\n", mimetype="text/plain")
