"""The addresses of our own pages, each made once: Flask takes longer over one than SQLite over a row."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context, request
from werkzeug.routing import IntegerConverter

KEPT = 8192


class ShortNumber(IntegerConverter):
    """A number of nine digits at most; an address with a longer one, which no column holds, is not found."""

    regex = r"\d{1,9}"


class Site(Flask):
    """Flask that remembers the addresses it has made; they depend on nothing but what is in the key."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.url_map.converters["int"] = ShortNumber
        self._made = lru_cache(KEPT)(self._make)

    def url_for(self, endpoint: str, **values: Any) -> str:
        """As Flask's; what cannot be a key (a list in a query) is made anew."""
        if not has_request_context():
            return super().url_for(endpoint, **values)
        if endpoint[0] == ".":
            endpoint = f"{request.blueprint}{endpoint}"
        try:
            return self._made(request.environ.get("SCRIPT_NAME"), endpoint, tuple(values.items()))
        except TypeError:
            return super().url_for(endpoint, **values)

    def _make(self, _root: str | None, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
        return super().url_for(endpoint, **dict(values))
