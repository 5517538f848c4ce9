"""Five invented organisations of one district: names, bodies, offices, registers and chains."""

from __future__ import annotations

from dataclasses import dataclass

from workflow.governance.bodies import Organisation, Party
from workflow.governance.names import Names
from workflow.values import PartyKey

ZONE = "Europe/Moscow"
TOWN = "г. Светлореченск"

NAMES = {
    "governing_council": Names("управляющий совет", "управляющего совета", "управляющим советом"),
    "parents_council": Names("совет родителей", "совета родителей", "советом родителей"),
    "student_council": Names("совет обучающихся", "совета обучающихся", "советом обучающихся"),
    "pedagogical_council": Names("педагогический совет", "педагогического совета", "педагогическим советом"),
    "head": Names("директор", "директора", "директором"),
    "authority": Names("начальник", "начальника", "начальником"),
    "auditor": Names("аудитор", "аудитора", "аудитором"),
    "coordinator": Names("координатор", "координатора", "координатором"),
    "methodical_centre": Names(
        "районный методический центр", "районного методического центра", "районным методическим центром"
    ),
}
MANAGER = Names("заведующий", "заведующего", "заведующим")
OFFICES = frozenset({"head", "authority", "auditor", "coordinator", "methodical_centre"})


@dataclass(frozen=True, slots=True)
class Place:
    """A body or office of the demo: its kind, its own name if not the usual one, its numbers' form."""

    kind: str
    id: str = ""
    names: Names | None = None
    within: str | None = None
    numbers: str = "{serial}"


@dataclass(frozen=True, slots=True)
class Setup:
    """An organisation with all that it starts with; `chains` are ids of shipped definitions."""

    organisation: Organisation
    places: tuple[Place, ...]
    chains: tuple[str, ...]

    def party(self, place: Place) -> Party:
        """The place as a party of this organisation."""
        key = PartyKey(self.organisation.id, place.id or place.kind)
        nature = "office" if place.kind in OFFICES else "body"
        return Party(key, nature, place.kind, place.names or NAMES[place.kind], place.within)


def _community(id_: str, name: str) -> tuple[Place, Place]:
    """A community of teachers and the office of its coordinator."""
    names = Names(
        f"творческая группа «{name}»", f"творческой группы «{name}»", f"творческой группой «{name}»"
    )
    of = Names(
        f"координатор группы «{name}»", f"координатора группы «{name}»", f"координатором группы «{name}»"
    )
    return (Place("community", id_, names), Place("coordinator", f"coordinator-{id_}", of, id_))


def _school(id_: str, full: str, short: str, place: str = TOWN) -> Organisation:
    return Organisation(id_, "district", ZONE, place, full, Names.fixed(short))


DISTRICT = Setup(
    Organisation(
        "district",
        None,
        ZONE,
        TOWN,
        "Управление образования Светлореченского района",
        Names(
            "Управление образования Светлореченского района",
            "Управления образования Светлореченского района",
            "Управлением образования Светлореченского района",
        ),
    ),
    (Place("authority"), Place("methodical_centre", numbers="{serial}-РМЦ"), Place("auditor")),
    ("regulation-authority",),
)
GYMNASIUM = Setup(
    _school(
        "gymnasium",
        "Муниципальное бюджетное общеобразовательное учреждение «Гимназия № 4 города Светлореченска»",
        "МБОУ «Гимназия № 4»",
    ),
    (
        Place("governing_council"),
        Place("parents_council"),
        Place("student_council"),
        Place("pedagogical_council"),
        Place("head"),
        Place("auditor"),
        *_community("workshop", "Мастерская урока"),
        *_community("reading", "Читаем вместе"),
    ),
    (
        "regulation-gymnasium",
        "template-opinion-and-head",
        "plan-community",
        "list-head",
        "order-head",
        "site-publication",
    ),
)
SCHOOL = Setup(
    _school(
        "horizon",
        "Муниципальное автономное общеобразовательное учреждение «Школа „Горизонт“»",
        "МАОУ «Школа „Горизонт“»",
    ),
    (
        Place("pedagogical_council"),
        Place("head", numbers="{serial}-од"),
        Place("auditor"),
        *_community("club", "Соседний кабинет"),
    ),
    ("regulation-order-annex", "template-pedagogical-and-head", "plan-community-district", "order-head"),
)
KINDERGARTEN = Setup(
    _school(
        "rowan",
        "Муниципальное бюджетное дошкольное образовательное учреждение «Детский сад № 12 „Рябинка“»",
        "МБДОУ «Детский сад № 12»",
    ),
    (Place("governing_council"), Place("head", names=MANAGER), Place("auditor")),
    ("regulation-council", "order-head"),
)
VILLAGE = Setup(
    _school(
        "lakeside",
        "Муниципальное казённое общеобразовательное учреждение «Заозёрская основная школа»",
        "МКОУ «Заозёрская ОШ»",
        "с. Заозёрье",
    ),
    (Place("head"), Place("auditor")),
    ("regulation-head", "order-head"),
)
# The parent first: a school names it.
SETUPS = (DISTRICT, GYMNASIUM, SCHOOL, KINDERGARTEN, VILLAGE)
