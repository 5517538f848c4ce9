"""An order's words: right Russian from the decisions that it carries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.clauses import Clause
from workflow.documents.declension import named_document
from workflow.documents.document import EditionText
from workflow.documents.kinds import words
from workflow.governance.names import Names
from workflow.governance.orders.carried import (
    CONTROL,
    Ground,
    Ordered,
    OrderText,
    Replaced,
    order_text,
    own_text,
)

MAY = date(2025, 5, 12)
PEDAGOGICAL = Names("педагогический совет", "педагогического совета", "педагогическим советом")
PARENTS = Names("совет родителей", "совета родителей", "советом родителей")
HEAD = Names("директор", "директора", "директором")
CLUB = Ordered("approve", "Положение о читательском клубе", "положение", MAY)


def protocol(party: Names, number: str, act: str = "agree") -> Ground:
    return Ground(act, "protocol", party, number, date(2025, 4, 28))


def text(*carried: Ordered) -> OrderText:
    worded = order_text(carried)
    assert worded is not None
    return worded


def said(*carried: Ordered) -> list[str]:
    return [f"{point.label}. {point.text}" for point in text(*carried).points]


def test_an_order_approves_and_puts_into_force_and_controls_last() -> None:
    assert said(CLUB) == [
        "1. Утвердить прилагаемое Положение о читательском клубе.",
        "2. Ввести Положение в действие с 12.05.2025.",
        "3. Контроль за исполнением приказа оставляю за собой.",
    ]
    assert text(CLUB).heading == "Об утверждении Положения о читательском клубе"


def test_a_replaced_edition_lapses_under_the_order_that_had_approved_it() -> None:
    former = Replaced(CLUB.title, "положение", 1, Ground("approve", "order", HEAD, "39/1", date(2023, 9, 1)))
    assert said(replace(CLUB, replaced=former))[2] == (
        "3. Признать утратившим силу Положение о читательском клубе (редакция № 1), "
        "утверждённое приказом от 01.09.2023 № 39/1."
    )


def test_a_replaced_edition_may_have_been_approved_by_a_body_or_by_nobody_known() -> None:
    former = Replaced("Правила клуба", "правила", 2, protocol(PEDAGOGICAL, "18", "adopt"))
    assert said(replace(CLUB, replaced=former))[2] == (
        "3. Признать утратившими силу Правила клуба (редакция № 2), "
        "утверждённые решением педагогического совета (протокол от 28.04.2025 № 18)."
    )
    unknown = replace(former, ground=None)
    assert said(replace(CLUB, replaced=unknown))[2] == (
        "3. Признать утратившими силу Правила клуба (редакция № 2)."
    )


def test_the_preamble_names_each_protocol_once_with_date_and_number() -> None:
    one = replace(CLUB, grounds=(protocol(PEDAGOGICAL, "18", "adopt"),))
    assert text(one).preamble == "На основании решения педагогического совета (протокол от 28.04.2025 № 18)"
    both = replace(CLUB, grounds=(*one.grounds, protocol(PARENTS, "3")))
    assert text(both, both).preamble == (
        "На основании решений педагогического совета (протокол от 28.04.2025 № 18) "
        "и совета родителей (протокол от 28.04.2025 № 3)"
    )
    opinion = replace(CLUB, grounds=(protocol(PARENTS, "3", "opinion"),))
    assert text(opinion).preamble == "С учётом мнения совета родителей (протокол от 28.04.2025 № 3)"
    assert text(CLUB).preamble == ""


def test_several_acts_have_numbered_annexes_and_one_day_of_entry() -> None:
    plan = Ordered("approve", "Учебный план на 2025/26 учебный год", "учебный план", MAY)
    assert said(CLUB, plan) == [
        "1. Утвердить Положение о читательском клубе (приложение № 1).",
        "2. Утвердить Учебный план на 2025/26 учебный год (приложение № 2).",
        "3. Ввести указанные документы в действие с 12.05.2025.",
        "4. Контроль за исполнением приказа оставляю за собой.",
    ]
    assert text(CLUB, plan).heading == "Об утверждении локальных нормативных актов"


def test_what_is_not_yet_in_force_is_not_put_into_force() -> None:
    assert said(replace(CLUB, since=None)) == [
        "1. Утвердить прилагаемое Положение о читательском клубе.",
        "2. Контроль за исполнением приказа оставляю за собой.",
    ]


@pytest.mark.parametrize(
    ("title", "word", "accusative", "genitive", "short"),
    [
        ("Положение о клубе", "положение", "Положение о клубе", "Положения о клубе", "Положение"),
        ("Правила приёма", "правила", "Правила приёма", "Правил приёма", "Правила"),
        ("Порядок оценивания", "порядок", "Порядок оценивания", "Порядка оценивания", "Порядок"),
        ("Инструкция дежурного", "инструкция", "Инструкцию дежурного", "Инструкции дежурного", "Инструкцию"),
        ("Программа «Чтение»", "программа", "Программу «Чтение»", "Программы «Чтение»", "Программу"),
        (
            "Рабочая программа воспитания",
            "программа",
            "Рабочую программу воспитания",
            "Рабочей программы воспитания",
            "Рабочую программу",
        ),
        ("Дорожная карта", "дорожная карта", "Дорожную карту", "Дорожной карты", "Дорожную карту"),
        ("Учебный план", "план", "Учебный план", "Учебного плана", "Учебный план"),
        ("ИНСТРУКЦИЯ дворника", "инструкция", "Инструкцию дворника", "Инструкции дворника", "Инструкцию"),
        ("ПРАВИЛА МБОУ и сада", "правила", "Правила МБОУ и сада", "Правил МБОУ и сада", "Правила"),
        ("УЧЕБНЫЙ ПЛАН школы", "план", "Учебный план школы", "Учебного плана школы", "Учебный план"),
        ("ИНСТРУКЦИЯ ДВОРНИКА", "инструкция", "ИНСТРУКЦИЮ ДВОРНИКА", "ИНСТРУКЦИИ ДВОРНИКА", "ИНСТРУКЦИЮ"),
        ("Опись дел", "опись", "Опись дел", "Описи дел", "Опись"),
        ("Отчет о работе", "отчёт", "Отчет о работе", "Отчёта о работе", "Отчет"),
        ("О клубе", "положение", "положение «О клубе»", "положения «О клубе»", "положение"),
        ("О клубе", "инструкция", "инструкцию «О клубе»", "инструкции «О клубе»", "инструкцию"),
        ("О «Гнезде»", "хартия", "документ «О „Гнезде“»", "документа «О „Гнезде“»", "документ"),
    ],
)
def test_a_document_is_named_in_the_right_case(
    title: str, word: str, accusative: str, genitive: str, short: str
) -> None:
    named = named_document(title, word)
    assert (named.accusative, named.genitive, named.short) == (accusative, genitive, short)


@pytest.mark.parametrize("word", [kind.word for kind in words.values()])
def test_every_known_word_declines_by_itself(word: str) -> None:
    named = named_document(f"{word.capitalize()} школы", word)
    assert "«" not in named.accusative and named.genitive.lower() != f"{word} школы"


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_title_is_worded(title: str, word: str) -> None:
    assert len(said(replace(CLUB, title=title, word=word))) == 3


def test_an_order_that_is_a_document_says_what_its_edition_says() -> None:
    points = (Clause("a", "1", "Назначить дежурных.", "point"), Clause("b", "2", CONTROL, "point"))
    edition = EditionText("О дежурстве", "order", "приказ", points, preamble="Ради порядка\n\nПРИКАЗЫВАЮ:")
    assert own_text(edition) == OrderText("О дежурстве", "Ради порядка", points)


def test_an_act_that_no_order_takes_has_no_words() -> None:
    assert order_text([replace(CLUB, act="acknowledge")]) is None
    assert order_text([]) is None
