"""Running cases go over to another version of their chain: foreseen one by one, then done one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workflow.chain.case import Case, Task, days_of, tasks
from workflow.engine.correspondence import Correspondence
from workflow.engine.definition import Definition
from workflow.engine.process import Marking
from workflow.engine.versions import Migration, Moved, migration, moved, pinned
from workflow.errors import NotFound, Refused, Stale
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment
from workflow.services.asking import circumstances
from workflow.services.cases import case_named, counting, named, tell, told_moves
from workflow.services.following import check_before, follow, set_timer
from workflow.services.migration_ports import MigrationStore, MigrationWork
from workflow.services.pinning import check_register, not_asked, pin
from workflow.services.reviewing import review
from workflow.values import EditionKey, PartyKey, Text

KIND = "case_migrated"
_PAST = "@"
"""Stands between a step's former id and the record by which its answer became void."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What becomes of one case: `moved` with the bodies it asks then, or why it is `refused` and stays."""

    key: EditionKey
    title: str
    before: Marking
    former: Mapping[str, PartyKey]
    moved: Moved | None
    parties: Mapping[str, PartyKey]
    refused: Refused | None


@dataclass(frozen=True, slots=True)
class Migrated:
    """A case that has gone over; `replayed` when it had done so before by the same plan."""

    key: EditionKey
    state: str
    replayed: bool = False


def between(
    store: MigrationStore, actor: Actor, organisation: str, source: str, target: str, of: Correspondence
) -> Migration:
    """The migration from one kept definition to another. Raises Invalid with every misfit."""
    require(actor, Permission.MIGRATE, organisation)
    with store.look() as look:
        old, new = look.definitions.plan(source), look.definitions.plan(target)
        if not exchangeable(old.definition, new.definition):
            raise Refused("beside", _BESIDE)
        return migration(source, target, old, new, of)


def exchangeable(old: Definition, new: Definition) -> bool:
    """A chain for a chain; what goes beside one for a version of the same: its cases keep the name."""
    return old.id == new.id if old.beside and new.beside else old.beside == new.beside


def on_their_way(store: MigrationStore, actor: Actor, organisation: str) -> Mapping[str, int]:
    """How many cases each definition has on their way, by its hash."""
    require(actor, Permission.MIGRATE, organisation)
    with store.look() as look:
        return look.running.counts(organisation)


def foresee(
    store: MigrationStore,
    actor: Actor,
    organisation: str,
    told: Migration,
    at: Moment,
    *,
    after: EditionKey | None = None,
    limit: int = 100,
    unpublished: bool = False,
) -> Sequence[Foreseen]:
    """What would become of each case, in order of documents, a page at a time; nothing is changed.

    With `unpublished` the new chain is looked at as if the organisation had published it.
    """
    require(actor, Permission.MIGRATE, organisation)
    with store.look() as look:
        keys = look.running.keys(organisation, told.source, after, limit)
        return [_foreseen(look, told, key, at, unpublished=unpublished) for key in keys]


def migrate(
    store: MigrationStore, actor: Actor, told: Migration, key: EditionKey, seen: Marking, at: Moment
) -> Migrated:
    """One case goes over whole or not at all; by the same plan it does so once.

    Raises Refused when it has to stay, Stale when it is not where it was `seen`.
    """
    member = require(actor, Permission.MIGRATE, key.organisation)
    with store.work() as work:
        case = work.cases.get(key, _workflow(told))
        command = _command(work, told, case)
        if command is None:
            return Migrated(key, case.marking.state, replayed=True)
        _check(case, told, seen)
        _check_published(work, told, key)
        parties, found = _becomes(work, told, case, at)
        facts = _facts(told, case, parties, found)
        event = Event(KIND, actor.person, member.kind, facts, named(actor))
        seq = work.journal.record(key.of, at.now, [event], command)
        gone = replace(
            case,
            definition=told.target,
            marking=found.marking,
            since=at.today.isoformat(),
            parties={**parties, **_former(case, found, seq)},
        )
        kept = {one.former: one.step for one in found.kept}
        work.running.rewrite(gone, _tasks(work, told, gone, found, at), kept, seq)
        _follow(work, told, gone, found, at)
        if not case.workflow:
            review(work, key, at)
    return Migrated(key, found.marking.state)


def _workflow(told: Migration) -> str:
    return told.old.definition.id if told.old.definition.beside else ""


def _foreseen(
    work: MigrationWork, told: Migration, key: EditionKey, at: Moment, *, unpublished: bool
) -> Foreseen:
    case = work.cases.find(key, _workflow(told))
    if case is None:
        raise NotFound
    title = work.running.title(key)
    try:
        if not unpublished:
            _check_published(work, told, key)
        parties, found = _becomes(work, told, case, at)
    except Refused as refused:
        return Foreseen(key, title, case.marking, case.parties, None, {}, refused)
    return Foreseen(key, title, case.marking, case.parties, found, parties, None)


def _becomes(
    work: MigrationWork, told: Migration, case: Case, at: Moment
) -> tuple[Mapping[str, PartyKey], Moved]:
    parties = _pinned(work, told, case, at.today)
    answers = () if case.workflow else work.cases.sign_offs(case.key)
    other_text = {one.step for one in answers if one.text_sha256 != case.text_sha256}
    known = circumstances(told.new, at, answers)
    found = moved(told, case.marking, case.parties, parties, other_text, known)
    check_before(work, told.new, case.key, found.moves)
    return parties, found


def _pinned(work: MigrationWork, told: Migration, case: Case, today: date) -> dict[str, PartyKey]:
    """The bodies pinned at submission where the same kind is asked; the others found today."""
    found = pinned(told, case.parties)
    former, steps = told.old.definition.steps, told.new.definition.steps
    for one, step in told.of.steps.items():
        if step in found and steps[step].evidence != former[one].evidence:
            check_register(work, steps[step], found[step])
    new = [step for id_, step in steps.items() if id_ not in found]
    if not new:
        return found
    document = work.running.document(case.key.of)
    asked = found | pin(work, new, document, today)
    # At submission such a step is passed over; a case under way would wait for nobody.
    if not_asked(work, new, asked, document, today):
        raise Refused("body-absent", _ABSENT)
    return asked


def _command(work: MigrationWork, told: Migration, case: Case) -> str | None:
    """The key of this plan on this case; None when it has been done and the case stands there still.

    A case that went there and was brought back may go again: then the key names the time before.
    """
    base = key = f"migrate-{told.digest}-{case.key.document}-{case.key.edition}"
    while before := work.journal.by_command(case.key.organisation, key):
        if case.definition == told.target:
            return None
        key = f"{base}-{before.seq}"
    return key


def _check(case: Case, told: Migration, seen: Marking) -> None:
    if case.definition != told.source:
        raise Stale("definition-changed", _OTHER_DEFINITION)
    if not case.open:
        raise Stale("case-closed", _ENDED)
    if case.marking != seen:
        raise Stale("case-changed", _CHANGED)


def _check_published(work: MigrationWork, told: Migration, key: EditionKey) -> None:
    kind = work.running.document(key.of).kind
    if told.target not in work.definitions.published(key.organisation, kind):
        raise Refused("not-published", _NOT_PUBLISHED)


def _former(case: Case, found: Moved, seq: int) -> dict[str, PartyKey]:
    """Those whose answers are void, now or since an earlier time, read on: under no id of a step."""
    earlier = {id_: party for id_, party in case.parties.items() if _PAST in id_}
    return earlier | {f"{one.former}{_PAST}{seq}": case.parties[one.former] for one in found.void}


def _facts(told: Migration, case: Case, parties: Mapping[str, PartyKey], found: Moved) -> dict[str, Fact]:
    kept: list[object] = [[one.former, one.step, *case.parties[one.former]] for one in found.kept]
    void: list[object] = [[one.former, one.code, *case.parties[one.former]] for one in found.void]
    return {
        **case_named(case, told.new),
        "from": told.source,
        "to": told.target,
        "plan": told.digest,
        "chain": told.new.definition.title.ru,
        "state": [case.marking.state, found.marking.state],
        "moves": told_moves(found.moves),
        "kept": kept,
        "void": void,
        "asked": [[step, *parties[step]] for step in found.opened],
    }


def _follow(work: MigrationWork, told: Migration, case: Case, found: Moved, at: Moment) -> None:
    """Effects and timers of the new chain; those who are newly asked are told."""
    follow(work, told.new, case, found.moves, at)
    if all(move.source == move.target for move in found.moves):
        set_timer(work, told.new, case, at.today, at.today)
    if found.opened:
        tell(work, case.key, case.marking.state, at)


def _tasks(work: MigrationWork, told: Migration, case: Case, found: Moved, at: Moment) -> list[Task]:
    """What is asked now; who was asked before waits on since then, until then when the term is the same."""
    former = work.running.tasks(case.key)
    on, kept = days_of(work.cases.sign_offs(case.key)), {one.former: one.step for one in found.kept}
    calendar = counting(work, case.key.organisation, at.today)
    days = {kept[former]: day for former, day in on.items() if former in kept}
    before = {step: former[one] for one, step in found.waiting_on.items() if one in former}
    return [
        _going_on(told, one, before[one.step]) if one.step in before else one
        for one in tasks(told.new, case, at.now, at.today, calendar, days)
    ]


def _going_on(told: Migration, one: Task, before: Task) -> Task:
    old, new = told.old.definition.steps[before.step], told.new.definition.steps[one.step]
    return replace(one, since=before.since, due=before.due if old.due == new.due else one.due)


_ABSENT = Text(
    "новая цепочка спрашивает орган, который не создан: отзовите документ и отправьте его по ней заново",
    "the new chain asks a body that was not formed: withdraw the document and send it by that chain anew",
)
_BESIDE = Text(
    "То, что идёт рядом с цепочкой, переводят только на другую версию его же",
    "What goes beside a chain goes over to another version of itself alone",
)
_OTHER_DEFINITION = Text(
    "Пока вы смотрели, этот ход перешёл на другую цепочку: он оставлен как есть",
    "Meanwhile this case went over to another chain: it was left as it is",
)
_ENDED = Text(
    "Согласование этой редакции уже закончено: переводить нечего",
    "The way of this edition has ended: there is nothing to migrate",
)
_CHANGED = Text(
    "Пока вы смотрели, по этому документу записано решение: он оставлен как есть, посмотрите заново",
    "Meanwhile a decision was recorded on this document: it was left as it is, look again",
)
_NOT_PUBLISHED = Text(
    "Новая цепочка не введена в организации для документов такого вида",
    "The new chain is not published in the organisation for this kind of document",
)
