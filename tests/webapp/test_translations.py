"""Every Russian word of the screens has its English, and the catalogue holds nothing else."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import webapp

SOURCES = Path(webapp.__file__).parent
ENGLISH = SOURCES / "translations" / "en" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {
    "_": None,
    "_l": None,
    "gettext": None,
    "lazy_gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}


@cache
def sources() -> dict[str, str]:
    """Every message of the screens and the first place that says it."""
    found: dict[str, str] = {}
    for place, line, message, _comments, _context in extract_from_dir(
        str(SOURCES), [("**.py", "python"), ("**.html", "jinja2")], keywords=KEYWORDS
    ):
        message = message[0] if isinstance(message, tuple) else message
        found.setdefault(message, f"{place}:{line}")
    return found


@cache
def english() -> Catalog:
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def places(text: str) -> list[str]:
    """The `%(name)s` places of a message."""
    return sorted(re.findall(r"%\(\w+\)\w", text))


def test_every_message_is_said_in_english() -> None:
    said = {message.id for message in english() if message.id and message.string and not message.fuzzy}
    missing = {message: place for message, place in sources().items() if message not in said}
    assert not missing, f"add these to {ENGLISH.name}: {missing}"


def test_no_translation_is_left_of_a_message_that_went() -> None:
    stale = [message.id for message in english() if message.id and message.id not in sources()]
    assert not stale, f"remove these from {ENGLISH.name}: {stale}"


def test_translations_fill_the_same_places() -> None:
    broken = {
        message.id: message.string
        for message in english()
        if message.id and isinstance(message.string, str) and places(message.id) != places(message.string)
    }
    assert not broken


def test_english_holds_no_russian_letters() -> None:
    left = [
        message.string for message in english() if message.id and re.search("[А-Яа-яЁё]", str(message.string))
    ]
    assert not left


def test_no_message_is_written_twice() -> None:
    ids = re.findall(r'^msgid "(.+)"$', ENGLISH.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sorted(set(ids)) == sorted(ids), {one for one in ids if ids.count(one) > 1}
