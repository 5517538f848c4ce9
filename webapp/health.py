"""Is the process alive, can it work, and whom can its pages serve."""

from __future__ import annotations

from flask import Blueprint, render_template
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


@blueprint.get("/accessibility")
def accessibility() -> str:
    """What the pages keep to, and where to turn when one does not."""
    return render_template("accessibility.html")
