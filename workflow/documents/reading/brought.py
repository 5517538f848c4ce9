"""A file that somebody brought: its text as it stands now, and what was answered to each notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workflow.documents.reading.lines import shown, split
from workflow.documents.reading.mending import Mender, rewritten
from workflow.documents.reading.reader import read
from workflow.documents.reading.transcript import Transcript
from workflow.documents.reading.values import Notice, Reading, documents

Did = Literal["accepted", "declined", "typed"]
State = Literal["open", "kept", "dropped"]
# A line number says where, not what: the same notice stands elsewhere once lines above are joined.
_PLACES = frozenset({"first", "count"})

MOST_NOTICES = 500
"""A text with more has not been understood: it is answered from its beginning, and read again each time."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person did about a notice, or to a line of its own accord (`code` empty)."""

    key: str
    code: str
    did: Did
    line: int
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Brought:
    """A file with its text; `transcript` changes only by an answer, and each answer stays."""

    number: int
    name: str
    sha256: str
    content: bytes
    transcript: Transcript
    answers: tuple[Answer, ...]
    version: int
    state: State
    made_by: str
    made_at: str
    document: int | None = None

    @property
    def reading(self) -> Reading:
        """The document in the text as it stands now."""
        return read(self.transcript)


@dataclass(frozen=True, slots=True)
class Asked:
    """A notice with the key it is answered by, the words of its line, and whether it can be carried out."""

    key: str
    notice: Notice
    words: str
    can_mend: bool
    declined: bool


def asked(brought: Brought, reading: Reading) -> list[Asked]:
    """Every notice of the text as it stands, those of its annexes too, in the order of lines."""
    mender = Mender(brought.transcript, reading)
    left = {one.key for one in brought.answers if one.did == "declined"}
    return [
        Asked(key, one, words, mender.mended(one) is not None, key in left)
        for key, one, words in _keyed(brought, reading)
    ]


def accepted(brought: Brought, key: str) -> Brought | None:
    """With a suggestion carried out; None when the text has no such notice any more, or it cannot be."""
    reading = brought.reading
    for known, one, words in _keyed(brought, reading):
        done = Mender(brought.transcript, reading).mended(one) if known == key else None
        if done is not None:
            now = _line(done, one.line)
            return _answered(brought, Answer(key, one.code, "accepted", one.line, words, now), done)
    return None


def declined(brought: Brought, key: str) -> Brought | None:
    """With a notice left as it is; None when the text has no such notice any more."""
    for known, one, words in _keyed(brought, brought.reading):
        if known == key:
            answer = Answer(key, one.code, "declined", one.line, words, words)
            return _answered(brought, answer, brought.transcript)
    return None


def typed(brought: Brought, line: int, text: str) -> Brought:
    """With a line as a person typed it."""
    was = _line(brought.transcript, line)
    answer = Answer("", "", "typed", line, was, text)
    return _answered(brought, answer, rewritten(brought.transcript, line, text))


def _answered(brought: Brought, answer: Answer, transcript: Transcript) -> Brought:
    answers = (*brought.answers, answer)
    return replace(brought, transcript=transcript, answers=answers, version=brought.version + 1)


def _keyed(brought: Brought, reading: Reading) -> Iterator[tuple[str, Notice, str]]:
    """Each notice under a key that stays while its line and its facts do."""
    raw = split(brought.transcript.text)
    met: Counter[str] = Counter()
    for one in _notices(reading)[:MOST_NOTICES]:
        words = raw[one.line - 1].strip() if 1 <= one.line <= len(raw) else ""
        facts = ";".join(f"{name}={fact}" for name, fact in one.facts if name not in _PLACES)
        key = f"{one.code}|{words[:80]}|{facts}"
        met[key] += 1
        yield f"{key}|{met[key]}", one, shown(words)


def _notices(reading: Reading) -> Sequence[Notice]:
    found = [notice for part in documents(reading) for notice in part.notices]
    return sorted(found, key=lambda one: one.line)


def _line(transcript: Transcript, line: int) -> str:
    raw = split(transcript.text)
    return shown(raw[line - 1]) if 1 <= line <= len(raw) else ""
