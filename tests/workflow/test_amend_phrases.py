"""Phrases of amending orders: each gives the operations it says, or is refused whole."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from order_phrases import corpus, outcome

from workflow.documents.amend import read_order

CORPUS = corpus()
ORDER = """ПРИКАЗЫВАЮ:
1. Внести в Положение о «Хоре», утверждённое приказом от 10.05.2023 № 121, следующие изменения:
1.1. Пункт 1.2 изложить в следующей редакции:
«1.2. Ноты хранит староста:
– в шкафу;
– в зале.».
1.2. В пункте 2.1:
а) слова «одну неделю» заменить словами «две недели»;
б) абзац второй исключить.
1.3. Пункт 2.2 исключить; пункт 2.3 признать утратившим силу.
2. Контроль за исполнением приказа оставляю за собой.
"""


@pytest.mark.parametrize("one", CORPUS, ids=[str(one["say"])[:60] for one in CORPUS])
def test_phrase_is_read_as_the_corpus_says(one: dict[str, object]) -> None:
    assert outcome(str(one["say"])) == {key: value for key, value in one.items() if key != "say"}


def test_the_corpus_is_large_and_holds_refusals() -> None:
    assert len(CORPUS) >= 60
    assert sum("refused" in one for one in CORPUS) >= 20


@pytest.mark.parametrize("one", CORPUS, ids=[str(one["say"])[:60] for one in CORPUS])
def test_a_phrase_with_words_that_mean_nothing_to_us_is_refused_whole(one: dict[str, object]) -> None:
    assert "refused" in outcome(f"{str(one['say']).rstrip('.;')} при необходимости и всегда")


def test_an_order_is_read_line_by_line_under_what_stands_above() -> None:
    read = read_order(ORDER)
    assert read.faults == ()
    assert read.act == "Положение о «Хоре», утверждённое приказом от 10.05.2023 № 121"
    assert [(one.does, one.target[-1].label, one.line) for one in read.found] == [
        ("replace", "1.2", 3),
        ("replace_words", "2.1", 8),
        ("exclude", "2", 9),
        ("exclude", "2.2", 10),
        ("repeal", "2.3", 10),
    ]
    assert read.found[2].target[0].label == "2.1"
    assert read.found[0].text.endswith("\n– в шкафу;\n– в зале.")


DUTIES = (
    "Контроль оставляю за собой.",
    "Контроль исполнения приказа возложить на заместителя директора.",
    "Ознакомить работников с изменениями под подпись.",
    "Секретарю Ивановой А.А. разместить изменения на сайте школы.",
    "Приказ довести до сведения работников.",
    "Утвердить изменения, вносимые в Положение о хоре (прилагаются).",
    "Директор А.Н. Птицын",
    "И.о. директора   О.В. Синица",
    "С приказом ознакомлены:",
)


@pytest.mark.parametrize("line", DUTIES)
def test_what_an_order_tells_beside_its_changes_is_passed_over(line: str) -> None:
    read = read_order(f"{ORDER}3. {line}\n{line}")
    assert read.faults == () and len(read.found) == 5


@pytest.mark.parametrize(
    "line",
    [
        "Ознакомить работников, пункт 3.1 исключить.",
        "Разместить на сайте слова «Хор».",
        "Довести число участников до десяти и абзац второй исключить",
        "Директор исключить О.В. Синица",
        "Провести собрание.",
    ],
)
def test_a_line_that_could_change_the_text_is_never_passed_over(line: str) -> None:
    assert read_order(f"{ORDER}3. {line}").faults


def test_a_fault_tells_line_column_and_words() -> None:
    read = read_order(ORDER.replace("абзац второй исключить", "абзац второй уточнить"))
    assert [(one.line, one.column, one.code, one.said) for one in read.faults] == [
        (9, 4, "not-understood", "абзац второй уточнить")
    ]


def test_a_quote_without_its_pair_is_told_with_its_place_and_nothing_is_read() -> None:
    read = read_order(ORDER.replace("шкафу;\n– в зале.»", "«шкафу;\n– в зале.»"))
    assert read.found == ()
    assert [(one.line, one.column, one.code) for one in read.faults] == [(4, 1, "unbalanced")]


def test_what_stands_above_ends_with_its_list() -> None:
    read = read_order("1. В пункте 2.1:\nа) слово «один» исключить\n2. Пункт 3.1 исключить")
    assert [one.target[0].label for one in read.found] == ["2.1", "3.1"]
    assert len(read.found[1].target) == 1


@pytest.mark.parametrize(("end", "owners"), [(";", ["8", "8", "8"]), (".", ["8", "8", None])])
def test_lines_without_a_number_belong_to_the_list_until_a_full_stop(end: str, owners: list[str]) -> None:
    order = (
        "2) в пункте 8:\nабзац первый после слова «Совет» дополнить словом «школы»;\n"
        f"в абзаце втором слова «на год» исключить{end}\nабзац третий исключить"
    )
    found = read_order(order).found
    assert [one.target[0].label if len(one.target) == 2 else None for one in found] == owners


def test_a_paragraph_named_after_another_clause_in_one_line_is_not_taken_for_the_acts_own() -> None:
    read = read_order("в пункте 1.4 слова «до мая» исключить; абзац второй исключить")
    assert [one.code for one in read.faults] == ["no-address"]
    assert read_order("абзац второй исключить").found


@given(st.text(alphabet='⟨⟩в пункте3.1сло«»исключить\n;,–заменть"“”()дополняцемйр 0123456789', max_size=200))
def test_any_text_is_read_or_refused_and_raises_nothing(order: str) -> None:
    read = read_order(order)
    assert all(one.line >= 1 and one.column >= 1 for one in read.faults)


@given(st.lists(st.sampled_from([str(one["say"]) for one in CORPUS]), max_size=6), st.text(max_size=30))
def test_phrases_and_noise_raise_nothing(phrases: list[str], noise: str) -> None:
    read_order(noise.join(phrases))


@pytest.mark.parametrize(
    "order",
    [
        "в пункте 3.1 " * 5000,
        "слова «а б» заменить словами «в г», " * 2000,
        "«" * 20000,
        "пункт 3.1 " + "1.1, " * 20000 + "исключить",
        "изложить " * 5000 + "в новой редакции",
        "А. " * 200_000,
        "слова ⟨1⟩ исключить; " * 2000,
        "дополнить " * 150 + "пунктом 3.5 следующего содержания: «а б»",
        "после " * 240 + "дополнить пунктом",
    ],
    ids=range(9),
)
def test_a_hostile_order_takes_no_time(order: str) -> None:
    begun = time.process_time()
    assert read_order(order).faults
    assert time.process_time() - begun < 2


def test_what_stands_above_the_command_orders_nothing() -> None:
    head = "О внесении изменений\nНа основании протокола № 3\nпункт 1.1 исключить\n"
    assert len(read_order(f"{head}пункт 1.2 исключить").faults) == 2
    read = read_order(f"{head}П Р И К А З Ы В А Ю:\nпункт 1.2 исключить;\nпункт 1.3 улучшить")
    assert [one.target[-1].label for one in read.found] == ["1.2"]
    assert [(one.line, one.column) for one in read.faults] == [(6, 1)]
