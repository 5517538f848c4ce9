"""What other programs ask over HTTP, in JSON: `/api/v1`."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("api", __name__, url_prefix="/api/v1/<organisation>")

from webapp.api import documents as _documents  # noqa: E402, F401  # its views belong to the blueprint
from webapp.api import workflow as _workflow  # noqa: E402, F401
