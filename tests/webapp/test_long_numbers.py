"""A number that no column holds, in an address or a form: nothing is found, and nothing breaks."""

from __future__ import annotations

import re

import make
import pytest
from flask import Flask

from webapp.forms import edition_of, number_of, version_of
from webapp.order_forms import key_read
from workflow.values import EditionKey

LONG = "9" * 30
# Longer than Python itself reads as a number.
ENDLESS = "9" * 5_000


@pytest.mark.parametrize("long", [LONG, ENDLESS])
def test_every_address_with_a_long_number_is_not_found(
    app: Flask, visit, school: make.School, long: str
) -> None:
    head = visit("head")
    numbered = [one.rule for one in app.url_map.iter_rules() if "<int:" in one.rule]
    assert len(numbered) > 40
    for rule in numbered:
        path = re.sub("<int:[a-z_]+>", long, rule.replace("<organisation>", school.id))
        head.get(re.sub("<[a-z_:]+>", "x", path), status=404)


@pytest.mark.parametrize(
    "path",
    [
        "/school/documents?after={}",
        "/school/documents/1?edition={}",
        "/school/documents/1/compare?from={}&to={}",
        "/school/documents/1/history?before={}",
        "/school/findings?document={}",
        "/school/search?q=школа&number={}",
        "/school/search?q=школа&after={}",
        "/school/sittings/new?edition=school.{}.1",
        "/school/sittings/new?edition=school.²5.1",
        "/school/chains/migration?after={}/{}",
    ],
)
def test_a_long_number_in_a_query_breaks_no_page(visit, school: make.School, path: str) -> None:
    school.submitted(school.publish(make.full_chain()))
    for who in ("head", "administrator", "auditor"):
        answer = visit(who).client.get(path.replace("{}", LONG))
        assert answer.status_code < 500, f"{who} {path}: {answer.status_code}"


@pytest.mark.parametrize("typed", ["", "-1", "1.5", "²", LONG, ENDLESS, "один"])
def test_what_is_no_short_number_is_none(typed: str) -> None:
    assert number_of(typed) is None and version_of(typed) == 0
    assert edition_of("school", f"{typed}/1", "/") is None and edition_of("school", f"1/{typed}", "/") is None
    assert key_read(f"school/1/{typed}") is None


def test_a_short_number_is_read() -> None:
    assert number_of("007") == 7 and version_of("12") == 12 and version_of(None) == 0
    assert edition_of("school", "12.3", ".") == EditionKey("school", 12, 3) == key_read("school/12/3")
