"""Physical lines: markup and invisible characters taken off, what they told kept as hints."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\ufe0f]")
_SPACE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_RULE = re.compile(r"\s*([-*=])(?:\s*\1){2,}\s*")
_HEADING = re.compile(r"\s{0,3}(#{1,6})(?:\s+|$)")
_EMPHASIS = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*]*[^\s*\\])\*(?![\w*])")
_UNDERLINED = re.compile(r"(?<!\w)__(?=[^\s_])([^_]*[^\s_])__(?!\w)")
_ESCAPED = re.compile(r"\\([-.*#()_+\[\]>])")
_CLOSING_HASHES = re.compile(r"\s+#+\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file without its markup; `number` counts from one, `indent` in columns.

    `literal` lines begin with a backslash: a paragraph whatever it looks like; a heading of the sixth depth
    is a section's, never a title.
    """

    number: int
    raw: str
    text: str
    indent: int
    heading: int
    bold: bool
    marked_up: bool
    soft_end: bool
    literal: bool = False

    @property
    def of_section(self) -> bool:
        """Surely the heading of a section."""
        return self.heading == 6

    @property
    def hinted(self) -> bool:
        """Markup says that this is a heading."""
        return self.heading > 0 or self.bold


def split(text: str) -> list[str]:
    """The raw lines, counted as an editor counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def shown(raw: str) -> str:
    """The words of a raw line, without the signs of our notation."""
    return lines([(1, raw)])[0].text


def is_rule(text: str) -> bool:
    """A line drawn across the page: three dashes, stars or more."""
    return _RULE.fullmatch(text) is not None


def tidy(text: str) -> str:
    """Composed letters, single plain blanks, no invisible characters."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def lines(raw: Iterable[tuple[int, str]]) -> list[Line]:
    """Every numbered raw line cleaned; bold that runs over several lines is followed."""
    found = []
    bold = False
    for number, text in raw:
        found.append(_line(number, text, bold))
        if text.count("**") % 2:
            bold = not bold
    return found


def _line(number: int, raw: str, bold_before: bool) -> Line:
    literal = raw.lstrip().startswith("\\")
    indent = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip())
    if is_rule(raw):
        return Line(number, raw, "", indent, 0, False, True, False)
    heading = _HEADING.match(raw)
    body = _CLOSING_HASHES.sub("", raw[heading.end() :]) if heading else raw
    body = body.lstrip()[1:] if literal else body
    plain = without_markup(body) if _has_markup(body) else body
    bold_after = bold_before ^ (raw.count("**") % 2 == 1)
    bold = _wholly_bold(body.strip(), bold_before, bold_after)
    text = tidy(plain)
    return Line(
        number,
        raw,
        text,
        indent,
        len(heading.group(1)) if heading else 0,
        bold and bool(text),
        heading is not None or plain.strip() != raw.strip(),
        raw.rstrip().endswith("\u00ad"),
        literal and bool(text),
    )


def _has_markup(text: str) -> bool:
    return "*" in text or "__" in text or "\\" in text


def without_markup(text: str) -> str:
    """The text without bold, emphasis and escapes."""
    text = text.rstrip()
    text = text[:-1] if text.endswith("\\") else text
    text = text.replace("**", "")
    return _ESCAPED.sub(r"\1", _UNDERLINED.sub(r"\1", _EMPHASIS.sub(r"\1", text)))


def _wholly_bold(text: str, before: bool, after: bool) -> bool:
    opens = before or text.startswith("**")
    closes = after or text.endswith("**")
    inner = text.removeprefix("**").removesuffix("**")
    return opens and closes and "**" not in inner and bool(inner)
