"""Worklists: which of them a person is shown, and which documents stand on one.

After CMF: the guard is asked once, above all documents, and a document is found by its values alone.
"""

from __future__ import annotations

from workflow.engine.definition import Definition, Guard, Worklist
from workflow.engine.machine import Asker
from workflow.engine.permissions import NO_MAPS, allows, holders
from workflow.engine.variables import Status


def shown(definition: Definition, asker: Asker) -> tuple[Worklist, ...]:
    """The worklists whose guard the asker passes, in the author's order."""
    return tuple(one for one in definition.worklists.values() if _passes(one.guard, asker))


def stands_on(worklist: Worklist, found_by: Status) -> bool:
    """Whether a document with these catalogued values is on the list: every match holds."""
    return all(str(found_by.get(name, "")) in values for name, values in worklist.matches.items())


def _passes(guard: Guard, asker: Asker) -> bool:
    permitted = not guard.permissions or any(
        allows(asker.roles, holders(NO_MAPS, one, asker.site)) for one in guard.permissions
    )
    in_role = not guard.roles or not asker.roles.isdisjoint(guard.roles)
    return permitted and in_role and (not guard.groups or not asker.groups.isdisjoint(guard.groups))
