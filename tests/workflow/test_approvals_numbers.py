"""Numbers keep the print of the register; only letters that were digits are mended."""

from __future__ import annotations

import pytest

from workflow.documents.approvals.numbers import number_after, numbers_in


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("№ 97 от", "97"),
        ("№117/П\nот", "117/П"),
        ("№ 76/2-а от", "76/2-а"),
        ("№ 29от 24.08", "29"),
        ("№ 57 - ОД от", "57-ОД"),
        ("№ 45 ОД от", "45ОД"),
        ("№ ОД-45 от", "ОД-45"),
        ("№ 01-08/121", "01-08/121"),
        ("№ 7-л/с", "7-л/с"),
        ("№ 323-1-П", "323-1-П"),
        ("№_31_", "31"),
        ("№ 061.", "061"),
        ("N 768", "768"),
        ("Nо 17", "17"),
        ("JVb 110", "110"),
        ("N9 14 от", "14"),
        ("N9 от", "9"),
        ("Nэ 215", "215"),
        ("№ 126-0Д", "126-ОД"),
        ("№ 7З/2", "73/2"),
        ("№ 5l от", "51"),
        ("№ 25-O", "25-О"),
        ("№ 9 /Н.Н. Белова/", "9"),
        ("№ 160 А.А. Сидорова", "160"),
        ("№ 1 - на заседании", "1"),
        ("№ 15 О создании", "15"),
    ],
)
def test_a_printed_number_is_read(printed: str, number: str) -> None:
    assert [found.value for found in numbers_in(printed)] == [number]


@pytest.mark.parametrize("printed", ["№____ от", "№ от 1 сентября", "б/н", "№ 2023 г."])
def test_a_blank_is_no_number(printed: str) -> None:
    assert not list(numbers_in(printed))


@pytest.mark.parametrize(
    ("printed", "number"), [(" 120 от", "120"), (" М 3", "3"), (" Хе 6 от", "6"), (" ЖЗ4 от", "34")]
)
def test_behind_the_word_protocol_a_misread_sign_is_enough(printed: str, number: str) -> None:
    found = number_after(printed, 0)
    assert found is not None and found.value == number


def test_a_year_behind_the_word_is_no_number() -> None:
    assert number_after(" 2019 г.", 0) is None
