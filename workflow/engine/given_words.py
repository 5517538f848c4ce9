"""What a state gives and a definition keeps, in words: who may see, which values are recorded, what waits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workflow.engine.condition_words import commas, every, fact_named, fact_valued, quoted, told, valued
from workflow.engine.definition import Definition, PermissionMap, State, Variable, Worklist
from workflow.engine.distinct import exact
from workflow.engine.permissions import EVERYBODY
from workflow.engine.variables import WORDS, Happening, compiled
from workflow.governance.parties import PARTY_KINDS
from workflow.governance.roles import ROLES
from workflow.values import Text, both


def given_in(definition: Definition, state: State) -> Iterator[Text]:
    """Who may do what with a document in `state`, and what is recorded on its arrival."""
    for permission in definition.permissions:
        if permission in state.permission_roles:
            yield _permitted(state, permission, state.permission_roles[permission])
    for group in definition.groups:
        if state.group_roles.get(group):
            roles = every([holder(role) for role in state.group_roles[group]])
            yield told(_GROUP, state=quoted(state.title), group=group_named(group), roles=roles)
    for name, value in state.variables.items():
        variable = fact_named(name, definition) if name in definition.variables else _name(name)
        yield told(_ARRIVES, state=quoted(state.title), variable=variable, value=valued(value))


def _permitted(state: State, permission: str, held: PermissionMap) -> Text:
    verbs = _VERBS.get(permission)
    if EVERYBODY in held.roles:
        verb = Text(verbs[0], verbs[2]) if verbs else both("")
        return told(_OPEN[bool(verbs)], state=quoted(state.title), verb=verb, name=_name(permission))
    many = "none" if not held.roles else "one" if len(held.roles) == 1 else "many"
    sentences = _ACQUIRED if held.acquired else _EXACTLY
    verb = (
        Text(verbs[0] if many != "many" and not held.acquired else verbs[1], verbs[2]) if verbs else both("")
    )
    sentence = sentences[bool(verbs), bool(held.roles)]
    roles = _together([holder(role) for role in held.roles])
    return told(sentence, state=quoted(state.title), verb=verb, name=_name(permission), roles=roles)


def _together(names: Sequence[Text]) -> Text:
    """а, б и в."""
    return every([commas(names[:-1]), names[-1]]) if len(names) > 1 else names[0] if names else both("")


def holder(role: str) -> Text:
    """Who has the role; one that the product does not give in quotation marks."""
    if role == EVERYBODY:
        return _EVERYBODY
    known = ROLES.get(role)
    return Text(known.ru, f"the {known.en}") if known else _name(role)


def group_named(group: str) -> Text:
    """A group in quotation marks: a kind of body by its title, one of another system by its own name."""
    known = PARTY_KINDS.get(group)
    return quoted(known.title) if known else _name(group)


def kept(variable: Variable) -> Text:
    """What is recorded under the variable's name, and how long it holds; without a full stop."""
    how = _RENEWED if variable.update_always else _HELD
    return Text(
        *(
            "".join(
                part.said(language)
                for part in (
                    told(_VARIABLE, name=quoted(variable.description), value=_default(variable)),
                    how if variable.for_status else _ASKED,
                    _FOUND if variable.for_catalog else both(""),
                )
            )
            for language in ("ru", "en")
        )
    )


def _default(variable: Variable) -> Text:
    return value_of(variable.expression) if variable.expression else valued(variable.default)


def value_of(expression: str) -> Text:
    """What an expression gives; one outside the table as it is written."""
    found = compiled(expression)
    if found is None:
        return told(_WRITTEN, text=_name(expression))
    word = next((word for word, known in WORDS.items() if known is found), "")
    if word:
        return _WORDS[word]
    value = found(Happening())
    if value is None:
        return _NOTHING
    return valued(value) if isinstance(value, str | bool | int) else both(str(value))


def listed_for(worklist: Worklist, definition: Definition) -> Text:
    """Which documents stand in a worklist; without a full stop."""
    matches = [_match(name, values, definition) for name, values in worklist.matches.items()]
    return told(_WORKLIST, name=quoted(worklist.title), which=every(matches) if matches else _ALL)


def _match(name: str, values: Sequence[str], definition: Definition) -> Text:
    said = commas([fact_valued(name, value, definition) for value in values])
    return told(_MATCH, name=fact_named(name, definition), values=said)


def _name(text: str) -> Text:
    return quoted(both(exact(text)))


_EVERYBODY = Text("все, и без входа", "everybody, signed in or not")
_VERBS: Mapping[str, tuple[str, str, str]] = {
    "View": ("видит", "видят", "see"),
    "Modify portal content": ("изменяет", "изменяют", "change"),
    "Delete objects": ("удаляет", "удаляют", "delete"),
}
"""Permissions that a sentence can say by a verb."""
_OPEN = {
    True: Text(
        "В состоянии {state} документ {verb} кто угодно, и без входа.",
        "In {state}, anybody may {verb} the document, signed in or not.",
    ),
    False: Text(
        "В состоянии {state} право {name} есть у всех, и без входа.",
        "In {state}, everybody holds the permission {name}, signed in or not.",
    ),
}
_EXACTLY = {
    (True, True): Text(
        "В состоянии {state} документ {verb} только {roles}.",
        "In {state}, only {roles} may {verb} the document.",
    ),
    (True, False): Text(
        "В состоянии {state} документ не {verb} никто.", "In {state}, nobody may {verb} the document."
    ),
    (False, True): Text(
        "В состоянии {state} право {name} есть только у роли: {roles}.",
        "In {state}, the permission {name} is held by {roles} alone.",
    ),
    (False, False): Text(
        "В состоянии {state} права {name} нет ни у кого.", "In {state}, nobody holds the permission {name}."
    ),
}
_ACQUIRED = {
    (True, True): Text(
        "В состоянии {state} документ {verb} {roles}, а также те, кому это дано выше.",
        "In {state}, {roles} may {verb} the document, and so may those allowed above.",
    ),
    (True, False): Text(
        "В состоянии {state} документ {verb} те, кому это дано выше.",
        "In {state}, those allowed above may {verb} the document.",
    ),
    (False, True): Text(
        "В состоянии {state} право {name} есть у роли: {roles}, а также у тех, кому оно дано выше.",
        "In {state}, the permission {name} is held by {roles}, and by those who have it from above.",
    ),
    (False, False): Text(
        "В состоянии {state} право {name} – у тех, кому оно дано выше.",
        "In {state}, the permission {name} is held by those who have it from above.",
    ),
}
_GROUP = Text(
    "В состоянии {state} группе {group} даны роли: {roles}.",
    "In {state}, the group {group} is given the roles: {roles}.",
)
_ARRIVES = Text(
    "В состоянии {state} {variable} получает значение: {value}.", "In {state}, {variable} becomes: {value}."
)
_VARIABLE = Text("{name} – {value}", "{name} is {value}")
_RENEWED = Text("; записывается при каждом переходе заново", "; recorded anew at every transition")
_HELD = Text("; записанное однажды держится", "; once recorded, it holds")
_ASKED = Text("; не записывается, а вычисляется по запросу", "; not recorded, but found when asked for")
_FOUND = Text("; по нему ищут документы", "; documents are found by it")
_WRITTEN = Text("выражение {text}", "the expression {text}")
_NOTHING = Text("ничего", "nothing")
_WORDS: Mapping[str, Text] = {
    "action": Text("какой это переход", "which transition it was"),
    "actor": Text("кто выполнил переход", "who made the transition"),
    "comment": Text("замечание при переходе", "the remark given with it"),
    "time": Text("когда это было", "when it was"),
    "history": Text("все прежние записи", "all records so far"),
}
_WORKLIST = Text("Список {name}: документы, у которых {which}", "The list {name}: documents of which {which}")
_ALL = Text("нет особых примет", "nothing is asked")
_MATCH = Text("{name} – {values}", "{name} is {values}")
