"""A brought file on its way in: read, its notices answered one by one, then kept as a draft or as paper."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest

from workflow.documents.document import EditionText
from workflow.documents.kinds import kind_of
from workflow.documents.matching import carry_uids
from workflow.documents.reading import Reading, Transcript
from workflow.documents.reading import brought as answers
from workflow.documents.reading.brought import Brought
from workflow.documents.reading.reader import contract_kind
from workflow.documents.reading.texts import annex_text
from workflow.documents.reading.values import DocumentKind
from workflow.errors import Invalid, Refused, Stale
from workflow.governance.people import Actor
from workflow.journal import Event, Fact
from workflow.policy import Permission, require
from workflow.ports import Moment, Store, Work
from workflow.services import archive, documents
from workflow.services.archive import FILE_NAME, PaperFile, Told
from workflow.services.cases import named
from workflow.values import DocumentKey, EditionKey, Text

MAX_LINE = 20_000


@dataclass(frozen=True, slots=True)
class Importer:
    """Who decides on a brought file, when; `seen` is the version that was looked at."""

    store: Store
    actor: Actor
    organisation: str
    at: Moment
    number: int = 0
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Headed:
    """What the document shall be called: title and word for its kind, and the body responsible for it."""

    title: str
    word: str
    body: str | None = None


def bring(by: Importer, name: str, content: bytes, transcript: Transcript | str) -> Brought:
    """Keep a file with its text until it is decided on."""
    require(by.actor, Permission.DRAFT, by.organisation)
    text = transcript if isinstance(transcript, Transcript) else Transcript(transcript)
    sha256 = hashlib.sha256(content).hexdigest()
    one = Brought(0, name[-FILE_NAME:], sha256, content, text, (), 1, "open", by.actor.person, by.at.now)
    with by.store.work() as work:
        work.documents.lock_numbers(by.organisation)
        return work.brought.add(by.organisation, one)


def accept(by: Importer, key: str) -> None:
    """Carry a suggestion out in the text. Raises Stale when it stands there no more."""
    _change(by, lambda one: answers.accepted(one, key))


def decline(by: Importer, key: str) -> None:
    """Leave a place as it is. Raises Stale when the notice stands there no more."""
    _change(by, lambda one: answers.declined(one, key))


def retype(by: Importer, line: int, text: str) -> None:
    """A line as a person types it. Raises Invalid, Stale."""
    if len(text) > MAX_LINE:
        raise Invalid({"text": _LONG})
    _change(by, lambda one: answers.typed(one, line, text))


def drop(by: Importer) -> None:
    """Put a file away: nothing comes of it, its text is not kept."""

    def dropped(one: Brought) -> Brought:
        return replace(one, state="dropped", transcript=Transcript(""), content=b"", answers=())

    _change(by, dropped)


def keep_draft(by: Importer, headed: Headed, uids: Callable[[], str]) -> DocumentKey:
    """A new document with the text as its first draft. Raises Invalid, Stale."""
    with by.store.work() as work:
        one = _open(work, by)
        text = text_of(one.reading, headed, uids)
        draft = documents.Draft(by.organisation, text, headed.body)
        edition = documents.created(work, by.actor, draft, by.at)
        work.files.keep(edition.key, "source", one.name, _BYTES, one.content)
        _kept(work, by, one, edition.key)
    return edition.key.of


def keep_paper(by: Importer, headed: Headed, told: Told | None = None) -> DocumentKey:
    """The archive of paper documents, with findings for the auditor.

    Raises Refused, Stale, Forbidden; Invalid of what is told beside the paper.
    """
    require(by.actor, Permission.IMPORT, by.organisation)
    with by.store.work() as work:
        one = _open(work, by)
        reading = _headed(one.reading, headed)
        file = PaperFile(one.name, one.content, reading)
        done = archive.put(work, by.actor, by.organisation, file, by.at, None, told or Told())
        if done[0].replayed:
            raise Refused("known-file", _KNOWN.filled(document=done[0].document.document))
        edition = work.documents.get(done[0].document).editions
        _kept(work, by, one, EditionKey(*done[0].document, edition))
    return done[0].document


def _headed(reading: Reading, headed: Headed) -> Reading:
    """The reading under the title and the kind that a person gave it."""
    if headed.word == reading.word:
        return replace(reading, title=headed.title.strip())
    return replace(reading, title=headed.title.strip(), word=headed.word, kind=_kind(headed.word))


def _kind(word: str) -> DocumentKind:
    try:
        return contract_kind(kind_of(word).id)
    except Refused:
        return "other"


def text_of(
    reading: Reading, headed: Headed, uids: Callable[[], str], former: EditionText | None = None
) -> EditionText:
    """What a reading says, as the text of an edition; its clauses keep the identity of the former text's.

    Annexes that were not read are those of the former: a text given anew drops none. Raises Invalid.
    """
    try:
        kind = kind_of(headed.word)
    except Refused:
        raise Invalid({"word": _NO_KIND}) from None
    known = former.annexes if former else ()
    read = zip_longest(reading.annexes, known[: len(reading.annexes)])
    annexes = tuple(annex_text(one, uids, was) for one, was in read) or known
    clauses = carry_uids(former.clauses if former else (), reading.clauses, uids)
    return EditionText(headed.title.strip(), kind.id, kind.word, clauses, annexes, reading.preamble)


def _open(work: Work, by: Importer) -> Brought:
    """The file under the organisation's lock, as it was seen. Raises Stale."""
    require(by.actor, Permission.DRAFT, by.organisation)
    work.documents.lock_numbers(by.organisation)
    one = work.brought.get(by.organisation, by.number)
    if one.state != "open" or one.version != by.seen:
        raise Stale("file-changed", _CHANGED)
    return one


def _change(by: Importer, make: Callable[[Brought], Brought | None]) -> None:
    require(by.actor, Permission.DRAFT, by.organisation)
    with by.store.work() as work:
        one = _open(work, by)
        changed = make(one)
        if changed is None:
            raise Stale("notice-gone", _GONE)
        work.brought.save(by.organisation, changed, one.version)


def _kept(work: Work, by: Importer, one: Brought, key: EditionKey) -> None:
    """The file belongs to its document, whose history tells what was done to the text on the way."""
    kept = replace(one, state="kept", document=key.document, content=b"")
    work.brought.save(by.organisation, kept, one.version)
    did = [answer.did for answer in one.answers]
    facts: dict[str, Fact] = {
        "edition": key.edition,
        "file": one.sha256,
        "brought": one.number,
        "accepted": did.count("accepted"),
        "declined": did.count("declined"),
        "typed": did.count("typed"),
    }
    member = require(by.actor, Permission.DRAFT, by.organisation)
    event = Event("file_read", by.actor.person, member.kind, facts, named(by.actor))
    work.journal.record(key.of, by.at.now, [event])


_BYTES = "application/octet-stream"
_LONG = Text("Строка длиннее 20 000 знаков", "The line is over 20,000 characters")
_NO_KIND = Text(
    "По тексту вид документа не понятен: выберите его", "The kind cannot be told from the text: choose it"
)
_GONE = Text(
    "Этого замечания в тексте уже нет: посмотрите ещё раз", "This notice is gone from the text: look again"
)
_CHANGED = Text(
    "Файл тем временем изменили или уже внесли: посмотрите его ещё раз",
    "The file was changed or kept meanwhile: look at it again",
)
_KNOWN = Text(
    "Этот файл уже внесён: документ № {document}",
    "This file has been put in already: document No. {document}",
)
