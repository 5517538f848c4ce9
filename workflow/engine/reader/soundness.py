"""What the check of a definition finds, at the places of its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workflow.engine.check import Finding, Origin, check
from workflow.engine.definition import Definition
from workflow.engine.reader.engine_form import Places
from workflow.engine.reader.faults import Faults, Place


def check_soundness(
    definition: Definition,
    places: Places,
    faults: Faults,
    promises: Sequence[Place] = (),
    origin: Origin = "grif",
) -> None:
    """Tell everything that would leave a case stranded, endless or without effect."""
    for finding in check(definition, origin):
        place = place_of(finding, places, promises)
        tell = faults.error if finding.severity == "error" else faults.warning
        tell(place, finding.code, finding.message, finding.story)


def place_of(finding: Finding, places: Places, promises: Sequence[Place] = ()) -> Place:
    """Where the part stands that a finding is about; the whole definition is known by its initial state."""
    if finding.kind == "invariant":
        number = int(finding.name)
        return promises[number] if number < len(promises) else places.initial
    where: Mapping[str, Mapping[str, Place]] = {
        "state": places.states,
        "transition": places.transitions,
        "step": places.steps,
    }
    return where.get(finding.kind, {}).get(finding.name, places.initial)
