"""Rows and cells of tables amended one by one: named, ordered, worded, carried over."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count

import pytest
from random_trees import text

from workflow.documents.addresses import addresses, named, resolve
from workflow.documents.amend import (
    Amendment,
    StaleBase,
    applied,
    as_json,
    bound,
    conflicts,
    drafted,
    edition_sha256,
    lines,
    of_json,
    read_order,
    rebased,
    said,
    same_words,
)
from workflow.documents.amend.chosen import Chosen, instructions, offered, proposed_unit
from workflow.documents.amend.operations import ExcludeWords, NewEdition, ReplaceCell, cell_sha256, own_sha256
from workflow.documents.clauses import Clause, walk
from workflow.documents.document import EditionText
from workflow.documents.tables import cells, in_rows
from workflow.errors import Refused


def _rows(letter: str, *words: str) -> tuple[Clause, ...]:
    return tuple(Clause(f"{letter}{at}", "", one, "paragraph") for at, one in enumerate(words))


HOURS = _rows("h", "№ | Предмет | Часы", "1 | Пение | 5", "2 | Ноты | 3", "3 | Ритмика | 3", " | Итого | 11")
DAYS = _rows("d", "День | Начало", "вторник | 10:00", "среда | 12:00", "среда | 13:00")
POINT = Clause(
    "p", "1.1", "Часы:", "point", (*_rows("t", "На неделю:"), *HOURS, *_rows("u", "На год больше."))
)
BASE = text(
    (Clause("s", "1", "План", "section", (POINT, Clause("q", "1.2", "Хор ездит.", "point"))),),
    "Положение о хоре",
    (text(DAYS, "Расписание"),),
)


def _made(order: str, base: EditionText = BASE) -> Amendment:
    read = read_order(order)
    assert read.faults == ()
    return bound(read.found, base, new_uid=map("n{}".format, count(1)).__next__)


def _table(edition: EditionText, annex: bool = False) -> list[list[str]]:
    inside = edition.annexes[0].clauses if annex else edition.clauses[0].children[0].children
    (table,) = (run for run in in_rows(inside) if len(run) > 1)
    return [cells(row) for row in table]


def test_a_row_is_known_by_its_number_or_its_words_and_is_no_paragraph() -> None:
    said = {uid: named(address).ru for uid, address in addresses(BASE.clauses).items()}
    assert said["h0"] == "строка «№» таблицы пункта 1.1"
    assert said["h2"] == "строка 2 таблицы пункта 1.1"
    assert said["h4"] == "строка «Итого» таблицы пункта 1.1"
    assert (said["t0"], said["u0"]) == ("абзац второй пункта 1.1", "абзац третий пункта 1.1")
    days = {uid: named(address).ru for uid, address in addresses(DAYS).items()}
    assert list(days.values()) == [
        "строка «День» таблицы", "строка «вторник» таблицы", "строка 3 таблицы", "строка 4 таблицы",
    ]  # fmt: skip


def test_two_tables_of_one_unit_are_counted() -> None:
    both = (*HOURS, *_rows("t", "И дни:"), *DAYS)
    known = addresses(both)
    assert named(known["h1"]).ru == "строка 1 таблицы первой"
    assert named(known["d1"], "genitive").ru == "строки «вторник» таблицы второй"
    assert all([one.uid for one in resolve(both, address)] == [uid] for uid, address in known.items())


OF = "таблицы пункта 1.1"
EACH = (
    (f"строку 2 {OF} изложить в следующей редакции: «2 | Сольфеджио | 4»", ["2", "Сольфеджио", "4"]),
    (f"графу 3 строки 2 {OF} изложить в следующей редакции: «4»", ["2", "Ноты", "4"]),
    (f"в строке 2 {OF} слово «Ноты» заменить словом «Лад»", ["2", "Лад", "3"]),
    (f"строку 2 {OF} дополнить словом «часа»", ["2", "Ноты", "3 часа"]),
    (f"в строке 2 {OF} слово «Ноты» исключить", ["2", "", "3"]),
    ("таблицу пункта 1.1 дополнить строкой 4 следующего содержания:\n«4 | Танец | 2»", ["4", "Танец", "2"]),
    ("таблицу пункта 1.1 дополнить строкой 1.1 следующего содержания:\n«1.1 | Лад | 2»", ["1.1", "Лад", "2"]),
    ("таблицу пункта 1.1 дополнить строкой следующего содержания:\n«Всего | – | 1»", ["Всего", "–", "1"]),
)


@pytest.mark.parametrize(("order", "row"), EACH)
def test_a_row_or_a_cell_changes_and_the_rest_of_the_table_stays(order: str, row: list[str]) -> None:
    made = _made(order)
    before, after = _table(BASE), _table(applied(BASE, made))
    assert [one for one in after if one not in before] == [row]
    assert len([one for one in before if one not in after]) == (0 if "дополнить строкой" in order else 1)
    assert lines(BASE, made) == (order,)
    assert said(BASE, made).amendment == made
    assert of_json(json.loads(json.dumps(as_json(made)))) == made


def test_a_row_without_a_number_comes_last_and_one_with_a_number_in_its_turn() -> None:
    first = [row[0] for row in _table(applied(BASE, _made(EACH[5][0])))]
    assert first == ["№", "1", "2", "3", "4", ""]
    assert [row[0] for row in _table(applied(BASE, _made(EACH[6][0])))][1:4] == ["1", "1.1", "2"]


def test_rows_of_a_list_come_one_after_the_other() -> None:
    order = (
        "после строки «вторник» таблицы приложения дополнить строками следующего содержания: "
        "«четверг | 9:00\nпятница | 9:30»"
    )
    after = applied(BASE, _made(order))
    assert [row[0] for row in _table(after, annex=True)][:4] == ["День", "вторник", "четверг", "пятница"]
    of = "таблицы приложения дополнить строкой следующего содержания:\n"
    assert drafted(BASE, after).wording == (
        f"после строки «вторник» {of}«четверг | 9:00»",
        f"после строки «четверг» {of}«пятница | 9:30»",
    )


def test_cells_pasted_with_tabs_are_cells() -> None:
    made = _made(f"строку 2 {OF} изложить в следующей редакции: «2\tСольфеджио\t4»")
    assert _table(applied(BASE, made))[2] == ["2", "Сольфеджио", "4"]


def test_words_of_one_cell_are_sought_in_that_cell_alone() -> None:
    double = text((Clause("p", "1", "Часы:", "point", _rows("h", "Час | Нота", "час | час")),), "Положение")
    after = applied(double, _made("в графе 2 строки 2 таблицы слово «час» заменить словом «два»", double))
    assert [one.text for one in walk(after.clauses)][-1] == "час | два"


@pytest.mark.parametrize(
    ("order", "told"),
    [
        (f"строку 9 {OF} исключить", "нет такого: строка 9 таблицы пункта 1.1"),
        (f"строку «Танец» {OF} исключить", "нет такого: строка «Танец» таблицы пункта 1.1"),
        ("строку 2 таблицы пункта 1.2 исключить", "нет такого"),
        (f"строку 2 {OF} признать утратившей силу", "исключите её"),
        (f"строку 2 {OF} изложить в следующей редакции: «Сольфеджио»", "до 3 ячеек"),
        (f"строку 2 {OF} изложить в следующей редакции: «2 | а | б | в»", "до 3 ячеек"),
        (f"строку 2 {OF} изложить в следующей редакции: «5 | а | б»", "под другим номером"),
        (f"графу 4 строки 2 {OF} изложить в следующей редакции: «а»", "такой графы нет"),
        (f"графу 3 строки 2 {OF} изложить в следующей редакции: «4 | 5»", "из одной ячейки"),
        (f"в строке 2 {OF} слова «Ноты | 3» исключить", "из одной ячейки"),
        (f"в графе 3 строки 2 {OF} слово «Ноты» исключить", "слов нет"),
        ("таблицу пункта 1.1 дополнить строкой 2 следующего содержания: «2 | а | б»", "уже есть строка 2"),
        ("таблицу пункта 1.1 дополнить строкой 7 следующего содержания: «8 | а | б»", "под другим номером"),
        ("пункт 1.2 дополнить строкой следующего содержания: «8 | а | б»", "не названа таблица"),
        (f"1) графу 3 строки 2 {OF} изложить в редакции: «4»\n2) строку 2 {OF} исключить", "меняют дважды"),
        (f"1) графу 3 строки 2 {OF} изложить в редакции: «4»\n2) в графе 3 строки 2 {OF} цифру «3» исключить",
         "меняют дважды"),
    ],
)  # fmt: skip
def test_what_does_not_fit_the_table_is_refused(order: str, told: str) -> None:
    with pytest.raises(Refused) as caught:
        applied(BASE, _made(order))
    assert told in "; ".join(one.message.ru for one in caught.value.unmet)


def test_words_that_would_make_a_row_a_plain_line_are_refused() -> None:
    pair = text((Clause("p", "1", "Часы:", "point", _rows("h", "Час | Нота", "два | три")),), "Положение")
    row = pair.clauses[0].children[1]
    whole = Amendment(edition_sha256(pair), (ExcludeWords("h1", own_sha256(row), "| три"),))
    cell = Amendment(edition_sha256(pair), (ReplaceCell("h1", cell_sha256(row, 1), 1, ""),))
    for made in (whole, cell):
        with pytest.raises(Refused) as caught:
            applied(pair, made)
        assert [one.code for one in caught.value.unmet] == ["no-row"]


def test_two_drafts_may_change_two_cells_of_one_row_and_each_is_carried_over() -> None:
    name = _made(f"графу 2 строки 2 {OF} изложить в следующей редакции: «Лад»")
    hours = _made(f"графу 3 строки 2 {OF} изложить в следующей редакции: «4»")
    assert conflicts(BASE, name, hours) == ()
    assert [one.place.ru for one in conflicts(BASE, name, name)] == ["строка 2 таблицы пункта 1.1"]
    other = applied(BASE, name)
    assert _table(applied(other, rebased(hours, other)))[2] == ["2", "Лад", "4"]
    with pytest.raises(StaleBase):
        rebased(name, other)


def test_an_edition_with_other_cells_names_the_cells_and_one_with_a_new_row_the_row() -> None:
    after = applied(
        BASE, _made(f"1) графу 3 строки 2 {OF} изложить в редакции: «4»\n2) строку 1 {OF} исключить")
    )
    told = drafted(BASE, after)
    assert told.wording == (
        f"строку 1 {OF} исключить",
        f"графу 3 строки 2 {OF} изложить в следующей редакции: «4»",
    )
    assert any(isinstance(one, ReplaceCell) for one in told.amendment.operations)


def test_a_row_put_in_pushes_the_numbers_below_it_and_all_of_it_is_said() -> None:
    pushed = {"h2": "3 | Ноты | 3", "h3": "4 | Ритмика | 3"}
    rows = [replace(one, text=pushed.get(one.uid, one.text)) for one in HOURS]
    rows.insert(2, Clause("new", "", "2 | Лад | 2", "paragraph"))
    point = replace(POINT, children=(POINT.children[0], *rows, POINT.children[-1]))
    section = replace(BASE.clauses[0], children=(point, *BASE.clauses[0].children[1:]))
    after = replace(BASE, clauses=(section,))
    assert drafted(BASE, after).wording == (
        f"графу 1 строки 2 {OF} изложить в следующей редакции: «3»",
        f"графу 1 строки 3 {OF} изложить в следующей редакции: «4»",
        "таблицу пункта 1.1 дополнить строкой 2 следующего содержания:\n«2 | Лад | 2»",
    )


def test_a_row_that_goes_leaves_its_number_to_another() -> None:
    order = f"1) строку 3 {OF} исключить\n2) таблицу пункта 1.1 дополнить строкой 3: «3 | Танец | 2»"
    assert [row[1] for row in _table(applied(BASE, _made(order)))] == [
        "Предмет", "Пение", "Ноты", "Танец", "Итого",
    ]  # fmt: skip


def test_a_row_that_moved_is_said_to_move() -> None:
    made = _made(f"строку 3 {OF} перенести после строки 1 {OF}")
    after = applied(BASE, made)
    assert [row[0] for row in _table(after)] == ["№", "1", "3", "2", ""]
    told = drafted(BASE, after)
    assert not any(isinstance(one, NewEdition) for one in told.amendment.operations)
    assert same_words(applied(BASE, told.amendment), after)


@pytest.mark.parametrize(
    ("chosen", "phrase"),
    [
        (Chosen("replace_cell", "h2", "4", column=2), EACH[1][0]),
        (Chosen("exclude", "h2"), f"строку 2 {OF} исключить"),
        (Chosen("add_after", "h3", "4 | Танец | 2", unit="row"), EACH[5][0]),
        (Chosen("replace_cell", "d1", "11:00", column=1),
         "графу 2 строки «вторник» таблицы приложения изложить в следующей редакции: «11:00»"),
    ],
)  # fmt: skip
def test_what_is_chosen_in_a_table_is_said_of_its_row(chosen: Chosen, phrase: str) -> None:
    assert lines(BASE, bound(instructions(BASE, chosen), BASE)) == (phrase,)


def test_a_row_offers_its_cells_and_no_number() -> None:
    choices = offered(HOURS[1], row=True)
    assert choices[0] == "replace_cell" and not {"renumber", "repeal", "add_inside"} & {*choices}
    assert proposed_unit(BASE, "h1", "add_after") == ("row", "")
