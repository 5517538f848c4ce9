"""A draft edited clause by clause: two people's changes both stay, and nothing is overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workflow.documents.addresses import Address, addresses
from workflow.documents.amend.applying import StaleBase
from workflow.documents.clauses import Kind
from workflow.documents.document import Edition, EditionText
from workflow.documents.editing import edits
from workflow.documents.editing.edits import MAX_LABEL, Annexing, Edit, edited, lines_of
from workflow.documents.editing.numbers import Renaming, counted_label, in_order
from workflow.documents.editing.places import Where, part_of, parts, place
from workflow.documents.editing.typed import Typed
from workflow.errors import Invalid, NotFound, Refused, Stale
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store
from workflow.services.annexes import refuse_apart
from workflow.services.cases import named
from workflow.services.documents import check_text
from workflow.services.replay import earlier
from workflow.values import EditionKey, Text

MAX_TEXT = 100_000


class Overtaken(Stale):
    """The clause is not as it was seen; `text` is the draft as it is now, in which it may be no more."""

    def __init__(self, text: EditionText) -> None:
        super().__init__("clause-changed", _OVERTAKEN)
        self.text = text


@dataclass(frozen=True, slots=True)
class Window:
    """Where a change was typed: its idempotency key, and the window whose kept text it makes good."""

    place: str = ""
    tab: str = ""
    command: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Other words for a clause that was seen under a hash; `label` as it shall be."""

    uid: str
    seen: str
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Added:
    """A new clause beside or inside another; `push` gives it the next number and moves the others up."""

    uid: str
    where: Where
    kind: Kind
    label: str
    text: str
    push: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A clause to another place of its part, under a label."""

    uid: str
    seen: str
    target: str
    where: Where
    label: str


@dataclass(frozen=True, slots=True)
class Gone:
    """A clause that lapses with a note, or goes; `seen` is the hash of it with all below it."""

    uid: str
    seen: str
    lapses: bool


@dataclass(frozen=True, slots=True)
class Headed:
    """Another title and preamble of a part; `seen` are the hashes of those that were there."""

    part: int
    seen: tuple[str, str]
    title: str
    preamble: str


@dataclass(frozen=True, slots=True)
class Editor:
    """Whose draft is edited, when, and where new uids come from."""

    store: Store
    actor: Actor
    key: EditionKey
    at: Moment
    uids: Iterator[str]


def say(by: Editor, said: Said, window: Window) -> Edition:
    """Other words for a clause. Raises Invalid, Overtaken, Stale once the draft was submitted."""
    lines = _lines(said.text)
    _check_label(said.label)

    def make(text: EditionText) -> Edit:
        return edits.saying(text, said.uid, said.seen, lines, said.label.strip(), by.uids)

    return _kept(by, window, "said", make)


def add(by: Editor, added: Added, window: Window) -> Edition:
    """A new clause. Raises Invalid, Refused, Overtaken when the clause it shall stand by is no more."""
    lines = _lines(added.text)
    _check_label(added.label)

    def make(text: EditionText) -> Edit:
        part = part_of(text, added.uid)
        at = place(parts(text)[part].clauses, added.uid, added.where)
        label, pushed = added.label.strip(), tuple[Renaming, ...]()
        if added.push:
            counted = counted_label(at.siblings, at.turn, added.kind, at.parent)
            if counted is None:
                raise Invalid({"label": _NO_COUNT})
            label, pushed = counted
        clause = edits.new_clause(by.uids, added.kind, label, lines)
        return edits.adding(text, at, part, clause, pushed)

    return _kept(by, window, "added", make)


def move(by: Editor, moved: Moved, window: Window) -> Edition:
    """A clause to another place. Raises Invalid, Refused, Overtaken."""
    _check_label(moved.label)

    def make(text: EditionText) -> Edit:
        part = part_of(text, moved.uid)
        if part_of(text, moved.target) != part:
            raise Invalid({"target": _OTHER_PART})
        at = place(parts(text)[part].clauses, moved.target, moved.where).without(moved.uid)
        return edits.moving(text, moved.uid, moved.seen, at, moved.label.strip())

    return _kept(by, window, "moved", make)


def remove(by: Editor, gone: Gone, window: Window) -> Edition:
    """A clause lapses or goes. Raises Overtaken when it or anything below it was changed meanwhile."""
    made = edits.repealing if gone.lapses else edits.excluding
    did = "repealed" if gone.lapses else "excluded"
    return _kept(by, window, did, lambda text: made(text, gone.uid, gone.seen))


def renumber(by: Editor, part: int, accepted: Sequence[Renaming], window: Window) -> Edition:
    """The accepted ones of the numbers that `in_order` proposes. Raises Overtaken when others are now."""

    def make(text: EditionText) -> Edit:
        if not accepted:
            raise Refused("nothing-chosen", _NOTHING)
        proposed = in_order(parts(text)[part].clauses) if part < len(parts(text)) else ()
        if not set(accepted) <= set(proposed):
            raise Overtaken(text)
        return edits.renaming(text, part, accepted)

    return _kept(by, window, "renumbered", make)


def head(by: Editor, headed: Headed, window: Window) -> Edition:
    """Another title or preamble of the text or an annex. Raises Invalid, Overtaken."""
    title = " ".join(headed.title.split())
    if not title:
        raise Invalid({"title": _NO_TITLE})

    def make(text: EditionText) -> Edit:
        if headed.part >= len(parts(text)):
            raise NotFound
        return edits.heading(text, headed.part, headed.seen, title, headed.preamble.strip())

    return _kept(by, window, "headed", make)


def add_annex(by: Editor, annex: EditionText, window: Window) -> Edition:
    """A new annex, the last one. Raises Invalid naming what it lacks."""
    lacks = {} if annex.title.strip() else {"title": _NO_TITLE}
    lacks |= {} if annex.clauses else {"text": _NO_ANNEX}
    if lacks:
        raise Invalid(lacks)
    return _kept(by, window, "annexed", lambda text: Annexing(len(parts(text)), annex))


def remove_annex(by: Editor, part: int, seen: str, window: Window) -> Edition:
    """An annex goes, as it was seen. Raises Overtaken when it was changed meanwhile."""
    return _kept(by, window, "unannexed", lambda _text: Annexing(part, None, seen))


def keep_typed(
    by: Editor, window: Window, version: int, seen: str, typed: str, spare: str
) -> tuple[str, int]:
    """Keep what a window has typed; returns the window and version under which it is kept from now on.

    When another window went on from the same version, this one gets the `spare` name: both texts stay.
    """
    require(by.actor, Permission.DRAFT, by.key.organisation)
    _check_length(typed)
    with by.store.work() as work:
        work.documents.get(by.key.of)
        work.documents.edition(by.key)
        known = {one.tab: one for one in work.typed.of(by.key) if _mine(one, by.actor, window.place)}
        before = known.get(window.tab)
        tab = window.tab if version == (before.version if before else 0) else spare
        kept = version + 1 if tab == window.tab else 1
        text = Typed(window.place, by.actor.person, tab, kept, seen, typed, by.at.now)
        work.typed.keep(by.key, text)
    return tab, kept


def drop_typed(by: Editor, window: Window) -> None:
    """What a window has typed is not wanted any more."""
    require(by.actor, Permission.DRAFT, by.key.organisation)
    with by.store.work() as work:
        work.documents.get(by.key.of)
        work.typed.drop(by.key, window.place, by.actor.person, window.tab)


def _mine(one: Typed, actor: Actor, place: str) -> bool:
    return one.person == actor.person and one.place == place


def _kept(by: Editor, window: Window, did: str, make: Callable[[EditionText], Edit | Annexing]) -> Edition:
    """The draft after an edit that is made on the text as it stands, with its record."""
    member = require(by.actor, Permission.DRAFT, by.key.organisation)
    with by.store.work() as work:
        work.documents.get(by.key.of)
        if earlier(work, by.key.organisation, window.command, "clause_edited", by.key.of):
            return work.documents.edition(by.key)
        draft = work.documents.edition(by.key)
        if draft.submitted_at is not None:
            raise Stale("submitted", _SUBMITTED)
        edit, after = _worked(draft.text, make)
        check_text(after)
        refuse_apart(work, by.key.of, draft.text, after)
        if window.tab:
            work.typed.drop(by.key, window.place, by.actor.person, window.tab)
        if after == draft.text:
            return draft
        edition = work.documents.rewrite(draft, after)
        facts: dict[str, Fact] = {"sha256": edition.sha256, "did": did, **_where(edit, draft.text, after)}
        facts["edition"] = by.key.edition
        event = Event("clause_edited", by.actor.person, member.kind, facts, named(by.actor))
        work.journal.record(by.key.of, by.at.now, [event], window.command)
    return edition


def _worked(
    text: EditionText, make: Callable[[EditionText], Edit | Annexing]
) -> tuple[Edit | Annexing, EditionText]:
    """The edit and the text after it. Raises Overtaken."""
    try:
        edit = make(text)
        return edit, edited(text, edit)
    except (StaleBase, NotFound):
        raise Overtaken(text) from None


def _where(edit: Edit | Annexing, before: EditionText, after: EditionText) -> dict[str, Fact]:
    """The clause that an edit is about, under the address it has; under the former one when it has gone."""
    said: Address | None = None
    for text in (after, before) if edit.uid else ():
        said = addresses(parts(text)[edit.part].clauses).get(edit.uid)
        if said is not None:
            break
    clause: list[object] = [[step.unit, step.label] for step in said or ()]
    return {"uid": edit.uid, "annex": edit.part, "clause": clause}


def _lines(typed: str) -> list[str]:
    _check_length(typed)
    lines = lines_of(typed)
    if not lines:
        raise Invalid({"text": _NO_WORDS})
    return lines


def _check_length(typed: str) -> None:
    if len(typed) > MAX_TEXT:
        raise Invalid({"text": _TOO_LONG})


def _check_label(label: str) -> None:
    if len(label.strip()) > MAX_LABEL or "\n" in label:
        raise Invalid({"label": _LABEL_LONG})


_OVERTAKEN = Text(
    "Пока вы писали, этот пункт изменили. Ваш текст не записан поверх и не потерян: выберите, что оставить",
    "This clause was changed while you wrote. Your text was neither saved over it nor lost: choose",
)
_SUBMITTED = Text("Редакция уже отправлена и больше не меняется", "The edition is submitted and unchangeable")
_NO_TITLE = Text("Напишите название", "Give the title")
_NO_ANNEX = Text("Вставьте текст приложения", "Paste the text of the annex")
_NO_WORDS = Text(
    "Напишите текст; чтобы убрать пункт, исключите его", "Type the text; to remove the clause, exclude it"
)
_TOO_LONG = Text("Текст длиннее 100 000 знаков", "The text is over 100,000 characters")
_LABEL_LONG = Text("Номер длиннее 60 знаков", "The number is over 60 characters")
_NO_COUNT = Text("Здесь нет счёта, который можно сдвинуть", "There is no count here that could move up")
_OTHER_PART = Text(
    "Пункт переносится только внутри своей части: из текста в приложение его переписывают",
    "A clause moves inside its part only: into an annex it is written anew",
)
_NOTHING = Text("Ничего не отмечено", "Nothing is ticked")
