"""Approval, adoption and agreement blocks as GOST R 7.0.97 and the schools print them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.dates import NBSP, numeric, quoted, worded
from workflow.documents.stamps import Ending, Evidence, Layout, Stamp, layout_on, split, stamps
from workflow.documents.typography import unbroken
from workflow.errors import Refused
from workflow.governance.names import Names

LYCEUM = Names.fixed("МБОУ «Лицей № 3»")
PEDAGOGICAL = Names("педагогический совет", "педагогического совета", "педагогическим советом")
GOVERNING = Names("управляющий совет", "управляющего совета", "управляющим советом")
PARENTS = Names("совет родителей", "совета родителей", "советом родителей")
STUDENTS = Names("совет обучающихся", "совета обучающихся", "советом обучающихся")
DIRECTOR = Names("директор", "директора", "директором")
APRIL = date(2023, 4, 28)


def body(
    act: str, outcome: str, party: Names, number: str | None = "3", dated: date | None = APRIL
) -> Evidence:
    return Evidence(act, outcome, "body", party, LYCEUM, "protocol", number, dated)


ORDER = Evidence(
    "approve",
    "approved",
    "office",
    DIRECTOR,
    LYCEUM,
    "order",
    "121",
    date(2023, 5, 10),
    "В.П. Рябинина",
    DIRECTOR,
)
CHAIN = (
    body("agree", "agreed", GOVERNING, "4"),
    body("agree", "agreed", PARENTS),
    body("agree", "agreed", STUDENTS),
    body("adopt", "adopted", PEDAGOGICAL, "18"),
    ORDER,
)


def plain(stamp: Stamp) -> tuple[str, ...]:
    return tuple(line.replace(NBSP, " ") for line in (stamp.word, *stamp.lines))


def test_approval_by_order_names_the_order_and_not_the_official() -> None:
    (stamp,) = stamps("Положение", [ORDER])
    assert stamp.side == "right"
    assert plain(stamp) == ("УТВЕРЖДЕНО", "приказом МБОУ «Лицей № 3»", "от 10.05.2023 № 121")


def test_approval_by_an_official_has_post_signature_and_date_and_no_number() -> None:
    signed = replace(ORDER, instrument="none", number=None)
    (stamp,) = stamps("Положение", [signed])
    assert plain(stamp) == (
        "УТВЕРЖДАЮ",
        "Директор МБОУ «Лицей № 3»",
        "____________ В.П. Рябинина",
        "10.05.2023",
    )


def test_an_officials_signature_with_an_order_number_is_refused_naming_both_forms() -> None:
    with pytest.raises(Refused) as refused:
        stamps("Положение", [replace(ORDER, instrument="none")])
    for language in ("ru", "en"):
        said = refused.value.message.said(language)
        assert "УТВЕРЖДАЮ" in said and "УТВЕРЖДЕНО приказом" in said and "№ 121" in said


@pytest.mark.parametrize("instrument", ["none", "order"])
def test_the_schools_own_form_mixes_order_and_signature(instrument: str) -> None:
    mixed = replace(ORDER, instrument=instrument)
    (stamp,) = stamps("Положение", [mixed], legacy=True)
    assert plain(stamp) == (
        "УТВЕРЖДЕНО",
        "приказом МБОУ «Лицей № 3»",
        "от 10.05.2023 № 121",
        "Директор МБОУ «Лицей № 3»",
        "____________ В.П. Рябинина",
    )
    assert stamp.own


def test_a_stamp_of_the_standard_on_old_paper_is_not_told_to_be_the_schools_own() -> None:
    (whole,) = stamps("Положение", [replace(ORDER, signer=None)], legacy=True)
    (unnumbered,) = stamps("Положение", [replace(ORDER, signer=None, number=None)], legacy=True)
    assert (whole.own, unnumbered.own) == (False, True)


def test_approval_by_a_body_brackets_its_protocol() -> None:
    (stamp,) = stamps("Правила", [body("approve", "approved", GOVERNING, "1")])
    assert stamp.side == "right"
    assert plain(stamp) == (
        "УТВЕРЖДЕНЫ",
        "Управляющим советом МБОУ «Лицей № 3»",
        "(протокол от 28.04.2023 № 1)",
    )


def test_a_body_alone_adopts_and_nothing_stands_on_the_right() -> None:
    (stamp,) = stamps("Положение", [body("adopt", "adopted", GOVERNING, "1")])
    assert stamp.side == "left"
    assert plain(stamp) == (
        "ПРИНЯТО",
        "Управляющим советом МБОУ «Лицей № 3»",
        "(протокол от 28.04.2023 № 1)",
    )


def test_the_left_column_has_adoption_first_and_agreements_in_chain_order() -> None:
    printed = stamps("Положение", CHAIN)
    assert [(stamp.side, stamp.word) for stamp in printed] == [
        ("left", "ПРИНЯТО"),
        ("left", "СОГЛАСОВАНО"),
        ("left", "СОГЛАСОВАНО"),
        ("left", "СОГЛАСОВАНО"),
        ("right", "УТВЕРЖДЕНО"),
    ]
    assert [plain(stamp)[1].split(" МБОУ")[0] for stamp in printed[:4]] == [
        "Педагогическим советом",
        "Управляющим советом",
        "Советом родителей",
        "Советом обучающихся",
    ]
    assert plain(printed[2])[-1] == "(протокол от 28.04.2023 № 3)"


@pytest.mark.parametrize("outcome", ["positive", "negative"])
def test_a_given_opinion_prints_as_taken_into_account(outcome: str) -> None:
    (stamp,) = stamps("Положение", [body("opinion", outcome, PARENTS)])
    assert plain(stamp) == (
        "МНЕНИЕ УЧТЕНО",
        "Совета родителей МБОУ «Лицей № 3»",
        "(протокол от 28.04.2023 № 3)",
    )


@pytest.mark.parametrize("drafts", [False, True])
def test_silence_says_that_no_opinion_came_and_bears_no_number(drafts: bool) -> None:
    silent = replace(body("opinion", "no_reply", PARENTS), ended=date(2023, 4, 28))
    (stamp,) = stamps("Положение", [silent], drafts=drafts)
    assert plain(stamp) == (
        "МНЕНИЕ ЗАПРОШЕНО",
        "Совета родителей МБОУ «Лицей № 3»",
        "проект получен 28.04.2023",
        "мотивированное мнение не поступило в срок",
    )


@pytest.mark.parametrize(
    ("ending", "line"),
    [
        ("settled", "согласие достигнуто на консультациях 05.05.2023"),
        ("disagreed", "протокол разногласий от 05.05.2023"),
    ],
)
def test_what_consultations_came_to_prints_under_the_opinion(ending: Ending, line: str) -> None:
    held = replace(body("opinion", "negative", PARENTS), ending=ending, ended=date(2023, 5, 5))
    (stamp,) = stamps("Положение", [held])
    assert plain(stamp)[2:] == ("(протокол от 28.04.2023 № 3)", line)


@pytest.mark.parametrize(
    ("act", "outcome"),
    [
        ("agree", "no_reply"),
        ("agree", "refused"),
        ("adopt", "refused"),
        ("approve", "refused"),
        ("agree", "positive"),
        ("acknowledge", "acknowledged"),
        ("register", "registered"),
        ("opinion", "body_not_created"),
    ],
)
@pytest.mark.parametrize("drafts", [False, True])
def test_silence_refusal_and_service_steps_print_nothing(act: str, outcome: str, drafts: bool) -> None:
    assert stamps("Положение", [body(act, outcome, PARENTS)], drafts=drafts) == ()


@given(
    st.sampled_from(["agree", "opinion", "adopt", "approve", "consider"]), st.text(min_size=1, max_size=12)
)
def test_only_a_named_consent_ever_prints(act: str, outcome: str) -> None:
    consents = {"agreed", "agreed_with_remarks", "positive", "negative", "adopted", "approved", "considered"}
    if stamps("Положение", [body(act, outcome, PARENTS)]):
        assert outcome in consents


def test_a_step_not_signed_prints_only_in_a_draft_and_with_blanks() -> None:
    waiting = [replace(step, outcome="") for step in CHAIN]
    assert stamps("Положение", waiting) == ()
    printed = stamps("Положение", waiting, drafts=True)
    assert plain(printed[2]) == (
        "СОГЛАСОВАНО",
        "Советом родителей МБОУ «Лицей № 3»",
        "(протокол от ____________ № ____)",
    )
    assert plain(printed[-1])[-1] == "от ____________ № ____"
    assert not any("28.04" in line or "121" in line for stamp in printed for line in stamp.lines)


def test_an_official_who_has_not_signed_has_a_blank_line_and_no_date() -> None:
    waiting = replace(ORDER, instrument="none", number=None, outcome="")
    (stamp,) = stamps("Положение", [waiting], drafts=True)
    assert plain(stamp)[-1] == "____________"
    assert "10.05" not in "".join(stamp.lines)


@pytest.mark.parametrize("missing", [{"number": None}, {"dated": None}])
def test_an_unregistered_order_is_never_printed_as_an_approval(missing: dict[str, None]) -> None:
    with pytest.raises(Refused) as refused:
        stamps("Положение", [replace(ORDER, **missing)])
    assert refused.value.code == "order-incomplete"


def test_old_paper_prints_what_it_holds_and_invents_nothing() -> None:
    (stamp,) = stamps("Положение", [body("agree", "agreed", PARENTS, number=None)])
    assert plain(stamp)[-1] == "(протокол от 28.04.2023)"
    (bare,) = stamps("Положение", [body("agree", "agreed", PARENTS, number=None, dated=None)])
    assert plain(bare) == ("СОГЛАСОВАНО", "Советом родителей МБОУ «Лицей № 3»")


def test_two_approvals_leave_one_on_the_right_and_lose_none() -> None:
    printed = stamps("Положение", [body("approve", "approved", GOVERNING), ORDER])
    assert [(stamp.side, plain(stamp)[1]) for stamp in printed] == [
        ("left", "Управляющим советом МБОУ «Лицей № 3»"),
        ("right", "приказом МБОУ «Лицей № 3»"),
    ]


def test_an_official_agrees_with_post_signature_and_date() -> None:
    founder = Names(
        "начальник отдела образования", "начальника отдела образования", "начальником отдела образования"
    )
    step = Evidence("agree", "agreed", "office", founder, Names.fixed(""), "none", None, APRIL, "К.Л. Зимина")
    (stamp,) = stamps("Положение", [step])
    assert plain(stamp) == (
        "СОГЛАСОВАНО",
        "Начальник отдела образования",
        "____________ К.Л. Зимина",
        "28.04.2023",
    )


def test_more_than_five_left_blocks_go_to_the_agreement_sheet() -> None:
    five = stamps("Положение", [*[body("agree", "agreed", PARENTS)] * 5, ORDER])
    assert split(five) == (five, ())
    six = stamps("Положение", [*[body("agree", "agreed", PARENTS, str(n)) for n in range(6)], ORDER])
    first, sheet = split(six)
    assert first == (six[0], six[-1])
    assert sheet == six[1:6]


@given(st.lists(st.sampled_from(["left", "right"]), max_size=9))
def test_splitting_loses_no_stamp(sides: list[str]) -> None:
    printed = tuple(Stamp(side, f"{at}", ()) for at, side in enumerate(sides))
    first, sheet = split(printed)
    assert sorted((*first, *sheet), key=lambda stamp: stamp.word) == list(printed)


def test_the_layout_is_the_standard_in_force_that_day() -> None:
    assert layout_on(date(2025, 8, 17)) == Layout("2016", 75)
    assert layout_on(date(2025, 8, 18)) == Layout("2025", 80)


@pytest.mark.parametrize(
    "whole",
    [
        "№ 121",
        "И.О. Фамилия",
        "И. О. Фамилия",
        "Рябинина В.П.",
        "5 июня 2016 г.",
        "«05» июня 2016 г.",
        "г. Заречье",
    ],
)
def test_a_line_never_breaks_inside(whole: str) -> None:
    printed = unbroken(f"слово {whole} слово")
    assert printed.replace(NBSP, " ") == f"слово {whole} слово"
    assert whole.replace(" ", NBSP) in printed
    assert printed.count(" ") == 2


def test_stamp_lines_never_break_inside_number_name_or_date() -> None:
    lines = [line for stamp in stamps("Положение", CHAIN, legacy=True) for line in stamp.lines]
    assert any(f"№{NBSP}121" in line for line in lines)
    assert any(f"____{NBSP}В.П.{NBSP}Рябинина" in line for line in lines)
    assert not any("№ " in line for line in lines)


@given(st.text(max_size=60))
def test_unbreaking_changes_nothing_but_spaces(text: str) -> None:
    assert unbroken(text).replace(NBSP, " ") == text.replace(NBSP, " ")


def test_dates_in_digits_and_in_words() -> None:
    day = date(2016, 6, 5)
    assert numeric(day) == "05.06.2016"
    assert worded(day).ru.replace(NBSP, " ") == "5 июня 2016 г."
    assert worded(day).en.replace(NBSP, " ") == "5 June 2016"
    assert quoted(day).replace(NBSP, " ") == "«05» июня 2016 г."
    assert " " not in worded(day).ru + quoted(day)
