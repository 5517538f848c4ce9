"""A word with one misprint is led to the word that was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.misprints import likest, near
from workflow.documents.word_forms import stem

CLAUSE = "Группы учителей собираются в библиотеке; дежурит гардеробщик, о приёме решает совет."
russian = st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюя", min_size=4, max_size=20)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("група", "группы"),
        ("библиотика", "библиотеке"),
        ("учителъ", "учителей"),
        ("гардробщик", "гардеробщик"),
        ("дежруит", "дежурит"),
        ("савет", "совет"),
        ("пирём", "приеме"),
        ("единорог", ""),
        ("со", ""),
        ("2026", ""),
    ],
)
def test_the_word_meant_is_found_in_the_text(typed: str, meant: str) -> None:
    assert likest(typed.replace("ё", "е"), [CLAUSE]) == meant


@given(russian, st.data())
def test_whichever_letter_is_mistyped_the_word_is_led_back_to(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("абвгдежзийклмнопрстуфхцчшщъыьэюя"))
    other, more = word[:at] + letter + word[at + 1 :], word[:at] + letter + word[at:]
    turned = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    for typed in (other, more, turned):
        assert stem(word) in near(typed) | {stem(typed)}
