"""An amendment as it is kept: being composed on an edition, or made into the next one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from workflow.documents.amend.operations import Amendment
from workflow.values import DocumentKey, EditionKey


@dataclass(frozen=True, slots=True)
class AmendmentDraft:
    """Operations on the edition `base`; `version` grows with every change.

    `edition` is what was made of it, `made_sha256` the hash of that text as the operations made it.
    """

    document: DocumentKey
    number: int
    base: int
    amendment: Amendment
    version: int
    made_by: str
    made_at: str
    state: Literal["open", "dropped"] = "open"
    edition: int | None = None
    made_sha256: str = ""

    @property
    def base_key(self) -> EditionKey:
        """The edition that it was composed on."""
        return EditionKey(*self.document, self.base)

    @property
    def edition_key(self) -> EditionKey | None:
        """The edition that was made of it."""
        return EditionKey(*self.document, self.edition) if self.edition else None
