"""Nothing is mended in silence: each irregularity has a notice at its line, with a mend, in two languages."""

from __future__ import annotations

import re

import pytest
from reading_samples import NAMES, reading

from workflow.documents.reading import Notice, as_json, documents, read
from workflow.documents.reading.citation_messages import CITATIONS_TOLD
from workflow.documents.reading.messages import codes

# The irregularity, the sample that has it, its line and code, and what the suggestion must name.
IRREGULAR = [
    ("second number 5, really 5.3", "village", 48, "duplicate-number", "5.3"),
    ("skipped number", "village", 17, "skipped-number", "1.3"),
    ("first heading without number", "village", 13, "section-without-number", "1"),
    ("section with nothing but a list", "village", 25, "list-without-points", "3.1"),
    ("several intros with lists", "lyceum", 44, "several-intros", "2.1"),
    ("list without marks", "district", 25, "undashed-list", ""),
    ("paragraph after a sub-point", "district", 37, "extra-paragraph", "3.1.1"),
    ("numbered list inside a dash", "order", 56, "mixed-list", ""),
    ("dash before an item number", "order", 58, "dashed-number", ""),
    ("dash before a point number", "nursery", 16, "dashed-number", ""),
    ("numbers with and without a dot", "nursery", 21, "mixed-final-dot", ""),
    ("three levels", "nursery", 23, "three-levels", "2.1"),
    ("paragraph torn by a page", "lyceum", 35, "page-break", ""),
    ("paragraph torn inside brackets", "nursery", 31, "page-break", ""),
    ("blank line inside a list", "lyceum", 48, "blank-in-list", ""),
    ("markup", "order", 1, "markup", ""),
    ("two documents in one file", "order", 34, "several-documents", ""),
    ("dash inside an entry", "order", 23, "inner-dash", ""),
    ("bare date and number", "order", 9, "bare-date", ""),
    ("short word for a protocol", "lyceum", 5, "guessed-instrument", "Протокол"),
    ("short word for an order", "lyceum", 15, "guessed-instrument", "Приказ"),
    ("date run into «г.»", "lyceum", 5, "unusual-date", "14.03.2022"),
    ("date in words and guillemets", "nursery", 9, "unusual-date", "16.05.2021"),
    ("date with a month in words after a dot", "district", 6, "unusual-date", "07.10.2019"),
    ("date without a zero", "village", 5, "unusual-date", "03.02.2017"),
    ("number with a slash", "district", 6, "number-with-slash", ""),
    ("stamp word in guillemets", "lyceum", 12, "stamp-layout", ""),
    ("stamp word with a colon", "village", 1, "stamp-layout", ""),
    ("adoption printed after approval", "lyceum", 17, "stamp-order", ""),
    ("name of a body over two lines", "lyceum", 8, "body-over-lines", ""),
    ("blank signature", "district", 8, "blank-signature", ""),
    ("bracket never closed", "lyceum", 57, "unbalanced", ""),
    ("quote never opened", "lyceum", 65, "unbalanced", ""),
    ("list ended in different ways", "lyceum", 55, "mixed-terminators", ""),
    ("no colon before a list", "district", 43, "no-colon", "школ вот что"),
    ("abbreviation drifts", "village", 34, "abbreviation-drift", "КРШ"),
    ("abbreviation defined twice", "village", 16, "term-defined-twice", "КРШ"),
    ("text lost in scanning", "district", 39, "lost-text", ""),
    ("heading of two sentences", "village", 25, "heading-of-sentences", ""),
    ("title over several lines", "district", 10, "title-of-lines", ""),
    ("contents before the text", "annexes", 13, "contents", ""),
    ("line ends lost", "flat", 1, "flattened", ""),
]


def _notices(name: str) -> list[Notice]:
    return [notice for one in documents(reading(name)) for notice in one.notices]


@pytest.mark.parametrize(
    ("name", "line", "code", "mend"), [row[1:] for row in IRREGULAR], ids=[row[0] for row in IRREGULAR]
)
def test_irregularity_is_told_at_its_line(name: str, line: int, code: str, mend: str) -> None:
    told = [notice for notice in _notices(name) if (notice.line, notice.code) == (line, code)]
    assert len(told) == 1, [(notice.line, notice.code) for notice in _notices(name)]
    assert mend in told[0].suggestion.ru


@pytest.mark.parametrize("name", NAMES)
def test_every_notice_speaks_both_languages_and_offers_a_mend(name: str) -> None:
    for notice in _notices(name):
        assert notice.code in codes()
        for text in (notice.message, notice.suggestion):
            assert re.search("[а-яё]", text.ru)
            assert re.search("[a-z]", text.en)
            assert "{" not in text.ru + text.en


@pytest.mark.parametrize("name", NAMES)
def test_notices_follow_the_lines_and_none_is_told_twice(name: str) -> None:
    for one in documents(reading(name)):
        lines = [notice.line for notice in one.notices]
        assert lines == sorted(lines)
        assert len(set(one.notices)) == len(one.notices)


def test_number_of_an_unnumbered_heading_is_offered_not_taken() -> None:
    (notice,) = [one for one in _notices("village") if one.code == "section-without-number"]
    assert notice.inferred == "1"
    assert reading("village").clauses[0].label == ""


def test_orderly_document_is_read_without_a_word() -> None:
    text = (
        "УТВЕРЖДЕНО\nприказом директора школы\nот 02.03.2021 № 17\n\nПОЛОЖЕНИЕ о хоре\n\n"
        "1. Общие положения\n\n1.1. Хор поёт по вторникам.\n\n1.2. В хоре:\n\n- сопрано;\n- альты.\n\n"
        "2. Концерты\n\n2.1. Концертов два.\n"
    )
    assert read(text).notices == ()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ПОЛОЖЕНИЕ о хоре\n\n1. Общее\n\n1.1. Хор поёт.\n", "no-approvals"),
        ("1. Общее\n\n1.1. Хор поёт.\n", "no-title"),
        ("ПОЛОЖЕНИЕ о хоре\n", "no-clauses"),
        ("1. Общее\n\n1.1. Раз.\n\n2.3. Два.\n", "number-of-other-section"),
        ("1. Общее\n\n1.1. Раз.\n\n1.3. Три.\n\n1.2. Два.\n", "number-out-of-order"),
        ("1. Общее\n\n1.1. Раз.\n\nНАШИ ПРАВА\n\n2.2. Два.\n", "heading-without-number"),
        ("1. Общее\n\n1.1. Раз образова-\nние.\n", "hyphen-at-break"),
        ("1. Общее\n\n1.1. Раз.\nl.2. Два.\n", "misread-number"),
        ("1. Общее\n\n1.1. Раз.\n1.2. Два.\n1. 3. Три.\n", "misread-number"),
        ("1. Общее\n\n1.1. Раз.\n1.2\nДва.\n", "number-apart"),
        ("1. Общее\n\n1.1. Раз. 1.2. Два.\n", "number-inside"),
        ("1. Общее\n\n1.1.\n1.2. Два.\n", "point-without-words"),
        ("1. Общее\n\n1.1. Раз.\n1.2.1. Два.\n", "point-without-parent"),
        ("1. Общее\n\n1.1. Раз\n\n2\n\nи два.\n\n3\n\n1.2. Три.\n", "page-number"),
        ("1. Общее\n\n1.1. Раз (см. пункт 7.4).\n", "citation-gone"),
        ("1. Общее\n\n1.1. Раз по пункту 1.2.\n1.2. Утратил силу.\n", "citation-lapsed"),
        ("1. Общее\n\n1.1. Раз по пункту 1.2.\n1.2. Два.\n1.2. Три.\n", "citation-several"),
    ],
)
def test_what_is_missing_or_astray_is_told(text: str, code: str) -> None:
    assert code in [notice.code for notice in read(text).notices]


@pytest.mark.parametrize(
    "text",
    [
        "1. Общее\n\n1.1. Раз по п. 1.2. Порядка.\n",
        "1. Общее\n\n1.1. Раз. 1.2. Порядка.\n\n1.2. Два.\n",
        "1. Общее\n\n1.1. Раз. 3.4. Порядка.\n",
        "1. Общее\n\n1.1. Ставка\n1,5 оклада.\n",
        "1. Общее\n\n1.1. Действует с\n01.09.2023 Года.\n",
    ],
)
def test_a_figure_that_is_no_next_number_is_not_called_one(text: str) -> None:
    codes = {notice.code for notice in read(text).notices}
    assert not codes & {"misread-number", "number-inside", "number-apart"}


def test_a_damaged_number_is_not_told_as_one_out_of_its_order() -> None:
    told = read("ПОЛОЖЕНИЕ о хоре\n\n1. Общее\n\n1.1. Раз.\n1. 2. Два.\n1.З. Три.\n").notices
    assert [(one.line, one.code) for one in told if one.line > 5] == [
        (6, "misread-number"),
        (7, "misread-number"),
    ]


def test_points_run_into_one_line_are_told_one_after_another() -> None:
    told = read("ПОЛОЖЕНИЕ о хоре\n\n1. Общее\n\n1.1. Раз.\n1. 2. Два. 1.3. Три. 1.4. Четыре.\n").notices
    facts = [dict(one.facts) for one in told if one.code == "number-inside"]
    assert [(one["label"], one["mend"]) for one in facts] == [("1.2", "1.3"), ("1.3", "1.4")]


def test_json_has_the_promised_keys_at_every_depth() -> None:
    order = as_json(reading("order"), "en")
    assert {"title", "kind", "approvals", "clauses", "annexes", "notices"} <= order.keys()
    annex = order["annexes"]
    assert isinstance(annex, list)
    assert annex[0].keys() == order.keys()
    for notice in annex[0]["notices"]:
        assert {"line", "code", "message", "suggestion"} <= notice.keys()
        assert not re.match("[А-Я]", notice["message"])
    assert {"label", "text", "children"} <= annex[0]["clauses"][0].keys()
    approval = annex[0]["approvals"][0]
    assert {
        "act",
        "by_kind",
        "by_text",
        "instrument",
        "number",
        "date",
        "signer",
        "ambiguous",
    } <= approval.keys()


def test_a_name_broken_at_its_hyphen_is_whole_in_the_title() -> None:
    found = read("Положение\nо хоре школы села Верхне-\nЛуговое\n\n1. Общее\n1.1. Хор поёт.\n")
    assert found.title == "Положение о хоре школы села Верхне-Луговое"


@pytest.mark.parametrize(
    "text",
    [
        "1.1. Раз по пункту 1.2.\n1.2. Два.",
        "1.1. Раз по пункту 7.4 Федерального закона.",
        "1.1. Раз по пункту 7.4 Положения о хоре района.",
        "1.1. Раз по подпункту 9 пункта 1.2.\n1.2. Два.",
    ],
)
def test_a_citation_that_leads_to_its_clause_or_to_another_act_is_not_told(text: str) -> None:
    assert not {one.code for one in read(f"1. Общее\n\n{text}\n").notices} & CITATIONS_TOLD.keys()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1.1. Буфет открыт.\n1) Чай дают всем.\n2) Кофе дают учителям.", False),
        ("1.1. Буфет открыт.\n1) чаем;\n2) кофе.", True),
        ("1.1. В буфете есть\n1) Чай.\n2) Кофе.", True),
    ],
)
def test_numbered_sentences_under_a_finished_one_want_no_colon(text: str, told: bool) -> None:
    assert ("no-colon" in {one.code for one in read(f"1. Общее\n\n{text}\n").notices}) == told


def test_an_order_cites_the_acts_it_is_about() -> None:
    order = "ПРИКАЗ\n01.02.2024 № 3\nО хоре\nПРИКАЗЫВАЮ:\n1. Исполнять пункт 7.4.\n2. Хранить ноты.\n"
    assert "citation-gone" not in {one.code for one in read(order).notices}


def test_two_numbers_of_another_section_are_each_offered_a_free_one_and_no_second_mend() -> None:
    found = read("ПОЛОЖЕНИЕ о хоре\n\n1. Общее\n1.1. Раз.\n4.5. Два.\n4.5. Три.\n").notices
    told = [(one.line, dict(one.facts)["mend"]) for one in found if "mend" in dict(one.facts)]
    assert told == [(5, "1.2"), (6, "1.3")]


def test_the_rows_of_a_table_are_no_unnumbered_paragraphs() -> None:
    found = read("ПОЛОЖЕНИЕ о хоре\n\n1. Общее\n1.1. Часы.\n\n\\Класс | Время\n\n\\5 | 11:00\n").notices
    assert not {"extra-paragraph", "undashed-list"} & {one.code for one in found}
