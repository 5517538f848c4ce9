"""`grif definition migrate`: running cases go over to another version of their chain."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from webapp.cli.definition_source import content_of, line, read
from webapp.cli.speech import as_json as json_option
from webapp.cli.speech import data as data_option
from webapp.cli.speech import lang, language, say
from webapp.cli.speech import organisation as organisation_option
from workflow.values import EditionKey, PartyKey, Text

if TYPE_CHECKING:
    from webapp.cli.system import System
    from workflow.engine.correspondence import Correspondence
    from workflow.engine.reader.migration_plan import Version
    from workflow.engine.versions import Migration
    from workflow.governance.people import Actor
    from workflow.services.migration import Foreseen

PAGE = 100
"""Cases looked at in one transaction."""
SHORTEST_HASH = 8


@click.command(
    help=say(
        "Перевести идущие согласования с OLD на NEW: хеш, его начало или id; NEW бывает и файлом.",
        "Take running cases from OLD to NEW: a hash, its beginning or an id; NEW may be a file too.",
    )
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=say("Какое состояние и какой шаг чему соответствует", "Which state and step stands for which"),
)
@click.option("--propose", is_flag=True, help=say("Вывести начало такого файла", "Print such a file's start"))
@click.option("--dry-run", is_flag=True, help=say("Только показать (так и без ключа)", "Only show (default)"))
@click.option("--apply", "applies", is_flag=True, help=say("Перевести", "Do it"))
@click.option(
    "--publish",
    is_flag=True,
    help=say("С --apply: сначала ввести NEW в организации", "With --apply: publish NEW first"),
)
@organisation_option
@data_option
@json_option
@lang
def migrate(
    old: str,
    new: str,
    plan_file: Path | None,
    propose: bool,
    dry_run: bool,
    applies: bool,
    publish: bool,
    organisation: str | None,
    data: Path | None,
    as_json: bool,
) -> None:
    """Acts in the name of the organisation's administrator. Exit 1 when any case was not taken over."""
    from webapp.cli.system import opened

    if sum((propose, dry_run, applies)) > 1:
        raise click.UsageError(_one_of_three())
    if publish and not applies:
        raise click.UsageError(say("--publish бывает только с --apply", "--publish goes with --apply alone"))
    with opened(data) as system:
        of = system.one_organisation(organisation)
        at = system.moment(of)
        work = _Migrating(system, of, system.administrator(of, at.today), as_json=as_json)
        source, target = work.source(old), work.target(new)
        if propose:
            click.echo(_start(source, target), nl=False)
            return
        told = _migration(source, target, _correspondence(plan_file, source, target))
        if publish:
            work.publish(target)
        stayed = work.do(told) if applies else work.show(told)
    click.get_current_context().exit(1 if stayed else 0)


class _Migrating:
    """One organisation's cases, foreseen and migrated in the name of its administrator."""

    def __init__(self, system: System, organisation: str, actor: Actor, *, as_json: bool) -> None:
        from storage.running_cases import MigrationDatabase

        self._system = system
        self._of = organisation
        self._actor = actor
        self._as_json = as_json
        self._store = MigrationDatabase(system.database)
        self._today = system.moment(organisation).today

    def source(self, named: str) -> Version:
        """The definition of cases on their way, else a published one. Raises Invalid naming the first."""
        from workflow.services import migration

        running = migration.on_their_way(self._store, self._actor, self._of)
        found = self._kept(running, named) or self._kept(self._published(), named)
        if found is None:
            raise _unknown("old", [self._described(one) for one in running])
        return found

    def target(self, named: str) -> Version:
        """A published definition, else one from a file or of those that come with grif."""
        from workflow.engine.canonical import canonical, digest
        from workflow.engine.reader.migration_plan import Version

        if not Path(named).is_file():
            found = self._kept(self._published(), named)
            if found is not None:
                return found
        definition = read(named, language())
        return Version(digest(canonical(definition)), definition)

    def publish(self, target: Version) -> None:
        """Offer the new chain for the kinds of document that it names."""
        from workflow.services import chains

        at = self._system.moment(self._of)
        chains.publish(self._system.people, self._actor, self._of, target.definition, at)

    def show(self, told: Migration) -> bool:
        """What becomes of each case; nothing is changed, so nothing is left undone."""
        found = list(self._foreseen(told))
        stays = sum(1 for one in found if one.refused is not None)
        if self._as_json:
            self._print(told, [self._facts(one) for one in found], stays=stays, migrates=len(found) - stays)
            return False
        for one in found:
            self._tell(told, one)
        click.echo(_COUNTED.filled(all=len(found), go=len(found) - stays, stay=stays).said(language()))
        if told.target not in self._published():
            click.echo(_UNPUBLISHED.said(language()))
        return False

    def do(self, told: Migration) -> bool:
        """Each case in a transaction of its own; whether any has stayed."""
        from workflow.errors import GrifError, Refused, Stale
        from workflow.services import migration

        total = migration.on_their_way(self._store, self._actor, self._of).get(told.source, 0)
        results = []
        for number, one in enumerate(self._foreseen(told), 1):
            why: GrifError | None = one.refused
            if why is None:
                try:
                    at = self._system.moment(self._of)
                    migration.migrate(self._store, self._actor, told, one.key, one.before, at)
                except (Refused, Stale) as fault:
                    why = fault
            results.append((one, why))
            _progress(number, total)
        return self._tell_done(told, results)

    def _tell_done(self, told: Migration, results: Iterable[tuple[Foreseen, Any]]) -> bool:
        results = list(results)
        stayed = [(one, why) for one, why in results if why is not None]
        done = len(results) - len(stayed)
        if self._as_json:
            cases = [
                self._facts(one) | {"migrated": why is None, "stays": why and why.message.said(language())}
                for one, why in results
            ]
            self._print(told, cases, migrated=done, stays=len(stayed))
        else:
            for one, why in stayed:
                click.echo(f"{_place(one)}: {why.message.said(language())}")
            click.echo(_DONE.filled(done=done, stay=len(stayed)).said(language()))
        return bool(stayed)

    def _foreseen(self, told: Migration) -> Iterator[Foreseen]:
        from workflow.services import migration

        after: EditionKey | None = None
        while True:
            page = migration.foresee(
                self._store, self._actor, self._of, told, self._system.moment(self._of),
                after=after, limit=PAGE, unpublished=told.target not in self._published(),
            )  # fmt: skip
            yield from page
            if len(page) < PAGE:
                return
            after = page[-1].key

    def _published(self) -> dict[str, None]:
        """The hashes that the organisation offers, each once."""
        return dict.fromkeys(one.digest for one in self._system.reads.publications(self._of))

    def _kept(self, known: Iterable[str], named: str) -> Version | None:
        """The one definition of that hash, beginning of a hash, or id. Raises Invalid when several are."""
        from workflow.engine.reader.migration_plan import Version

        all_kept = {one: self._system.reads.definition(one) for one in known}
        short = len(named) >= SHORTEST_HASH
        found = [one for one in all_kept if one == named or (short and one.startswith(named))]
        found = found or [one for one, definition in all_kept.items() if definition.id == named]
        if len(found) > 1:
            raise _unknown("version", [self._described(one) for one in found])
        return Version(found[0], all_kept[found[0]]) if found else None

    def _described(self, known: str) -> str:
        return f"{known[:12]} ({self._system.reads.definition(known).id})"

    def _tell(self, told: Migration, one: Foreseen) -> None:
        from webapp import foreseen

        said = foreseen.told(one, told, self._name_of)
        then = f" → {said.then.said(language())}" if said.then else ""
        click.echo(f"{_place(one)}: {said.title}: {said.stands.said(language())}{then}")
        for each in said.lines:
            click.echo(f"  {each.said(language())}")

    def _name_of(self, party: PartyKey) -> str:
        names = self._system.reads.party_names({party}, self._today)
        return names[party].nominative if party in names else party.party

    def _facts(self, one: Foreseen) -> dict[str, Any]:
        from webapp import foreseen

        return foreseen.facts(one, language())

    def _print(self, told: Migration, cases: list[dict[str, Any]], **counts: int) -> None:
        known = {"organisation": self._of, "from": told.source, "to": told.target, "plan": told.digest}
        whole = {**known, "published": told.target in self._published(), **counts, "cases": cases}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=1))


def _start(source: Version, target: Version) -> str:
    from workflow.engine.correspondence import proposed
    from workflow.engine.reader.migration_plan import written

    return written(source, target, proposed(source.definition, target.definition))


def _correspondence(file: Path | None, source: Version, target: Version) -> Correspondence:
    """What the file says; without one, the same ids. Faults go to stderr and end the command with 1."""
    from workflow.engine.reader import DefinitionFaults
    from workflow.engine.reader.migration_plan import read_plan

    name = str(file) if file else "--propose"
    try:
        return read_plan(content_of(file) if file else _start(source, target), name, source, target)
    except DefinitionFaults as found:
        for fault in found.faults:
            click.echo(line(fault, language()), err=True)
        if file is None:
            click.echo(_NO_PLAN.said(language()), err=True)
        raise SystemExit(1) from None


def _migration(source: Version, target: Version, of: Correspondence) -> Migration:
    from workflow.engine.machine import Plan
    from workflow.engine.versions import migration

    old, new = Plan(source.definition), Plan(target.definition)
    return migration(source.hash, target.hash, old, new, of)


def _unknown(field: str, known: Iterable[str]) -> Exception:
    from workflow.errors import Invalid

    every = ", ".join(known) or "–"
    return Invalid({field: _WHICH[field].filled(known=every)})


def _place(one: Foreseen) -> str:
    return f"{one.key.organisation}/{one.key.document}/{one.key.edition}"


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(say(f"\rПройдено {done} из {total}", f"\r{done} of {total}"), nl=done >= total, err=True)


def _one_of_three() -> str:
    return say(
        "выберите одно: --propose, --dry-run или --apply", "choose one: --propose, --dry-run or --apply"
    )


_WHICH: Mapping[str, Text] = {
    "old": Text(
        "Согласований по такой цепочке сейчас нет (OLD); есть: {known}",
        "No case goes by such a chain now (OLD); there are: {known}",
    ),
    "version": Text(
        "Версий с таким именем несколько, назовите хеш: {known}",
        "There are several versions of that name, give the hash: {known}",
    ),
}
_NO_PLAN = Text(
    "Одних имён мало: выведите начало файла (--propose), дополните и назовите его (--plan)",
    "The names alone do not tell all: print a file's start (--propose), fill it and name it (--plan)",
)
_COUNTED = Text(
    "Всего {all}: перейдут {go}, останутся {stay}. Ничего не изменено",
    "{all} in all: {go} go over, {stay} stay. Nothing was changed",
)
_DONE = Text("Переведено: {done}; осталось по прежней цепочке: {stay}", "Migrated: {done}; stayed: {stay}")
_UNPUBLISHED = Text(
    "Новая цепочка в организации ещё не введена: введите её или добавьте к --apply --publish",
    "The new chain is not published in the organisation: publish it, or add --publish to --apply",
)
