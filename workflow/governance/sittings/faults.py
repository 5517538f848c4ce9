"""Everything wrong with a sitting as it was entered, by field, before anything is kept.

A field is named by its place: `0.number`, `0.attendance.PERSON`, `0.items.2.votes`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from workflow.governance.sittings.meeting import HERE, Item, Meeting, Sitting, Window, here
from workflow.governance.sittings.roster import Roster
from workflow.values import PartyKey, Text

MOST_ITEMS = 100
MAX_TEXT = 4000
Fault = tuple[str, Text]


def faults(sitting: Sitting, rosters: Mapping[PartyKey, Roster], today: date) -> dict[str, Text]:
    """All faults of the sitting; `rosters` are those of its day."""
    found: dict[str, Text] = dict(_of_sitting(sitting, today))
    for at, meeting in enumerate(sitting.meetings):
        for field, told in _of_meeting(meeting, rosters[meeting.party], sitting):
            found.setdefault(f"{at}.{field}", told)
    return found


def _of_sitting(sitting: Sitting, today: date) -> Iterator[Fault]:
    if sitting.held_on > today:
        yield "held_on", _FUTURE.filled(today=f"{today:%d.%m.%Y}")
    if not sitting.meetings:
        yield "meetings", _NO_MEETING
    if (window := sitting.window) and window.closes < window.opens:
        yield "window", _WINDOW
    for party, times in Counter(one.party for one in sitting.meetings).items():
        if times > 1:
            yield "meetings", _BODY_TWICE.filled(party=party.party)


def _of_meeting(meeting: Meeting, roster: Roster, sitting: Sitting) -> Iterator[Fault]:
    if not roster.listed:
        # Nothing else can be said of a sitting that nobody could attend.
        yield "body", _NOBODY.filled(day=f"{sitting.held_on:%d.%m.%Y}")
        return
    if not meeting.items:
        yield "items", _NO_ITEMS
    if len(meeting.items) > MOST_ITEMS:
        yield "items", _MANY_ITEMS
    yield from _attendance(meeting, roster, sitting.window)
    yield from _led(meeting, roster, sitting.window)
    for at, item in enumerate(meeting.items):
        for field, told in _of_item(item, meeting, roster, sitting.window):
            yield f"items.{at}.{field}", told


def _attendance(meeting: Meeting, roster: Roster, window: Window | None) -> Iterator[Fault]:
    attended = meeting.attendance or ()
    times = Counter(one.person for one in attended)
    present = {one.person for one in attended if one.presence == "present"}
    for one in attended:
        field = f"attendance.{one.person}"
        if times[one.person] > 1:
            yield field, _TWICE
        if roster.member(one.person) is None:
            yield field, _NOT_MEMBER.filled(day=f"{roster.on:%d.%m.%Y}")
        if one.presence == "proxy":
            yield from ((field, told) for told in _proxy(one.person, one.proxy, present, roster))
        if window and one.presence in HERE and one.returned is None:
            yield field, _NO_SHEET


def _proxy(person: str, proxy: str | None, present: set[str], roster: Roster) -> Iterator[Text]:
    if not roster.rule.proxies:
        yield _NO_PROXY
    elif proxy is None or proxy == person or proxy not in present:
        yield _PROXY


def _led(meeting: Meeting, roster: Roster, window: Window | None) -> Iterator[Fault]:
    present = here(meeting)
    for field, person in (("chair", meeting.chair), ("secretary", meeting.secretary)):
        if person is None and present is not None:
            yield field, _NO_LEAD[field]
        listed = person is not None and roster.member(person) is not None
        if field == "chair" and person is not None and not listed:
            yield field, _NOT_MEMBER.filled(day=f"{roster.on:%d.%m.%Y}")
        elif listed and present is not None and person not in present and window is None:
            # Sheets are counted by people who need not have sent one.
            yield field, _AWAY


def _of_item(item: Item, meeting: Meeting, roster: Roster, window: Window | None) -> Iterator[Fault]:
    if not item.title.strip():
        yield "title", _NO_TITLE
    if item.edition is None and not item.resolved.strip():
        yield "resolved", _NO_RESOLVED
    for field in ("title", "heard", "spoke", "resolved", "remark"):
        if len(getattr(item, field)) > MAX_TEXT:
            yield field, _LONG
    if any(roster.member(person) is None for person in item.recused):
        yield "recused", _NOT_MEMBER.filled(day=f"{roster.on:%d.%m.%Y}")
    if item.former is not None and not item.former.reason.strip():
        yield "former", _NO_REASON
    yield from _votes(item, meeting, roster, window)


def _votes(item: Item, meeting: Meeting, roster: Roster, window: Window | None) -> Iterator[Fault]:
    vote, present = item.vote, here(meeting, window)
    listed = {one.person for one in roster.listed}
    may_vote = (listed if present is None else listed & present) - item.recused
    if min(vote.in_favour, vote.against, vote.abstained) < 0:
        yield "votes", _NEGATIVE
    if vote.total > len(may_vote):
        yield "votes", _TOO_MANY.filled(votes=vote.total, voters=len(may_vote))
    if vote.manner != "stated" and not vote.total and may_vote:
        yield "votes", _NO_VOTES
    if set(vote.named) - may_vote or set(vote.took_part) - may_vote:
        yield "votes", _NOT_HERE
    yield from (("votes", told) for told in _manner(item))


def _manner(item: Item) -> Iterator[Text]:
    vote = item.vote
    if vote.manner == "secret" and (vote.named or vote.chair):
        yield _SECRET
    if vote.manner == "secret" and vote.took_part and len(vote.took_part) != vote.total:
        yield _TOOK_PART.filled(votes=vote.total, people=len(vote.took_part))
    if vote.named and _counted(list(vote.named.values())) != (vote.in_favour, vote.against, vote.abstained):
        yield _NAMED


def _counted(choices: Sequence[str]) -> tuple[int, int, int]:
    return choices.count("for"), choices.count("against"), choices.count("abstained")


_FUTURE = Text("Дата ещё не наступила: сегодня {today}", "The date is in the future: today is {today}")
_NO_MEETING = Text("Отметьте, какие органы заседали", "Say which bodies sat")
_BODY_TWICE = Text("Орган указан дважды: {party}", "The body is named twice: {party}")
_WINDOW = Text("Приём листов кончается раньше, чем начинается", "The window ends before it begins")
_NOBODY = Text(
    "На {day} в органе никого не было: сначала внесите состав в разделе «Органы»",
    "On {day} the body had no members: enter its members under “Bodies” first",
)
_NO_ITEMS = Text("В повестке нет ни одного вопроса", "There is no question on the agenda")
_MANY_ITEMS = Text("В одном протоколе не больше 100 вопросов", "A protocol holds 100 questions at most")
_TWICE = Text("Этот человек указан дважды", "This person is named twice")
_NOT_MEMBER = Text("На {day} этого человека в составе нет", "This person was no member on {day}")
_NO_PROXY = Text(
    "По правилам органа за другого не голосуют", "The body's rule does not let anybody vote for another"
)
_PROXY = Text("Доверенность – у одного из присутствовавших", "A proxy is held by one of those present")
_NO_SHEET = Text("Укажите день, когда вернулся лист голосования", "Say when the voting sheet came back")
_NO_LEAD = {
    "chair": Text("Укажите, кто председательствовал", "Say who was in the chair"),
    "secretary": Text("Укажите, кто вёл протокол", "Say who kept the minutes"),
}
_AWAY = Text("Этот человек отмечен как отсутствовавший", "This person is marked as absent")
_NO_TITLE = Text("Впишите вопрос повестки", "Give the question")
_NO_RESOLVED = Text("Впишите, что решили", "Give what was resolved")
_LONG = Text("Длиннее 4000 знаков", "Longer than 4000 characters")
_NO_REASON = Text("Напишите, почему голосуют повторно", "Say why the vote is taken again")
_NEGATIVE = Text("Число голосов не бывает меньше нуля", "A number of votes is not below zero")
_TOO_MANY = Text(
    "Голосов {votes}, а голосовать могли {voters}", "There are {votes} votes, and {voters} could vote"
)
_NO_VOTES = Text("Впишите, сколько голосов подано", "Give the votes")
_NOT_HERE = Text(
    "Голосовал тот, кого на этом вопросе не было", "Somebody voted who was not there for this question"
)
_SECRET = Text(
    "При тайном голосовании не записывают, кто как голосовал", "In a secret vote nobody's choice is written"
)
_TOOK_PART = Text(
    "Бюллетеней {votes}, а участвовали {people}", "There are {votes} ballots, and {people} took part"
)
_NAMED = Text("Итог не сходится с поимённым голосованием", "The totals differ from the votes by name")
