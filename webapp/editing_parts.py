"""What the pages of the clause editor show: names, notices, who is typing, what stands in the way."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from webapp import clock
from webapp.documents import opened_at, place
from webapp.filters import clock as hour
from webapp.grif import actor, grif, moment
from webapp.language import gettext as _
from webapp.parts import Link
from webapp.pieces import capital
from workflow import policy
from workflow.documents.addresses import Step, addresses, named
from workflow.documents.amend.operations import own_sha256
from workflow.documents.clauses import Clause, walk
from workflow.documents.compare.words import Run, runs
from workflow.documents.document import EditionText
from workflow.documents.editing.noticing import Noticed, noticed
from workflow.documents.editing.places import parts
from workflow.documents.editing.typed import Typed
from workflow.errors import Stale
from workflow.policy import Permission
from workflow.services.editing import Editor
from workflow.services.viewing import Opened
from workflow.values import Text, both


@dataclass(frozen=True, slots=True)
class Part:
    """The text itself or an annex, with its clauses."""

    turn: int
    title: str
    preamble: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Unsaved:
    """A text that somebody has typed and not saved; `href` leads to it when it is the reader's own."""

    typed: Typed
    who: str
    at: str
    mine: bool
    href: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """The clause as it is now beside the text that was typed on what it had been."""

    now: str
    words: tuple[Run, ...]
    who: str
    at: str


def drafted(organisation: str, number: int, edition: int) -> Opened:
    """The draft of the address, for one who may write it. Raises NotFound, Forbidden, Stale."""
    opened = opened_at(organisation, number, edition)
    policy.require(actor(), Permission.DRAFT, organisation)
    if not opened.draft:
        raise Stale("submitted", _SUBMITTED)
    return opened


def editor(opened: Opened) -> Editor:
    """The signed-in person at this draft, now."""
    at = moment(opened.key.organisation)
    return Editor(grif().store, actor(), opened.key, at, _uids())


def _uids() -> Iterator[str]:
    while True:
        yield secrets.token_hex(4)


def frame(opened: Opened) -> dict[str, object]:
    """What stands on every page of the editor."""
    at = place(opened)
    title = opened.edition.text.title
    trail = [Link(title, url_for("documents.show", **at)), Link(_("Правка по пунктам"), tree_href(opened))]
    return {"opened": opened, "at": at, "trail": trail, "back": tree_href(opened)}


def tree_href(opened: Opened, uid: str = "") -> str:
    """The page of the whole draft, at a clause."""
    return str(url_for("editing.tree", **place(opened), _anchor=f"c-{uid}" if uid else None))


def tree(opened: Opened) -> dict[str, object]:
    """The draft part by part, its notices and unsaved texts by the clause they belong to."""
    text = opened.edition.text
    known = {one.uid for part in parts(text) for one in walk(part.clauses)}
    left = unsaved(opened)
    return {
        **frame(opened),
        "parts": [Part(turn, one.title, one.preamble, one.clauses) for turn, one in enumerate(parts(text))],
        "names": names(text),
        "notices": by_uid(noticed(text)),
        "unsaved": {uid: [one for one in left if one.typed.uid == uid] for uid in known},
        "orphans": [one for one in left if one.mine and one.typed.uid not in known],
    }


def names(text: EditionText) -> dict[str, Text]:
    """«Пункт 1.2» for every clause by its uid."""
    found: dict[str, Text] = {}
    for turn, part in enumerate(parts(text)):
        above = (Step("annex", str(turn)),) if turn else ()
        found |= {uid: capital(named((*above, *to))) for uid, to in addresses(part.clauses).items()}
    return found


def by_uid(found: Sequence[Noticed]) -> Mapping[str, list[Noticed]]:
    """Notices by the clause that they stand at."""
    sorted_: dict[str, list[Noticed]] = {}
    for one in found:
        sorted_.setdefault(one.uid, []).append(one)
    return sorted_


def unsaved(opened: Opened) -> list[Unsaved]:
    """All that anybody has typed for this draft and not saved, newest first."""
    text = opened.edition.text
    saved = {one.uid: one.text for part in parts(text) for one in walk(part.clauses)}
    found = grif().reads.typed(opened.key)
    return [_unsaved(opened, one) for one in found if one.text.strip() not in ("", saved.get(one.place))]


def _unsaved(opened: Opened, one: Typed) -> Unsaved:
    at = place(opened)
    uid, _plus, where = one.place.partition("+")
    href = url_for("arranging.add", **at, uid=uid, where=where) if where else ""
    href = href or url_for("editing.clause", **at, uid=uid)
    mine = one.person == actor().person
    who = "" if mine else grif().reads.actor(one.person, moment(opened.key.organisation).today).name.full
    return Unsaved(one, who, hour(clock.parsed(one.kept_at)), mine, href)


def conflict(opened: Opened, clause: Clause, typed: str) -> Conflict:
    """What somebody else has made of the clause, and how the typed text differs from it."""
    who, at = _last_hand(opened, clause.uid)
    return Conflict(clause.text, runs(clause.text, " ".join(typed.split())), who, at)


def _last_hand(opened: Opened, uid: str) -> tuple[str, str]:
    """Who changed a clause last, and at what hour, as far as the newest history tells."""
    for event in grif().reads.history(opened.document.key, limit=100):
        if event.kind == "draft_changed" or (event.kind == "clause_edited" and event.facts["uid"] == uid):
            return (event.personal or {}).get("name", ""), hour(clock.parsed(event.at))
    return "", ""


def overtaken(clause: Clause, seen: str, typed: str) -> bool:
    """Whether a text was begun on another wording than the clause has now, and would change it."""
    return seen != own_sha256(clause) and " ".join(typed.split()) != clause.text


def heading(opened: Opened, uid: str) -> Text:
    """«Пункт 1.2» for one clause."""
    return names(opened.edition.text).get(uid, both(_("Пункт")))


_SUBMITTED = Text(
    "Эта редакция уже отправлена и больше не меняется", "This edition is submitted and unchangeable"
)
