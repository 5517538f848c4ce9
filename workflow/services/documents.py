"""Documents and their drafts: a new document, a new edition, a draft rewritten."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workflow.documents.document import Document, Edition, EditionText
from workflow.documents.kinds import kind_of
from workflow.errors import Invalid, Refused, Stale
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store, Work
from workflow.services.annexes import refuse_apart
from workflow.services.replay import earlier
from workflow.values import DocumentKey, EditionKey, Text

MAX_TITLE = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author gives for a new document; `body` is the body responsible for it, if any."""

    organisation: str
    text: EditionText
    body: str | None = None
    command: str | None = None


def create(store: Store, actor: Actor, draft: Draft, at: Moment) -> Edition:
    """Put a new document in, with its first edition as a draft."""
    require(actor, Permission.DRAFT, draft.organisation)
    with store.work() as work:
        return created(work, actor, draft, at)


def created(work: Work, actor: Actor, draft: Draft, at: Moment) -> Edition:
    """The same inside a transaction."""
    member = require(actor, Permission.DRAFT, draft.organisation)
    check_text(draft.text)
    work.documents.lock_numbers(draft.organisation)
    if event := earlier(work, draft.organisation, draft.command, "created"):
        return work.documents.edition(EditionKey(*event.key, 1))
    text = draft.text
    document = work.documents.add(draft.organisation, text.kind, text.word, text.title, draft.body)
    edition = work.documents.add_edition(document, text, actor.person, at.now)
    work.journal.record(document.key, at.now, [_made("created", actor, member.kind, edition)], draft.command)
    return edition


def new_edition(
    store: Store, actor: Actor, key: DocumentKey, text: EditionText, at: Moment, command: str | None = None
) -> Edition:
    """Add the next edition as a draft. Raises Refused while the last one is a draft or on its way."""
    member = require(actor, Permission.DRAFT, key.organisation)
    with store.work() as work:
        document = work.documents.get(key)
        if event := earlier(work, key.organisation, command, "edition_made", key):
            return work.documents.edition(EditionKey(*key, int(str(event.facts["edition"]))))
        return next_edition(work, actor, member.kind, document, text, at, command)


def next_edition(
    work: Work,
    actor: Actor,
    capacity: str,
    document: Document,
    text: EditionText,
    at: Moment,
    command: str | None,
) -> Edition:
    """The same inside a transaction that has locked the document's head."""
    check_text(text)
    last = EditionKey(*document.key, document.editions)
    case = work.cases.find(last)
    former = work.documents.edition(last)
    if former.submitted_at is None:
        raise Refused("draft-exists", _DRAFT_EXISTS.filled(edition=last.edition))
    if case is None:
        raise Refused("issued-order", ISSUED)
    if case.open:
        raise Refused("on-its-way", _ON_ITS_WAY.filled(edition=last.edition))
    refuse_apart(work, document.key, former.text, text)
    edition = work.documents.add_edition(document, text, actor.person, at.now)
    work.journal.record(document.key, at.now, [_made("edition_made", actor, capacity, edition)], command)
    return edition


def rewrite(
    store: Store, actor: Actor, key: EditionKey, text: EditionText, seen_sha256: str, at: Moment
) -> Edition:
    """Change a draft. Raises Stale when someone else changed it since it was seen, or it was submitted."""
    member = require(actor, Permission.DRAFT, key.organisation)
    with store.work() as work:
        work.documents.get(key.of)
        return rewritten(work, actor, member.kind, work.documents.edition(key), text, seen_sha256, at)


def rewritten(
    work: Work,
    actor: Actor,
    capacity: str,
    draft: Edition,
    text: EditionText,
    seen_sha256: str,
    at: Moment,
) -> Edition:
    """The same inside a transaction that has locked the document's head."""
    check_text(text)
    if draft.submitted_at is not None:
        raise Stale("submitted", _SUBMITTED)
    if draft.sha256 != seen_sha256:
        raise Stale("draft-changed", _DRAFT_CHANGED)
    refuse_apart(work, draft.key.of, draft.text, text)
    edition = work.documents.rewrite(draft, text)
    work.journal.record(draft.key.of, at.now, [_made("draft_changed", actor, capacity, edition)])
    return edition


def retitled(document: Document, text: EditionText) -> EditionText:
    """The text under the kind that the document was entered with: an edition does not change it."""
    return replace(text, kind=document.kind, word=document.word)


def check_text(text: EditionText) -> None:
    """Raises Invalid naming what a text lacks to be kept."""
    fields: dict[str, Text] = {}
    if not text.title.strip():
        fields["title"] = _NO_TITLE
    elif len(text.title) > MAX_TITLE:
        fields["title"] = _TITLE_LONG
    if not _known(text.word):
        fields["word"] = _NO_WORD
    if not text.clauses:
        fields["text"] = _NO_TEXT
    if fields:
        raise Invalid(fields)


def _known(word: str) -> bool:
    try:
        kind_of(word)
    except Refused:
        return False
    return True


def _made(kind: str, actor: Actor, capacity: str, edition: Edition) -> Event:
    facts: dict[str, Fact] = {
        "edition": edition.key.edition,
        "sha256": edition.sha256,
        "title": edition.text.title,
    }
    return Event(kind, actor.person, capacity, facts, {"name": actor.name.full})


_NO_TITLE = Text("Напишите название документа", "Give the document's title")
_TITLE_LONG = Text("Название длиннее 500 знаков", "The title is over 500 characters")
_NO_WORD = Text("Выберите вид документа", "Choose the kind of document")
_NO_TEXT = Text("Вставьте текст документа или выберите файл", "Paste the text or choose a file")
_DRAFT_EXISTS = Text(
    "Редакция {edition} ещё в проекте: измените её, новая не нужна",
    "Edition {edition} is still a draft: change it, no new one is needed",
)
_ON_ITS_WAY = Text(
    "Редакция {edition} на согласовании: сначала отзовите её или дождитесь решения",
    "Edition {edition} is on its way: withdraw it first, or wait for its end",
)
ISSUED = Text(
    "Подписанный приказ не переписывают: отмените пункт или издайте новый приказ",
    "A signed order is not rewritten: revoke a point, or issue another order",
)
_SUBMITTED = Text("Редакция уже отправлена и больше не меняется", "The edition is submitted and unchangeable")
_DRAFT_CHANGED = Text(
    "Проект тем временем изменили. Ваш текст не сохранён поверх: сравните и сохраните снова",
    "The draft was changed meanwhile. Your text was not saved over it: compare and save again",
)
