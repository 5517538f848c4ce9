"""Rules of numbers that change from a day on, terms of a body, void numbers: on both databases."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import make
import pytest
from sqlalchemy import func, select

from storage.instruments import register_at
from storage.journal import history
from storage.queries.registers import entries, registers
from storage.tables import instrument, void_number
from workflow.errors import Forbidden, Invalid, NotFound, Refused
from workflow.governance.registers import NumberRule, Register, Restart
from workflow.ports import Instrument
from workflow.services import numbering
from workflow.services.numbering import Spoilt
from workflow.values import DocumentKey

ORDERS = "orders"
TOMORROW = make.later(1)
PATIENCE = 30


def opened(school: make.School, id_: str = ORDERS) -> Register:
    with school.database.read() as connection:
        return register_at(connection, school.id, id_)


def enter(school: make.School, dated: date = make.TODAY, typed: str = "", id_: str = ORDERS) -> Instrument:
    """Register an instrument under the next number, or the typed one."""
    with school.database.work() as work:
        of = register_at(work.connection, school.id, id_)
        number = of.read(typed, dated) if typed else None
        return work.instruments.enter(of, number, dated, None, school.person("head"), make.moment().now)


def change(school: make.School, rule: NumberRule, id_: str = ORDERS) -> None:
    numbering.change_rule(school.database, school.administrator, school.id, id_, rule, make.moment())


def void(
    school: make.School, number: str, reason: str = "бланк испорчен", dated: date = make.TODAY
) -> Instrument:
    spoilt = Spoilt(number, dated, reason)
    return numbering.void_number(
        school.database, school.administrator, school.id, ORDERS, spoilt, make.moment()
    )


def rows(school: make.School) -> tuple[int, int]:
    with school.database.read() as connection:
        counts = [
            connection.scalar(select(func.count()).select_from(one)) for one in (instrument, void_number)
        ]
    return (counts[0] or 0, counts[1] or 0)


def test_from_its_day_on_numbers_follow_the_new_template_and_the_old_ones_stay(school: make.School) -> None:
    before = [enter(school).printed, enter(school).printed]
    change(school, NumberRule(TOMORROW, "{file}/{serial}-ОД", "calendar_year", "01-08"))
    assert enter(school, TOMORROW).printed == "01-08/3-ОД"
    assert enter(school).printed == "4", "a paper of an earlier day is numbered by the rule of its day"
    assert enter(school, make.later(9)).printed == "01-08/5-ОД"
    with school.database.read() as connection:
        kept = entries(connection, opened(school), str(make.TODAY.year)).entries
    assert [one.instrument.printed for one in kept][:2] == before


def test_a_number_of_the_new_template_is_read_by_its_parts(school: make.School) -> None:
    change(school, NumberRule(TOMORROW, "{file}/{serial}", "calendar_year", "01-08"))
    assert enter(school, TOMORROW, "01-08/121").new
    assert enter(school, TOMORROW).printed == "01-08/122"
    with pytest.raises(Invalid):
        enter(school, TOMORROW, "121")


def test_a_rule_is_refused_for_days_that_have_entries(school: make.School) -> None:
    enter(school)
    for since in (make.TODAY, make.later(-30)):
        with pytest.raises(Invalid) as fault:
            change(school, NumberRule(since, "{serial}-К", "never"))
        assert f"{make.TODAY:%d.%m.%Y}" in fault.value.fields["since"].ru
    assert opened(school).changes == ()


WRONG_RULES = {
    "no serial": ("ОД", "", {"template"}),
    "two serials": ("{serial}/{serial}", "", {"template"}),
    "another place": ("{serial}{year}", "", {"template"}),
    "a blank": ("{serial} ОД", "", {"template"}),
    "a digit that runs into the serial": ("2{serial}", "", {"template"}),
    "a digit after it": ("{serial}2", "", {"template"}),
    "too long": ("{serial}" + "Д" * 40, "", {"template"}),
    "an index without a place": ("{serial}", "01-08", {"file"}),
    "a place without an index": ("{file}/{serial}", "", {"file"}),
    "a brace in the index": ("{file}/{serial}", "{0}", {"file"}),
    "an attribute of a value": ("{serial.real}", "", {"template"}),
}


@pytest.mark.parametrize(("template", "file", "fields"), WRONG_RULES.values(), ids=WRONG_RULES)
def test_a_rule_that_gives_no_numbers_is_told_by_field(
    school: make.School, template: str, file: str, fields: set[str]
) -> None:
    with pytest.raises(Invalid) as fault:
        change(school, NumberRule(TOMORROW, template, "never", file))
    assert set(fault.value.fields) == fields and opened(school).changes == ()


def test_numbers_run_by_the_term_of_the_body(school: make.School) -> None:
    of = "protocols-parents_council"
    change(school, NumberRule(date(2025, 1, 1), "{serial}", "term"), of)
    with pytest.raises(Refused) as refusal:
        enter(school, date(2025, 9, 20), id_=of)
    assert refusal.value.code == "no-term" and "20.09.2025" in refusal.value.message.ru
    with school.database.read() as connection:
        assert {row.register.id: row.count for row in registers(connection, school.id, make.TODAY)}[of] == 0
    begin(school, of, date(2025, 9, 10))
    days = (date(2025, 9, 20), date(2026, 1, 15), date(2026, 9, 30))
    assert [enter(school, day, id_=of).printed for day in days] == ["1", "2", "3"]
    begin(school, of, date(2026, 10, 1))
    assert enter(school, date(2026, 10, 2), id_=of).printed == "1"
    assert enter(school, date(2026, 9, 30), id_=of).printed == "4"
    with pytest.raises(Invalid):
        begin(school, of, date(2026, 10, 1))
    with pytest.raises(Invalid):
        begin(school, of, date(2026, 10, 2))


def begin(school: make.School, register: str, since: date) -> None:
    numbering.begin_term(school.database, school.administrator, school.id, register, since, make.moment())


def test_a_void_number_stays_with_its_reason_and_is_never_given_again(school: make.School) -> None:
    enter(school)
    assert void(school, "2").printed == "2"
    assert enter(school).printed == "3"
    for typed in ("2", " № 2 "):
        with pytest.raises(Invalid) as fault:
            enter(school, typed=typed)
        assert "бланк испорчен" in fault.value.fields["number"].ru
    with school.database.read() as connection:
        page = entries(connection, opened(school), str(make.TODAY.year)).entries
    assert [(one.instrument.printed, one.annulled) for one in page] == [
        ("1", ""),
        ("2", "бланк испорчен"),
        ("3", ""),
    ]


def test_a_skipped_number_is_made_void_afterwards(school: make.School) -> None:
    enter(school, typed="3")
    void(school, "2", "пропущен при записи")
    assert enter(school).printed == "4"


def test_what_cannot_be_void_is_told_by_field_and_nothing_is_kept(school: make.School) -> None:
    known = school.publish(make.full_chain())
    school.approve_all(school.submitted(known))
    before = rows(school)
    cases = [
        (("1", "бланк испорчен"), "number"),  # a decision stands under it
        (("9", "бланк испорчен"), "number"),  # ahead of the count
        (("У-5", "бланк испорчен"), "number"),
        (("б/н", "бланк испорчен"), "number"),
        (("2", "  "), "reason"),
        (("2", "х" * 1001), "reason"),
    ]
    for (number, reason), field in cases:
        with pytest.raises(Invalid) as fault:
            void(school, number, reason)
        assert set(fault.value.fields) == {field}, number
    with pytest.raises(Invalid):
        void(school, "2", dated=TOMORROW)
    assert rows(school) == before
    void(school, "2")
    with pytest.raises(Invalid):
        void(school, "2")


def test_drawing_and_voiding_the_same_number_at_once_gives_it_once(school: make.School) -> None:
    enter(school)
    start = threading.Barrier(2)

    def draw() -> str:
        start.wait(PATIENCE)
        return enter(school).printed

    def spoil() -> str:
        start.wait(PATIENCE)
        try:
            return void(school, "2").printed
        except Invalid:
            return ""

    with ThreadPoolExecutor(2) as pool:
        drawn, spoilt = pool.submit(draw), pool.submit(spoil)
        told = {drawn.result(PATIENCE), spoilt.result(PATIENCE)}
    assert told in ({"2", ""}, {"3", "2"})


def test_a_register_is_opened_once_for_whom_has_none(school: make.School) -> None:
    new = Register(
        school.id, "parents-orders", "order", "parents_council", "Распоряжения", "{serial}-Р", "never"
    )
    numbering.open_register(school.database, school.administrator, new, make.moment())
    assert opened(school, new.id) == new
    assert enter(school, id_=new.id).printed == "1-Р"
    for wrong, field in (
        (replace(new, id="again"), "party"),
        (replace(new, id="none", party="nobody"), "party"),
        (replace(new, id="nameless", instrument="protocol", party="head", title=" "), "title"),
        (replace(new, id="bad", instrument="protocol", party="head", template="Р"), "template"),
    ):
        with pytest.raises(Invalid) as fault:
            numbering.open_register(school.database, school.administrator, wrong, make.moment())
        assert set(fault.value.fields) == {field}


def test_only_the_administrator_keeps_registers_and_a_denial_writes_nothing(school: make.School) -> None:
    stranger = make.school(school.database, "other").administrator
    spoilt = Spoilt("1", make.TODAY, "причина")
    rule = NumberRule(TOMORROW, "{serial}", "never")
    new = Register(school.id, "x", "order", "parents_council", "Иные")
    for actor, error in ((school.recorder("head"), Forbidden), (stranger, NotFound)):
        for act in (
            lambda one: numbering.void_number(school.database, one, school.id, ORDERS, spoilt, make.moment()),
            lambda one: numbering.change_rule(school.database, one, school.id, ORDERS, rule, make.moment()),
            lambda one: numbering.begin_term(
                school.database, one, school.id, ORDERS, TOMORROW, make.moment()
            ),
            lambda one: numbering.open_register(school.database, one, new, make.moment()),
        ):
            with pytest.raises(error):
                act(actor)
    assert rows(school) == (0, 0) and opened(school).changes == ()


def test_every_change_stands_in_the_organisations_journal(school: make.School) -> None:
    change(school, NumberRule(TOMORROW, "{serial}-ОД", "never"))
    void(school, "1")
    begin(school, ORDERS, TOMORROW)
    with school.database.read() as connection:
        told = history(connection, DocumentKey(school.id, 0))
    assert [one.kind for one in told] == ["register_term", "number_void", "register_rule"]
    assert told[1].facts["number"] == "1" and told[1].personal["remark"] == "бланк испорчен"
    assert told[2].facts["sample"] == "1-ОД"


@pytest.mark.parametrize("restart", ["calendar_year", "school_year", "never"])
def test_the_list_counts_the_current_period_of_each_register(school: make.School, restart: Restart) -> None:
    change(school, NumberRule(date(2019, 1, 1), "{serial}", restart))
    for dated in (date(2021, 2, 2), make.TODAY, make.TODAY):
        enter(school, dated)
    enter(school, typed="39/1")
    with school.database.read() as connection:
        row = next(one for one in registers(connection, school.id, make.TODAY) if one.register.id == ORDERS)
    assert (row.count, row.last) == (4 if restart == "never" else 3, "39/1")
