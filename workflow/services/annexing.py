"""An annex begins a life of its own: a document with its own editions, chain and history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workflow.documents.document import Document, Edition, EditionText
from workflow.documents.kinds import kind_of
from workflow.documents.own_annexes import Place
from workflow.engine.definition import Definition
from workflow.errors import Invalid, Refused
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store, Work
from workflow.services.cases import named
from workflow.services.documents import Draft, created
from workflow.services.enacting import as_it_reads
from workflow.services.replay import earlier
from workflow.values import DocumentKey, EditionKey, Text


@dataclass(frozen=True, slots=True)
class Begun:
    """An annex of an act under its number, the word for what it is («состав»), where it begins.

    `text` is given for an annex that the act does not have yet; its number is the next one.
    """

    act: DocumentKey
    turn: int
    word: str
    text: EditionText | None = None
    command: str | None = None


def closed(document: Document, definition: Definition | None, published: Iterable[Definition]) -> Text | None:
    """Why the annexes of an act cannot be changed apart from it; None where they can.

    The chain of its edition in force says it; a paper's chain says nothing, there the published ones do.
    """
    asked = published if document.paper else [definition] if definition else []
    return None if any(one.annexes for one in asked) else _NOT_ALLOWED


def begin(store: Store, actor: Actor, begun: Begun, at: Moment) -> Edition:
    """The annex as a document of its own, its first draft in the words of the act in force.

    Raises Refused where the act's definition does not allow it, the act is not in force or the annex has
    its own life already; Invalid of an unknown word.
    """
    act = begun.act
    member = require(actor, Permission.DRAFT, act.organisation)
    with store.work() as work:
        work.documents.lock_numbers(act.organisation)
        document = work.documents.get(act)
        if event := earlier(work, act.organisation, begun.command, "annex_begun", act):
            return work.documents.edition(EditionKey(act.organisation, int(str(event.facts["annex"])), 1))
        text = _worded(_first(work, document, begun), begun.word)
        edition = created(work, actor, Draft(act.organisation, text, document.body), at)
        work.annexes.add(edition.key.of, Place(act, begun.turn))
        facts: dict[str, Fact] = {
            "annex": edition.key.document,
            "turn": begun.turn,
            "title": text.title,
        }
        told = Event("annex_begun", actor.person, member.kind, facts, named(actor))
        work.journal.record(act, at.now, [told], begun.command)
    return edition


def _first(work: Work, document: Document, begun: Begun) -> EditionText:
    """The text of the first draft: the act's own annex, or one under the next number. Raises Refused."""
    if document.in_force is None:
        raise Refused("not-in-force", _NOT_IN_FORCE)
    edition = as_it_reads(work.documents.edition(EditionKey(*document.key, document.in_force)))
    case = work.cases.find(edition.key)
    chain = work.definitions.plan(case.definition).definition if case else None
    published = work.definitions.published(document.key.organisation, document.kind).values()
    if why := closed(document, chain, published):
        raise Refused("annexes-with-the-act", why)
    taken = {one.turn for one in work.annexes.of(document.key)}
    if begun.turn in taken:
        raise Refused("own-already", _ALREADY.filled(turn=begun.turn))
    known = edition.text.annexes
    if begun.text is None and 0 < begun.turn <= len(known):
        return known[begun.turn - 1]
    if begun.text is None or begun.turn != max(len(known), *taken, 0) + 1:
        raise Refused("no-annex", _NO_ANNEX.filled(turn=begun.turn))
    return begun.text


def _worded(text: EditionText, word: str) -> EditionText:
    """Under a word that is known, which says by whose chain it goes. Raises Invalid."""
    try:
        kind = kind_of(word)
    except Refused:
        raise Invalid({"word": _NO_WORD}) from None
    return replace(text, kind=kind.id, word=kind.word)


_NOT_ALLOWED = Text(
    "Цепочка этого акта не разрешает менять приложения отдельно: они идут вместе с актом",
    "The chain of this act does not let its annexes change apart from it",
)
_NOT_IN_FORCE = Text(
    "Акт ещё не действует: его приложения меняют вместе с ним",
    "The act is not in force yet: its annexes change with it",
)
_ALREADY = Text("Приложение № {turn} уже меняется отдельно", "Annex {turn} changes apart already")
_NO_ANNEX = Text("Приложения № {turn} в действующей редакции нет", "The edition in force has no annex {turn}")
_NO_WORD = Text("Выберите, что это за документ", "Choose what kind of document it is")
