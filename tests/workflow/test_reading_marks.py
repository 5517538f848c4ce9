"""What a line begins with: numbers of clauses are told from dates, hours and words."""

from __future__ import annotations

import pytest

from workflow.documents.numerals import roman
from workflow.documents.reading.marks import mark


@pytest.mark.parametrize(
    ("text", "sort", "label", "rest"),
    [
        ("1. Общие положения", "number", "1", "Общие положения"),
        ("1.Утвердить", "number", "1", "Утвердить"),
        ("2.2.1. создание", "number", "2.2.1", "создание"),
        ("3.1 Каждый", "number", "3.1", "Каждый"),
        ("1.10. Десятый", "number", "1.10", "Десятый"),
        ("1) цель", "bracket", "1)", "цель"),
        ("а) цель", "bracket", "а)", "цель"),
        ("б)цель", "bracket", "б)", "цель"),
        ("- цель", "dash", "–", "цель"),
        ("–цель", "dash", "–", "цель"),
        ("• цель", "dash", "–", "цель"),
        ("- 1.1. Клуб", "number", "1.1", "Клуб"),
        ("- 2) шьёт", "bracket", "2)", "шьёт"),
        ("- 5 стульев", "dash", "–", "5 стульев"),
        ("IV. Права", "roman", "IV", "Права"),
        ("II.3. Права", "number", "II.3", "Права"),
        ("Раздел III. Права", "worded", "Раздел III", "Права"),
        ("Глава 2", "worded", "Глава 2", ""),
        ("§ 4. Права", "worded", "§ 4", "Права"),
        ("21.02.2023 № 95", "none", "", "21.02.2023 № 95"),
        ("1.09.2018", "none", "", "1.09.2018"),
        ("12.10.23 г.", "none", "", "12.10.23 г."),
        ("15. 12. 2023 г.", "none", "", "15. 12. 2023 г."),
        ("10.30-11.15 завтрак", "none", "", "10.30-11.15 завтрак"),
        ("2023", "none", "", "2023"),
        ("2023 год", "none", "", "2023 год"),
        ("И.И. Иванов", "none", "", "И.И. Иванов"),
        ("г. Саратов", "none", "", "г. Саратов"),
        ("часть 2 статьи 5", "none", "", "часть 2 статьи 5"),
        ("Глава администрации", "none", "", "Глава администрации"),
        ("-", "none", "", "-"),
        ("_____ А.Б. Лунин", "none", "", "_____ А.Б. Лунин"),
    ],
)
def test_mark_of_a_line(text: str, sort: str, label: str, rest: str) -> None:
    found = mark(text)
    assert (found.sort, found.label, found.rest) == (sort, label, rest)


@pytest.mark.parametrize(
    ("figure", "value"), [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("IIII", 0), ("VX", 0)]
)
def test_roman_numbers_are_read_only_when_well_formed(figure: str, value: int) -> None:
    assert roman(figure) == value
