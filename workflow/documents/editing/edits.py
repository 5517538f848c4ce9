"""What an editor does to a draft, as operations that name the text they were made on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workflow.documents.amend.applying import StaleBase, applied, rebased
from workflow.documents.amend.operations import (
    AddUnit,
    Amendment,
    ExcludeUnit,
    MoveUnit,
    Operation,
    Renumber,
    RepealUnit,
    ReplaceHead,
    ReplaceOwn,
    edition_sha256,
    own_sha256,
)
from workflow.documents.clauses import Clause, Kind
from workflow.documents.document import EditionText
from workflow.documents.editing.citing import followed
from workflow.documents.editing.numbers import Renaming, below
from workflow.documents.editing.places import Place, clause_at, part_of, parts

MAX_LABEL = 60


@dataclass(frozen=True, slots=True)
class Edit:
    """Operations on one part of a text (0 the text itself, 1 its first annex), about the clause `uid`."""

    part: int
    operations: tuple[Operation, ...]
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Annexing:
    """An annex that comes as the last one, or one that goes (`text` None) as it was seen under a hash."""

    part: int
    text: EditionText | None
    expect: str = ""
    uid: str = ""


def edited(text: EditionText, edit: Edit | Annexing) -> EditionText:
    """The text after an edit, however else it has changed since. Raises StaleBase where the edit works."""
    if isinstance(edit, Annexing):
        return _annexed(text, edit)
    old = parts(text)[edit.part]
    new = applied(old, rebased(Amendment("", edit.operations), old))
    if edit.part == 0:
        return new
    at = edit.part - 1
    return replace(text, annexes=(*text.annexes[:at], new, *text.annexes[at + 1 :]))


def _annexed(text: EditionText, edit: Annexing) -> EditionText:
    if edit.text is not None:
        return replace(text, annexes=(*text.annexes, edit.text))
    at = edit.part - 1
    if not 0 <= at < len(text.annexes) or edition_sha256(text.annexes[at]) != edit.expect:
        raise StaleBase(())
    return replace(text, annexes=(*text.annexes[:at], *text.annexes[at + 1 :]))


def heading(text: EditionText, part: int, seen: tuple[str, str], title: str, preamble: str) -> Edit:
    """Another title or preamble of a part; `seen` are the hashes of those that were there."""
    own = parts(text)[part]
    found: list[Operation] = []
    if title != own.title:
        found.append(ReplaceHead("title", seen[0], title))
    if preamble != own.preamble:
        found.append(ReplaceHead("preamble", seen[1], preamble))
    return Edit(part, tuple(found))


def lines_of(typed: str) -> list[str]:
    """What was typed as paragraphs: each line one, its blanks made single, empty lines left out."""
    return [" ".join(line.split()) for line in typed.splitlines() if line.strip()]


def saying(
    text: EditionText, uid: str, seen: str, lines: Sequence[str], label: str, uids: Iterator[str]
) -> Edit:
    """Other words and perhaps another label for a clause; lines after the first become paragraphs of it."""
    part = part_of(text, uid)
    clause = clause_at(text, uid)
    found: list[Operation] = []
    if lines[0] != clause.text:
        found.append(ReplaceOwn(uid, seen, lines[0]))
    if label != clause.label:
        found.append(Renumber(uid, seen, label, clause.kind))
        found += _renumber(text, below(clause, label))
    found += _further(clause, lines[1:], seen, uids)
    return Edit(part, tuple(found), uid)


def adding(text: EditionText, at: Place, part: int, clause: Clause, pushed: Iterable[Renaming] = ()) -> Edit:
    """A new clause at a place; `pushed` take other numbers for it, and citations follow them."""
    comes = AddUnit(at.parent_uid, at.after, own_sha256(at.parent), clause)
    renamings = tuple(pushed)
    found: tuple[Operation, ...] = (comes, *_renumber(text, renamings), *_follow(text, part, renamings))
    return Edit(part, found, clause.uid)


def moving(text: EditionText, uid: str, seen: str, at: Place, label: str) -> Edit:
    """A clause with all below it to another place of its part, under a label; citations follow it."""
    clause, part = clause_at(text, uid), part_of(text, uid)
    renamings = [Renaming(uid, clause.label, label)] if label != clause.label else []
    renamings += below(clause, label) if renamings else []
    goes = MoveUnit(uid, seen, at.parent_uid, at.after, label, clause.kind)
    under = _renumber(text, renamings[1:])
    return Edit(part, (goes, *under, *_follow(text, part, renamings)), uid)


def repealing(text: EditionText, uid: str, seen: str) -> Edit:
    """A clause keeps its number and says that it lapsed; `seen` is the hash of all of it."""
    return Edit(part_of(text, uid), (RepealUnit(uid, seen),), uid)


def excluding(text: EditionText, uid: str, seen: str) -> Edit:
    """A clause goes with all below it; no number changes. `seen` is the hash of all of it."""
    return Edit(part_of(text, uid), (ExcludeUnit(uid, seen),), uid)


def renaming(text: EditionText, part: int, accepted: Sequence[Renaming]) -> Edit:
    """The accepted new numbers, and citations that follow them."""
    return Edit(part, (*_renumber(text, accepted), *_follow(text, part, accepted)))


def new_clause(uids: Iterator[str], kind: Kind, label: str, lines: Sequence[str]) -> Clause:
    """A clause of what was typed; lines after the first are its paragraphs."""
    made = [Clause(next(uids), "", line, "paragraph") for line in lines[1:]]
    return Clause(next(uids), label, lines[0], kind, tuple(made))


def _further(clause: Clause, lines: Sequence[str], seen: str, uids: Iterator[str]) -> Iterator[AddUnit]:
    """Paragraphs under a clause's own words, before all that stands there."""
    after = ""
    for line in lines:
        uid = next(uids)
        yield AddUnit(clause.uid, after, seen, Clause(uid, "", line, "paragraph"))
        after = uid


def _renumber(text: EditionText, renamings: Iterable[Renaming]) -> tuple[Renumber, ...]:
    found = ((one, clause_at(text, one.uid)) for one in renamings)
    return tuple(Renumber(one.uid, own_sha256(clause), one.latter, clause.kind) for one, clause in found)


def _follow(text: EditionText, part: int, renamings: Sequence[Renaming]) -> tuple[ReplaceOwn, ...]:
    return tuple(
        ReplaceOwn(one.uid, own_sha256(clause_at(text, one.uid)), one.latter)
        for one in followed(parts(text)[part].clauses, renamings)
    )
