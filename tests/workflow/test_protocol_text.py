"""Rules 11 and 12 of the norms: what a protocol contains, and an extract its own question alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_sitting_verdicts import COUNCIL, members

from workflow.errors import NotFound
from workflow.formats.pdf.protocol_page import Certificate, render_protocol
from workflow.governance.bodies import Organisation
from workflow.governance.names import Names
from workflow.governance.people import PersonName
from workflow.governance.sittings.meeting import Attendance, Item, Meeting, Vote, Window, by_name, unanimous
from workflow.governance.sittings.protocol import Correction, Held, extract_text, protocol_text
from workflow.governance.sittings.roster import Roster
from workflow.governance.sittings.rules import Rule
from workflow.ports import Instrument
from workflow.values import EditionKey

DAY = date(2023, 4, 28)
CLERK = PersonName("Писарева", "Ольга", "Ивановна")
SCHOOL = Organisation(
    "school", None, "Europe/Moscow", "г. Луговой", "Школа № 1", Names.fixed("МОУ «Школа № 1»")
)
ITEMS = (
    Item("Положение о музее", unanimous(4), edition=EditionKey("school", 1, 1), step="s", outcome="agreed"),
    Item("О школьной форме", Vote("open", 1, 2, 1), "Ввести форму", spoke="Иванова: форма нужна."),
    Item("О питании", Vote("secret", 4), "Утвердить меню"),
)


def held(count: int = 5, present: int = 4, items: tuple[Item, ...] = ITEMS, **more: object) -> Held:
    """A meeting of so many members, of whom the first ones came."""
    listed = members(count)
    came = tuple(
        Attendance(one.person, "present" if at < present else "absent") for at, one in enumerate(listed)
    )
    people = {one.person: one.name for one in listed} | {"clerk": CLERK}
    told = {
        "protocol": Instrument("school", "i1", "protocol", "4", DAY, "parents_council", None),
        "sitting": "s1",
        "organisation": SCHOOL,
        "party": Names("совет родителей", "совета родителей", "советом родителей"),
        "held_on": DAY,
        "place": "",
        "window": None,
        "roster": Roster(COUNCIL, DAY, listed, Rule()),
        "meeting": Meeting(COUNCIL, items, came, "p0", "clerk", "4", "директор"),
        "people": people,
        "recorder": CLERK,
        "recorded_at": "2023-05-03T09:00:00.000000Z",
    }
    return Held(**{**told, **more})  # type: ignore[arg-type]


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.replace("\xa0", " ").split())


def test_a_protocol_contains_all_that_its_form_asks() -> None:
    said = words(render_protocol(protocol_text(held())))
    for part in (
        "Школа № 1", "ПРОТОКОЛ", "заседания совета родителей", "28.04.2023", "№ 4", "г. Луговой",
        "Председатель – Член000 А.", "Секретарь – Писарева О.И.", "Присутствовали 4 из 5",
        "Приглашённые: директор",
        "ПОВЕСТКА ДНЯ: 1. Положение о музее 2. О школьной форме 3. О питании", "1. СЛУШАЛИ:", "ВЫСТУПИЛИ:",
        "РЕШИЛИ: Согласовать: «Положение о музее»", "Голосование: за 4, против 0, воздержались 0.",
        "Предложение не принято: Ввести форму", "за 1, против 2, воздержался 1", "тайно: за 4",
        "О.И. Писарева",
    ):  # fmt: skip
        assert part in said, part
    assert said.index("1. СЛУШАЛИ") < said.index("2. СЛУШАЛИ") < said.index("3. СЛУШАЛИ")


def test_the_date_is_the_day_of_the_meeting_though_it_is_registered_later() -> None:
    said = words(render_protocol(protocol_text(held())))
    assert "28.04.2023" in said and "03.05.2023" not in said


@pytest.mark.parametrize(("present", "annexed"), [(10, False), (11, True)])
def test_more_than_ten_present_are_a_list_that_is_part_of_the_protocol(present: int, annexed: bool) -> None:
    text = protocol_text(held(12, present))
    said = words(render_protocol(text))
    assert text.annexed is annexed
    assert ("список прилагается" in said) is annexed
    assert ("СПИСОК ПРИСУТСТВОВАВШИХ" in said) is annexed
    assert f"Член{present - 1:03}" in said and f"Член{present:03}" not in said


def test_an_extract_is_one_question_under_its_own_number_certified() -> None:
    by = Certificate("Секретарь совета родителей", "О.И. Писарева", date(2023, 5, 10))
    said = words(render_protocol(extract_text(held(), 2), by))
    for part in ("ВЫПИСКА ИЗ ПРОТОКОЛА", "2. СЛУШАЛИ: О школьной форме",
                 "Протокол подписали: председатель Член000 А.",
                 "Верно", "Секретарь совета родителей", "10.05.2023"):  # fmt: skip
        assert part in said, part
    assert "музе" not in said and "питани" not in said and "1. СЛУШАЛИ" not in said
    with pytest.raises(NotFound):
        extract_text(held(), 4)


@given(st.sets(st.integers(1, 6), min_size=1))
def test_the_sum_of_extracts_never_shows_a_question_that_was_not_chosen(chosen: set[int]) -> None:
    numbers = range(1, 7)
    items = tuple(Item(f"Тема-{at}", unanimous(4), f"Решение-{at}", spoke=f"Речь-{at}") for at in numbers)
    mended = tuple(Correction(at, at, f"Правка-{at}", "описка", CLERK, "2023-05-01") for at in numbers)
    kept = held(items=items, corrections=mended)
    told = "".join(repr(extract_text(kept, number)) for number in sorted(chosen))
    for at in range(1, 7):
        for word in ("Тема", "Решение", "Речь", "Правка"):
            assert (f"{word}-{at}" in told) is (at in chosen)


def test_a_vote_by_name_says_who_was_against_and_a_secret_one_nobody() -> None:
    choices = {"p0": "for", "p1": "for", "p2": "against", "p3": "abstained"}
    named = replace(ITEMS[1], vote=by_name(choices, "p0"))
    open_one, secret = protocol_text(held(items=(named, ITEMS[2]))).questions
    assert "против: Член002 А." in open_one.voted and "воздержались: Член003 А." in open_one.voted
    assert "Член" not in secret.voted


def test_without_a_quorum_nothing_was_decided() -> None:
    (question, *_others) = protocol_text(held(9, 4)).questions
    assert question.resolved == "Решение не принималось: кворума нет"


def test_minutes_that_name_nobody_say_so() -> None:
    bare = held()
    text = protocol_text(replace(bare, meeting=replace(bare.meeting, attendance=None)))
    assert text.came == "Присутствовавшие не названы" and text.present == ()


def test_a_vote_by_correspondence_is_called_so() -> None:
    window = Window(date(2023, 4, 20), DAY)
    came = tuple(Attendance(f"p{at}", "present", returned=DAY) for at in range(4))
    by_mail = held(window=window)
    text = protocol_text(replace(by_mail, meeting=replace(by_mail.meeting, attendance=came)))
    assert text.heading == "заочного голосования совета родителей"
    assert text.came == "Листы голосования прислали 4 из 5"
    assert text.window == "Листы голосования принимали с 20.04.2023 по 28.04.2023"
    assert protocol_text(held()).window == ""


def test_the_same_protocol_gives_the_same_bytes() -> None:
    assert render_protocol(protocol_text(held())) == render_protocol(protocol_text(held()))
