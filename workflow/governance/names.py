"""The name of an organisation, body or post in the grammatical cases that stamps need."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """A name in the nominative, genitive and instrumental, each as it stands in the middle of a line."""

    nominative: str
    genitive: str
    instrumental: str

    @classmethod
    def fixed(cls, name: str) -> Names:
        """A name that does not change with the case (most short names: МОУ «Гимназия № 7»)."""
        return cls(name, name, name)
