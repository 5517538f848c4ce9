"""Search: the clauses in force on a day that hold given words in any form, for one who may read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from workflow.documents.search_lines import lines
from workflow.documents.word_forms import stem, stems, words
from workflow.errors import NotFound
from workflow.governance.people import Actor
from workflow.policy import Permission, may
from workflow.ports import Moment, Work
from workflow.values import DocumentKey, EditionKey, Text

JOB = "index"
PAGE = 20
MAX_WORDS = 12
MAX_TYPED = 200
AROUND = 12
"""How many words stand before the first word found in a long clause, and twice as many after it."""

# Too common to tell one clause from another; they count inside quotes, and where nothing else is asked.
_COMMON = frozenset("а без в во для до же за и из или к ко на не но о об от по при с со то у что это".split())
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]*)[»\"”]|([^«»\"“”„\s]+)")


class Status(StrEnum):
    """How an edition stands on the day that is asked for."""

    IN_FORCE = "in_force"
    LAPSED = "lapsed"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Question:
    """What is sought, where, as on which day; `after` is the last row of the page before."""

    phrases: tuple[tuple[str, ...], ...]
    organisations: tuple[str, ...]
    day: date
    status: Status = Status.IN_FORCE
    kind: str = ""
    body: str = ""
    number: int | None = None
    after: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause found, and the days of its edition."""

    key: EditionKey
    title: str
    word: str
    uid: str
    place: Text
    text: str
    since: date
    until: date | None
    id: int


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits; `next` goes on from it when there are more."""

    hits: tuple[Hit, ...]
    next: int | None


class Reads(Protocol):
    """What search needs of the read side."""

    def search(self, asked: Question, limit: int) -> Sequence[Hit]: ...


def phrases(typed: str) -> tuple[tuple[str, ...], ...]:
    """The stems of what is typed: each word alone, the words in quotes together."""
    found = [
        tuple(stems(one[1] or ""))[:MAX_WORDS] if one[1] is not None else (stem(word.group()),)
        for one in _QUOTED.finditer(typed)
        for word in ([one] if one[1] is not None else words(one[2]))
    ]
    kept = [one for one in dict.fromkeys(found) if one]
    telling = [one for one in kept if len(one) > 1 or one[0] not in _COMMON]
    return tuple((telling or kept)[:MAX_WORDS])


def search(reads: Reads, actor: Actor, asked: Question) -> Found:
    """A page of what the actor may read. Raises NotFound when none of the organisations is theirs."""
    own = tuple(one for one in asked.organisations if may(actor, Permission.READ, one))
    if not own:
        raise NotFound
    if not asked.phrases:
        return Found((), None)
    rows = reads.search(replace(asked, organisations=own), PAGE + 1)
    page = tuple(rows[:PAGE])
    return Found(page, page[-1].id if len(rows) > PAGE else None)


def index(work: Work, key: DocumentKey) -> int:
    """Index the editions of a document that have days in force and are new; returns how many."""
    stale = work.search.stale(key)
    for one in stale:
        edition = work.documents.edition(one)
        corrected = edition.corrected.number if edition.corrected else 0
        work.search.keep(one, corrected, tuple(lines(edition)))
    return len(stale)


def index_later(work: Work, key: DocumentKey, at: Moment) -> None:
    """Index a document after the commit, in a job of its own."""
    work.jobs.enqueue(key.organisation, JOB, {"document": list(key)}, at.now)


def snippet(text: str, asked: Sequence[Sequence[str]]) -> tuple[tuple[str, bool], ...]:
    """The part of a text around the first word found, in pieces; true are the words that were asked for."""
    wanted = {one for phrase in asked for one in phrase}
    spans = [one.span() for one in words(text)]
    hits = [turn for turn, one in enumerate(words(text)) if stem(one.group()) in wanted]
    if not spans:
        return ((text, False),)
    first = max(0, (hits[0] if hits else 0) - AROUND)
    last = min(len(spans) - 1, (hits[0] if hits else 0) + 2 * AROUND)
    begin, end = (spans[first][0] if first else 0), (spans[last][1] if last < len(spans) - 1 else len(text))
    pieces, here = [("… " if begin else "", False)], begin
    for turn in (one for one in hits if first <= one <= last):
        since, until = spans[turn]
        pieces += [(text[here:since], False), (text[since:until], True)]
        here = until
    pieces += [(text[here:end], False), (" …" if end < len(text) else "", False)]
    return tuple(one for one in pieces if one[0])
