"""The four errors and bad input, each as one page that says what happened and what to do."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Sequence

from flask import Flask, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from webapp.language import gettext as _
from webapp.language import page_language
from workflow.errors import Forbidden, GrifError, Invalid, NotFound, Refused, Stale, Unmet
from workflow.values import Text

log = logging.getLogger("grif")
Answer = tuple[str, int] | tuple[str, int, dict[str, str]]

STATUS: dict[type[GrifError], int] = {
    Refused: 409,
    Stale: 409,
    Forbidden: 403,
    NotFound: 404,
    Invalid: 422,
}


def init_errors(app: Flask) -> None:
    """Every error ends in a page of ours."""
    app.register_error_handler(GrifError, said)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(Exception, broken)


def said(error: GrifError) -> Answer:
    """What the product refuses, with every reason."""
    unmet = error.unmet if isinstance(error, Refused) else ()
    fields = error.fields if isinstance(error, Invalid) else {}
    reasons = [*unmet, *(Unmet(name, text) for name, text in fields.items())]
    heading = _CHANGED if isinstance(error, Stale) else None
    return page(STATUS[type(error)], error.message, reasons, error.code, heading)


def expired(_error: CSRFError) -> Answer:
    """A form from another session."""
    text = Text(
        "Страница устарела: вернитесь назад, обновите её и повторите",
        "The page is out of date: go back, reload it and try again",
    )
    return page(400, text)


def http(error: HTTPException) -> Answer:
    """What Flask itself refuses."""
    code = error.code or 500
    if isinstance(error, SecurityError):
        # Under a foreign host name no address of ours can be built, so no page can be drawn.
        return "The host name is not one of this installation's.\n", code
    return page(code, _HTTP.get(code, _HTTP[500]))


def broken(error: Exception) -> Answer:
    """A fault of ours: logged under the number that the page shows."""
    number = secrets.token_hex(4)
    log.error("%s %s failed, number %s", request.method, request.path, number, exc_info=error)
    told = Text(f"Номер ошибки: {number}", f"Error number: {number}")
    return page(500, _HTTP[500], [Unmet("number", told)])


def page(
    status: int, message: Text, reasons: Sequence[Unmet] = (), code: str = "", heading: Text | None = None
) -> Answer:
    """The error page; a problem of RFC 9457 for another program."""
    if request.path.startswith("/api/"):
        return problem(status, message, reasons, code)
    return (
        render_template(
            "errors.html",
            code=status,
            message=message,
            unmet=reasons,
            title=heading or _HEADINGS.get(status, _HEADINGS[500]),
            caption=_("Ошибка %(code)s", code=status),
            typed=_typed() if status in _AFTER_READING else (),
            document_href=_document() if status == 409 else "",
        ),
        status,
    )


def _typed() -> list[str]:
    """The sentences that a person sent with the form: they are shown, so that none is lost."""
    sent = request.form.items(multi=True)
    return [one for name, one in sent if " " in one.strip() and not name.startswith(_NOT_TYPED)]


def _document() -> str:
    """The page of the document that was worked on."""
    at = request.view_args or {}
    if "organisation" not in at or not isinstance(at.get("number"), int):
        return ""
    return url_for("documents.show", organisation=at["organisation"], number=at["number"])


def problem(status: int, message: Text, reasons: Sequence[Unmet], code: str = "") -> Answer:
    """What went wrong as `application/problem+json`, in the language of the page."""
    language = page_language()
    told: dict[str, object] = {"type": "about:blank", "status": status, "title": message.said(language)}
    told |= {"code": code} if code else {}
    told |= {"unmet": [one.told(language) for one in reasons]} if reasons else {}
    return json.dumps(told, ensure_ascii=False), status, {"Content-Type": "application/problem+json"}


_NOT_TYPED = ("seen", "password", "current", "new", "again")
_AFTER_READING = frozenset({400, 403, 409, 500})
"""Errors that come when the form has been read: another might be of the form itself."""
_CHANGED = Text("Это уже изменилось", "This has changed meanwhile")
_HEADINGS = {
    400: Text("Запрос не выполнен", "The request was not carried out"),
    401: Text("Сначала войдите", "Sign in first"),
    403: Text("Это вам не открыто", "This is not open to you"),
    404: Text("Такой страницы нет", "There is no such page"),
    405: Text("Так эту страницу не открыть", "This page cannot be opened like that"),
    409: Text("Сейчас этого сделать нельзя", "This cannot be done now"),
    413: Text("Слишком много сразу", "Too much at once"),
    422: Text("Проверьте, что введено", "Check what you typed"),
    500: Text("Сбой на нашей стороне", "A fault on our side"),
}
_HTTP = {
    400: Text("Запрос не понят", "The request was not understood"),
    401: Text("Сначала войдите", "Sign in first"),
    404: Text("Такой страницы нет", "There is no such page"),
    405: Text("Так эту страницу не открыть", "This page cannot be opened like that"),
    413: Text("Файл слишком большой: до 10 МБ", "The file is too large: 10 MB at most"),
    500: Text(
        "Что-то сломалось у нас. Введённое не записано", "Something broke on our side. Nothing was recorded"
    ),
}
