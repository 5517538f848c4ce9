"""What somebody has typed for a place of a draft and not saved: kept as it grows, in nobody's way."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Typed:
    """The text of one window of one person; `seen` is the hash of the clause it was begun on.

    `place` is the uid of a clause, or «uid+after» for one that would come there; `tab` tells windows apart.
    """

    place: str
    person: str
    tab: str
    version: int
    seen: str
    text: str
    kept_at: str

    @property
    def uid(self) -> str:
        """The clause it was typed at."""
        return self.place.partition("+")[0]
