"""One sentence of a clause amended: found for certain or refused, the rest of the clause as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.amend import applied, bound, read_order
from workflow.documents.amend.sentences import NotCertain, sentences
from workflow.documents.clauses import Clause
from workflow.documents.document import EditionText
from workflow.errors import Refused

SAID = "Хор поёт раз в месяц. Итог пишет староста. Ноты хранит староста!"


def act(text: str, *below: Clause) -> EditionText:
    clauses = (Clause("a", "1.1", text, "point", below), Clause("b", "1.2", "Буфет открыт.", "point"))
    return EditionText("Положение о хоре", "regulation", "положение", clauses)


def after(order: str, base: EditionText) -> str:
    read = read_order(order)
    assert read.faults == ()
    return applied(base, bound(read.found, base)).clauses[0].text


FIRST, SECOND, THIRD = "Хор поёт раз в месяц.", "Итог пишет староста.", "Ноты хранит староста!"
FOLLOWED = "пункт 1.1 после первого предложения дополнить предложением следующего содержания: «Летом нет.»"


@pytest.mark.parametrize(
    ("order", "said"),
    [
        ("первое предложение пункта 1.1 изложить в новой редакции: «Да.»", ("Да.", SECOND, THIRD)),
        ("второе предложение пункта 1.1 изложить в новой редакции: «Нет»", (FIRST, "Нет.", THIRD)),
        ("второе предложение пункта 1.1 исключить", (FIRST, THIRD)),
        ("последнее предложение пункта 1.1 исключить", (FIRST, SECOND)),
        (
            "во втором предложении пункта 1.1 слово «староста» заменить словом «учитель»",
            (FIRST, "Итог пишет учитель.", THIRD),
        ),
        (
            "в пункте 1.1 в первом предложении слова «в месяц» исключить",
            ("Хор поёт раз.", SECOND, THIRD),
        ),
        (FOLLOWED, (FIRST, "Летом нет.", SECOND, THIRD)),
        (
            "третье предложение пункта 1.1 дополнить словами «и учитель»",
            (FIRST, SECOND, "Ноты хранит староста и учитель!"),
        ),
    ],
)
def test_that_sentence_alone_is_changed(order: str, said: tuple[str, ...]) -> None:
    assert after(order, act(SAID)) == " ".join(said)


@pytest.mark.parametrize(
    ("order", "text", "words"),
    [
        ("четвёртое предложение пункта 1.1 исключить", SAID, "такого предложения"),
        ("первое предложение пункта 1.2 исключить", SAID, "исключите пункт"),
        (
            "второе предложение пункта 1.1 исключить",
            "Хор поёт в 2024 г. Совет не поёт. Да.",
            "наверное нельзя",
        ),
        ("второе предложение пункта 1.1 исключить", "Хор ведёт И.О. Певцова. Он поёт.", "наверное нельзя"),
        ("первое предложение пункта 1.1 исключить", "Хор поёт. Хор поёт.", "дважды"),
        (
            "в первом предложении пункта 1.1 слово «староста» заменить словом «учитель»",
            SAID,
            "стоят не один раз",
        ),
    ],
)
def test_what_is_not_certain_is_refused(order: str, text: str, words: str) -> None:
    base = act(text)
    with pytest.raises(Refused) as refused:
        bound(read_order(order).found, base)
    assert words in refused.value.unmet[0].message.ru


def test_the_last_sentence_of_a_clause_with_paragraphs_may_stand_in_any_of_them() -> None:
    base = act(SAID, Clause("p", "", "Ещё абзац.", "paragraph"))
    with pytest.raises(Refused):
        bound(read_order("последнее предложение пункта 1.1 исключить").found, base)


def test_what_names_no_clause_changes_nothing() -> None:
    with pytest.raises(Refused):
        bound(read_order("дополнить предложением следующего содержания: «Летом нет.»").found, act(SAID))


@given(
    st.lists(st.sampled_from(["Хор поёт.", "Все рады!", "Кто ведёт?", "Итог: «да»."]), min_size=1, max_size=6)
)
def test_sentences_are_told_apart_without_loss(said: list[str]) -> None:
    assert sentences(" ".join(said)) == said


@given(st.text(alphabet="абАБг.!?«» 1", max_size=40))
def test_no_text_is_lost_in_telling_sentences_apart(text: str) -> None:
    try:
        found = sentences(text)
    except NotCertain:
        return
    assert "".join("".join(found).split()) == "".join(text.split())
