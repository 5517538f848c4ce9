"""Scripted scenarios played on the engine: each step's answer, as plain facts for JSON.

A scenario names its definitions (texts), who holds what above the document, and the steps in order; the
answers have the shape that a run of Plone's engine gives, and a refusal says everything it knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any  # decoded JSON has no narrower type

from workflow.engine import several
from workflow.engine.definition import Definition
from workflow.engine.machine import Asker, Plan
from workflow.engine.permissions import Site
from workflow.engine.several import Record, Run
from workflow.errors import GrifError, Invalid, NotFound, Refused
from workflow.values import Text

Json = Any
Read = Callable[[str, str], Definition]
"""The definition that a text says, and the name to call it in its faults."""

CREATOR = {"id": "creator", "roles": ["Member"], "groups": []}
OK = "ok"


class BadScenario(GrifError):
    """The file is not a list of scenarios."""

    def __init__(self, where: str) -> None:
        super().__init__("bad-scenario", _BAD.filled(where=where))


@dataclass(slots=True)
class Scene:
    """One document under its workflows, in the order of its chain; the others can be named."""

    site: Site
    language: str
    read: Read
    chain: list[Run]
    others: list[Run]

    def asker(self, step: Json) -> Asker:
        """The user of a step."""
        user = {**CREATOR, **step.get("user", {})}
        roles, groups = frozenset(user["roles"]), frozenset(user["groups"])
        return Asker(roles, person=str(user["id"]), groups=groups, site=self.site)

    def run(self, step: Json) -> Run:
        """The workflow that a step names, else the first. Raises NotFound."""
        named = step.get("workflow") or step.get("wf_id")
        found = (run for run in (*self.chain, *self.others) if named in (None, run.id))
        if (run := next(found, None)) is None:
            raise NotFound(_NO_WORKFLOW.filled(id=named))
        return run


def replay(scenarios: Json, read: Read, language: str = "ru") -> list[Json]:
    """The answers to each step of each scenario, in order. Raises BadScenario for another shape."""
    if not isinstance(scenarios, list):
        raise BadScenario("[]")
    return [_played(scenario, read, language) for scenario in map(_checked, scenarios)]


def _checked(scenario: Json) -> Json:
    name = scenario.get("name") if isinstance(scenario, dict) else None
    if not isinstance(name, str):
        raise BadScenario("name")
    above = scenario.get("site_rolemap", {})
    for key, right in (
        ("workflows", _is_words(scenario.get("workflows", []))),
        ("chain", _is_words(scenario.get("chain", []))),
        ("site_rolemap", isinstance(above, dict) and all(map(_is_words, above.values()))),
        ("steps", isinstance(scenario.get("steps", []), list)),
    ):
        if not right:
            raise BadScenario(f"{name}: {key}")
    for number, step in enumerate(scenario.get("steps", []), start=1):
        _check_step(step, f"{name}: {number}")
    return scenario


def _check_step(step: Json, where: str) -> None:
    if not isinstance(step, dict) or not isinstance(step.get("op"), str):
        raise BadScenario(f"{where}: op")
    user = step.get("user", {})
    if not isinstance(user, dict) or not all(_is_words(user.get(key, [])) for key in ("roles", "groups")):
        raise BadScenario(f"{where}: user")
    for key in ("workflows", "chain"):
        if not _is_words(step.get(key, [])):
            raise BadScenario(f"{where}: {key}")
    for key in ("transition", "comment", "name", "workflow", "wf_id", "at", "today", "since"):
        if not isinstance(step.get(key, ""), str):
            raise BadScenario(f"{where}: {key}")


def _is_words(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _played(scenario: Json, read: Read, language: str) -> Json:
    steps, name = scenario.get("steps", []), scenario["name"]
    site = {one: tuple(roles) for one, roles in scenario.get("site_rolemap", {}).items()}
    scene = Scene(site, language, read, [], [])
    try:
        _arrange(scene, scenario.get("workflows", []), scenario.get("chain"), name)
    except GrifError as fault:
        return {"name": name, "results": [_refusal(fault, language) for _ in steps]}
    return {"name": name, "results": [_answer(scene, step) for step in steps]}


def _arrange(scene: Scene, texts: Sequence[str], chain: Sequence[str] | None, name: str) -> None:
    """The workflows of the texts; one that had a run before goes on from where it stands."""
    before = {run.id: run for run in (*scene.chain, *scene.others)}
    runs = [Run(Plan(scene.read(text, f"{name}[{number}]"))) for number, text in enumerate(texts)]
    for run in runs:
        if run.id in before:
            run.marking, run.history = before[run.id].marking, before[run.id].history
    known = {run.id: run for run in runs}
    ids = list(known) if chain is None else [id_ for id_ in chain if id_ in known]
    scene.chain = [known[id_] for id_ in ids]
    scene.others = [run for run in runs if run.id not in ids]


def _answer(scene: Scene, step: Json) -> Json:
    perform = OPS.get(step["op"])
    if perform is None:
        return {"unsupported": step["op"]}
    try:
        return perform(scene, step)
    except GrifError as fault:
        return _refusal(fault, scene.language)


def _create(scene: Scene, step: Json) -> Json:
    for run in scene.chain:
        run.create(scene.asker(step), step.get("at", ""))
    return OK


def _do(scene: Scene, step: Json) -> Json:
    runs = scene.chain
    if named := step.get("wf_id") or step.get("workflow"):
        run = scene.run(step)
        if run not in runs:
            raise Refused("not-in-chain", _OUTSIDE.filled(id=named))
        runs = [run]
    comment, at = step.get("comment", ""), step.get("at", "")
    several.act(runs, step.get("transition", ""), scene.asker(step), comment, at, beside=scene.chain)
    return OK


def _available(scene: Scene, step: Json) -> Json:
    return sorted(several.actions(scene.chain, scene.asker(step)))


def _offered(scene: Scene, step: Json) -> Json:
    return list(several.buttons(scene.chain, scene.asker(step)))


def _history(scene: Scene, step: Json) -> Json:
    return [_told(record) for record in scene.run(step).history]


def _told(record: Record) -> Json:
    """The status record; what the system did says after what, what a Manager passed by says so."""
    cause = {"cause": record.cause} if record.cause else {}
    return {**_plain(record.status), **cause, **({"bypassed": True} if record.bypassed else {})}


def _status(scene: Scene, step: Json) -> Json:
    return _plain(scene.run(step).status)


def _state(scene: Scene, step: Json) -> Json:
    return scene.run(step).marking.state


def _states(scene: Scene, _step: Json) -> Json:
    return {run.id: run.marking.state for run in scene.chain}


def _permissions(scene: Scene, step: Json) -> Json:
    runs = [scene.run(step)] if step.get("workflow") else scene.chain
    maps = several.permission_maps(runs)
    return {one: {"acquired": held.acquired, "roles": list(held.roles)} for one, held in sorted(maps.items())}


def _local_roles(scene: Scene, _step: Json) -> Json:
    return {group: list(roles) for group, roles in several.local_roles(scene.chain).items()}


def _info(scene: Scene, step: Json) -> Json:
    runs = [scene.run(step)] if step.get("workflow") or step.get("wf_id") else scene.chain
    try:
        return _plain(several.info(runs, step.get("name", ""), scene.asker(step)))
    except Refused:
        if "default" in step:
            return step["default"]
        raise


def _catalog(scene: Scene, step: Json) -> Json:
    return _plain(several.catalog(scene.chain, scene.asker(step)))


def _redefine(scene: Scene, step: Json) -> Json:
    """Another version of the definitions for the same document: what stands in a file, exactly."""
    _arrange(scene, step.get("workflows", []), step.get("chain"), "redefine")
    return OK


def _wake(scene: Scene, step: Json) -> Json:
    """A timer goes off on the day `today`; the state has been stood in `since`."""
    try:
        since, today = date.fromisoformat(step.get("since", "")), date.fromisoformat(step.get("today", ""))
    except ValueError:
        raise Invalid({"today": _NO_DAY}) from None
    for run in scene.chain:
        run.wake(since, today, step.get("at", ""))
    return OK


OPS: Mapping[str, Callable[[Scene, Json], Json]] = {
    "create": _create,
    "available": _available,
    "do": _do,
    "history": _history,
    "state": _state,
    "states": _states,
    "status": _status,
    "permissions": _permissions,
    "offered": _offered,
    "info": _info,
    "catalog": _catalog,
    "local_roles": _local_roles,
    "redefine": _redefine,
    "wake": _wake,
}


def _refusal(fault: GrifError, language: str) -> Json:
    unmet = fault.unmet if isinstance(fault, Refused) else ()
    return {
        "error": type(fault).__name__,
        "code": fault.code,
        "message": fault.message.said(language),
        "unmet": [one.told(language) for one in unmet],
    }


def _plain(value: object) -> Json:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


_BAD = Text("сценарий не читается: {where}", "the scenario cannot be read: {where}")
_NO_WORKFLOW = Text("процесса «{id}» нет", "there is no workflow “{id}”")
_OUTSIDE = Text(
    "процесс «{id}» не входит в цепочку документа", "the workflow “{id}” is not in the document's chain"
)
_NO_DAY = Text("нужны дни since и today: ГГГГ-ММ-ДД", "the days since and today are needed: YYYY-MM-DD")
