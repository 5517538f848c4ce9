"""Closed by default: headers on every answer, and no endpoint open but the listed ones."""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as BaseResponse

OPEN = frozenset(
    {
        "auth.sign_in",
        "api_description.openapi",
        "health.accessibility",
        "health.alive",
        "health.ready",
        "static",
    }
)
"""The endpoints that need no sign-in."""

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
STATIC_SECONDS = 3600


def init_security(app: Flask) -> None:
    """Puts the door and the headers on the application."""
    app.before_request(_closed)
    app.after_request(_headers)


def _closed() -> BaseResponse | None:
    endpoint = request.endpoint
    if endpoint in OPEN or endpoint is None or current_user.is_authenticated:
        return None
    if current_app.debug and endpoint.startswith("styleguide."):
        return None
    if request.path.startswith("/api/"):
        abort(401)
    here = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("auth.sign_in", next=here if here != "/" else None))


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if request.endpoint == "static":
        headers["Cache-Control"] = f"public, max-age={STATIC_SECONDS}"
    else:
        headers["Cache-Control"] = "no-store"
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response
