"""What is read with doubt is said to be: misread figures, bodies whose words run into another column."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.documents.approvals import recognise

TEXT = "\n\nПоложение о музее\n\n1. Общие положения\n1.1. Музей хранит память.\n"


@pytest.mark.parametrize(
    ("printed", "number", "doubt"),
    [
        ("41", "41", False),
        ("39/1", "39/1", False),
        ("388-Д", "388-Д", False),
        ("4l1", "411", True),
        ("4З1", "431", True),
        ("4О1", "401", True),
    ],
)
def test_a_sign_read_as_a_figure_makes_the_number_doubtful(printed: str, number: str, doubt: bool) -> None:
    [one] = recognise(f"УТВЕРЖДЕНО\nприказом директора\nот 20.03.2023 № {printed}{TEXT}")
    assert (one.number, one.ambiguous) == (number, doubt)


@pytest.mark.parametrize(
    ("printed", "day", "doubt"),
    [
        ("20.03.2023", "2023-03-20", False),
        ("20 марта 2023 г.", "2023-03-20", False),
        ("2О.03.2023", "2023-03-20", True),
        ("З0.03.2023", "2023-03-30", True),
        ("«ЗI» марта 2023 г.", "2023-03-31", True),
    ],
)
def test_a_sign_read_as_a_figure_makes_the_date_doubtful(printed: str, day: str, doubt: bool) -> None:
    [one] = recognise(f"УТВЕРЖДЕНО\nприказом директора\nот {printed} № 41{TEXT}")
    assert (one.date, one.ambiguous) == (day, doubt)


def test_a_number_sign_read_as_letter_and_figure_makes_the_number_doubtful() -> None:
    [one] = recognise(f"УТВЕРЖДЕНО\nприказом директора\nот 20.03.2023 N9 41{TEXT}")
    assert (one.number, one.ambiguous) == ("41", True)


# What a scanner prints for a figure; the reader takes back these and no others.
MISPRINTS = {"0": "ОOо", "1": "lI|", "3": "З", "6": "б"}
FIGURES = str.maketrans({letter: figure for figure, letters in MISPRINTS.items() for letter in letters})
MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()
SCRAPS = (
    "УТВЕРЖДАЮ СОГЛАСОВАНО Принято Рассмотрено Директор педсовет Совет родителей приказом протокол Пр. № N9 "
    "N от 01.09.2020 2О.11.2О18 «ЗI» мая 2012 г. 12/04/16 01-06/67 1З/2 4l 39/1 126-0Д август 2021 двадцать "
    "пятого первого 45.08.2016 31.02.2016 СОШ «Лицей № 7» ____ М.П. ПОЛОЖЕНИЕ Документ создан 10:15"
).split()


@st.composite
def misprinted(draw: st.DrawFn) -> tuple[str, str, bool]:
    """A number or a date as a scanner may print it, as it was, and whether a figure inside is misprinted.

    At the end of a number the letter may well be the register's own: «3б», «25О» stay as printed.
    """
    meant = draw(st.integers(1, 999).map(str) | st.dates(date(2001, 1, 1), date(2029, 1, 1)).map(_printed))
    inside = range(1, len(meant) - 1)
    places = [i for i in inside if meant[i] in MISPRINTS and meant[i - 1] + meant[i + 1] != ".."]
    places = [i for i in places if "." in meant or meant[i - 1 : i + 2].isdigit()]
    place = draw(st.sampled_from(places)) if places and draw(st.booleans()) else None
    if place is None:
        return meant, meant, False
    letter = draw(st.sampled_from(MISPRINTS[meant[place]]))
    return meant[:place] + letter + meant[place + 1 :], meant, True


def _printed(day: date) -> str:
    return f"{day:%d.%m.%Y}"


@given(misprinted())
def test_a_misprinted_figure_is_mended_and_told_or_not_read(sample: tuple[str, str, bool]) -> None:
    printed, meant, damaged = sample
    line = f"от {printed} № 41" if "." in meant else f"от 20.03.2023 № {printed}"
    [one] = recognise(f"УТВЕРЖДЕНО\nприказом директора\n{line}{TEXT}")
    said = one.date and _printed(date.fromisoformat(one.date)) if "." in meant else one.number
    assert said is None or said.translate(FIGURES) == meant
    assert one.ambiguous or said is None or not damaged


@settings(max_examples=300)
@given(st.lists(st.sampled_from(SCRAPS), max_size=60), st.sampled_from([" ", "\n", "   "]))
def test_nothing_is_read_that_is_not_printed_but_for_misprinted_figures(
    scraps: list[str], between: str
) -> None:
    text = between.join(scraps)
    figures = text.translate(FIGURES)
    bare = "".join(figures.split())
    for one in recognise(text):
        assert one.number is None or one.number.translate(FIGURES) in bare
        if one.date:
            day = date.fromisoformat(one.date)
            assert f"{day:%y}" in figures
            assert f"{day.month:02}" in figures or MONTHS[day.month - 1] in text
            assert str(day.day) in figures or {"первого", "пятого"} & set(scraps)


def test_a_number_broken_by_a_blank_is_doubtful() -> None:
    [one] = recognise(f"УТВЕРЖДЕНО\nприказом директора\n№ 8 8 от 20.03.2023{TEXT}")
    assert one.ambiguous


def test_a_council_implied_by_an_order_alone_is_doubtful() -> None:
    [one] = recognise(f"РАССМОТРЕНО\nприказ № 40 от 20.03.2023{TEXT}")
    assert one.ambiguous


def test_dates_shared_out_only_because_councils_come_before_the_order_are_doubtful() -> None:
    adopted, approved = recognise(
        "Принят УТВЕРЖДЕН\nна Общем собрании постановлением\nтрудового коллектива администрации района\n"
        f"протокол № 1 от 03.03.2011\nот 01.02.2011 № 214{TEXT}"
    )
    assert [(one.date, one.ambiguous) for one in (adopted, approved)] == [
        ("2011-02-01", True),
        ("2011-03-03", True),
    ]


def test_a_body_whose_words_run_into_another_column_is_doubtful() -> None:
    head = (
        "СОГЛАСОВАНО УТВЕРЖДАЮ\nсовет школы директор\nпротокол № 3 приказ № 41\nот 16.03.2023 от 20.03.2023"
    )
    agreed, approved = recognise(head + TEXT)
    assert (agreed.ambiguous, approved.ambiguous) == (True, False)
    apart = (
        "СОГЛАСОВАНО\nсовет школы\nпротокол № 3 от 16.03.2023\nУТВЕРЖДАЮ\nдиректор\nприказ № 41 от 20.03.2023"
    )
    assert [one.ambiguous for one in recognise(apart + TEXT)] == [False, False]
