"""The cases that are offered for a name: right for the usual bodies and posts, harmless for the rest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.declension import named_document
from workflow.documents.kinds import words
from workflow.governance.declension import accusative, suggested
from workflow.governance.names import Names

NAMES = (
    Names("управляющий совет", "управляющего совета", "управляющим советом"),
    Names("совет родителей", "совета родителей", "советом родителей"),
    Names("педагогический совет", "педагогического совета", "педагогическим советом"),
    Names("общее собрание работников", "общего собрания работников", "общим собранием работников"),
    Names("профсоюзный комитет", "профсоюзного комитета", "профсоюзным комитетом"),
    Names("творческая группа учителей", "творческой группы учителей", "творческой группой учителей"),
    Names("методическое объединение", "методического объединения", "методическим объединением"),
    Names("аттестационная комиссия", "аттестационной комиссии", "аттестационной комиссией"),
    Names("обучающееся сообщество", "обучающегося сообщества", "обучающимся сообществом"),
    Names("общая конференция", "общей конференции", "общей конференцией"),
    Names("директор", "директора", "директором"),
    Names("заведующий", "заведующего", "заведующим"),
    Names("заместитель директора", "заместителя директора", "заместителем директора"),
    Names("начальник управления", "начальника управления", "начальником управления"),
    Names("Управление образования", "Управления образования", "Управлением образования"),
    Names("средняя школа № 5", "средней школы № 5", "средней школой № 5"),
    Names("детский сад «Рябинка»", "детского сада «Рябинка»", "детским садом «Рябинка»"),
    Names.fixed("МБОУ «Гимназия № 4»"),
    Names.fixed(""),
)


@pytest.mark.parametrize("names", NAMES, ids=lambda names: names.nominative)
def test_the_usual_names_are_declined(names: Names) -> None:
    assert suggested(names.nominative) == names


@given(st.text())
def test_any_text_gives_a_name_that_keeps_what_was_typed(typed: str) -> None:
    names = suggested(typed)
    assert names.nominative == typed
    assert len(names.genitive.split(" ")) == len(names.instrumental.split(" ")) == len(typed.split(" "))


@pytest.mark.parametrize(
    ("nominative", "words"),
    [
        ("педагогический совет", "педагогический совет"),
        ("творческая группа учителей", "творческую группу учителей"),
        ("аттестационная комиссия", "аттестационную комиссию"),
        ("средняя школа", "среднюю школу"),
        ("обучающееся сообщество педагогов «Аврора»", "обучающееся сообщество педагогов «Аврора»"),
        ("обучающаяся группа", "обучающуюся группу"),
        ("МБОУ «Школа»", "МБОУ «Школа»"),
    ],
)
def test_the_name_of_a_body_in_the_accusative(nominative: str, words: str) -> None:
    assert accusative(nominative) == words


@pytest.mark.parametrize(
    ("title", "to"),
    [
        ("Положение о конкурсе", "Положению о конкурсе"),
        ("Порядок приёма", "Порядку приёма"),
        ("Правила распорядка", "Правилам распорядка"),
        ("Инструкция по охране труда", "Инструкции по охране труда"),
        ("Рабочая программа", "Рабочей программе"),
        ("Учебный план на 2026 год", "Учебному плану на 2026 год"),
        ("Общие требования", "Общим требованиям"),
        ("Опись дел", "Описи дел"),
        ("План-график закупок", "Плану-графику закупок"),
        ("О порядке приёма", "документу «О порядке приёма»"),
    ],
)
def test_an_annex_is_said_to_belong_to_its_document(title: str, to: str) -> None:
    assert named_document(title, "").dative == to


def test_every_known_word_has_a_dative_of_its_own() -> None:
    told = {word: named_document(word, word).dative for word in words}
    assert {word for word, dative in told.items() if dative == word} == set()
