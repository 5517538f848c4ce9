"""What an order may say, what each of its points does, and in which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.documents.clauses import Clause
from workflow.errors import Unmet
from workflow.governance.bodies import Party
from workflow.governance.names import Names
from workflow.governance.orders.carried import CONTROL, Ground
from workflow.governance.orders.effect import Effect
from workflow.governance.orders.effects import effects
from workflow.governance.orders.faults import faults
from workflow.governance.orders.headings import suggested_title
from workflow.governance.orders.known import IssuedPoint, Known, KnownEdition, KnownParty, KnownSeat
from workflow.governance.orders.order import (
    POINT_KINDS,
    Annex,
    Member,
    Order,
    Point,
    coordinator_of,
)
from workflow.governance.orders.proposed import CONTROL_POINT, moved, proposed, put, taken_out
from workflow.governance.orders.together import Fault
from workflow.governance.orders.words import suggested_preamble, worded
from workflow.governance.orders.written import (
    order_text_of,
    point_text_of,
    restored_order,
    restored_point,
)
from workflow.governance.people import ACTING, CHAIR, PersonName
from workflow.governance.surnames import accusative
from workflow.values import EditionKey, PartyKey, Text

DAY = date(2023, 2, 21)
SEPTEMBER = date(2023, 9, 1)
BEFORE = date(2020, 1, 1)
HEAD = PartyKey("school", "head")
PEDAGOGICAL = Names("педагогический совет", "педагогического совета", "педагогическим советом")
CLUB = Names(
    "сообщество педагогов «Аврора»", "сообщества педагогов «Аврора»", "сообществом педагогов «Аврора»"
)
GROUP = Names("рабочая группа", "рабочей группы", "рабочей группой")
FIRST, SECOND, THIRD = (EditionKey("school", n, 1) for n in (1, 2, 3))
RENEWED = EditionKey("school", 1, 2)
IRINA = PersonName("Орлова", "Ирина", "Андреевна")


def edition(key: EditionKey, title: str = "Положение о сообществе педагогов", **more: object) -> KnownEdition:
    return replace(KnownEdition(key, title, "положение", step="head", enters=True), **more)  # type: ignore[arg-type]


def body(
    id_: str, names: Names = PEDAGOGICAL, nature: str = "body", kind: str = "pedagogical_council"
) -> KnownParty:
    return KnownParty(Party(PartyKey("school", id_), nature, kind, names), BEFORE)  # type: ignore[arg-type]


def known(*editions: KnownEdition, **more: object) -> Known:
    parties = {
        "pedagogical_council": body("pedagogical_council"),
        "head": body("head", Names("директор", "директора", "директором"), "office", "head"),
    }
    people = {"irina": IRINA, "oleg": PersonName("Гринь", "Олег", "Ильич")}
    told = Known(HEAD, {one.key: one for one in editions}, parties, {}, people)
    return replace(told, **more)  # type: ignore[arg-type]


def order(*points: Point, **more: object) -> Order:
    return Order(HEAD, points=points, **more)  # type: ignore[arg-type]


def wrong(of: Order, facts: Known, dated: date = DAY) -> list[tuple[int, str]]:
    return [(one.point, one.field) for one in faults(of, facts, dated)]


def said(of: Order, facts: Known, dated: date = DAY) -> list[str]:
    lines: list[str] = []
    for clause in worded(of, facts, dated).clauses:
        lines += [f"{clause.label}. {clause.text}", *(f"– {one.text}" for one in clause.children)]
    return lines


CREATE = Point("create", party="community", party_kind="community", names=CLUB)
MEMBERS = Point(
    "members",
    party="community",
    members=(Member("irina", CHAIR), Member("oleg")),
    since=DAY,
    until=SEPTEMBER,
)
APPOINT = Point("appoint", party=coordinator_of("community"), who="irina", since=DAY)
SEED_TWO = order(CREATE, Point("approve", (FIRST,)), MEMBERS, APPOINT, CONTROL_POINT)


def test_one_order_creates_a_body_approves_its_regulation_its_members_and_its_coordinator() -> None:
    facts = known(edition(FIRST))
    assert wrong(SEED_TWO, facts) == []
    created, approved, members, appointed, control = effects(SEED_TWO, facts, DAY)
    assert [(one.kind, one.party) for one in created] == [
        ("created", "community"),
        ("created", "community-coordinator"),
    ]
    assert [(one.kind, one.edition, one.day) for one in approved] == [
        ("answered", FIRST, DAY),
        ("in_force", FIRST, DAY),
    ]
    assert [(one.kind, one.who, one.capacity, one.until) for one in members] == [
        ("seated", "irina", "chair", SEPTEMBER),
        ("seated", "oleg", "member", SEPTEMBER),
    ]
    assert [(one.party, one.capacity) for one in appointed] == [("community-coordinator", "holder")]
    assert control == ()


def test_the_same_order_says_it_in_right_russian() -> None:
    assert said(SEED_TWO, known(edition(FIRST))) == [
        "1. Создать сообщество педагогов «Аврора».",
        "2. Утвердить Положение о сообществе педагогов (приложение).",
        "3. Утвердить состав сообщества педагогов «Аврора» с 21.02.2023 по 31.08.2023:",
        "– Орлова Ирина Андреевна, председатель;",
        "– Гринь Олег Ильич.",
        "4. Назначить Орлову И.А. координатором сообщества педагогов «Аврора» с 21.02.2023.",
        f"5. {CONTROL}",
    ]
    assert suggested_title(SEED_TWO, known(edition(FIRST))) == "О создании сообщества педагогов «Аврора»"


@pytest.mark.parametrize(
    ("point", "words"),
    [
        (
            Point("amend", (RENEWED,)),
            "Внести изменения в Положение о клубе, изложив его в новой редакции (приложение).",
        ),
        (Point("enter", (RENEWED,), since=SEPTEMBER), "Ввести Положение о клубе в действие с 01.09.2023."),
        (
            Point("delay", (RENEWED,), since=SEPTEMBER, clauses="3.1., 3.2"),
            "Пункты 3.1, 3.2 Положения о клубе вступают в силу с 01.09.2023.",
        ),
        (
            Point("repeal", (FIRST,), since=SEPTEMBER),
            "Признать утратившим силу с 01.09.2023 Положение о клубе (редакция № 1), утверждённое приказом "
            "от 01.09.2021 № 39/1.",
        ),
        (
            Point("revoke", order="o1", number=4),
            "Признать утратившим силу пункт 4 приказа от 21.02.2022 № 95.",
        ),
        (
            Point("reorganise", party="pedagogical_council", names=CLUB, since=SEPTEMBER),
            "Реорганизовать педагогический совет, преобразовав в сообщество педагогов «Аврора» с 01.09.2023.",
        ),
        (
            Point("liquidate", party="pedagogical_council", since=SEPTEMBER),
            "Прекратить деятельность педагогического совета с 01.09.2023.",
        ),
        (
            Point(
                "appoint",
                party="head",
                who="irina",
                capacity=ACTING,
                since=DAY,
                until=SEPTEMBER,
                basis="отпуск",
            ),
            "Возложить исполнение обязанностей директора на Орлову И.А. с 21.02.2023 "
            "по 31.08.2023. Основание: отпуск.",
        ),
        (Point("control", who="oleg"), "Контроль за исполнением приказа возложить на Гриня О.И."),
        (
            Point("control", who="oleg", called="завхоза Гринь О.И."),
            "Контроль за исполнением приказа возложить на завхоза Гринь О.И.",
        ),
        (Point("create", party="x", party_kind="community", names=GROUP), "Создать рабочую группу."),
        (Point("free", words="Заместителю директора:\nсоставить график;"), "Заместителю директора:"),
    ],
)
def test_each_kind_of_point_has_its_own_words(point: Point, words: str) -> None:
    by = Ground("approve", "order", Names.fixed("директор"), "39/1", date(2021, 9, 1))
    facts = known(
        edition(FIRST, "Положение о клубе", since=BEFORE, by=by),
        edition(RENEWED, "Положение о клубе", former=FIRST),
        points={("o1", 4): IssuedPoint("o1", 4, "appoint", "95", date(2022, 2, 21))},
    )
    assert worded(order(point), facts, DAY).clauses[0].text == words


def test_an_annex_of_an_act_is_approved_as_such() -> None:
    told = replace(edition(FIRST, "Состав хора", word="состав"), annex="№ 1 к Положению о хоре")
    assert said(order(Point("approve", (FIRST,))), known(told)) == [
        "1. Утвердить Состав хора – приложение № 1 к Положению о хоре (приложение)."
    ]


def test_every_kind_of_point_has_words_before_anything_is_chosen() -> None:
    for kind in POINT_KINDS:
        text = worded(order(Point(kind)), known(), DAY)
        assert text.clauses[0].text.strip()


def test_one_order_for_three_editions_numbers_its_annexes_and_enters_them_in_one_point() -> None:
    editions = (
        edition(FIRST, "Порядок дежурства", word="порядок"),
        edition(SECOND, "Правила приёма", word="правила"),
        edition(THIRD, "Инструкция по охране", word="инструкция"),
    )
    facts = known(*editions)
    made = order(*proposed(facts, [FIRST, SECOND, THIRD], SEPTEMBER))
    assert said(made, facts) == [
        "1. Утвердить Порядок дежурства (приложение № 1).",
        "2. Утвердить Правила приёма (приложение № 2).",
        "3. Утвердить Инструкцию по охране (приложение № 3).",
        "4. Ввести указанные документы в действие с 01.09.2023.",
        f"5. {CONTROL}",
    ]
    assert suggested_title(made, facts) == "Об утверждении локальных нормативных актов"
    assert wrong(made, facts) == []
    entered = [one for one in effects(made, facts, DAY)[3] if one.kind == "in_force"]
    assert [(one.edition, one.day) for one in entered] == [(key, SEPTEMBER) for key in (FIRST, SECOND, THIRD)]


def test_a_new_edition_ends_the_former_in_the_point_that_says_so() -> None:
    facts = known(edition(RENEWED, former=FIRST), edition(FIRST, since=BEFORE))
    made = order(*proposed(facts, [RENEWED], SEPTEMBER))
    approve, enter, repeal, _control = effects(made, facts, DAY)
    assert [one.kind for one in approve] == ["answered"]
    assert [(one.kind, one.day) for one in enter] == [("in_force", SEPTEMBER)]
    assert [(one.kind, one.edition, one.day) for one in repeal] == [("lapsed", FIRST, SEPTEMBER)]
    short = order(Point("approve", (RENEWED,)))
    assert [one.kind for one in effects(short, facts, DAY)[0]] == ["answered", "in_force", "lapsed"]


def test_the_preamble_names_each_protocol_once() -> None:
    ground = Ground("adopt", "protocol", PEDAGOGICAL, "18", BEFORE)
    facts = known(edition(FIRST, grounds=(ground,)), edition(SECOND, grounds=(ground,)))
    made = order(Point("approve", (FIRST,)), Point("approve", (SECOND,)))
    assert suggested_preamble(made, facts) == (
        "На основании решения педагогического совета (протокол от 01.01.2020 № 18)"
    )


UNREADY = edition(FIRST, closed=Text("Не готова", "Not ready"), unmet=(Unmet("not-signed", Text("а", "a")),))
IN_FORCE = edition(FIRST, since=BEFORE, closed=Text("Закончено", "Ended"), approved=True)
ENTERED = replace(IN_FORCE, clauses=(Clause("c1", "1", "Слова.", "point"),))
DELAY = Point("delay", (FIRST,), since=SEPTEMBER, clauses="1")
FAULTS = [
    ((), known(), (0, "points")),
    ((Point("free", words="Слова."),), known(), (0, "title")),
    ((CONTROL_POINT,), known(), (0, "points")),
    ((Point("approve"),), known(), (1, "editions")),
    ((Point("approve", (FIRST,)),), known(UNREADY), (1, "editions")),
    ((Point("approve", (FIRST,)),), known(edition(FIRST, latest=SEPTEMBER)), (1, "editions")),
    ((Point("amend", (FIRST,)),), known(edition(FIRST)), (1, "editions")),
    ((Point("enter", (FIRST,)),), known(IN_FORCE), (1, "since")),
    ((Point("enter", (FIRST,), since=SEPTEMBER),), known(IN_FORCE), (1, "editions")),
    ((Point("enter", (FIRST,), since=SEPTEMBER),), known(edition(FIRST)), (1, "editions")),
    (
        (Point("approve", (FIRST,)), Point("enter", (FIRST,), since=BEFORE)),
        known(edition(FIRST)),
        (2, "since"),
    ),
    (
        (Point("approve", (FIRST,)), Point("enter", (FIRST,), since=SEPTEMBER)),
        known(edition(FIRST, enters=False)),
        (2, "editions"),
    ),
    (
        (Point("approve", (RENEWED,)), Point("enter", (RENEWED,), since=SEPTEMBER)),
        known(edition(RENEWED, former=FIRST), edition(FIRST, since=date(2023, 10, 1))),
        (2, "since"),
    ),
    ((Point("delay", since=SEPTEMBER, clauses="1"),), known(), (1, "editions")),
    ((replace(DELAY, clauses="9"),), known(ENTERED), (1, "clauses")),
    ((replace(DELAY, clauses=" , "),), known(ENTERED), (1, "clauses")),
    ((replace(DELAY, since=None),), known(ENTERED), (1, "since")),
    ((replace(DELAY, since=DAY),), known(ENTERED), (1, "since")),
    ((DELAY,), known(replace(ENTERED, until=SEPTEMBER)), (1, "since")),
    ((DELAY,), known(edition(FIRST)), (1, "editions")),
    ((DELAY, Point("approve", (FIRST,))), known(edition(FIRST)), (1, "kind")),
    (
        (Point("approve", (FIRST,)), Point("enter", (FIRST,), since=SEPTEMBER), DELAY),
        known(edition(FIRST)),
        (3, "since"),
    ),
    ((Point("repeal", (FIRST,)),), known(edition(FIRST)), (1, "editions")),
    ((Point("repeal", (FIRST,)),), known(edition(FIRST, since=BEFORE, until=DAY)), (1, "editions")),
    ((Point("repeal", (FIRST,), since=BEFORE),), known(IN_FORCE), (1, "since")),
    ((Point("revoke", order="o", number=1),), known(), (1, "order")),
    ((replace(CREATE, names=None),), known(), (1, "names")),
    ((replace(CREATE, names=Names("педагогический  Совет", "а", "б")),), known(), (1, "names")),
    ((replace(CREATE, party="head"),), known(), (1, "party")),
    ((replace(CREATE, since=BEFORE),), known(), (1, "since")),
    ((Point("reorganise", party="nobody", names=CLUB),), known(), (1, "party")),
    ((Point("liquidate", party="head"),), known(), (1, "party")),
    ((Point("liquidate", party="pedagogical_council", since=BEFORE),), known(), (1, "since")),
    ((Point("members", party="pedagogical_council", since=DAY),), known(), (1, "members")),
    ((replace(MEMBERS, members=(Member("irina"), Member("irina"))), CREATE), known(), (1, "members")),
    (
        (CREATE, replace(MEMBERS, members=(Member("irina", CHAIR), Member("oleg", CHAIR)))),
        known(),
        (2, "members"),
    ),
    ((CREATE, replace(MEMBERS, members=(Member("nobody"),))), known(), (2, "members")),
    ((CREATE, replace(MEMBERS, until=DAY)), known(), (2, "until")),
    ((Point("appoint", party="head", who="irina", capacity=ACTING, since=DAY),), known(), (1, "basis")),
    ((Point("appoint", party="pedagogical_council", who="irina", since=DAY),), known(), (1, "party")),
    ((Point("appoint", party="head", since=DAY),), known(), (1, "who")),
    ((Point("appoint", party="head", who="irina"),), known(), (1, "since")),
    (
        (Point("appoint", party="head", who="irina", since=DAY),),
        known(seats={"head": [KnownSeat("oleg", "holder", SEPTEMBER)]}),
        (1, "since"),
    ),
    ((Point("free"),), known(), (1, "words")),
    ((CONTROL_POINT, Point("free", words="а")), known(), (1, "kind")),
    ((Point("free", words="а"), CONTROL_POINT, CONTROL_POINT), known(), (3, "kind")),
    ((Point("approve", (FIRST,)), Point("approve", (FIRST,))), known(edition(FIRST)), (2, "editions")),
    ((CREATE, Point("liquidate", party="community")), known(), (2, "party")),
    (
        (
            Point("liquidate", party="pedagogical_council", since=DAY),
            replace(MEMBERS, party="pedagogical_council"),
        ),
        known(),
        (2, "party"),
    ),
]


@pytest.mark.parametrize(("points", "facts", "where"), FAULTS)
def test_what_is_wrong_is_told_by_point_and_field(
    points: tuple[Point, ...], facts: Known, where: tuple[int, str]
) -> None:
    assert where in wrong(order(*points), facts)


def test_clauses_may_wait_after_the_approval_of_their_edition_or_when_it_is_in_force() -> None:
    told = known(replace(edition(FIRST), clauses=ENTERED.clauses))
    assert wrong(order(Point("approve", (FIRST,)), DELAY), told) == []
    assert wrong(order(DELAY), known(ENTERED)) == []


def test_a_point_that_is_not_ready_names_all_that_is_missing() -> None:
    (fault,) = faults(order(Point("approve", (FIRST,))), known(UNREADY), DAY)
    assert [one.code for one in fault.unmet] == ["not-signed"]


def issued(number: int, kind: str, *done: Effect, revoked_by: str = "") -> dict[tuple[str, int], IssuedPoint]:
    point = IssuedPoint("o1", number, kind, "95", BEFORE, done, revoked_by)  # type: ignore[arg-type]
    return {("o1", number): point}


@pytest.mark.parametrize(
    ("kind", "revoked_by", "done"),
    [
        ("reorganise", "", ()),
        ("liquidate", "", ()),
        ("revoke", "", ()),
        ("appoint", "o2", ()),
        ("repeal", "", (Effect("lapsed", FIRST, day=BEFORE),)),
    ],
)
def test_what_cannot_be_undone_is_not_revoked(kind: str, revoked_by: str, done: tuple[Effect, ...]) -> None:
    facts = known(
        edition(FIRST, since=BEFORE, until=DAY), points=issued(1, kind, *done, revoked_by=revoked_by)
    )
    assert (1, "order") in wrong(order(Point("revoke", order="o1", number=1)), facts)


def test_a_point_is_put_before_the_one_on_control_replaced_moved_and_taken_out() -> None:
    one, two, three = (Point("free", words=word) for word in "абв")
    made = put(put(order(CONTROL_POINT), one), two)
    assert made.points == (one, two, CONTROL_POINT)
    assert put(made, three, 1).points == (three, two, CONTROL_POINT)
    assert moved(made, 2, -1).points == (two, one, CONTROL_POINT)
    assert moved(made, 1, -1) == moved(made, 3, 1) == made
    assert taken_out(made, 1).points == (two, CONTROL_POINT)


names = st.builds(Names, st.text(), st.text(), st.text())
people = st.one_of(st.text(min_size=1), st.builds(PersonName, st.text(), st.text(), st.text()))
keys = st.builds(EditionKey, st.text(), st.integers(0, 9), st.integers(0, 9))
points = st.builds(
    Point,
    kind=st.sampled_from(POINT_KINDS),
    editions=st.lists(keys, max_size=3).map(tuple),
    party=st.text(),
    party_kind=st.text(),
    names=st.none() | names,
    members=st.lists(st.builds(Member, people, st.text()), max_size=3).map(tuple),
    who=people | st.just(""),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    basis=st.text(),
    order=st.text(),
    number=st.integers(0, 99),
    words=st.text(),
    clauses=st.text(),
)


@given(points)
def test_a_point_is_kept_as_it_is(point: Point) -> None:
    assert restored_point(point_text_of(point)) == point


@given(st.lists(points, max_size=4), st.text(), st.text())
def test_an_order_is_kept_as_it_is(found: list[Point], title: str, text: str) -> None:
    made = Order(HEAD, title, text, tuple(found), (Annex(title, text),))
    assert restored_order(order_text_of(made)) == made


@given(st.lists(points, max_size=5))
def test_whatever_is_drafted_has_words_and_its_faults_are_told(found: list[Point]) -> None:
    made, facts = order(*found), known(edition(FIRST))
    assert len(worded(made, facts, DAY).clauses) == len(found)
    assert all(isinstance(one, Fault) and 0 <= one.point <= len(found) for one in faults(made, facts, DAY))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (("Орлова", "Ирина", "Андреевна"), "Орлову И.А."),
        (("Светлая", "Анна", "Ильинична"), "Светлую А.И."),
        (("Гринь", "Анна", "Ильинична"), "Гринь А.И."),
        (("Гринь", "Олег", "Ильич"), "Гриня О.И."),
        (("Орлов", "Олег", "Ильич"), "Орлова О.И."),
        (("Луговской", "Олег", "Ильич"), "Луговского О.И."),
        (("Крайний", "Олег", "Ильич"), "Крайнего О.И."),
        (("Черных", "Олег", "Ильич"), "Черных О.И."),
        (("Шевченко", "Олег", "Ильич"), "Шевченко О.И."),
        (("Скрипка", "Олег", "Ильич"), "Скрипку О.И."),
        (("Орлова-Лебедь", "Ирина", "Андреевна"), "Орлову-Лебедь И.А."),
    ],
)
def test_a_surname_in_the_accusative(name: tuple[str, str, str], words: str) -> None:
    assert accusative(PersonName(*name)) == words


def test_lines_of_a_point_are_its_list() -> None:
    (clause,) = worded(order(Point("free", words="Учителям:\nвести журнал;\n")), known(), DAY).clauses
    assert (clause.text, [one.text for one in clause.children]) == ("Учителям:", ["вести журнал;"])
    assert isinstance(clause, Clause)


def test_a_document_taken_out_of_an_order_does_not_come_into_force_by_it() -> None:
    facts = known(
        edition(RENEWED, former=FIRST), edition(FIRST, since=BEFORE), edition(SECOND, "Правила приёма")
    )
    made = order(*proposed(facts, [RENEWED, SECOND], SEPTEMBER))
    assert [one.kind for one in made.points] == ["approve", "approve", "enter", "repeal", "control"]
    rest = taken_out(made, 1)
    assert [(one.kind, one.editions) for one in rest.points] == [
        ("approve", (SECOND,)), ("enter", (SECOND,)), ("control", ()),
    ]  # fmt: skip
    assert wrong(rest, facts) == []


@pytest.mark.parametrize(
    ("point", "words"),
    [
        (
            Point("free", words="Составить график.", who="irina", until=SEPTEMBER),
            "Составить график (ответственный – Орлова Ирина Андреевна, срок – 31.08.2023).",
        ),
        (Point("free", words="Провести:\nсобрание", until=SEPTEMBER), "Провести (срок – 31.08.2023):"),
        (Point("control", until=SEPTEMBER), f"{CONTROL} Срок исполнения – 31.08.2023."),
    ],
)
def test_a_point_says_who_does_it_and_by_when(point: Point, words: str) -> None:
    facts = known()
    assert worded(order(point), facts, DAY).clauses[0].text == words
    (assigned,) = effects(order(point), facts, DAY)[0]
    assert (assigned.kind, assigned.until, assigned.who) == ("assigned", SEPTEMBER, point.who)


def test_a_term_before_the_order_is_told_at_its_field() -> None:
    late = Point("free", words="Составить график.", until=DAY)
    assert wrong(order(late, CONTROL_POINT, title="О разном"), known()) == [(1, "until")]
