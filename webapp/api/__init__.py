"""What other programs ask over HTTP, in JSON: `/api/v1`."""

from __future__ import annotations

import json

from flask import Blueprint
from werkzeug.wrappers import Response

blueprint = Blueprint("api", __name__, url_prefix="/api/v1/<organisation>")


def told(value: object) -> Response:
    """A value as an answer in JSON."""
    return Response(json.dumps(value, ensure_ascii=False), mimetype="application/json")


from webapp.api import documents as _documents  # noqa: E402, F401  # its views belong to the blueprint
from webapp.api import search as _search  # noqa: E402, F401
from webapp.api import workflow as _workflow  # noqa: E402, F401
