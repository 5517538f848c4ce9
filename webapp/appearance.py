"""What a visitor chose for every page: asked for once in the address, remembered in a cookie."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask, Response, request

YEAR = 365 * 24 * 60 * 60  # seconds


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: its query parameter, its cookie, and the values that are known."""

    parameter: str
    cookie: str
    values: tuple[str, ...]

    def asked(self) -> str | None:
        """The known value that this address asks for, if any."""
        return self._known(request.args.get(self.parameter))

    def remembered(self) -> str | None:
        """The known value that the visitor's cookie holds, if any."""
        return self._known(request.cookies.get(self.cookie))

    def link(self, value: str) -> str:
        """The address of this same page with `value` chosen."""
        others = [(name, given) for name, given in request.args.items(multi=True) if name != self.parameter]
        kept = f"{urlencode(others)}&" if others else ""
        return f"{request.script_root}{request.path}?{kept}{self.parameter}={value}"

    def remember(self, response: Response) -> Response:
        """Keeps for a year what this address asked for."""
        value = self.asked()
        if value is not None and value != self.remembered():
            response.set_cookie(
                self.cookie, value, max_age=YEAR, secure=request.is_secure, httponly=True, samesite="Lax"
            )
        return response

    def _known(self, value: str | None) -> str | None:
        return value if value in self.values else None


VIEW = Choice("view", "grif_view", ("usual", "large"))
THEME = Choice("theme", "grif_theme", ("system", "light", "dark"))


def init_appearance(app: Flask) -> None:
    """Offers every page the large-type version and the light and dark themes."""
    app.after_request(VIEW.remember)
    app.after_request(THEME.remember)
    app.context_processor(_appearance)


def _appearance() -> dict[str, object]:
    if not request:
        return {"view": "usual", "theme": "system"}
    return {
        "view": VIEW.asked() or VIEW.remembered() or "usual",
        "theme": THEME.asked() or THEME.remembered() or "system",
        "view_link": VIEW.link,
        "theme_link": THEME.link,
    }
