"""The approval word agrees with the document's own word, and nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.kinds import Kind, adopted_word, approved_word, document_kinds, kind_of, words
from workflow.errors import Refused
from workflow.values import Text


@pytest.mark.parametrize(
    ("word", "approved", "adopted"),
    [
        ("Положение", "УТВЕРЖДЕНО", "ПРИНЯТО"),
        ("приложение", "УТВЕРЖДЕНО", "ПРИНЯТО"),
        ("Правила", "УТВЕРЖДЕНЫ", "ПРИНЯТЫ"),
        ("требования", "УТВЕРЖДЕНЫ", "ПРИНЯТЫ"),
        ("ИНСТРУКЦИЯ", "УТВЕРЖДЕНА", "ПРИНЯТА"),
        ("программа", "УТВЕРЖДЕНА", "ПРИНЯТА"),
        ("порядок", "УТВЕРЖДЕН", "ПРИНЯТ"),
        ("план", "УТВЕРЖДЕН", "ПРИНЯТ"),
        ("регламент", "УТВЕРЖДЕН", "ПРИНЯТ"),
        ("устав", "УТВЕРЖДЕН", "ПРИНЯТ"),
        ("перечень", "УТВЕРЖДЕН", "ПРИНЯТ"),
        ("график", "УТВЕРЖДЕН", "ПРИНЯТ"),
        ("список", "УТВЕРЖДЕН", "ПРИНЯТ"),
        ("отчет", "УТВЕРЖДЕН", "ПРИНЯТ"),
    ],
)
def test_stamp_words_agree_in_gender_and_number(word: str, approved: str, adopted: str) -> None:
    assert (approved_word(word), adopted_word(word)) == (approved, adopted)


@pytest.mark.parametrize(
    ("phrase", "noun", "kind"),
    [
        ("учебный план", "план", "plan"),
        ("Рабочая программа", "программа", "program"),
        ("Правила внутреннего распорядка", "правила", "regulation"),
        ("порядок работы с планом", "порядок", "regulation"),
        ("дорожная карта", "дорожная карта", "plan"),
        ("штатное расписание", "штатное расписание", "list"),
        ("изменения в положение", "изменения", "regulation"),
    ],
)
def test_a_phrase_is_known_by_its_noun(phrase: str, noun: str, kind: str) -> None:
    found = kind_of(phrase)
    assert (found.word, found.id) == (noun, kind)


@pytest.mark.parametrize("word", ["бумага", "", "   ", "изменение в правила", "о положении", "положения"])
def test_an_unknown_word_is_refused_by_name_and_never_guessed(word: str) -> None:
    with pytest.raises(Refused) as refused:
        approved_word(word)
    assert word in refused.value.message.ru
    assert "укажите его род" in refused.value.message.ru
    assert "give its gender" in refused.value.message.en


def test_an_organisation_gives_its_own_kinds() -> None:
    own = {"Летопись": Kind("other", "летопись", Text("Летопись", "Chronicle"), "А")}
    assert approved_word("летопись", own) == "УТВЕРЖДЕНА"
    assert approved_word("школьная летопись", own) == "УТВЕРЖДЕНА"
    with pytest.raises(Refused):
        approved_word("летопись")


def test_every_word_belongs_to_one_known_kind() -> None:
    assert {kind.id for kind in words.values()} == set(document_kinds)
    assert all(kind_of(word) is kind for word, kind in words.items())


@given(st.text(max_size=40))
def test_any_other_text_is_refused_or_agrees(word: str) -> None:
    try:
        assert approved_word(word)[9:] == kind_of(word).ending
    except Refused as refused:
        assert refused.code == "unknown-document-word"
