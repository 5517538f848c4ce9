"""Where a line must not break, however often a text is looked through for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.typography import unbroken


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("приказ № 121", "приказ №~121"),
        ("от А.К. Берёзкина", "от А.К.~Берёзкина"),
        ("Берёзкин А.К. пришёл", "Берёзкин~А.К. пришёл"),
        ("5 июня 2026 г. утром", "5~июня~2026~г. утром"),
        ("имени Героя Союза А.П. Чёрного", "имени Героя Союза А.П.~Чёрного"),
    ],
)
def test_numbers_names_and_dates_stay_whole(said: str, kept: str) -> None:
    assert unbroken(said).replace("\u00a0", "~") == kept
    assert unbroken(unbroken(said)).replace("\u00a0", "~") == kept


_PIECES = ["№", "121", "А.П.", "А. П.", "Чёрный", "союза", "5", "июня", "2026", "г.", "–", "«слово»", "ст."]


@given(st.lists(st.sampled_from(_PIECES), max_size=8))
def test_a_text_looked_through_twice_is_the_same(pieces: list[str]) -> None:
    once = unbroken(" ".join(pieces))
    assert unbroken(once) == once
