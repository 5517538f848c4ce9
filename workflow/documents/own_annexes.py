"""Annexes with a life of their own: what an act reads with them on a day, and their part in its history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workflow.documents.document import EditionText
from workflow.documents.life import NOMINATIVE, Happening
from workflow.documents.wordings import Version, annex_note
from workflow.values import DocumentKey, EditionKey, Text


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document stands as an annex: its act, and its number there from 1."""

    act: DocumentKey
    turn: int


@dataclass(frozen=True, slots=True)
class OwnAnnex:
    """A document that is annex number `turn` of an act; its editions stand in the order of their days."""

    key: DocumentKey
    turn: int
    versions: tuple[Version, ...] = ()

    def begun(self, day: date) -> bool:
        """Whether it speaks for its place: from its first day on, the act's own text of it counts no more."""
        return bool(self.versions) and self.versions[0].days.since <= day

    def on(self, day: date) -> Version | None:
        """Its edition in force on that day."""
        return next((one for one in reversed(self.versions) if one.days.holds(day)), None)


@dataclass(frozen=True, slots=True)
class AnnexOn:
    """An annex of an act on a day: its number, its text; `own` is its edition where it is a document."""

    turn: int
    text: EditionText
    own: EditionKey | None = None
    note: Text | None = None


def annexes_on(text: EditionText, own: Sequence[OwnAnnex], day: date) -> tuple[AnnexOn, ...]:
    """The annexes of the day by their numbers; one that lapsed by itself leaves its number out."""
    speaking = {one.turn: one for one in own if one.begun(day)}
    said = [AnnexOn(turn, annex) for turn, annex in enumerate(text.annexes, 1) if turn not in speaking]
    said += [
        _own(one, version, new=len(text.annexes) < one.turn)
        for one in speaking.values()
        if (version := one.on(day)) is not None
    ]
    return tuple(sorted(said, key=lambda one: one.turn))


def with_annexes(text: EditionText, own: Sequence[OwnAnnex], day: date) -> EditionText:
    """The text with its annexes as they read on that day."""
    return replace(text, annexes=tuple(one.text for one in annexes_on(text, own, day)))


def annex_happenings(own: Sequence[OwnAnnex], today: date) -> Iterator[Happening]:
    """What happened to each of them, and what is to come, as a part of the life of their act."""
    for annex in own:
        for one in annex.versions:
            since, until = one.days.since, one.days.until
            told = (_WILL if today < since else _DID).filled(turn=annex.turn, edition=one.edition)
            by = one.basis and one.basis.said(NOMINATIVE)
            said = Text(f"{told.ru} ({by.ru})", f"{told.en} ({by.en})") if by else told
            yield Happening(since, one.edition, "annex", said, today < since)
            if until is not None and all(other.days.since != until for other in annex.versions):
                ended = (_WILL_END if today < until else _ENDED).filled(turn=annex.turn)
                yield Happening(until, one.edition, "annex", ended, today < until)


def whole_versions(versions: Sequence[Version], own: Sequence[OwnAnnex]) -> list[Version]:
    """The act's editions and those of its own annexes as one row of texts, each with what brought it."""
    acts = [((one.days.since, 0), replace(one, text=_whole(one, own))) for one in versions]
    brought = [
        ((one.days.since, annex.turn), _brought(versions, annex, one, own))
        for annex in own
        for one in annex.versions
    ]
    told = sorted((*acts, *brought), key=lambda each: each[0])
    return [one for _, one in told if one is not None]


def _whole(act: Version, own: Sequence[OwnAnnex]) -> EditionText:
    return with_annexes(act.text, own, act.days.since)


def _brought(
    versions: Sequence[Version], annex: OwnAnnex, one: Version, own: Sequence[OwnAnnex]
) -> Version | None:
    """The act as it reads from the annex's edition on; None while the act is not in force."""
    day = one.days.since
    act = next((each for each in reversed(versions) if each.days.holds(day)), None)
    if act is None:
        return None
    text, key = with_annexes(act.text, own, day), EditionKey(*annex.key, one.edition)
    return Version(act.edition, one.days, one.basis, text, key)


def changed_apart(former: EditionText, latter: EditionText, own: Sequence[OwnAnnex]) -> OwnAnnex | None:
    """An annex with a life of its own that the latter text says otherwise, or under another number."""
    for one in own:
        if _at(former, one.turn) != _at(latter, one.turn):
            return one
    return None


def _at(text: EditionText, turn: int) -> EditionText | None:
    return text.annexes[turn - 1] if turn <= len(text.annexes) else None


def _own(of: OwnAnnex, version: Version, *, new: bool) -> AnnexOn:
    note = annex_note(version.basis, version.edition, first=new and version == of.versions[0])
    return AnnexOn(of.turn, version.text, EditionKey(*of.key, version.edition), note)


_DID = Text("Приложение {turn}: действует редакция {edition}", "Annex {turn}: edition {edition} in force")
_WILL = Text(
    "Приложение {turn}: будет действовать редакция {edition}",
    "Annex {turn}: edition {edition} will be in force",
)
_ENDED = Text("Приложение {turn} утратило силу", "Annex {turn} lapsed")
_WILL_END = Text("Приложение {turn} утратит силу", "Annex {turn} will lapse")
