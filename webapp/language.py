"""The language of a page: Russian in the templates, English from the .po file, read as it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, Response, has_request_context, request
from flask_babel import Babel, Domain
from markupsafe import Markup

from webapp.appearance import Choice

LANGUAGES = ("ru", "en")
LANGUAGE = Choice("lang", "grif_lang", LANGUAGES)
_chosen: ContextVar[str | None] = ContextVar("language", default=None)


class PoDomain(Domain):  # type: ignore[misc]  # flask_babel has no types
    """Translations straight from .po, so that no compiled file can be stale."""

    def get_translations(self) -> NullTranslations:
        """The words of the page's language; the Russian source where there is no catalogue."""
        return catalogue(page_language())


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations shipped for `language`."""
    po = resources.files("webapp") / "translations" / language / "LC_MESSAGES" / "messages.po"
    if not po.is_file():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(po.read_bytes()), locale=language))
    compiled.seek(0)
    return Translations(compiled)


def page_language() -> str:
    """«ru» or «en»: the language of this page, or of the mail being written."""
    return _chosen.get() or pick_language()


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """What is said inside is said in `language`: a mail in that of its reader."""
    token = _chosen.set(language)
    try:
        yield
    finally:
        _chosen.reset(token)


def gettext(message: str, **values: object) -> str:
    """The words of a view in the page's language, not yet escaped."""
    words = catalogue(page_language()).gettext(message)
    return words % values if values else words


def translated(message: str, **values: object) -> Markup:
    """What a template writes as `_("…", name=value)`; the values are escaped, the words are ours."""
    words = _words(page_language(), message)
    return words % values if values else words


def pick_language() -> str:
    """What the address asks, else the cookie, else English for a browser that prefers it, else Russian."""
    if not has_request_context():
        return "ru"
    return LANGUAGE.asked() or LANGUAGE.remembered() or _browser_language()


def init_language(app: Flask) -> None:
    """Gives the application its two languages and every page a link to the other one."""
    babel = Babel()
    babel.domain_instance = PoDomain()
    babel.init_app(app, default_locale="ru", locale_selector=page_language)
    # Flask-Babel's own looks for the page's language anew at each of some sixty words of a page.
    app.jinja_env.globals.update(_=translated, page_language=page_language)
    app.before_request(_choose)
    app.teardown_request(_forget)
    app.context_processor(_language)
    app.after_request(LANGUAGE.remember)
    app.after_request(_say_language)


def _choose() -> None:
    _chosen.set(pick_language())


def _forget(_fault: BaseException | None) -> None:
    _chosen.set(None)


@lru_cache(4096)
def _words(language: str, message: str) -> Markup:
    return Markup(catalogue(language).gettext(message))  # noqa: S704  # our own catalogue


def _browser_language() -> str:
    wanted = {language: 0.0 for language in LANGUAGES}
    for tag, quality in request.accept_languages:
        language = tag.split("-")[0].lower()
        if language in wanted:
            wanted[language] = max(wanted[language], quality)
    return "en" if wanted["en"] > wanted["ru"] else "ru"


def _language() -> dict[str, object]:
    return {"language_link": LANGUAGE.link} if has_request_context() else {}


def _say_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.content_language.add(page_language())
        response.vary.update(("Accept-Language", "Cookie"))
    return response
