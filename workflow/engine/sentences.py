"""A definition told in sentences that a director understands, in Russian and in English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.chain.acts import ACTS
from workflow.chain.chain import Chain
from workflow.chain.compile import chain_of
from workflow.chain.procedures import PROCEDURES
from workflow.engine.condition_words import commas, told
from workflow.engine.definition import NOTHING, Definition, PartyRef, Procedure, Step, Term
from workflow.engine.long_form import CORRECTS, OWN_ANNEXES, long_form, promises
from workflow.engine.wording import (
    DIRECT,
    Forms,
    Verb,
    document_named,
    english_verb,
    is_named,
    listed,
    party_named,
    russian_verb,
    subject_of,
    until,
)
from workflow.values import Text


def describe(definition: Definition) -> tuple[Text, ...]:
    """What the definition makes happen, one sentence a fact; a chain by stages, else state by state.

    Nothing that changes what happens is left out: definitions that do different things sound different.
    """
    if chain := chain_of(definition):
        course = (*_chain(chain), *_kinds(definition), *_evidence(chain), *_answers(chain))
    else:
        course = tuple(long_form(definition))
    return (*course, *_afterwards(definition), *promises(definition))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one verb can tell: those who are asked the same thing, on the same terms."""

    verb: Verb
    by_order: bool
    due: Term | None
    parties: tuple[PartyRef, ...] = ()

    @property
    def any_order(self) -> Text:
        return Text(" в любом порядке", " in any order") if len(self.parties) > 1 else NOTHING

    @property
    def terms(self) -> Text:
        order, term = _BY_ORDER if self.by_order else NOTHING, until(self.due)
        return Text(order.ru + term.ru, order.en + term.en)


def _chain(chain: Chain) -> Iterator[Text]:
    subject = subject_of(chain.documents)
    last = len(chain.stages) - 1
    for number, stage in enumerate(chain.stages):
        asked = _asked(stage.steps, subject)
        end = _IN_FORCE["repeal_previous" in chain.in_force] if number == last else _STOP
        ends = number == last and number > 0
        yield Text(
            _russian(asked, subject, first=number == 0, ends=ends) + end.ru,
            _english(asked, subject, first=number == 0, ends=ends) + end.en,
        )


def _asked(steps: Sequence[Step], subject: Forms) -> list[_Asked]:
    found: dict[_Asked, tuple[PartyRef, ...]] = {}
    for step in steps:
        # An order is approved by being signed: no other order does it.
        signed = subject.is_order and step.act == "approve"
        alike = _Asked("sign" if signed else step.act, step.evidence == "order" and not signed, step.due)
        found[alike] = (*found.get(alike, ()), step.by)
    return [replace(alike, parties=parties) for alike, parties in found.items()]


def _russian(asked: list[_Asked], subject: Forms, *, first: bool, ends: bool) -> str:
    several = len(asked) > 1
    told = [
        _russian_phrase(each, subject if first and not number else subject.pronoun, alone=not several)
        for number, each in enumerate(asked)
    ]
    if several:
        return ("В" if first else "Затем в") + " любом порядке: " + "; ".join(told)
    if first:
        return _upper(told[0])
    # The last word of a chain needs no object: «Утверждает руководитель приказом».
    if ends and asked[0].verb in DIRECT:
        return _upper(told[0].removeprefix(f"{subject.pronoun.accusative} "))
    return "Затем " + told[0]


def _russian_phrase(asked: _Asked, about: Forms, *, alone: bool) -> str:
    names = listed([party_named(by).ru for by in asked.parties], " и ")
    order = asked.any_order.ru if alone else ""
    told = f"{russian_verb(asked.verb, len(asked.parties))}{order} {names}{asked.terms.ru}"
    if asked.verb in DIRECT:
        return f"{about.accusative} {told}"
    return f"мнение {about.about} {told}" if asked.verb == "opinion" else f"{about.with_it} {told}"


def _english(asked: list[_Asked], subject: Forms, *, first: bool, ends: bool) -> str:
    told = []
    for number, each in enumerate(asked):
        about = subject.english if first and not number else "it"
        names = listed([party_named(by).en for by in each.parties], " and ")
        order = each.any_order.en if len(asked) == 1 else ""
        told.append(f"{names} {english_verb(each.verb, len(each.parties))} {about}{order}{each.terms.en}")
    if len(told) > 1:
        return ("In" if first else "Then, in") + " any order: " + "; ".join(told)
    return _upper(told[0]) if first else ("Finally " if ends else "Then ") + told[0]


def _kinds(definition: Definition) -> Iterator[Text]:
    if definition.documents and not is_named(definition.documents):
        yield told(_DOCUMENTS, kinds=commas([document_named(kind) for kind in definition.documents]))


def _evidence(chain: Chain) -> Iterator[Text]:
    """Whose answers need the number and the date of a paper that no sentence has named yet."""
    is_order = subject_of(chain.documents).is_order
    for evidence, sentence in _PAPERS.items():
        asked = [
            party_named(step.by)
            for step in _steps(chain)
            if step.evidence == evidence and (evidence == "protocol" or (is_order and step.act == "approve"))
        ]
        if asked:
            yield told(sentence, who=commas(asked))


def _answers(chain: Chain) -> Iterator[Text]:
    acts = {step.act for step in _steps(chain)}
    freely = any(step.act == "opinion" and not step.procedure for step in _steps(chain))
    if any(answer.effect == "return" for act in acts for answer in ACTS[act].offered):
        yield _REFUSAL
    if freely:
        yield _OPINION
    if "agree" in acts or freely:
        yield _SILENCE
    yield from _procedures(chain)
    if chain.distinct_persons:
        yield _DISTINCT


def _procedures(chain: Chain) -> Iterator[Text]:
    """Each procedure with those whose opinion it takes."""
    found: dict[Procedure, list[Text]] = {}
    for step in _steps(chain):
        if step.procedure:
            found.setdefault(step.procedure, []).append(party_named(step.by))
    for procedure, bodies in found.items():
        kind = PROCEDURES[procedure.kind].title
        yield told(_PROCEDURE, kind=kind, who=commas(bodies), term=until(procedure.consultation))


def _steps(chain: Chain) -> Iterator[Step]:
    return (step for stage in chain.stages for step in stage.steps)


def _afterwards(definition: Definition) -> Iterator[Text]:
    follows = [_FOLLOWS[effect] for effect in definition.in_force if effect in _FOLLOWS]
    if follows:
        ru, en = " и ".join(each.ru for each in follows), " and ".join(each.en for each in follows)
        yield Text(f"После вступления в силу редакцию {ru}.", f"Once in force, the edition is {en}.")
    if "correct" in definition.in_force:
        yield CORRECTS
    if definition.annexes:
        yield OWN_ANNEXES


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


_BY_ORDER = Text(" приказом", " by order")
_STOP = Text(".", ".")
_IN_FORCE = {
    True: Text(
        "; тогда редакция вступает в силу, а прежняя утрачивает силу.",
        "; the edition then comes into force and the previous one is repealed.",
    ),
    False: Text("; тогда редакция вступает в силу.", "; the edition then comes into force."),
}
_REFUSAL = Text(
    "Отказ с замечаниями возвращает документ автору: новая попытка – новая редакция.",
    "A refusal with remarks returns the document to its author: the next try is a new edition.",
)
_OPINION = Text(
    "Отрицательное мнение записывается, но документ идёт дальше.",
    "A negative opinion is recorded, and the document goes on.",
)
_SILENCE = Text("Молчание ответом не считается.", "Silence is never an answer.")
_PROCEDURE = Text(
    "По процедуре ({kind}) дают мнение: {who}. Срок считается со дня, когда получен проект; если мнения"
    " в срок нет, документ идёт дальше, и согласием это не считается. При отрицательном мнении проводят"
    " консультации{term}: договорились, изменили текст или составили протокол разногласий.",
    "By procedure ({kind}) an opinion is given by: {who}. The term counts from the receipt of the draft; if"
    " no opinion comes in time, the document goes on, and this is no consent. After a negative opinion there"
    " are consultations{term}: they agree, amend the text or draw up a protocol of disagreements.",
)
_DISTINCT = Text("Один человек отвечает только один раз.", "Nobody answers twice.")
_DOCUMENTS = Text("Так идут документы: {kinds}.", "This is the way of: {kinds}.")
_PAPERS = {
    "protocol": Text(
        "Номер и дату протокола указывают: {who}.", "The number and date of a protocol are given by: {who}."
    ),
    "order": Text(
        "Номер и дату приказа указывают: {who}.", "The number and date of the order are given by: {who}."
    ),
}
_FOLLOWS = {
    "publish": Text("публикуют", "published"),
    "acquaint": Text("доводят до сведения тех, кого она касается", "made known to those it concerns"),
}
