"""Who keeps the record of a body: its chair or secretary, or an administrator of the organisation."""

from __future__ import annotations

from workflow.errors import Forbidden, NotFound
from workflow.governance.people import Actor
from workflow.policy import ADMINISTRATOR, Permission, may
from workflow.values import PartyKey, Text


def recordable(actor: Actor, party: PartyKey) -> bool:
    """Whether the actor may record sittings and votes of that body."""
    return actor.capacity_for(party) is not None or may(actor, Permission.RECORD_SITTING, party.organisation)


def require_recorder(actor: Actor, party: PartyKey) -> str:
    """In what capacity the actor records for the body. Raises NotFound to a stranger, else Forbidden."""
    if party.organisation not in actor.organisations:
        raise NotFound
    if not recordable(actor, party):
        raise Forbidden("not-recorder", NOT_RECORDER)
    return actor.capacity_for(party) or ADMINISTRATOR


NOT_RECORDER = Text(
    "Это делает председатель или секретарь органа либо администратор",
    "This is done by the chair or secretary of the body, or by an administrator",
)
