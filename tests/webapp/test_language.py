"""The language of a page, what a visitor chose, and how values are said."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask, g, render_template_string
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from webapp import appearance, filters, language
from webapp.language import in_language
from workflow.values import Text

WORD = Text("Орган", "Body")


@pytest.fixture
def small() -> Flask:
    """An application of one page that says its language twice: by gettext and by `said`."""
    app = Flask("webapp")
    language.init_language(app)
    filters.init_filters(app)
    appearance.init_appearance(app)

    @app.get("/page")
    def page() -> str:
        shown = "{{ _('Меню') }} {{ word|said }} {{ view }} {{ theme }} {{ language_link('en') }}"
        return render_template_string(shown, word=WORD)

    return app


@pytest.fixture
def client(small: Flask) -> FlaskClient:
    return small.test_client()


def test_a_page_is_russian_unless_asked_otherwise(client: FlaskClient) -> None:
    answer = client.get("/page")
    assert answer.text.startswith("Меню Орган")
    assert answer.headers["Content-Language"] == "ru"
    assert "Set-Cookie" not in answer.headers


def test_the_address_chooses_the_language_and_the_cookie_keeps_it(client: FlaskClient) -> None:
    assert client.get("/page?lang=en").text.startswith("Menu Body")
    assert client.get("/page").text.startswith("Menu Body")
    assert client.get("/page?lang=ru").text.startswith("Меню Орган")
    assert client.get("/page").text.startswith("Меню Орган")


def test_an_unknown_language_changes_nothing(client: FlaskClient) -> None:
    answer = client.get("/page?lang=tlh")
    assert answer.text.startswith("Меню")
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("accepts", "expected"),
    [
        ("ru,en;q=0.9", "ru"),
        ("en-US,en;q=0.9,ru;q=0.8", "en"),
        ("en", "en"),
        ("en;q=0.5,ru-RU;q=0.5", "ru"),
        ("de,fr;q=0.8", "ru"),
        ("*", "ru"),
        ("", "ru"),
    ],
)
def test_a_browser_gets_english_only_when_it_prefers_it(
    client: FlaskClient, accepts: str, expected: str
) -> None:
    answer = client.get("/page", headers={"Accept-Language": accepts})
    assert answer.headers["Content-Language"] == expected
    assert "accept-language" in answer.vary
    assert "cookie" in answer.vary


def test_a_cookie_wins_over_the_browser(client: FlaskClient) -> None:
    client.set_cookie("grif_lang", "ru")
    assert client.get("/page", headers={"Accept-Language": "en"}).text.startswith("Меню")


def test_the_language_link_keeps_the_rest_of_the_address(client: FlaskClient) -> None:
    words = client.get("/page?q=%D0%BF%D0%BB%D0%B0%D0%BD&page=2&lang=ru").text
    assert words.endswith("/page?q=%D0%BF%D0%BB%D0%B0%D0%BD&amp;page=2&amp;lang=en")


def test_large_type_and_theme_are_kept_like_the_language(client: FlaskClient) -> None:
    answer = client.get("/page?view=large&theme=dark")
    assert " large dark " in answer.text
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
    assert " large dark " in client.get("/page").text
    assert " usual dark " in client.get("/page?view=usual").text


def test_a_mail_is_written_in_the_language_of_its_reader(small: Flask) -> None:
    with small.app_context():
        assert filters.said(WORD) == "Орган"
        with in_language("en"):
            assert filters.said(WORD) == "Body"
        assert filters.said("как есть") == "как есть"


def said_in(small: Flask, code: str, filter_, *values: object) -> str:
    with small.test_request_context("/page", query_string={"lang": code}):
        return filter_(*values)


TODAY = date(2023, 4, 28)


@pytest.mark.parametrize(
    ("due", "russian", "english", "kind"),
    [
        (date(2023, 4, 28), "сегодня", "today", "soon"),
        (date(2023, 4, 29), "завтра", "tomorrow", "soon"),
        (date(2023, 4, 30), "через 2 дня", "in 2 days", "soon"),
        (date(2023, 5, 3), "через 5 дней", "in 5 days", "later"),
        (date(2023, 5, 9), "через 11 дней", "in 11 days", "later"),
        (date(2023, 5, 19), "через 21 день", "in 21 days", "later"),
        (date(2023, 4, 27), "просрочено на 1 день", "1 day overdue", "overdue"),
        (date(2023, 4, 25), "просрочено на 3 дня", "3 days overdue", "overdue"),
        (date(2023, 4, 16), "просрочено на 12 дней", "12 days overdue", "overdue"),
    ],
)
def test_time_left_is_said_in_words(small: Flask, due: date, russian: str, english: str, kind: str) -> None:
    assert said_in(small, "ru", filters.due_words, due, TODAY) == russian
    assert said_in(small, "en", filters.due_words, due, TODAY) == english
    assert filters.due_kind(due, TODAY) == kind


def test_dates_are_said_as_documents_say_them(small: Flask) -> None:
    assert said_in(small, "ru", filters.day, TODAY) == "28 апреля 2023 г."
    assert said_in(small, "en", filters.day, TODAY) == "28 April 2023"
    assert filters.short_day(date(2023, 4, 3)) == "03.04.2023"


def test_an_instant_is_said_on_the_clock_of_the_organisation(small: Flask) -> None:
    instant = datetime(2023, 4, 28, 21, 30, tzinfo=UTC)
    with small.app_context():
        assert filters.clock(instant) == "00:30"
        g.zone = "Asia/Vladivostok"
        assert filters.clock(instant) == "07:30"
        with pytest.raises(ValueError, match="zone"):
            filters.clock(datetime(2023, 4, 28, 21, 30))


@given(number=st.integers(min_value=0, max_value=100_000))
def test_russian_counts_agree_with_the_last_digits(number: int) -> None:
    app = Flask("webapp")
    language.init_language(app)
    noun = said_in(app, "ru", filters.counted, number, "документ").split()[1]
    if number % 10 == 1 and number % 100 != 11:
        assert noun == "документ"
    elif number % 10 in (2, 3, 4) and number % 100 not in (12, 13, 14):
        assert noun == "документа"
    else:
        assert noun == "документов"
    english = said_in(app, "en", filters.counted, number, "документ")
    assert english == f"{number} {'document' if number == 1 else 'documents'}"
