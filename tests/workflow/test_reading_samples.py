"""Documents of awkward shapes become the trees a person would draw."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_samples import drawn, reading, sample

from workflow.documents.clauses import walk
from workflow.documents.reading import documents, read
from workflow.documents.reading.texts import told_title

# What the five source documents hold: sections, points, dashes, numbered items, unnumbered paragraphs.
SEEDS = {
    "000_": [("regulation", 6, 15, 40, 0, 3)],
    "001_": [("order", 0, 5, 5, 0, 0), ("regulation", 3, 16, 6, 3, 0)],
    "002_": [("regulation", 4, 22, 0, 0, 0)],
    "003_": [("regulation", 4, 24, 7, 0, 7)],
    "004_": [("regulation", 6, 16, 18, 0, 1)],
}


def _counts(text: str) -> list[tuple[object, ...]]:
    found = []
    for one in documents(read(text)):
        kinds = [clause.kind for clause in walk(one.clauses)]
        found.append((one.kind, *map(kinds.count, ("section", "point", "dash", "item", "paragraph"))))
    return found


def test_source_documents_have_the_clauses_that_a_person_counts(seeds: tuple[Path, ...]) -> None:
    if not seeds:
        pytest.skip("the source documents are not beside this checkout")
    for path in seeds:
        assert _counts(path.read_text(encoding="utf-8")) == SEEDS[path.name[:4]], path.name


def test_intros_with_lists_of_their_own_stand_side_by_side() -> None:
    museum = reading("lyceum")
    assert drawn([museum.clauses[1]]) == "2\n  Цели\n    –\n    –\n  Задачи\n    –\n    –\n    –"


def test_paragraph_torn_by_a_page_is_whole() -> None:
    museum = reading("lyceum")
    whole = "Это место встречи поколений, куда приходят ученики, родители и гости города."
    assert museum.clauses[0].children[1].text.endswith(whole)


def test_order_and_the_regulation_it_approves_are_two_documents() -> None:
    order = reading("order")
    assert (order.kind, order.title) == ("order", "Об открытии школьной театральной студии")
    assert [clause.label for clause in order.clauses] == ["1", "2", "3", "4", "5"]
    assert order.foot == "Директор\n\nВ.Э. Суховей"
    assert order.preamble.endswith("ПРИКАЗЫВАЮ:")
    (annex,) = order.annexes
    assert (annex.kind, annex.word, annex.lines) == ("regulation", "положение", (34, 68))
    assert annex.title.startswith("ПОЛОЖЕНИЕ о театральной студии муниципального")


def test_annex_is_approved_by_its_order() -> None:
    order = reading("order")
    (own,) = order.approvals
    (annexed,) = order.annexes[0].approvals
    assert (own.number, own.date, own.by_kind) == ("207", "2022-09-12", "head")
    assert (annexed.act, annexed.number, annexed.date) == ("УТВЕРЖДЕНО", "207", "2022-09-12")


def test_dash_inside_an_entry_does_not_divide_it() -> None:
    members = reading("order").clauses[2].children
    assert members[0].text == "Ладогина Т.П. - учитель музыки, хормейстер,"


def test_numbered_items_nest_in_a_dash_and_the_dashes_go_on() -> None:
    work = reading("order").annexes[0].clauses[1]
    assert drawn([work.children[0]]) == "2.1\n  –\n  –\n    1)\n    2)\n    3)\n  –"


def test_numbers_behind_dashes_and_without_a_dot_are_numbers() -> None:
    club = reading("nursery")
    assert drawn(club.clauses) == "1\n  1.1\n  1.2\n2\n  2.1\n    2.1.1\n    2.1.2\n3\n  3.1"


def test_sentences_under_a_colon_and_after_a_point_are_its_paragraphs() -> None:
    council = reading("district")
    assert drawn([council.clauses[1]]) == "2\n  2.1\n    Приглашать\n    Собирать\n    Хвалить"
    assert drawn([council.clauses[2]]) == "3\n  3.1\n    3.1.1\n      Просмотр\n    3.1.2"


def test_missing_repeated_and_skipped_numbers_stay_as_printed() -> None:
    circle = reading("village")
    assert [clause.label for clause in circle.clauses] == ["", "2", "3", "4", "5", "5"]
    assert [clause.label for clause in circle.clauses[0].children] == ["1.1", "1.2", "1.4"]


def test_points_count_on_through_named_sections() -> None:
    rules = reading("charter")
    assert (rules.kind, rules.word) == ("regulation", "правила")
    first, second = rules.clauses
    assert drawn([first]) == "Раздел I\n  1\n  2\n    а)\n    б)\n      1)\n      2)\n    в)"
    assert drawn([second]) == "Раздел II\n  3\n  4\n    1\n    2\n    3"
    assert rules.foot.startswith("Директор")


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    first, third = reading("charter").clauses[0].children[0], reading("charter").clauses[1].children[0]
    assert first.text.endswith("который записался в библиотеку и получил формуляр.")
    assert third.text.endswith("до конца месяца. Опоздавших записывают отдельно.")


def test_annexes_are_documents_and_contents_are_not_text() -> None:
    contest = reading("annexes")
    assert drawn(contest.clauses) == "1\n  1.1\n2\n  2.1\n    1)\n    2)"
    assert "Жюри ........ 3" in contest.preamble
    assert [(one.title, one.word) for one in contest.annexes] == [
        ("СОСТАВ ЖЮРИ", "состав"),
        ("Форма заявки", "форма"),
    ]


def test_text_that_lost_its_line_ends_is_divided_at_its_numbers() -> None:
    paper = reading("flat")
    assert paper.title == "ПОЛОЖЕНИЕ о школьной газете"
    assert drawn(paper.clauses) == "1\n  1.1\n  1.2\n2\n  2.1\n  2.2"


def test_protocol_is_told_by_its_word() -> None:
    minutes = reading("minutes")
    assert (minutes.kind, minutes.title) == ("protocol", "ПРОТОКОЛ № 4 заседания педагогического совета")
    assert minutes.foot.count("_______") == 2


def test_text_without_title_or_numbers_is_paragraphs() -> None:
    garden = reading("plain")
    assert (garden.title, garden.kind, garden.head) == ("", "other", "")
    assert [clause.kind for clause in garden.clauses] == ["paragraph", "paragraph"]


def test_approvals_stand_on_their_lines_of_the_file() -> None:
    museum = reading("lyceum")
    lines = sample("lyceum").split("\n")
    assert len(museum.approvals) == 4
    for approval in museum.approvals:
        stamp = "\n".join(lines[approval.lines[0] - 1 : approval.lines[1]])
        assert approval.number is not None
        assert approval.number in stamp


@pytest.mark.parametrize(
    ("title", "kind", "word"),
    [
        ("Должностная инструкция сторожа", "regulation", "инструкция"),
        ("ПОРЯДОК приёма", "regulation", "порядок"),
        ("П О Л О Ж Е Н И Е", "regulation", "положение"),
        ("Годовой план работы", "plan", "план"),
        ("РАБОЧАЯ ПРОГРАММА кружка", "program", "программа"),
        ("Дорожная карта", "plan", "дорожная карта"),
        ("ОТЧЁТ о работе", "other", "отчёт"),
        ("Сказка о рыбке", "other", ""),
    ],
)
def test_kind_follows_the_word_of_the_title(title: str, kind: str, word: str) -> None:
    found = read(f"{title}\n\n1. Первый раздел\n\n1.1. Первый пункт этого раздела.\n")
    assert (found.kind, found.word) == (kind, word)


def test_caller_may_know_the_kind() -> None:
    text = "1. Создать кружок\n\n2. Назначить руководителя\n"
    assert [one.kind for one in read(text).clauses] == ["section", "section"]
    assert [one.kind for one in read(text, kind="order").clauses] == ["point", "point"]


def test_uids_are_drawn_in_the_order_of_reading() -> None:
    order = reading("order")
    drawn_uids = [clause.uid for one in documents(order) for clause in walk(one.clauses)]
    assert drawn_uids == [f"c{number}" for number in range(1, len(drawn_uids) + 1)]
    assert next(walk(read("1. Раз", new_uid=lambda: "k7f2").clauses)).uid == "k7f2"


def test_every_clause_knows_its_line() -> None:
    order = reading("order")
    lines = sample("order").split("\n")
    for one in documents(order):
        for clause, start in zip(walk(one.clauses), one.starts, strict=True):
            assert clause.text.split()[0] in lines[start - 1]


def test_order_whose_ordering_word_is_damaged_is_still_an_order() -> None:
    found = read("ПРИКАЗ\n\n12.10.2020 № 73/2\n\nс. Заречье\n\nО дежурстве\n\n1. Назначить дежурных.\n")
    assert (found.kind, found.title, [one.kind for one in found.clauses]) == (
        "order",
        "О дежурстве",
        ["point"],
    )


def test_dirt_in_a_heading_does_not_divide_the_document() -> None:
    stamp = "1. СОГЛАСОВАНО\n\nСовет школы\n\nПротокол № 2 от 11.11.2020\n\n"
    found = read(f"{stamp}ПОЛОЖЕНИЕ\nо хоре\n\n1. Общее\n\n1.1. Хор поёт.\n")
    assert (found.title, found.annexes) == ("ПОЛОЖЕНИЕ о хоре", ())


def test_deeper_dash_is_an_entry_of_the_dash_above() -> None:
    found = read("1. Хор\n\n1.1. Голоса:\n\n- высокие\n  - сопрано;\n  - тенор;\n- низкие.\n")
    assert drawn(found.clauses[0].children) == "1.1\n  –\n    –\n    –\n  –"


def test_sentences_under_an_unnumbered_intro_are_its_list() -> None:
    found = read("1. Хор\n\nЦели:\n\nПеть вместе.\n\nСлушать других.\n\n1.1. Хор поёт.\n")
    assert drawn(found.clauses) == "1\n  Цели:\n    Петь\n    Слушать\n  1.1"


def test_list_without_marks_ends_at_its_full_stop() -> None:
    found = read("1. Хор\n\nОснования:\n\nзакон;\n\nустав.\n\nХор поёт для всех.\n\n1.1. Хор поёт.\n")
    assert drawn(found.clauses) == "1\n  Основания:\n    закон;\n    устав.\n  Хор\n  1.1"


def test_list_of_capitals_without_marks_ends_at_its_full_stop_too() -> None:
    text = "Положение о хоре\n\n1. Общее\n\nХор ведут:\n\nУчителя;\n\nРодители.\n\nХор поёт.\n"
    [section] = read(text).clauses
    assert [one.text for one in section.children] == ["Хор ведут:", "Хор поёт."]


def test_wrapped_line_that_begins_with_a_cited_number_or_a_bracket_goes_on() -> None:
    lines = "1. Хор\n1.1. Состав хора определён пунктом\n2.4 Устава школы\n(приложение 3).\n1.2. Хор поёт.\n"
    assert [one.label for one in read(lines).clauses[0].children] == ["1.1", "1.2"]


def test_short_lines_of_a_table_are_not_run_together() -> None:
    found = read("ПЛАН работы\n\n1. Дела\n\n5 класс\n\n12\n\n6 класс\n14\n")
    assert [one.text for one in found.clauses[0].children] == ["5 класс", "12", "6 класс", "14"]


def test_schedule_without_numbers_is_the_text_of_its_annex() -> None:
    annex = "Приложение\nк Положению о хоре\n\nГРАФИК\nзанятий\n\nПонедельник – сопрано\nВторник – альты\n"
    (found,) = read(f"ПОЛОЖЕНИЕ о хоре\n\n1. Общее\n\n1.1. Хор поёт.\n\n{annex}").annexes
    assert (found.title, found.kind) == ("ГРАФИК занятий", "plan")
    assert [one.text for one in found.clauses] == ["Понедельник – сопрано", "Вторник – альты"]


def test_the_place_and_the_year_under_a_title_are_no_text() -> None:
    found = read(
        "ПОЛОЖЕНИЕ\nо хоре\nг. Ленск, 2026\n\nХор поёт для всех.\n\n1. Общие положения\n1.1. Хор поёт."
    )
    assert (found.title, found.preamble) == ("ПОЛОЖЕНИЕ о хоре", "Хор поёт для всех.")
    assert "г. Ленск, 2026" in found.head


@pytest.mark.parametrize("signed", ["Директор", "Исполняющий обязанности директора К.А. Белова"])
def test_a_signature_under_an_order_is_no_text(signed: str) -> None:
    found = read(
        f"ПРИКАЗ\n01.02.2024 № 3\nО хоре\nПРИКАЗЫВАЮ:\n1. Создать хор.\n2. Купить ноты.\n\n{signed}\n"
    )
    assert ([one.text for one in found.clauses], found.foot) == (["Создать хор.", "Купить ноты."], signed)


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("ПОЛОЖЕНИЕ о хоре", "Положение о хоре"),
        ("ПОЛОЖЕНИЕ О ХОРЕ", "ПОЛОЖЕНИЕ О ХОРЕ"),
        ("Положение о хоре", "Положение о хоре"),
        ("ПРАВИЛА ПДД для учеников", "Правила ПДД для учеников"),
    ],
)
def test_a_list_of_documents_tells_a_title_without_the_capitals_of_the_page(printed: str, told: str) -> None:
    assert told_title(read(f"{printed}\n\n1. Общие положения\n1.1. Хор поёт.")) == told
