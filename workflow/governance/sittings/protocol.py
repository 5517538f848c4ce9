"""The text of a protocol and of an extract from it, as paper says it (norms §1.6, rules 11 and 12)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from workflow.errors import NotFound
from workflow.governance.bodies import Organisation
from workflow.governance.names import Names
from workflow.governance.people import PersonName
from workflow.governance.sittings.meeting import Item, Meeting, Window, here
from workflow.governance.sittings.roster import Roster
from workflow.governance.sittings.verdict import Verdict, verdict, votes_said
from workflow.ports import Instrument
from workflow.values import EditionKey

MOST_NAMES = 10
"""More present than this are a list beside the protocol, which is part of it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong in a protocol and how it should read; the protocol itself stays as it was signed."""

    number: int
    item: int | None
    text: str
    reason: str
    by: PersonName
    at: str


@dataclass(frozen=True, slots=True)
class Second:
    """A later vote on a question: the protocol it stands in."""

    instrument: str
    printed: str
    dated: date
    item: int


@dataclass(frozen=True, slots=True)
class Held:
    """A body's meeting as it was kept, under the names of its day; `others` sat with it."""

    protocol: Instrument
    sitting: str
    organisation: Organisation
    party: Names
    held_on: date
    place: str
    window: Window | None
    roster: Roster
    meeting: Meeting
    people: Mapping[str, PersonName]
    recorder: PersonName
    recorded_at: str
    others: tuple[tuple[Instrument, Names], ...] = ()
    corrections: tuple[Correction, ...] = ()
    seconds: Mapping[int, Second] = field(default_factory=dict)

    def verdict(self, item: Item) -> Verdict:
        """What a question came to."""
        return verdict(self.roster, self.meeting, item, self.window)

    def name(self, person: str | None) -> str:
        """«Орлова И.А.» as lists on paper have it; empty for nobody."""
        return listed(self.people[person]) if person else ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the agenda as the protocol tells it; `number` is its own for ever."""

    number: int
    title: str
    heard: str
    spoke: str
    resolved: str
    voted: str
    edition: EditionKey | None = None
    carried: bool = True


@dataclass(frozen=True, slots=True)
class ProtocolText:
    """A protocol, or an extract of one question (`extract`), ready to be laid out."""

    organisation: str
    heading: str
    number: str
    dated: date
    place: str
    chair: PersonName | None
    secretary: PersonName | None
    present: tuple[str, ...]
    came: str
    annexed: bool
    invited: str
    questions: tuple[Question, ...]
    corrections: tuple[str, ...] = ()
    extract: bool = False
    window: str = ""

    @property
    def led(self) -> tuple[tuple[str, PersonName], ...]:
        """The chair and the secretary, as far as they are named; they sign."""
        both = (("Председатель", self.chair), ("Секретарь", self.secretary))
        return tuple((word, name) for word, name in both if name is not None)

    @property
    def agenda(self) -> tuple[tuple[int, str], ...]:
        """The questions by number."""
        return tuple((one.number, one.title) for one in self.questions)


def protocol_text(held: Held) -> ProtocolText:
    """The whole protocol."""
    came = here(held.meeting, held.window)
    names = tuple(listed(one.name) for one in held.roster.listed if came and one.person in came)
    return ProtocolText(
        held.organisation.full,
        _heading(held),
        held.protocol.printed,
        held.held_on,
        held.place or held.organisation.place,
        held.people[held.meeting.chair] if held.meeting.chair else None,
        held.people[held.meeting.secretary] if held.meeting.secretary else None,
        names,
        _came(held, len(names), came is not None),
        len(names) > MOST_NAMES,
        held.meeting.invited,
        tuple(_question(held, number, one) for number, one in enumerate(held.meeting.items, 1)),
        tuple(_correction(one) for one in held.corrections),
        window=_window(held.window),
    )


def extract_text(held: Held, number: int) -> ProtocolText:
    """The extract of one question under its own number; what was not chosen is nowhere in it.

    Raises NotFound when the protocol has no such question.
    """
    whole = protocol_text(held)
    chosen = tuple(one for one in whole.questions if one.number == number)
    if not chosen:
        raise NotFound
    told = tuple(_correction(one) for one in held.corrections if one.item == number)
    return ProtocolText(
        whole.organisation, whole.heading, whole.number, whole.dated, whole.place, whole.chair,
        whole.secretary, (), whole.came, False, "", chosen, told, extract=True,
        window=whole.window,
    )  # fmt: skip


def listed(name: PersonName) -> str:
    """«Орлова И.А.»."""
    initials = "".join(f"{part[0]}." for part in (name.given, name.patronymic) if part)
    return f"{name.surname} {initials}".strip()


def _heading(held: Held) -> str:
    return (
        f"заочного голосования {held.party.genitive}" if held.window else f"заседания {held.party.genitive}"
    )


def _window(days: Window | None) -> str:
    """Between which days sheets were taken, in a vote by correspondence."""
    return f"Листы голосования принимали с {days.opens:%d.%m.%Y} по {days.closes:%d.%m.%Y}" if days else ""


def _came(held: Held, count: int, named: bool) -> str:
    """«Присутствовали 9 из 12», with the seats that were vacant."""
    if not named:
        return "Присутствовавшие не названы"
    of = len(held.roster.listed)
    vacant = f", вакантных мест: {held.roster.vacancies}" if held.roster.vacancies else ""
    word = "Листы голосования прислали" if held.window else "Присутствовали"
    return f"{word} {count} из {of}{vacant}"


def _question(held: Held, number: int, item: Item) -> Question:
    came = held.verdict(item)
    return Question(
        number,
        item.title,
        item.heard or item.title,
        item.spoke,
        _resolved(item, came),
        _voted(held, item, came),
        item.edition,
        came.carried,
    )


def _resolved(item: Item, came: Verdict) -> str:
    if came.ground == "no_quorum":
        return "Решение не принималось: кворума нет"
    said = item.resolved or _ANSWERS.get(item.outcome, item.outcome).format(title=item.title)
    if item.edition is None and not came.carried:
        return f"Предложение не принято: {said}"
    return f"{said}. Замечания: {item.remark}" if item.remark else said


def _voted(held: Held, item: Item, came: Verdict) -> str:
    if item.vote.manner == "stated":
        return "результат указан без числа голосов"
    told = votes_said(item.vote).ru
    parts = [told]
    against = _who(held, item, "against")
    abstained = _who(held, item, "abstained")
    parts += [f"против: {against}"] if against else []
    parts += [f"воздержались: {abstained}"] if abstained else []
    recused = ", ".join(sorted(held.name(one) for one in item.recused))
    parts += [f"не участвовали в голосовании: {recused}"] if recused else []
    parts += ["решающий голос председателя"] if came.ground == "casting" else []
    return "; ".join(parts)


def _who(held: Held, item: Item, choice: str) -> str:
    return ", ".join(sorted(held.name(one) for one, said in item.vote.named.items() if said == choice))


def _correction(one: Correction) -> str:
    where = f"вопрос {one.item}: " if one.item else ""
    day = f"{date.fromisoformat(one.at[:10]):%d.%m.%Y}"
    return f"{where}{one.text} (основание: {one.reason}; запись от {day}, {listed(one.by)})"


_ANSWERS = {
    "agreed": "Согласовать: «{title}»",
    "agreed_with_remarks": "Согласовать с замечаниями: «{title}»",
    "positive": "Дать положительное мнение: «{title}»",
    "negative": "Дать отрицательное мнение: «{title}»",
    "adopted": "Принять: «{title}»",
    "approved": "Утвердить: «{title}»",
    "considered": "Считать рассмотренным: «{title}»",
    "acknowledged": "Принять к сведению: «{title}»",
    "registered": "Зарегистрировать: «{title}»",
    "refused": "Отказать: «{title}»",
}
