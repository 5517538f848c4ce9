"""Which answer comes first and what of it is shown; what is typed becomes words and phrases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.relevance import AROUND, marked, rank, snippet
from workflow.documents.search_words import MAX_TYPED, MAX_WORDS, other_keys, sought, typed_parts
from workflow.documents.word_forms import words

TEXTS = st.lists(st.sampled_from("приём школа заявления, директор. о в «39/1» ёлка —".split()), max_size=90)


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("прием школы", "Приём в школу.", "Приём ведёт выбранная родителями школа."),
        ("прием школы", "Приём, школа.", "Школа, приём."),
        ("прием школы", "Ведёт школа приём.", "О приёме."),
        ("прием", "Приём ведётся.", "Приём ведётся по заявлению родителей, поданному до первого сентября."),
        ("прием", "Приём и ещё приём.", "Приём и ещё отказ."),
    ],
)
def test_all_the_words_close_together_as_typed_and_not_much_besides_is_better(typed, better, worse) -> None:
    assert rank(better, sought(typed)) < rank(worse, sought(typed))


@given(said=TEXTS, typed=TEXTS)
def test_what_is_shown_is_a_part_of_the_text_and_marks_only_what_is_asked(said, typed) -> None:
    text, asked = " ".join(said), sought(" ".join(typed))
    shown = snippet(text, asked)
    assert "".join(one for one, _ in shown).removeprefix("… ").removesuffix(" …") in text
    assert len(list(words("".join(one for one, _ in shown)))) <= 3 * AROUND + 1
    assert "".join(one for one, _ in marked(text, asked)) == text
    for piece in (one for one, found in (*shown, *marked(text, asked)) if found):
        assert sought(f"«{piece}»").stems <= asked.stems


@given(said=TEXTS, typed=TEXTS)
def test_the_first_word_that_answers_is_always_shown(said, typed) -> None:
    text, asked = " ".join(said), sought(" ".join(typed))
    holds = any(sought(f"«{one.group()}»").stems <= asked.stems for one in words(text)) and bool(asked)
    assert any(found for _, found in snippet(text, asked)) == holds


def test_a_long_clause_is_shown_where_its_words_stand_closest() -> None:
    text = f"Приём. {'Другое слово. ' * 40}Приём в школу. {'Другое слово. ' * 40}"
    shown = "".join(one for one, _ in snippet(text, sought("прием школа")))
    assert shown.startswith("… ")
    assert "Приём в школу" in shown
    assert shown.endswith(" …")


@pytest.mark.parametrize(
    ("typed", "phrases"),
    [
        ("Приёма в школу", [("прием",), ("школ",)]),
        ("«приёма в школу»", [("прием", "в", "школ")]),
        ("№ 39/1-Д", [("39", "1", "д")]),
        ("учебно-методический", [("учебн", "методическ")]),
        ("в", [("в",)]),
        ("в на", [("в",), ("на",)]),
        ("приём Приёмы", [("прием",)]),
        ("", []),
        ("«» № —", []),
    ],
)
def test_a_quote_and_a_run_without_a_blank_is_one_phrase_and_a_common_word_is_left_out(
    typed, phrases
) -> None:
    assert list(sought(typed).phrases) == phrases


@given(typed=st.text(alphabet="приём ѣѳ«»\"'*&|!():<>\\39/1-abc", max_size=400))
def test_whatever_is_typed_becomes_few_words_of_letters_and_figures(typed: str) -> None:
    asked = sought(typed)
    assert len(asked.phrases) <= MAX_WORDS
    assert all(0 < len(one) <= MAX_WORDS for one in asked.phrases)
    assert all(one.isalnum() and not set(one) & set("ѣѳ") for phrase in asked.phrases for one in phrase)
    assert sought(typed[:MAX_TYPED]) == asked


def test_keys_pressed_in_the_latin_layout_are_read_in_the_russian_one() -> None:
    assert other_keys("ghbtv d irjke") == "прием в школу"
    assert other_keys("<tkrf") == "Белка"
    assert other_keys("приём") == ""
    assert other_keys("123 -") == ""


def test_what_is_typed_is_taken_apart_by_words_and_quotes() -> None:
    assert typed_parts("приём в «первый класс» 39/1") == ("приём", "«первый класс»", "39/1")
