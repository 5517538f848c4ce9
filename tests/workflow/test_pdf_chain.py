"""A chain on paper: its sentences and the same drawing as on the screen, whole on one page."""

from __future__ import annotations

from collections import Counter

import pypdfium2

import definitions
from workflow.engine import reader
from workflow.engine.definition import Definition, State, Transition
from workflow.engine.diagram import draw
from workflow.engine.sentences import describe
from workflow.formats import pdf
from workflow.values import both

SHA = "0123456789abcdef" * 4


def chain(definition: Definition, at: str = "") -> bytes:
    sentences = tuple(sentence.ru for sentence in describe(definition))
    printed = pdf.PrintedChain(
        definition.title.ru, "МБОУ «Школа»", sentences, draw(definition, "ru", at), SHA, 2026
    )
    return pdf.render_chain(printed)


def pages(content: bytes) -> list[str]:
    return [" ".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(content)]


def gymnasium() -> Definition:
    return reader.read(definitions.shipped()["regulation-gymnasium"], "f")


def many(count: int, title: str = "Состояние") -> Definition:
    ways = {f"n{at}": Transition(f"n{at}", both(f"Дальше {at}"), f"s{at + 1}") for at in range(count - 1)}
    states = {
        f"s{at}": State(f"s{at}", both(f"{title} {at}"), transitions=(f"n{at}",) if at < count - 1 else ())
        for at in range(count)
    }
    return Definition("many", both("Много"), "s0", states, ways)


def test_all_words_of_the_drawing_and_all_sentences_are_printed():
    content = chain(gymnasium(), "adoption")
    printed = " ".join(pages(content)).replace("\u00a0", " ")
    assert not [one.text for one in draw(gymnasium(), "ru", "adoption").words if one.text not in printed]
    assert not [one.ru for one in describe(gymnasium()) if one.ru not in printed]
    assert f"SHA-256 {SHA[:16]}" in printed and "Редакция" not in printed


def test_a_chain_of_a_school_takes_one_page():
    assert len(pages(chain(gymnasium()))) == 1


def test_a_drawing_is_never_cut_over_pages():
    printed = pages(chain(many(12)))
    on = [at for at, page in enumerate(printed) for number in range(12) if page.count(f"Состояние {number} ")]
    assert Counter(on).most_common(1)[0][1] >= 11
    # Forty states take one page too, however small.
    assert "Дальше 38" in pages(chain(many(40)))[-1] and "Дальше 1 " in pages(chain(many(40)))[-1]


def test_the_same_chain_gives_the_same_bytes():
    assert chain(gymnasium()) == chain(gymnasium()) != chain(gymnasium(), "adoption")


def test_what_the_font_lacks_is_named_in_the_drawing_too():
    assert "[U+1F600]" in " ".join(pages(chain(many(2, "😀"))))
