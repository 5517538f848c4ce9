"""Small values that every room shares: bilingual text, keys, references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

Language = Literal["ru", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """One thing said in Russian and in English."""

    ru: str
    en: str

    def said(self, language: str) -> str:
        """The words in `language`; Russian unless English is asked for."""
        return self.en if language == "en" else self.ru

    def filled(self, **facts: object) -> Text:
        """The same sentence with its `{name}` places filled."""
        return Text(self.ru.format(**facts), self.en.format(**facts))


def both(word: str) -> Text:
    """A word that is the same in both languages."""
    return Text(word, word)


class DocumentKey(NamedTuple):
    """A document's address: its organisation and its number there."""

    organisation: str
    document: int


class EditionKey(NamedTuple):
    """One edition of a document."""

    organisation: str
    document: int
    edition: int

    @property
    def of(self) -> DocumentKey:
        """The document this is an edition of."""
        return DocumentKey(self.organisation, self.document)


class PartyKey(NamedTuple):
    """A body or an office, of whatever organisation: whoever a step can ask."""

    organisation: str
    party: str
