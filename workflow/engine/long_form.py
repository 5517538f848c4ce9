"""The long form told: where one begins, what each state allows, who moves the document, when and to where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflow.chain.procedures import PROCEDURES
from workflow.engine.condition_words import commas, either, every, quoted, step_named, told
from workflow.engine.conditions import ALWAYS, NEVER, Condition
from workflow.engine.definition import NOTHING, Definition, Guard, State, Step, Term, Transition
from workflow.engine.distinct import distinct, exact
from workflow.engine.effects import EFFECTS
from workflow.engine.given_words import given_in, group_named, holder, kept, listed_for, value_of
from workflow.engine.guards import BadExpression, parse
from workflow.engine.variables import fact_types
from workflow.engine.wording import (
    DIRECT,
    UNNAMED,
    document_named,
    english_verb,
    later,
    party_named,
    russian_verb,
    until,
)
from workflow.values import Text, both


def long_form(definition: Definition) -> Iterator[Text]:
    """What a definition of states and transitions makes happen, one sentence a fact."""
    teller = _Teller(definition)
    yield from teller.opening()
    yield from teller.course()
    yield from teller.kept()


def promises(definition: Definition) -> Iterator[Text]:
    """What the definition promises never to happen."""
    teller = _Teller(definition)
    for one in definition.invariants:
        never, unless = teller.state(one.never), teller.condition(one.unless)
        yield told(_NEVER, state=never, condition=teller.said(unless))


class _Teller:
    """Tells with distinct names; conditions are read once more from the definition itself."""

    def __init__(self, definition: Definition) -> None:
        self._definition = distinct(definition)
        self._types = fact_types(definition)

    def condition(self, expression: str) -> Condition | str:
        """The condition, or its text when it is none of ours (an import that told so)."""
        try:
            return parse(expression, self._types)
        except BadExpression:
            return expression

    def said(self, condition: Condition | str) -> Text:
        if isinstance(condition, str):
            return quoted(both(exact(condition)))
        return condition.said(self._definition)

    def state(self, id_: str) -> Text:
        known = self._definition.states.get(id_)
        return quoted(known.title if known else both(exact(id_)))

    def opening(self) -> Iterator[Text]:
        """What holds for the whole way."""
        one = self._definition
        if one.documents:
            yield told(_DOCUMENTS, kinds=commas([document_named(kind) for kind in one.documents]))
        if one.beside:
            yield _BESIDE[one.beside]
        yield told(_BEGINS, state=self.state(one.initial_state))
        if one.creation_guard is not None:
            yield told(_CREATES, who=who(one.creation_guard) or _ANYBODY, when=self._when(one.creation_guard))
        if one.manager_bypass:
            yield _BYPASS
        if one.stages:
            yield told(
                _STAGES, stages=commas([self._stage(stage.state, stage.steps) for stage in one.stages])
            )
        if "repeal_previous" in one.in_force:
            yield _REPEALS
        if "correct" in one.in_force:
            yield CORRECTS
        if one.annexes:
            yield OWN_ANNEXES
        if any(len(self._automatic(state)) > 1 for state in one.states.values()):
            yield _IN_TURN
        if one.roles:
            yield told(_ROLES, names=_quoted_all(one.roles))
        if one.scripts:
            yield told(_SCRIPTS, names=_quoted_all(one.scripts))

    def _automatic(self, state: State) -> list[str]:
        known = self._definition.transitions
        return [way for way in state.transitions if way in known and known[way].trigger == "automatic"]

    def _stage(self, state: str, steps: Sequence[str]) -> Text:
        named = commas([step_named(step, self._definition) for step in steps])
        return told(_STAGE, state=self.state(state), steps=named)

    def course(self) -> Iterator[Text]:
        """State by state from the first one on, each transition where it is met first."""
        untold = dict(self._definition.transitions)
        for state in self._in_order():
            yield self._state(state)
            yield from given_in(self._definition, state)
            for way in state.transitions:
                if way in untold:
                    yield self._transition(untold.pop(way))
        for left in untold.values():
            yield told(_NOWHERE, way=quoted(left.title))

    def _in_order(self) -> list[State]:
        """The states as a document comes to them; kept bytes hold them by name. Those never met come last."""
        states, transitions = self._definition.states, self._definition.transitions
        met = dict.fromkeys(id_ for id_ in (self._definition.initial_state,) if id_ in states)
        for id_ in (ahead := list(met)):
            ways = (transitions[way].to_state for way in states[id_].transitions if way in transitions)
            new = [target for target in dict.fromkeys(ways) if target in states and target not in met]
            met |= dict.fromkeys(new)
            ahead += new
        return [states[id_] for id_ in (*met, *(id_ for id_ in states if id_ not in met))]

    def _state(self, state: State) -> Text:
        ways = [
            quoted(self._definition.transitions[way].title)
            for way in dict.fromkeys(state.transitions)
            if way in self._definition.transitions
        ]
        sentence = _STATES[bool(ways), state.final]
        return told(sentence, state=quoted(state.title), ways=commas(ways))

    def _transition(self, way: Transition) -> Text:
        step = self._definition.steps.get(way.signs) if way.trigger != "timed" else None
        done = self._answered(way, step) if step else self._done(way)
        goes = told(_GOES, state=self.state(way.to_state)) if way.to_state else _STAYS
        link = _ALSO if step else _LEADS
        silent = (
            told(_SILENT, step=step_named(way.signs, self._definition)) if way.signs and not step else NOTHING
        )
        parts = [done, self._when(way.guard), told(link, goes=goes), silent, *self._rest(way), _STOP]
        return _joined(parts)

    def _done(self, way: Transition) -> Text:
        name, by = quoted(way.title), who(way.guard)
        if way.trigger == "user":
            return told(_DONE, way=name, who=by or _ANYBODY)
        if way.trigger == "internal":
            return told(_INTERNAL, way=name)
        when = later(way.after, self._step_of(way.after)) if way.trigger == "timed" else NOTHING
        return told(_BY_ITSELF, way=name, when=when, after=told(_CAUSED, who=by) if by else NOTHING)

    def _answered(self, way: Transition, step: Step) -> Text:
        """«Утвердить»: руководитель утверждает документ приказом в течение 5 дней."""
        party, by, term = party_named(step.by), who(way.guard), until(step.due, self._step_of(step.due))
        verb = Text(russian_verb(step.act, 1), english_verb(step.act, 1))
        about = (
            UNNAMED.accusative
            if step.act in DIRECT
            else OPINION
            if step.act == "opinion"
            else UNNAMED.with_it
        )
        asks = told(
            _ASKS,
            way=quoted(way.title),
            who=party,
            verb=verb,
            what=Text(about, UNNAMED.english),
            evidence=_EVIDENCE[step.evidence],
            term=term,
        )
        named = told(_STEP, step=quoted(step.title)) if step.title != NOTHING else NOTHING
        records = told(_RECORDS, who=by) if by else NOTHING
        return _joined([asks, named, self._procedure(step), records])

    def _procedure(self, step: Step) -> Text:
        if step.procedure is None:
            return NOTHING
        kind, talks = PROCEDURES[step.procedure.kind].title, step.procedure.consultation
        return told(_BY_RULES, kind=kind, term=until(talks, self._step_of(talks)))

    def _step_of(self, term: Term | None) -> Text:
        return step_named(term.since, self._definition) if term and term.since else NOTHING

    def _when(self, guard: Guard) -> Text:
        condition = self.condition(guard.expression)
        if condition == ALWAYS:
            return NOTHING
        return _CLOSED if condition == NEVER else told(_IF, condition=self.said(condition))

    def _rest(self, way: Transition) -> Iterator[Text]:
        if way.comment_required:
            yield _REMARK
        if way.hidden:
            yield _HIDDEN
        for sentence, effect in ((_BEFORE, way.before_script), (_AFTER, way.after_script)):
            if effect:
                known = EFFECTS.get(effect)
                yield told(
                    sentence, effect=known.title if known else told(_SCRIPT, name=quoted(both(exact(effect))))
                )
        for name, expression in way.variables.items():
            variable = (
                quoted(self._definition.variables[name].description)
                if name in self._definition.variables
                else quoted(both(exact(name)))
            )
            yield told(_GETS, variable=variable, value=value_of(expression))

    def kept(self) -> Iterator[Text]:
        """What is recorded, what waits for whom, which rights the states give."""
        one = self._definition
        if one.permissions:
            yield told(_PERMISSIONS, names=_quoted_all(one.permissions))
        if one.groups:
            yield told(_GROUPS, names=commas([group_named(group) for group in one.groups]))
        if one.state_variable != "state":
            yield told(_STATE_VARIABLE, name=quoted(both(exact(one.state_variable))))
        for variable in one.variables.values():
            yield _joined([kept(variable), self._seen(variable.guard), _STOP])
        for worklist in one.worklists.values():
            yield _joined([listed_for(worklist, one), self._seen(worklist.guard), _STOP])

    def _seen(self, guard: Guard) -> Text:
        by, when = who(guard), self._when(guard)
        return _joined([told(_SEEN, who=by or _ANYBODY), when]) if by or when != NOTHING else NOTHING


def who(guard: Guard) -> Text | None:
    """Whom the guard lets through by what he is; None when that is anybody."""
    kinds = [
        either([holder(role) for role in guard.roles]),
        told(_HOLDS, names=either([quoted(both(exact(name))) for name in guard.permissions])),
        told(_BELONGS, names=either([group_named(name) for name in guard.groups])),
    ]
    asked = [
        kind
        for kind, names in zip(kinds, (guard.roles, guard.permissions, guard.groups), strict=True)
        if names
    ]
    return (
        told(_AT_ONCE, first=asked[0], others=every(asked[1:]))
        if len(asked) > 1
        else asked[0]
        if asked
        else None
    )


def _joined(parts: Sequence[Text]) -> Text:
    return Text("".join(part.ru for part in parts), "".join(part.en for part in parts))


def _quoted_all(names: Sequence[str]) -> Text:
    return commas([quoted(both(exact(name))) for name in names])


OPINION = f"мнение {UNNAMED.about}"
_STOP = Text(".", ".")
_ANYBODY = Text("любой", "anybody")
_DOCUMENTS = Text("Так идут документы: {kinds}.", "This is the way of: {kinds}.")
_BEGINS = Text("Путь начинается в состоянии {state}.", "The way begins in {state}.")
_CREATES = Text("Начать его может {who}{when}.", "It may be begun by {who}{when}.")
_BYPASS = Text(
    "Менеджер (роль «Manager») проходит мимо любых условий; в истории это отмечается.",
    "A manager (the role “Manager”) passes by every condition; history marks it.",
)
_BESIDE = {
    "submission": Text(
        "Идёт рядом с цепочкой согласования: начинается, когда редакцию отправили.",
        "It goes beside the chain, from the day an edition is submitted.",
    ),
    "in_force": Text(
        "Идёт рядом с цепочкой согласования: начинается, когда редакция вступила в силу.",
        "It goes beside the chain, once an edition has come into force.",
    ),
}
_STAGES = Text("Этапы по порядку: {stages}.", "The stages in order: {stages}.")
_STAGE = Text("{state} (ответы: {steps})", "{state} (answers: {steps})")
CORRECTS = Text(
    "Описки в действующей редакции исправляет администратор редакционной правкой, без согласования.",
    "Misprints in the edition in force are corrected by the administrator, declared, without approval.",
)
OWN_ANNEXES = Text(
    "Приложение можно менять отдельно от акта: оно идёт по цепочке документов своего вида.",
    "An annex may be changed apart from the act: it goes by the chain for documents of its own kind.",
)
_REPEALS = Text(
    "Когда редакция вступает в силу, прежняя утрачивает силу.",
    "When an edition comes into force, the previous one is repealed.",
)
_IN_TURN = Text(
    "Из того, что происходит само, первым проверяется названное раньше.",
    "Of what happens by itself, what is named first is tried first.",
)
_ROLES = Text("Свои роли: {names}.", "Roles of its own: {names}.")
_SCRIPTS = Text("Сценарии прежней системы: {names}.", "Scripts of the former system: {names}.")
_STATES = {
    (True, False): Text("Из состояния {state} ведут: {ways}.", "From {state} lead: {ways}."),
    (True, True): Text(
        "Состояние {state} – конец пути, хотя из него ведут: {ways}.",
        "{state} is an end, though from it lead: {ways}.",
    ),
    (False, True): Text("Состояние {state} – конец пути.", "{state} is an end."),
    (False, False): Text("Из состояния {state} пути нет.", "Nothing leads out of {state}."),
}
_NOWHERE = Text("{way} не предлагает ни одно состояние.", "No state offers {way}.")
_DONE = Text("{way} выполняет {who}", "{way} is done by {who}")
_INTERNAL = Text("{way} выполняет только сама система", "{way} is done by the system alone")
_BY_ITSELF = Text("{way} происходит само{when}{after}", "{way} happens by itself{when}{after}")
_CAUSED = Text(" вслед за шагом, который сделал {who}", " after a step that was done by {who}")
_ASKS = Text("{way}: {who} {verb} {what}{evidence}{term}", "{way}: {who} {verb} {what}{evidence}{term}")
_STEP = Text(" (шаг {step})", " (step {step})")
_RECORDS = Text("; записывает ответ {who}", "; the answer is recorded by {who}")
_EVIDENCE = {
    "order": Text(" приказом", " by order"),
    "protocol": Text(" по протоколу", " by protocol"),
    "none": NOTHING,
}
_BY_RULES = Text("; {kind}, консультации{term}", "; {kind}, consultations{term}")
_SILENT = Text("; ответа на шаг {step} нет", "; {step} has no answer")
_GOES = Text("документ переходит в состояние {state}", "the document goes to {state}")
_STAYS = Text("состояние не меняется", "the state stays as it is")
_LEADS = Text(": {goes}", ": {goes}")
_ALSO = Text("; {goes}", "; {goes}")
_IF = Text(", если {condition}", ", if {condition}")
_CLOSED = Text(", но этот путь закрыт", ", but this way is closed")
_REMARK = Text("; нужны замечания", "; remarks are required")
_HIDDEN = Text("; кнопки для этого нет", "; there is no button for it")
_BEFORE = Text("; сначала – {effect}", "; first: {effect}")
_AFTER = Text("; затем – {effect}", "; afterwards: {effect}")
_SCRIPT = Text("сценарий {name}", "the script {name}")
_GETS = Text("; {variable} получает значение: {value}", "; {variable} becomes: {value}")
_PERMISSIONS = Text(
    "Состояние даёт права: {names}; где о праве не сказано, оно как выше.",
    "A state gives the permissions: {names}; where nothing is said of one, it is as above.",
)
_GROUPS = Text("Состояние даёт роли группам: {names}.", "A state gives roles to the groups: {names}.")
_STATE_VARIABLE = Text("Состояние хранится под именем {name}.", "The state is kept under the name {name}.")
_SEEN = Text("; видит {who}", "; seen by {who}")
_HOLDS = Text("тот, у кого есть право {names}", "one who holds the permission {names}")
_BELONGS = Text("участник группы {names}", "a member of the group {names}")
_AT_ONCE = Text("{first} (и одновременно {others})", "{first} (who is also {others})")
_NEVER = Text(
    "Документ никогда не окажется в состоянии {state}, пока не выполнено: {condition}.",
    "The document is never in {state} unless this holds: {condition}.",
)
