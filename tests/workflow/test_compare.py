"""Two texts compared: what is said of each clause, and that nothing else is said."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from random_trees import editions, said, text, trees

from workflow.documents.clauses import Clause, walk
from workflow.documents.compare import (
    Comparison,
    Made,
    aligned,
    as_json,
    compare,
    rebuilt,
    runs,
    table,
    turned_back,
)
from workflow.documents.compare.plain import lines
from workflow.documents.document import EditionText
from workflow.documents.reading import read
from workflow.values import Text, both


def _read(*lines: str) -> EditionText:
    return text(read("\n\n".join(lines)).clauses, "Положение о хоре")


OLD = (
    "1. Общее",
    "1.1. Хор поёт по вторникам и четвергам в большом зале школы.",
    "1.2. Ноты хранит библиотекарь в запертом шкафу у окна.",
    "2. Права",
    "2.1. Певец вправе взять ноты домой на одну неделю.",
    "2.2. Певец вправе пропустить занятие по болезни.",
    "2.3. Руководитель ведёт журнал посещений и список певцов.",
    "2.4. Хор выступает на праздниках школы и города каждый год.",
)


def _compared(*new: str) -> Comparison:
    old, latter = _read(*OLD), _read(*new)
    return compare(old, aligned(old, latter))


def _told(comparison: Comparison) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (
            one.former.clause.label if one.former else "",
            one.latter.clause.label if one.latter else "",
            one.kinds,
        )
        for one in comparison.changes
    ]


@given(editions())
def test_changes_alone_make_the_new_text_of_the_old(pair: tuple[EditionText, EditionText]) -> None:
    old, new = pair
    assert rebuilt(old, compare(old, new)) == new


@given(editions())
def test_a_comparison_turned_back_is_the_comparison_the_other_way(
    pair: tuple[EditionText, EditionText],
) -> None:
    old, new = pair
    there, back = turned_back(compare(old, new)), compare(new, old)
    assert set(there.changes) == set(back.changes)
    assert there.heads == back.heads
    assert {one.turns for one in there.annexes} == {one.turns for one in back.annexes}
    assert rebuilt(new, there) == old


@given(trees())
def test_a_text_differs_in_nothing_from_itself(tree: tuple[Clause, ...]) -> None:
    one = text(tree, "Положение", (text(tree, "Приложение"),))
    assert compare(one, one).same
    assert compare(one, one).changes == ()


@given(editions())
def test_texts_that_differ_are_never_called_the_same(pair: tuple[EditionText, EditionText]) -> None:
    old, new = pair
    assert compare(old, new).same == (old == new)


@given(editions())
def test_every_clause_is_told_once_at_most(pair: tuple[EditionText, EditionText]) -> None:
    for part in compare(*pair).parts():
        uids = [one.uid for one in part.changes]
        assert len(uids) == len(set(uids))


@given(editions())
def test_a_clause_in_both_texts_is_never_taken_for_one_gone_and_one_come(
    pair: tuple[EditionText, EditionText],
) -> None:
    for part in compare(*pair).parts():
        both_have = {one.uid for one in walk(part.former.clauses)} & {
            one.uid for one in walk(part.latter.clauses)
        }
        alone = {one.uid for one in part.changes if one.former is None or one.latter is None}
        assert not both_have & alone


@given(said, said)
def test_runs_make_both_texts_exactly(old: str, new: str) -> None:
    told = runs(old, new)
    assert "".join(run.text for run in told if run.kind != "added") == old
    assert "".join(run.text for run in told if run.kind != "removed") == new


@given(st.text(), st.text())
def test_runs_make_both_texts_exactly_whatever_they_hold(old: str, new: str) -> None:
    told = runs(old, new)
    assert "".join(run.text for run in told if run.kind != "added") == old
    assert "".join(run.text for run in told if run.kind != "removed") == new


def test_a_rewritten_phrase_reads_as_a_phrase_not_as_confetti() -> None:
    told = runs(
        "Встречи проводятся 1 раз в месяц.",
        "Встречи проводятся не реже одного раза в четверть по плану.",
    )
    assert [(run.kind, run.text) for run in told] == [
        ("same", "Встречи проводятся "),
        ("removed", "1 раз в месяц"),
        ("added", "не реже одного раза в четверть по плану"),
        ("same", "."),
    ]


def test_clause_moved_between_sections_is_moved_and_its_followers_are_renumbered() -> None:
    moved = (*OLD[:3], "1.3. " + OLD[6][5:], *OLD[3:6], "2.3. " + OLD[7][5:])
    assert _told(_compared(*moved)) == [
        ("2.3", "1.3", ("moved", "renumbered")),
        ("2.4", "2.3", ("renumbered",)),
    ]


def test_every_kind_of_change_in_one_edition_is_told_and_nothing_else() -> None:
    new = (
        OLD[0],
        "1.1. Хор поёт по вторникам и субботам в большом зале школы.",
        "1.3. " + OLD[2][5:],
        OLD[3],
        "2.1. Утратил силу. – Приказ от 02.09.2024 № 87.",
        OLD[6],
        "2.4. Хор выступает на праздниках школы и города каждый год.",
        "2.5. Концертный наряд шьют родители, решая это на собрании.",
    )
    assert _told(_compared(*new)) == [
        ("1.1", "1.1", ("reworded",)),
        ("1.2", "1.3", ("renumbered",)),
        ("2.1", "2.1", ("repealed",)),
        ("2.2", "", ("removed",)),
        ("", "2.5", ("added",)),
    ]


def test_clause_whose_words_gave_way_to_a_note_is_repealed() -> None:
    old = text((Clause("a", "1", "Хор поёт.", "point", (Clause("b", "–", "громко;", "dash"),)),), "Положение")
    new = text((Clause("a", "1", "Утратил силу. – Приказ от 02.09.2024 № 87.", "point"),), "Положение")
    assert [one.kinds for one in compare(old, new).changes] == [("repealed",), ("removed",)]


def test_reordered_clauses_move_as_few_words_as_can_be() -> None:
    heavy, light = "Очень длинный пункт о многих вещах сразу.", "Коротко."
    old = text((Clause("a", "–", heavy, "dash"), Clause("b", "–", light, "dash")), "Положение")
    new = text((Clause("b", "–", light, "dash"), Clause("a", "–", heavy, "dash")), "Положение")
    assert [(one.uid, one.kinds) for one in compare(old, new).changes] == [("b", ("moved",))]


def test_heading_said_anew_is_known_by_what_stands_under_it() -> None:
    new = (*OLD[:3], "2. Что можно и чего нельзя тем, кто поёт", *OLD[4:])
    assert _told(_compared(*new)) == [("2", "2", ("reworded",))]


def test_paragraph_inside_a_clause_has_an_address() -> None:
    old = (*OLD[:2], "Зал открывает дежурный учитель за полчаса до начала.", *OLD[2:])
    before, after = _read(*old), _read(*old[:2], "Зал открывает дежурный учитель за час до начала.", *OLD[2:])
    comparison = compare(before, aligned(before, after))
    told = table(comparison, both("1"), both("2"))
    assert [(row.unit.ru, row.kinds) for row in told.rows] == [("абзац второй пункта 1.1", ("reworded",))]


def test_clause_that_came_with_its_list_is_one_row_of_the_table() -> None:
    comparison = _compared(*OLD, "2.5. Певец не должен:", "- опаздывать на занятия хора;", "- терять ноты.")
    told = table(
        comparison,
        both("редакция 1"),
        both("редакция 2"),
        (Made(comparison, Text("приказ № 87", "order No. 87")),),
    )
    assert [(row.unit.ru, len(row.former), len(row.latter)) for row in told.rows] == [("пункт 2.5", 0, 3)]
    assert told.rows[0].grounds.ru == "приказ № 87"


def test_text_form_marks_the_words_that_went_and_came() -> None:
    comparison = _compared(OLD[0], OLD[1].replace("четвергам", "субботам"), *OLD[2:])
    told = table(comparison, both("редакция 1"), both("редакция 2"))
    assert list(lines(told, "ru")) == [
        "Положение о хоре",
        "редакция 1 → редакция 2",
        "изменено: 1",
        "",
        "пункт 1.1: изменён",
        "  − 1.1. Хор поёт по вторникам и [-четвергам-] в большом зале школы.",
        "  + 1.1. Хор поёт по вторникам и {+субботам+} в большом зале школы.",
    ]


def test_json_tells_places_kinds_and_words() -> None:
    comparison = _compared(OLD[0], OLD[1].replace("четвергам", "субботам"), *OLD[2:])
    change = as_json(comparison)["changes"][0]
    assert (change["kinds"], change["latter"]["name"]) == (["reworded"], "пункт 1.1")
    assert ["removed", "четвергам"] in change["words"]


def test_annexes_are_known_by_their_titles_wherever_they_stand() -> None:
    plan, members = text((Clause("a", "1", "Хор.", "point"),), "План"), text((), "Состав хора")
    old, new = text((), "Положение", (plan, members)), text((), "Положение", (members, plan))
    comparison = compare(old, new)
    assert [one.turns for one in comparison.annexes] == [(1, 0), (0, 1)]
    assert not comparison.same
    assert [one.changes for one in comparison.annexes] == [(), ()]


def test_kind_and_word_of_the_document_are_compared_too() -> None:
    old = text((), "Положение")
    new = EditionText("Положение", "regulation", "порядок", ())
    assert [(head.name, head.latter) for head in compare(old, new).heads] == [("word", "порядок")]
