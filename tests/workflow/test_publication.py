"""What everybody may read: names, numbers and addresses of people go, the words of the act stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed_samples import CLAUSES, dash, point, section
from reading_samples import NAMES, sample

from workflow.documents.clauses import walk
from workflow.documents.document import EditionText
from workflow.documents.publication import TAKEN, anonymous, published
from workflow.documents.reading import read
from workflow.documents.reading.texts import text_of
from workflow.governance.people import PersonName


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Назначить Орлову И.А. наставником", "Назначить [изъято] наставником"),
        ("Назначить С.С. Семёнова наставником", "Назначить [изъято] наставником"),
        ("председатель – Иванов Пётр Сергеевич", "председатель – [изъято]"),
        ("Марии Ивановне Сидоровой-Кац", "[изъято]"),
        ("ИВАНОВ Иван Иванович", "[изъято]"),
        ("Директор В.П. Рябинина", "Директор [изъято]"),
        ("Семёнов С. С. Учитель физики", "[изъято]. Учитель физики"),
        ("Ведёт его Иванова А.П. Ключи у вахты.", "Ведёт его [изъято]. Ключи у вахты."),
        ("Ведёт его Иванова А.П.", "Ведёт его [изъято]."),
        ("Иванова А.П. – учитель химии", "[изъято] – учитель химии"),
        ("Ведёт его Иванова А.П. с мая", "Ведёт его [изъято] с мая"),
        ("Иванова А.П., Гринь С.С.", "[изъято], [изъято]."),
        ("выдаёт Иванова А.П. 3 мая", "выдаёт [изъято]. 3 мая"),
        ("Родился 12.03.1975 г.р. Учится в 5 классе.", "Родился [изъято]. Учится в 5 классе."),
        ("Гринь С.С. и Новосёлов Ю.Б.", "[изъято] и [изъято]."),
        ("родился 12.03.1975 г.р., паспорт 45 10 № 123456", "родился [изъято], паспорт [изъято]"),
        ("СНИЛС 112-233-445 95", "СНИЛС [изъято]"),
        ("тел. +7 (912) 345-67-89", "тел. [изъято]"),
        ("проживающий по адресу: г. Луговой, ул. Мира, д. 3; ученик", "[изъято]; ученик"),
        ("почта anna@yandex.ru", "почта [изъято]"),
    ],
)
def test_personal_data_are_taken_out(said: str, shown: str) -> None:
    assert anonymous(said) == shown


@pytest.mark.parametrize(
    "said",
    [
        "Гимназия № 7 имени К.Д. Ушинского",
        "Школа им. А.С. Пушкина",
        "приказом МБОУ «Лицей № 3» от 10.05.2023 № 121",
        "Федерального закона от 29.12.2012 № 273-ФЗ",
        "И.О. директора школы",
        "указываются Ф.И.О. ученика и класс",
        "Управляющим советом МБОУ ДС № 38 г. Кузнецка",
        "телефон школы 8 (8412) 12-34-56, почта school@lyceum.ru",
        "Министерства просвещения Российской Федерации",
        "М.П.",
    ],
)
def test_what_is_nobodys_stays(said: str) -> None:
    assert anonymous(said) == said


ROSHCHINA = PersonName("Рощина", "Дарья", "Сергеевна")
CHYORNY = PersonName("Чёрный", "Пётр")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("секретарь совета – Рощина;", "секретарь совета – [изъято];"),
        ("возложить на Рощину Дарью", "возложить на [изъято]"),
        ("вместе с Дарьей Сергеевной Рощиной", "вместе с [изъято]"),
        ("РОЩИНА Д.С., учитель", "[изъято], учитель"),
        ("предложение Черного и П. Чёрного", "предложение [изъято] и [изъято]"),
        ("Рощинский район, улица Рощина, имени Рощиной", "Рощинский район, улица Рощина, имени Рощиной"),
        ("чёрный ход", "чёрный ход"),
    ],
)
def test_a_known_person_is_found_by_the_surname_alone_in_any_case(said: str, shown: str) -> None:
    assert anonymous(said, (ROSHCHINA, CHYORNY)) == shown


def test_a_surname_of_nobody_known_is_left_where_nothing_tells_that_it_is_one() -> None:
    assert anonymous("секретарь совета – Рощина;") == "секретарь совета – Рощина;"


def test_every_part_of_a_text_is_looked_through_and_counted() -> None:
    inner = section("1", "О совете", point("1", "Совет:", dash("А.К. Берёзкин;")))
    annex = EditionText("Состав", "list", "состав", (point("1", "Туманова Л.М."),))
    text = EditionText("О работе В.П. Рябининой", "order", "приказ", (inner,), (annex,), "Просьба И.И. Ива")
    shown = published(text)
    assert shown.taken == 4
    assert shown.text.title == f"О работе {TAKEN}"
    assert shown.text.clauses[0].children[0].children[0].text == f"{TAKEN};"
    assert shown.text.annexes[0].clauses[0].text == TAKEN


def test_clauses_keep_their_places_and_labels() -> None:
    shown = published(EditionText("Положение", "regulation", "положение", CLAUSES)).text
    assert [(one.uid, one.label) for one in walk(shown.clauses)] == [
        (one.uid, one.label) for one in walk(CLAUSES)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_text_that_was_cleaned_has_nothing_more_to_take(name: str) -> None:
    once = published(text_of(read(sample(name)))).text
    assert published(once) == replace(published(once), text=once, taken=0)


surnames = st.sampled_from(
    ["Иванов", "Петрова", "Сидоренко", "Яблонский", "Гринь", "Кот", "Лаштур", "Шевчук"]
)
initials = st.sampled_from(["А.Б.", "И. П.", "Ё.Ж."])


@given(surnames, initials, st.booleans(), st.sampled_from(["", "совет, ", "Назначить ", "членом – "]))
def test_no_surname_with_initials_is_left(surname: str, letters: str, first: bool, before: str) -> None:
    name = f"{surname} {letters}" if first else f"{letters} {surname}"
    assert surname not in anonymous(f"{before}{name}, учитель")
