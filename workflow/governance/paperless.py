"""Whether an organisation keeps its documents on paper or signs them in the system, from a day on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workflow.values import EditionKey

_LEAST = 4


@dataclass(frozen=True, slots=True)
class FlowDecision:
    """From `since` on documents are signed electronically (`paperless`) or on paper; `basis` names the order.

    By law 273-FZ, article 28, the decision is agreed with the founder; without one, paper is signed.
    """

    since: date
    paperless: bool
    basis: str


def paperless_on(decisions: Sequence[FlowDecision], day: date) -> bool:
    """Whether the last decision in force on that day went without paper."""
    known = [one for one in decisions if one.since <= day]
    return bool(known) and max(known, key=lambda one: one.since).paperless


def signature_mark(signer: str, recorded_at: str, code: str) -> tuple[str, ...]:
    """What stands where a hand would sign: our own words, never a certificate's, which it does not have.

    The time is universal, so that a reprint does not depend on what zones become.
    """
    at = datetime.fromisoformat(recorded_at)
    told = (signer, f"{at:%d.%m.%Y %H:%M} (UTC)", f"код записи {code}")
    return ("Подписано простой электронной подписью", *(line for line in told if line))


def signature_code(key: EditionKey | None, step: str, text_sha256: str, recorded_at: str) -> str:
    """The code of one answer, made of what was signed and when: 9F2C-61D0-7BE4-A85A."""
    said = "\n".join([*map(str, key or ()), step, text_sha256, recorded_at])
    digest = hashlib.sha256(said.encode()).hexdigest()[: 4 * _LEAST].upper()
    return "-".join(digest[at : at + _LEAST] for at in range(0, len(digest), _LEAST))
