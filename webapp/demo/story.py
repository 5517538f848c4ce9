"""What happened in the demo, told in days ago; played in the order of days, so that numbers run with time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webapp.demo.governing import (
    Sat,
    amend,
    ask_members,
    found_club,
    make_amended,
    number_by_school_year,
    set_vacations,
    sit,
    spoil_number,
    state_no_union,
)
from webapp.demo.stage import Stage
from workflow.values import PartyKey

SET_UP = 420
COUNCILS = ("governing_council", "parents_council", "student_council")

MENTORING = (
    Sat(
        "governing_council",
        "agreed",
        against=1,
        heard="Сомову Е.В.: как выбирают наставника и на какой срок.",
        spoke="Гаврилов С.П. предложил начать с одного года и посмотреть, сколько времени это берёт.",
    ),
    Sat("parents_council", "agreed", absent=("Ершова",)),
    Sat("student_council", "agreed", against=1, secret=True),
)
"""One sitting of three councils over one text."""
OFTENER = (
    "в пункте 4.1 слова «одного раза в месяц» заменить словами «двух раз в месяц»;\n"
    "пункт 3.3 дополнить предложением следующего содержания: "
    "«Координатор слагает полномочия по своему желанию.»"
)
"""Changes that the administrator is composing on the regulation of teachers' groups."""
TWICE = (
    "в пункте 2.1 слова «в первую среду месяца» заменить словами «в первую и третью среду месяца»;\n"
    "пункт 3.1 изложить в следующей редакции: "
    "«3.1. Каждую четверть сообщество приглашает учителя из соседней школы.»"
)
"""Changes that the head's order has made in the regulation of the village school's teachers."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One act, so many days ago."""

    ago: int
    act: Callable[[Stage], None]


def play(stage: Stage) -> None:
    """Everything that happened, oldest first."""
    stage.set_up(SET_UP)
    scenes = [*_gymnasium(), *_school(), *_kindergarten(), *_district(), *_village()]
    for scene in sorted(scenes, key=lambda one: -one.ago):
        scene.act(stage)


@dataclass(frozen=True, slots=True)
class Paper:
    """One document of the story; each method gives a scene."""

    key: str
    organisation: str
    text: str
    body: str | None = None
    author: str = "administrator"

    def draft(self, ago: int) -> Scene:
        who = PartyKey(self.organisation, self.author)
        return Scene(ago, lambda stage: stage.draft(self.key, ago, who, self.text, self.body))

    def again(self, ago: int, text: str) -> Scene:
        return Scene(ago, lambda stage: stage.new_edition(self.key, ago, text))

    def submit(self, ago: int, chain: str) -> Scene:
        who = PartyKey(self.organisation, self.author)
        return Scene(ago, lambda stage: stage.submit(self.key, ago, who, chain))

    def by(
        self, ago: int, party: str, outcome: str, number: str = "", remark: str = "", of: str = ""
    ) -> Scene:
        who = PartyKey(of or self.organisation, party)
        return Scene(ago, lambda stage: stage.decide(self.key, ago, who, outcome, number, remark))

    def published(self, ago: int, remark: str) -> Scene:
        """The administrator notes that the edition in force stands on the site."""
        who = PartyKey(self.organisation, "administrator")
        told = (self.key, ago, who, "site-publication", "publish", remark)
        return Scene(ago, lambda stage: stage.perform(*told))

    def whole_way(self, ago: int, numbers: tuple[str, str, str, str, str]) -> list[Scene]:
        """Submitted that day; councils, pedagogical council and director within three weeks."""
        councils = zip(COUNCILS, numbers, strict=False)
        return [
            self.submit(ago, "regulation-gymnasium"),
            *(self.by(ago - 5 - at, name, "agreed", no) for at, (name, no) in enumerate(councils)),
            self.by(ago - 14, "pedagogical_council", "adopted", numbers[3]),
            self.by(ago - 19, "head", "approved", numbers[4]),
        ]


def _put_in(ago: int, organisation: str, text: str) -> Scene:
    return Scene(ago, lambda stage: stage.put_in(ago, organisation, text))


def _gymnasium() -> list[Scene]:
    return [*_gymnasium_in_force(), *_gymnasium_waiting(), *_gymnasium_plans(), *_kept_in_order()]


def _kept_in_order() -> list[Scene]:
    """What the administrators keep: numbers, and the days of the school."""
    schools = ("gymnasium", "horizon")
    teachers = "protocols-pedagogical_council"
    return [
        Scene(415, lambda stage: number_by_school_year(stage, 415, "gymnasium", teachers)),
        Scene(60, lambda stage: spoil_number(stage, 60, "gymnasium", "orders-head")),
        *(Scene(59, lambda stage, of=of: set_vacations(stage, 59, of)) for of in schools),
        Scene(58, lambda stage: state_no_union(stage, 58, "gymnasium")),
        Scene(1, lambda stage: ask_members(stage, 1, "library", "governing_council", 8)),
    ]


def _gymnasium_in_force() -> list[Scene]:
    groups = Paper("groups", "gymnasium", "groups-1")
    order = Paper("order", "gymnasium", "order-groups")
    duty = Paper("duty order", "gymnasium", "order-duty")
    return [
        _put_in(400, "gymnasium", "duty"),
        groups.draft(390),
        *groups.whole_way(385, ("2", "3", "2", "6", "187")),
        groups.published(362, "Сайт гимназии, раздел «Документы»"),
        groups.again(125, "groups-2"),
        *groups.whole_way(120, ("5", "7", "4", "9", "118")),
        Scene(6, lambda stage: amend(stage, 6, "groups", OFTENER)),
        order.draft(92),
        order.submit(92, "order-head"),
        order.by(91, "head", "approved"),
        duty.draft(40),
        duty.submit(40, "order-head"),
        duty.by(38, "head", "approved"),
    ]


def _gymnasium_waiting() -> list[Scene]:
    library = Paper("library", "gymnasium", "library")
    site = Paper("site", "gymnasium", "site")
    mentoring = Paper("mentoring", "gymnasium", "mentoring")
    projects = Paper("projects", "gymnasium", "projects")
    phones = Paper("phones", "gymnasium", "phones")
    canteen = Paper("canteen", "gymnasium", "canteen")
    return [
        mentoring.draft(36),
        mentoring.submit(35, "regulation-gymnasium"),
        Scene(30, lambda stage: sit(stage, 30, "mentoring", MENTORING)),
        mentoring.by(13, "pedagogical_council", "adopted"),
        projects.draft(33),
        projects.submit(32, "regulation-gymnasium"),
        projects.by(27, "governing_council", "agreed"),
        projects.by(
            25,
            "parents_council",
            "refused",
            remark="Пункт 5.1: напишите, сколько взрослых идёт с командой и кто отвечает за дорогу.",
        ),
        site.draft(24),
        site.submit(23, "regulation-gymnasium"),
        *(site.by(18 - at, name, "agreed") for at, name in enumerate(COUNCILS)),
        phones.draft(13),
        phones.submit(12, "template-opinion-and-head"),
        phones.by(9, "parents_council", "negative", remark="Пункт 3.2: рекреация не вместит всех желающих."),
        library.draft(10),
        library.submit(9, "regulation-gymnasium"),
        canteen.draft(5),
        canteen.submit(4, "template-opinion-and-head"),
        canteen.by(2, "student_council", "positive"),
        Paper("week", "gymnasium", "methodweek").draft(3),
    ]


def _gymnasium_plans() -> list[Scene]:
    lessons = Paper("lessons", "gymnasium", "plan-groups", "workshop", "coordinator-workshop")
    reading = Paper("reading", "gymnasium", "plan-reading", "reading", "coordinator-reading")
    return [
        lessons.draft(20),
        lessons.submit(20, "plan-community"),
        lessons.by(16, "coordinator-workshop", "agreed"),
        reading.draft(8),
        reading.submit(8, "plan-community"),
    ]


def _school() -> list[Scene]:
    club = Paper("club", "horizon", "school-club")
    week = Paper("common week", "horizon", "school-week")
    mentors = Paper("mentors", "horizon", "school-mentors")
    plan = Paper("club plan", "horizon", "school-plan", "club", "coordinator-club")
    return [
        _put_in(398, "horizon", "school-order"),
        Scene(150, lambda stage: stage.replace_head(150, 130)),
        week.draft(142),
        week.submit(142, "order-head"),
        week.by(141, "acting", "approved", "54-од"),
        plan.draft(15),
        plan.submit(14, "plan-community-district"),
        plan.by(11, "coordinator-club", "agreed"),
        mentors.draft(47),
        mentors.submit(46, "regulation-order-annex"),
        Scene(45, lambda stage: found_club(stage, 45, "mentors")),
        club.draft(7),
        club.submit(6, "regulation-order-annex"),
    ]


def _kindergarten() -> list[Scene]:
    lounge = Paper("lounge", "rowan", "garden-community")
    walks = Paper("walks", "rowan", "garden-walks")
    return [
        _put_in(396, "rowan", "garden-circle"),
        lounge.draft(210),
        lounge.submit(208, "regulation-council"),
        lounge.by(200, "governing_council", "adopted", "4"),
        walks.draft(5),
        walks.submit(5, "regulation-council"),
    ]


def _district() -> list[Scene]:
    communities = Paper("communities", "district", "district-communities")
    contest = Paper("contest", "district", "district-contest")
    return [
        communities.draft(260),
        communities.submit(258, "regulation-authority"),
        communities.by(251, "authority", "approved", "52/1"),
        contest.draft(4),
        contest.submit(3, "regulation-authority"),
    ]


def _village() -> list[Scene]:
    community = Paper("village", "lakeside", "village-community")
    bus = Paper("bus", "lakeside", "village-bus")
    return [
        community.draft(310),
        community.submit(310, "regulation-head"),
        community.by(306, "head", "approved", "17"),
        Scene(87, lambda stage: make_amended(stage, 87, "village", TWICE)),
        community.submit(87, "regulation-head"),
        community.by(84, "head", "approved", "23"),
        bus.draft(6),
        bus.submit(2, "regulation-head"),
    ]
