"""The phrases of conditions: who has signed, what was answered, how many days, as a director says them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from workflow.chain.acts import ACTS
from workflow.engine.definition import NOTHING, Act, Definition
from workflow.engine.situation import Fact, Situation
from workflow.engine.wording import party_named
from workflow.errors import Unmet
from workflow.values import Text, both

NAMELESS = Definition("", NOTHING, "", {}, {})
"""Where nothing has a name: steps, states and facts are told by their ids."""


def told(sentence: Text, **parts: Text) -> Text:
    """The sentence with each `{place}` filled in its own language."""
    return Text(
        sentence.ru.format(**{name: part.ru for name, part in parts.items()}),
        sentence.en.format(**{name: part.en for name, part in parts.items()}),
    )


def quoted(words: Text) -> Text:
    """The words in the quotation marks of each language."""
    return Text(f"«{words.ru}»", f"“{words.en}”")


def has_signed(step: str, definition: Definition) -> Text:
    """«совет родителей согласовал»."""
    return _signing(step, definition, _HAS)


def has_not_signed(step: str, definition: Definition) -> Text:
    """«совет родителей не согласовал»."""
    return _signing(step, definition, _HAS_NOT)


def signed_once(step: str, definition: Definition) -> Text:
    """«совет родителей согласовал», as something of one day: in English "the parents' council agreed"."""
    return _signing(step, definition, _ONCE)


def not_yet(step: str, definition: Definition) -> Unmet:
    """What a step that is not signed keeps closed, and who can sign it."""
    asked, said = definition.steps.get(step), _signing(step, definition, _NOT_YET)
    if asked is None:
        return Unmet("not-signed", said, opens=(step,))
    return Unmet("not-signed", said, party_named(asked.by), (step,), (asked.by.kind,))


def step_named(step: str, definition: Definition) -> Text:
    """The step as a thing: its party, with its own title if it has one; its id when it is unknown."""
    asked = definition.steps.get(step)
    if asked is None:
        return told(_STEP, step=both(step))
    party = party_named(asked.by)
    return party if asked.title == NOTHING else told(_TITLED, said=party, title=asked.title)


def _signing(step: str, definition: Definition, link: Text) -> Text:
    asked = definition.steps.get(step)
    if asked is None:
        named = step_named(step, definition)
        english = "was signed" if link is _ONCE else "been signed"
        return Text(f"{named.ru}{link.ru}подписан", f"{named.en}{link.en}{english}")
    (masculine, neuter, done, did), party = _VERBS[asked.act], party_named(asked.by)
    verb, english = neuter if asked.by.kind in _NEUTER else masculine, did if link is _ONCE else done
    said = Text(f"{party.ru}{link.ru}{verb}", f"{party.en}{link.en}{english}")
    return said if asked.title == NOTHING else told(_TITLED, said=said, title=asked.title)


def outcome_named(step: str, outcome: str, definition: Definition) -> Text:
    """The words of an answer, by the step's act; as written when the act has no such answer."""
    asked = definition.steps.get(step)
    titles = {each.id: each.title for each in ACTS[asked.act].outcomes} if asked else {}
    return quoted(titles.get(outcome, both(outcome)))


def fact_named(name: str, definition: Definition) -> Text:
    """What a fact is called: a variable by its description, the engine's own by their words."""
    variable = definition.variables.get(name)
    if variable is not None:
        return quoted(both(name) if variable.description == NOTHING else variable.description)
    return _ENGINE.get("state" if name == definition.state_variable else name, quoted(both(name)))


def fact_valued(name: str, value: Fact, definition: Definition) -> Text:
    """A value of a fact: a state by its title, all else by itself."""
    is_state = name in ("state", definition.state_variable) and name not in definition.variables
    if is_state and value in definition.states:
        return quoted(definition.states[str(value)].title)
    return valued(value)


def valued(value: Fact) -> Text:
    """A value as people write it: yes or no, a day, a number, a text in quotation marks."""
    if isinstance(value, bool):
        return _YES if value else _NO
    if isinstance(value, date):
        return Text(value.strftime("%d.%m.%Y"), value.isoformat())
    if value == "":
        return _EMPTY
    return both(str(value)) if isinstance(value, int) else quoted(both(str(value)))


def days(number: int, *, counted: bool) -> Text:
    """So many days, counted (5 дней, 1 день), else as after «больше» (5 дней, 1 дня)."""
    last, teens = abs(number) % 10, 11 <= abs(number) % 100 <= 14
    one, few = last == 1 and not teens, 2 <= last <= 4 and not teens
    ru = ("день" if one else "дня" if few else "дней") if counted else ("дня" if one else "дней")
    return Text(f"{number} {ru}", f"{number} day" if abs(number) == 1 else f"{number} days")


def same_person(step: str, definition: Definition) -> Text:
    """«действует тот, кто записал ответ (совет родителей)»."""
    return told(_SAME, step=step_named(step, definition))


def another_person(step: str, definition: Definition) -> Text:
    """«действует не тот, кто записал ответ (совет родителей)»."""
    return told(_ANOTHER, step=step_named(step, definition))


def nobody_recorded(step: str, situation: Situation, definition: Definition) -> tuple[Unmet, ...]:
    """What is not known of who asks and who recorded the step; nothing when both are."""
    if not situation.signed_by.get(step):
        if step not in situation.signed:
            return (not_yet(step, definition),)
        return (unknown(told(_RECORDED, step=step_named(step, definition)), step),)
    return () if situation.person else (unknown(fact_named("actor", definition), "actor"),)


def relation(sign: str, left: Text, right: Text, *, of_days: bool) -> Text:
    """How two sides compare: «состояние – «Проект»», «число больше, чем 3», of days «раньше, чем…»."""
    sentences = _OF_DAYS if of_days and sign in _OF_DAYS else _RELATIONS
    return told(sentences[sign], left=left, right=right)


def remark(*, written: bool) -> Text:
    """Whether the act comes with a remark."""
    return _REMARK[written]


def passed(sign: str, number: int, since: Text) -> Text:
    """How many days have passed: «прошло не меньше 5 дней со дня, когда…»."""
    exact = sign in ("==", "!=")
    return told(_PASSED[sign], days=days(number, counted=exact), since=since)


def commas(parts: Sequence[Text]) -> Text:
    """The parts one after another."""
    return Text(", ".join(one.ru for one in parts), ", ".join(one.en for one in parts))


def every(parts: Sequence[Text]) -> Text:
    """All of the parts; of none, always."""
    return _linked(parts, _AND) if parts else _ALWAYS


def either(parts: Sequence[Text]) -> Text:
    """One of the parts; of none, never."""
    return _linked(parts, _OR) if parts else _NEVER


def bracketed(said: Text) -> Text:
    """The words in brackets."""
    return Text(f"({said.ru})", f"({said.en})")


def _linked(parts: Sequence[Text], link: Text) -> Text:
    return Text(link.ru.join(one.ru for one in parts), link.en.join(one.en for one in parts))


def unknown(what: Text, name: str) -> Unmet:
    """A fact that a condition looks at and nobody has told."""
    return Unmet("unknown-fact", told(_UNKNOWN, what=what), opens=(name,))


def unfulfilled(needed: Text, opens: tuple[str, ...], now: Text | None = None) -> Unmet:
    """What should be so and is not, and how it stands now."""
    said = told(_NEEDED, needed=needed)
    return Unmet("condition", told(_NOW, said=said, now=now) if now else said, opens=opens)


def one_of(needed: Text, ways: Sequence[tuple[Unmet, ...]]) -> Unmet:
    """Any one of several ways would do; who can open it is whoever can open one."""
    if not ways:
        return Unmet("closed", _CLOSED)
    found = [each for way in ways for each in way]
    people = tuple(dict.fromkeys(each.who for each in found if each.who))
    opens = tuple(dict.fromkeys(name for each in found for name in each.opens))
    by = tuple(dict.fromkeys(kind for each in found for kind in each.by))
    said, who = told(_ONE_OF, needed=needed), _linked(people, _OR) if people else None
    return Unmet("one-of", said, who, opens, by)


_HAS, _ONCE = Text(" ", " has "), Text(" ", " ")
_HAS_NOT = Text(" не ", " has not ")
_NOT_YET = Text(" ещё не ", " has not yet ")
_STEP = Text("шаг «{step}»", "step “{step}”")
_TITLED = Text("{said} («{title}»)", "{said} (“{title}”)")
_YES, _NO, _EMPTY = Text("да", "yes"), Text("нет", "no"), Text("пусто", "empty")
_VERBS: Mapping[Act, tuple[str, str, str, str]] = {
    "agree": ("согласовал", "согласовало", "agreed", "agreed"),
    "opinion": ("дал мнение", "дало мнение", "given an opinion", "gave an opinion"),
    "adopt": ("принял", "приняло", "adopted", "adopted"),
    "approve": ("утвердил", "утвердило", "approved", "approved"),
    "consider": ("рассмотрел", "рассмотрело", "considered", "considered"),
    "acknowledge": ("ознакомился", "ознакомилось", "acknowledged", "acknowledged"),
    "register": ("зарегистрировал", "зарегистрировало", "registered", "registered"),
    "deliver": ("передал проект", "передало проект", "handed over the draft", "handed over the draft"),
    "consult": ("провёл консультации", "провело консультации", "held consultations", "held consultations"),
}
_NEUTER = frozenset({"general_meeting", "community"})
_ENGINE: Mapping[str, Text] = {
    "state": Text("состояние", "the state"),
    "comment": Text("замечание", "the remark"),
    "actor": Text("кто действует", "who acts"),
    "today": Text("сегодняшний день", "today"),
}
_SAME = Text(
    "действует тот, кто записал ответ ({step})", "who acts is the one who recorded the answer ({step})"
)
_ANOTHER = Text(
    "действует не тот, кто записал ответ ({step})", "who acts is not the one who recorded the answer ({step})"
)
_RECORDED = Text("кто записал ответ ({step})", "who recorded the answer ({step})")
_RELATIONS: Mapping[str, Text] = {
    "==": Text("{left} – {right}", "{left} is {right}"),
    "!=": Text("{left} – не {right}", "{left} is not {right}"),
    ">": Text("{left} больше, чем {right}", "{left} is more than {right}"),
    ">=": Text("{left} не меньше, чем {right}", "{left} is at least {right}"),
    "<": Text("{left} меньше, чем {right}", "{left} is less than {right}"),
    "<=": Text("{left} не больше, чем {right}", "{left} is at most {right}"),
    "in": Text("{left} – одно из: {right}", "{left} is one of: {right}"),
    "not in": Text("{left} – ни одно из: {right}", "{left} is none of: {right}"),
}
_OF_DAYS: Mapping[str, Text] = {
    ">": Text("{left} позже, чем {right}", "{left} is later than {right}"),
    ">=": Text("{left} не раньше, чем {right}", "{left} is not earlier than {right}"),
    "<": Text("{left} раньше, чем {right}", "{left} is earlier than {right}"),
    "<=": Text("{left} не позже, чем {right}", "{left} is not later than {right}"),
}
_REMARK = {
    True: Text("замечание написано", "a remark is written"),
    False: Text("замечания нет", "there is no remark"),
}
_PASSED: Mapping[str, Text] = {
    "==": Text("прошло ровно {days} {since}", "it has been exactly {days} {since}"),
    "!=": Text("прошло не ровно {days} {since}", "it has been not exactly {days} {since}"),
    ">": Text("прошло больше {days} {since}", "it has been more than {days} {since}"),
    ">=": Text("прошло не меньше {days} {since}", "it has been at least {days} {since}"),
    "<": Text("прошло меньше {days} {since}", "it has been less than {days} {since}"),
    "<=": Text("прошло не больше {days} {since}", "it has been at most {days} {since}"),
}
_AND, _OR = Text(" и ", " and "), Text(" или ", " or ")
_ALWAYS, _NEVER = Text("всегда", "always"), Text("никогда", "never")
_UNKNOWN = Text("неизвестно: {what}", "not known: {what}")
_NEEDED = Text("нужно: {needed}", "needed: {needed}")
_NOW = Text("{said}; сейчас: {now}", "{said}; now: {now}")
_ONE_OF = Text("нужно одно из этого: {needed}", "one of these is needed: {needed}")
_CLOSED = Text("этот путь закрыт определением", "the definition keeps this way closed")
