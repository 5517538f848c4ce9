"""Search: the clauses in force on a day that hold given words in any form, for one who may read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Protocol

from workflow.documents import search_words
from workflow.documents.misprints import likest, near
from workflow.documents.relevance import Rank, rank
from workflow.documents.search_words import Match, Sought, other_keys, sought, typed_parts
from workflow.documents.word_forms import words
from workflow.errors import NotFound
from workflow.governance.people import Actor
from workflow.policy import Permission, may
from workflow.ports import Moment, Work
from workflow.values import DocumentKey, EditionKey, Text

JOB = "index"
PAGE = 20
MOST = 200
"""How many clauses are looked at and put in order; whoever finds more had better name another word."""
_FEW_PARTS = 4


class Status(StrEnum):
    """How an edition stands on the day that is asked for."""

    IN_FORCE = "in_force"
    LAPSED = "lapsed"
    COMING = "coming"


class Order(StrEnum):
    """What comes first: the best answer, or the newest text."""

    BEST = "best"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Question:
    """What is sought, where, as on which day; `start` is how many hits the pages before have shown.

    `body` answers for the document or has decided on the edition; `number` is a document's own, or that of
    the order or protocol which decided the edition.
    """

    sought: Sought
    organisations: tuple[str, ...]
    day: date
    status: Status = Status.IN_FORCE
    kind: str = ""
    body: str = ""
    number: str = ""
    order: Order = Order.BEST
    start: int = 0


@dataclass(frozen=True, slots=True)
class Hit:
    """A clause found, the number of its annex or 0, the days of its edition.

    `late` is the clause's own day where that is still to come.
    """

    key: EditionKey
    title: str
    word: str
    annex: int
    uid: str
    place: Text
    text: str
    since: date
    until: date | None
    late: date | None
    id: int

    @property
    def is_title(self) -> bool:
        """Whether it is the title of the document."""
        return not self.uid and not self.place.ru


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits and how many there are; `more`: there are others, which were not looked at."""

    hits: tuple[Hit, ...] = ()
    count: int = 0
    more: bool = False
    next: int | None = None


class Reads(Protocol):
    """What search needs of the read side: which editions count, which clauses hold it, what these say."""

    def search_scope(self, asked: Question) -> Sequence[int]: ...
    def found(self, asked: Question, scope: Sequence[int], match: Match, most: int) -> Sequence[int]: ...
    def hits(self, asked: Question, numbers: Sequence[int]) -> Sequence[Hit]: ...


def search(reads: Reads, actor: Actor, asked: Question) -> Found:
    """A page of what the actor may read. Raises NotFound when none of the organisations is theirs."""
    asked = _readable(actor, asked)
    if not asked.sought:
        return Found()
    numbers = _numbers(reads, asked)
    ordered = _ordered(reads.hits(asked, list(numbers)[:MOST]), asked, numbers)
    end = asked.start + PAGE
    page = tuple(ordered[asked.start : end])
    return Found(page, len(ordered), len(numbers) > MOST, end if end < len(ordered) else None)


def instead(reads: Reads, actor: Actor, asked: Question, typed: str) -> tuple[str, ...]:
    """What finds something where the words typed find nothing.

    The other keyboard layout, a misprint mended, or one word less. Raises NotFound when none of the
    organisations is the actor's.
    """
    asked = _readable(actor, asked)
    scope, parts = reads.search_scope(asked), typed_parts(typed)
    few = parts if len(parts) <= _FEW_PARTS else ()
    mended = " ".join(_mended(reads, asked, scope, one) for one in few)
    fewer = [" ".join(one for one in few if one != left) for left in few] if len(few) > 1 else []
    proposed = [other_keys(typed), mended if mended != " ".join(few) else "", *fewer]
    return tuple(dict.fromkeys(one for one in proposed if _finds(reads, asked, scope, one)))


def _finds(reads: Reads, asked: Question, scope: Sequence[int], typed: str) -> bool:
    said = sought(typed)
    return bool(said and reads.found(asked, scope, search_words.anywhere(said), 1))


def _mended(reads: Reads, asked: Question, scope: Sequence[int], typed: str) -> str:
    """A word that stands nowhere with its misprint mended, as some clause has it; any other as typed."""
    word = next((one.group() for one in words(typed)), "")
    meant = near(word)
    if not meant or _finds(reads, asked, scope, typed):
        return typed
    found = reads.found(asked, scope, (tuple((one,) for one in sorted(meant)),), PAGE)
    return likest(word, (one.text for one in reads.hits(asked, found))) or typed


def index_later(work: Work, key: DocumentKey, at: Moment) -> None:
    """Index a document after the commit, in a job of its own."""
    work.jobs.enqueue(key.organisation, JOB, {"document": list(key)}, at.now)


def _readable(actor: Actor, asked: Question) -> Question:
    own = tuple(one for one in asked.organisations if may(actor, Permission.READ, one))
    if not own:
        raise NotFound
    return replace(asked, organisations=own)


def _numbers(reads: Reads, asked: Question) -> dict[int, int]:
    """The rows that answer, at most one above `MOST`, each with the turn of the match that found it.

    For the best answers titles and headings come first and the words as they were typed next, so that none of
    these is left out; a clause under the heading that holds the rest of the words is sought where few answer.
    """
    scope, numbers = reads.search_scope(asked), dict[int, int]()
    for turn, match in _matches(asked):
        if len(numbers) <= MOST and (turn != _UNDER or len(numbers) < PAGE):
            found = reads.found(asked, scope, match, MOST + 1)
            numbers = dict.fromkeys(found, turn) | numbers
    return dict(sorted(numbers.items(), key=lambda one: one[1])[: MOST + 1])


_HEADED, _TYPED, _ANYWHERE, _UNDER = range(4)


def _matches(asked: Question) -> Iterator[tuple[int, Match]]:
    several = len(asked.sought.phrases) > 1
    if asked.order is Order.BEST:
        yield _HEADED, search_words.in_heading(asked.sought)
        if several:
            yield _TYPED, search_words.as_typed(asked.sought)
    yield _ANYWHERE, search_words.anywhere(asked.sought)
    if several:
        yield _UNDER, search_words.under_heading(asked.sought)


def _ordered(hits: Sequence[Hit], asked: Question, numbers: Mapping[int, int]) -> list[Hit]:
    """Among equals the newest text first, each from its beginning."""
    newest = sorted(hits, key=lambda one: -one.id)
    if asked.order is Order.NEWEST:
        return sorted(newest, key=lambda one: one.since, reverse=True)
    return sorted(newest, key=lambda one: _rank(one, asked.sought, numbers[one.id]))


def _rank(one: Hit, asked: Sought, turn: int) -> tuple[int, Rank]:
    """A title first, then a heading, then what a clause says itself, then what its heading helps to say."""
    if turn == _HEADED:
        return (0 if one.is_title else 1), rank(one.text, asked)
    return (3 if turn == _UNDER else 2), rank(one.text, asked)
