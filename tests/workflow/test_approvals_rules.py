"""Whatever the heading, stamps printed in order are all read and nothing is made up."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workflow.documents.approvals import Approval, recognise
from workflow.documents.approvals.dates import dates_in
from workflow.documents.approvals.words import meaning

COUNCILS = {
    "Управляющим советом": "governing_council",
    "Советом родителей": "parents_council",
    "Советом обучающихся": "student_council",
    "педагогическим советом": "pedagogical_council",
    "общим собранием работников": "general_meeting",
    "профсоюзным комитетом": "trade_union",
    "методическим советом": "methodical_council",
}
WORDS = (
    "УТВЕРЖДАЮ СОГЛАСОВАНО Принято рассмотрено и утверждено Директор педагогический совет родителей "
    "приказом протокол Пр. № 5 17/2-од от 01.09.2020 «30» августа 2023 г. _____ И.И.Иванова МБОУ СОШ "
    "Приложение к приказу ПОЛОЖЕНИЕ 1. Общие положения ПРИКАЗЫВАЮ Об О | \t 2021 31.02.2020 10:15 "
    "DN: CN=Школа Подписан: мнение учтено Внесены изменения введено в действие"
).split(" ")


@st.composite
def headings(draw: st.DrawFn) -> tuple[str, set[tuple[str, str, str | None, str | None]]]:
    """Stamps of councils and of a head one under another, and what they say."""
    stamps, meant = [], set()
    for body in draw(st.lists(st.sampled_from(sorted(COUNCILS)), unique=True, max_size=4)):
        act = draw(st.sampled_from(["СОГЛАСОВАНО", "ПРИНЯТО", "РАССМОТРЕНО"]))
        day, number = draw(st.dates(date(2000, 1, 1), date(2030, 1, 1))), draw(st.integers(1, 99))
        stamps.append(f"{act}\n{body}\nМБОУ СОШ № 5\nпротокол № {number} от {day:%d.%m.%Y} г.\n")
        meant.add((act, COUNCILS[body], str(number), day.isoformat()))
    day, number = draw(st.dates(date(2000, 1, 1), date(2030, 1, 1))), draw(st.integers(1, 999))
    suffix = draw(st.sampled_from(["", "-од", "/1", "а"]))
    stamps.append(f"УТВЕРЖДЕНО\nприказом директора\nот {day:%d.%m.%Y} № {number}{suffix}\n")
    meant.add(("УТВЕРЖДЕНО", "head", f"{number}{suffix}", day.isoformat()))
    return "\n".join(draw(st.permutations(stamps))) + "\nПОЛОЖЕНИЕ\nо приёме\n1. Общие положения", meant


@given(headings())
def test_stamps_one_under_another_are_read_exactly(
    heading: tuple[str, set[tuple[str, str, str | None, str | None]]],
) -> None:
    text, meant = heading
    assert {(one.act, one.by_kind, one.number, one.date) for one in recognise(text)} == meant


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from([" ", "\n", "   "]))
def test_no_number_and_no_date_is_made_up(words: list[str], between: str) -> None:
    text = between.join(words)
    printed = re.sub(r"\s", "", text)
    days = {found.date.isoformat() for found in dates_in(text.replace(between, " ")) if found.date}
    for one in recognise(text):
        assert one.number is None or one.number in printed
        assert one.date is None or one.date in days or one.date[:4] in printed
        assert 1 <= one.lines[0] <= one.lines[1] <= text.count("\n") + 1


@given(st.text(max_size=400))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    assert isinstance(recognise(text), tuple)


def read(text: str) -> list[Approval]:
    return list(recognise(text))


def test_the_lines_are_those_of_the_stamp() -> None:
    council = "Школа\n\nПРИНЯТО\nпедагогическим советом\nпротокол № 1\nот 30.08.2023\n\n"
    first, second = read(council + "УТВЕРЖДАЮ\nДиректор\nпр. № 4 от 31.08.2023")
    assert (first.lines, second.lines) == ((3, 6), (8, 10))


def test_a_stamp_tells_its_words_instrument_and_signer() -> None:
    parents = "СОГЛАСОВАНО\nс Советом родителей\nПр. № 2 от 01.02.2021\n"
    head = "УТВЕРЖДАЮ\nДиректор школы\n____ О.П. Лугова\nПр. № 9 от 02.02.2021"
    first, second = read(parents + head)
    assert (first.by_text, first.instrument, first.signer) == ("с Советом родителей", "protocol", None)
    assert (second.by_text, second.instrument, second.signer) == ("Директор школы", "order", "Лугова О.П.")


@pytest.mark.parametrize(
    ("foot", "post", "signer"),
    [
        ("Директор лицея        А.В. Лугова", "Директор лицея", "Лугова А.В."),
        ("И.о. директора ________ Лугова А.В.", "И.о. директора", "Лугова А.В."),
        ("Заведующий\n\nА.В. Лугова", "Заведующий", "Лугова А.В."),
        ("", "", None),
    ],
)
def test_an_order_is_by_the_post_that_signs_it(foot: str, post: str, signer: str | None) -> None:
    text = f"ПРИКАЗ\n21.02.2023 № 95\nО школьном хоре\nПРИКАЗЫВАЮ:\n1. Создать хор.\n\n{foot}"
    assert [(one.by_text, one.signer) for one in read(text)] == [(post, signer)]


def test_only_a_later_change_is_an_amendment() -> None:
    first = "РАССМОТРЕНО\nна педсовете\nпротокол № 1 от 02.03.2020\n"
    found = read(first + "Внесены изменения\nпротокол № 4 от 05.06.2022")
    assert [(one.number, one.amendment) for one in found] == [("1", False), ("4", True)]


def test_a_moment_of_a_clock_is_no_date_of_approval() -> None:
    (one,) = read("УТВЕРЖДАЮ\nДиректор\n14 сентября 2022 г. 10:02\nПОЛОЖЕНИЕ")
    assert one.date is None


def test_of_mixed_columns_the_order_is_the_heads_and_the_protocol_the_councils() -> None:
    text = "ПРИНЯТО УТВЕРЖДАЮ\nпедсоветом директор\nприказ № 5 от 01.03.2020\nпротокол № 4 от 01.03.2020"
    assert {(one.by_kind, one.number) for one in read(text)} == {("pedagogical_council", "4"), ("head", "5")}


@pytest.mark.parametrize("word", ["с0вет", "COBET", "cовeт"])
def test_letters_and_digits_that_look_alike_are_one(word: str) -> None:
    assert meaning(word) == "совет"


def test_an_act_whose_body_is_not_named_is_ambiguous() -> None:
    (one,) = read("ПРИНЯТО\nпротокол № 3 от 04.05.2021\nПОЛОЖЕНИЕ")
    assert (one.by_kind, one.ambiguous) == ("other", True)


def test_a_number_that_may_be_the_schools_own_is_ambiguous() -> None:
    (one,) = read("УТВЕРЖДЕНО\nприказом директора школы № 41 от 04.05.2021\nПОЛОЖЕНИЕ")
    assert one.ambiguous


def test_the_schools_number_is_not_the_orders() -> None:
    (one,) = read("СОШ № 41\nУТВЕРЖДЕНО\nприказом МБОУ СОШ № 41 от 04.05.2021\nПОЛОЖЕНИЕ")
    assert (one.number, one.date) == (None, "2021-05-04")


def test_stamps_of_an_annex_far_below_are_read() -> None:
    order = "ПРИКАЗ\n01.09.2021 № 5\nОб утверждении\nПРИКАЗЫВАЮ:\n1. Утвердить.\nДиректор А.А. Сова\n"
    mark = "Приложение № 1\nк приказу от 01.09.2021 № 5\n"
    stamp = "ПРИНЯТО\nпедсоветом\nпротокол № 2 от 31.08.2021\nПОЛОЖЕНИЕ"
    found = read(order + "2. Текст.\n" * 400 + mark + stamp)
    assert [(one.by_kind, one.number) for one in found] == [("head", "5"), ("pedagogical_council", "2")]


SHARED = Path(__file__).parents[3] / "shared" / "samples" / "grify"


@pytest.mark.skipif(not SHARED.exists(), reason="the labelled samples lie beside the checkout, not in it")
def test_the_labelled_samples_are_read(tmp_path: Path) -> None:
    script = Path(__file__).parents[1] / "corpus" / "score_approvals.py"
    labels = SHARED / "dev.jsonl"
    found = subprocess.run([sys.executable, script, labels], capture_output=True, text=True, check=True)
    scored = subprocess.run(
        [sys.executable, SHARED / "score.py", "--labels", labels, "--json"],
        input=found.stdout,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(scored.stdout)["ALL"]["f1"] >= 0.97


@pytest.mark.parametrize(
    ("stamp", "by"),
    [
        ("СОГЛАСОВАНО\nСоветом родителей МБОУ «Лицей № 8»\n(пр. № 4 от 12.03.2024)", "Советом родителей"),
        ("СОГЛАСОВАНО\nСоветом родителей\nМБОУ «Лицей № 8»\n(пр. № 4 от 12.03.2024)", "Советом родителей"),
        ("УТВЕРЖДЕНО\nприказом МБОУ «Гимназия № 8»\nот 12.03.2024 № 4", "приказом МБОУ «Гимназия № 8»"),
        ("УТВЕРЖДАЮ\nЗаведующий МБДОУ № 27\n______ И.И. Совин\n12.03.2024", "Заведующий МБДОУ № 27"),
        ("УТВЕРЖДЕНО\nприказом директора школы № 4\nот 12.03.2024", "приказом директора школы"),
        ("СОГЛАСОВАНО\nКоординатор группы «Наш\nурок» СОШ\n12.03.2024", "Координатор группы «Наш урок» СОШ"),
    ],
)  # fmt: skip
def test_the_number_in_a_schools_name_ends_no_body(stamp: str, by: str) -> None:
    (one,) = read(f"{stamp}\n\nПОЛОЖЕНИЕ\nо столовой")
    assert (one.by_text, one.date) == (by, "2024-03-12")


def test_a_coordinators_stamp_is_not_the_directors_beside_it() -> None:
    left = "СОГЛАСОВАНО\nКоординатор группы «Урок»\n______ Н.С. Сова\n06.11.2024\n\n"
    found = read(
        left + "УТВЕРЖДАЮ\nДиректор МБОУ «Лицей»\n______ А.Н. Ель\n07.11.2024\n\nПЛАН\nработы группы"
    )
    assert [(one.by_kind, one.date, one.signer) for one in found] == [
        ("other", "2024-11-06", "Сова Н.С."), ("head", "2024-11-07", "Ель А.Н."),
    ]  # fmt: skip
