"""The operations that make the new text of the old, from their comparison."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from workflow.documents.amend.applying import applied, problems
from workflow.documents.amend.operations import (
    LAPSED,
    AddUnit,
    AddWords,
    Amendment,
    ExcludeUnit,
    ExcludeWords,
    InAnnex,
    MoveUnit,
    NewEdition,
    Operation,
    PartOperation,
    Renumber,
    RepealUnit,
    ReplaceAnnex,
    ReplaceCell,
    ReplaceHead,
    ReplaceOwn,
    ReplaceUnit,
    ReplaceWords,
    cell_sha256,
    edition_sha256,
    own_sha256,
    whole_sha256,
    words_sha256,
)
from workflow.documents.amend.wordwork import WordOperation, occurrences, reworded
from workflow.documents.clauses import Clause, walk
from workflow.documents.compare import Change, Comparison, Run, compare, runs
from workflow.documents.document import EditionText
from workflow.documents.tables import cells, is_row, serial, with_cell
from workflow.errors import Refused

_QUOTES = frozenset('«»„“”"|')
_MOST_EDITS = 3
# A cell longer than this is a text of its own: its words are named, not the whole of it.
_LONG = 60
# So many changes of an annex are listed one by one, however short it is.
_FEW = 3


def amendment(former: EditionText, latter: EditionText) -> Amendment:
    """The smallest amendment that we can say: clause by clause, else the whole as a new edition.

    Applied to the former text it gives the latter, by the hash of its canonical bytes.
    """
    base = edition_sha256(former)
    wanted = edition_sha256(latter)
    for paired in (True, False):
        found = Amendment(base, tuple(_operations(compare(former, latter), paired)))
        if _makes(former, found, wanted):
            return found
    return whole_edition(former, latter)


def whole_edition(former: EditionText, latter: EditionText) -> Amendment:
    """The latter text in place of the former, in one operation."""
    base = edition_sha256(former)
    return Amendment(base, (NewEdition(base, latter),))


def _makes(former: EditionText, found: Amendment, wanted: str) -> bool:
    if any(problems(former, found)):
        return False
    try:
        return edition_sha256(applied(former, found)) == wanted
    except Refused:
        return False


def _operations(comparison: Comparison, paired: bool) -> Iterator[Operation]:
    yield from _Drafting(comparison, paired).operations()
    for annex in comparison.annexes:
        turn = annex.turns[0]
        if turn is not None and turn == annex.turns[1] and not annex.same:
            yield from _in_annex(turn, annex, paired)


def _in_annex(turn: int, annex: Comparison, paired: bool) -> Iterator[Operation]:
    """Its clauses one by one; where most of them would be named, or that cannot say it, the annex anew."""
    base, inside = edition_sha256(annex.former), tuple(_Drafting(annex, paired).operations())
    few = len(inside) <= max(_FEW, len(list(walk(annex.former.clauses))) // 2)
    if few and _makes(annex.former, Amendment(base, inside), edition_sha256(annex.latter)):
        yield from (InAnnex(turn, one) for one in inside)
    else:
        yield ReplaceAnnex(turn, base, annex.latter)


class _Drafting:
    """One comparison on its way to operations; `paired`: what came under a number replaces what went."""

    def __init__(self, comparison: Comparison, paired: bool) -> None:
        self.comparison = comparison
        self.changes = {one.uid: one for one in comparison.changes}
        self.old = {one.uid: one for one in walk(comparison.former.clauses)}
        self.new = {one.uid: one for one in walk(comparison.latter.clauses)}
        self.pairs = dict(self._pairs()) if paired else {}
        self.repealed = {one.uid for one in comparison.changes if self._repealed(one)}

    def operations(self) -> Iterator[PartOperation]:
        yield from self._heads()
        for one in self.comparison.changes:
            if one.latter is None:
                yield from self._gone(one)
            elif one.former is not None:
                yield from self._kept(one)
        for one in sorted(self._comers(), key=lambda one: one.latter.turn if one.latter else 0):
            yield self._come(one)

    def _heads(self) -> Iterator[ReplaceHead]:
        for head in self.comparison.heads:
            if head.name in ("title", "preamble"):
                name = "title" if head.name == "title" else "preamble"
                yield ReplaceHead(name, words_sha256(head.former), head.latter)  # type: ignore[arg-type]  # narrowed

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """Old and new uid of a clause that went whole and one that came whole under its number."""
        gone = {
            (one.former.parent, one.former.clause.kind, _number(one.former.clause)): one.uid
            for one in self.comparison.changes
            if one.former and one.latter is None and self._all(self.old[one.uid], "latter")
        }
        for one in self.comparison.changes:
            if one.latter and one.former is None and self._all(self.new[one.uid], "former"):
                place = (one.latter.parent, one.latter.clause.kind, _number(one.latter.clause))
                if place[2] and place[2] != "–" and place in gone:
                    yield gone.pop(place), one.uid

    def _all(self, clause: Clause, side: str) -> bool:
        """Whether the whole branch is on one side alone."""
        below = [self.changes.get(one.uid) for one in walk((clause,))]
        return all(one is not None and getattr(one, side) is None for one in below)

    def _repealed(self, one: Change) -> bool:
        if "repealed" not in one.kinds or one.latter is None or one.latter.clause.text != LAPSED:
            return False
        below = [self.changes.get(child.uid) for child in walk(self.old[one.uid].children)]
        return not self.new[one.uid].children and all(child and child.latter is None for child in below)

    def _gone(self, one: Change) -> Iterator[PartOperation]:
        assert one.former is not None  # noqa: S101  # it stood in the former text
        above = self.changes.get(one.former.parent)
        whole = whole_sha256(self.old[one.uid])
        if one.former.parent in self.repealed or (above is not None and above.latter is None):
            return
        if one.uid in self.pairs:
            yield ReplaceUnit(one.uid, whole, self.new[self.pairs[one.uid]])
        else:
            yield ExcludeUnit(one.uid, whole)

    def _kept(self, one: Change) -> Iterator[PartOperation]:
        assert one.former is not None and one.latter is not None  # noqa: S101  # it stands in both
        was, now = self.old[one.uid], one.latter.clause
        own = own_sha256(was)
        if not one.moved and (was.label, was.kind) != (now.label, now.kind):
            yield Renumber(one.uid, own, now.label, now.kind)
        if one.uid in self.repealed:
            yield RepealUnit(one.uid, whole_sha256(was), now.text)
        elif was.text != now.text:
            yield from self._reworded(was, now.text, one)

    def _reworded(self, was: Clause, text: str, one: Change) -> Iterator[PartOperation]:
        words = cell_operations(was, text) or word_operations(was, text)
        if words:
            yield from words
        elif (
            one.moved
            or was.children
            or self.new[was.uid].children
            or (one.latter and one.latter.clause.label != was.label)
        ):
            yield ReplaceOwn(was.uid, own_sha256(was), text)
        else:
            yield ReplaceUnit(was.uid, whole_sha256(was), replace(was, text=text))

    def _comers(self) -> Iterator[Change]:
        paired = set(self.pairs.values())
        for one in self.comparison.changes:
            if one.latter is None or one.uid in paired or not (one.moved or one.former is None):
                continue
            above = self.changes.get(one.latter.parent)
            if one.former is None and above is not None and above.former is None:
                continue
            yield one

    def _come(self, one: Change) -> AddUnit | MoveUnit:
        assert one.latter is not None  # noqa: S101  # it stands in the latter text
        spot = one.latter
        siblings = self.new[spot.parent].children if spot.parent else self.comparison.latter.clauses
        known = {new: old for old, new in self.pairs.items()}
        after = siblings[spot.turn - 1].uid if spot.turn else ""
        if one.former is not None:
            own = own_sha256(self.old[one.uid])
            return MoveUnit(one.uid, own, spot.parent, after, spot.clause.label, spot.clause.kind)
        expect = own_sha256(self.old.get(known.get(spot.parent, spot.parent)))
        return AddUnit(spot.parent, after, expect, self._fresh(self.new[one.uid]))

    def _fresh(self, clause: Clause) -> Clause:
        """The branch without what was moved into it."""
        below = (one for one in clause.children if self.changes[one.uid].former is None)
        return replace(clause, children=tuple(self._fresh(one) for one in below))


def _number(clause: Clause) -> str:
    """The number that a clause is known by; a row of a table bears it in its first cell."""
    return clause.label or (serial(clause) if clause.kind == "paragraph" and is_row(clause.text) else "")


def cell_operations(was: Clause, text: str) -> tuple[ReplaceCell | WordOperation, ...]:
    """The cells of a row that changed, long ones by their words; nothing when most of them did."""
    if not is_row(was.text) or not is_row(text):
        return ()
    former, latter = cells(was), cells(replace(was, text=text))
    changed = [at for at, (old, new) in enumerate(zip_longest(former, latter)) if (old or "") != (new or "")]
    if not changed or 2 * len(changed) > len(former) or not all(latter[at : at + 1] for at in changed):
        return ()
    if len(changed) == 1 and len(latter[changed[0]]) > _LONG and (words := word_operations(was, text)):
        return words
    said = was.text
    for at in changed:
        said = with_cell(said, at, latter[at])
    if said != text or not all(latter[at] for at in changed):
        return ()
    return tuple(ReplaceCell(was.uid, cell_sha256(was, at), at, latter[at]) for at in changed)


def word_operations(was: Clause, text: str) -> tuple[WordOperation, ...]:
    """A few words replaced, added or excluded; nothing when the clause is better said anew."""
    told = runs(was.text, text)
    edits = [at for at, run in enumerate(told) if run.kind != "same" and not _second(told, at)]
    changed = sum(len(run.text) for run in told if run.kind == "removed")
    if not edits or len(edits) > _MOST_EDITS or 2 * changed > len(was.text):
        return ()
    found = tuple(_word_operation(was, told, at) for at in edits)
    known = tuple(one for one in found if one is not None)
    return known if len(known) == len(found) and _said(was.text, known) == text else ()


def _second(told: Sequence[Run], at: int) -> bool:
    """The words that came in place of those that went just before."""
    return at > 0 and told[at].kind == "added" and told[at - 1].kind == "removed"


def _said(text: str, operations: Sequence[WordOperation]) -> str | None:
    base = text
    for one in operations:
        try:
            reworded(base, one)
            text = reworded(text, one)
        except ValueError:
            return None
    return text


def _word_operation(was: Clause, told: Sequence[Run], at: int) -> WordOperation | None:
    own = own_sha256(was)
    removed = told[at].text if told[at].kind == "removed" else ""
    added = told[at + 1].text if removed and at + 1 < len(told) and told[at + 1].kind == "added" else ""
    added = added if removed else told[at].text
    before = "".join(run.text for run in told[:at] if run.kind != "added")
    if _QUOTES & {*removed, *added}:
        return None
    old, new = removed.strip(), added.strip()
    if old and new:
        return _replacing(was, own, before, removed, added)
    if old:
        return ExcludeWords(was.uid, own, old) if occurrences(was.text, old) == 1 else None
    return _adding(was, own, before, new)


def _replacing(was: Clause, own: str, before: str, old: str, new: str) -> WordOperation | None:
    """With as many words before them as make them stand once."""
    lead = before.split(" ")
    for count in range(0, min(len(lead), 6) + 1):
        led = " ".join([*lead[len(lead) - count :]]) if count else ""
        if occurrences(was.text, (led + old).strip()) == 1 and not _QUOTES & {*led}:
            return ReplaceWords(was.uid, own, (led + old).strip(), (led + new).strip())
    return None


def _adding(was: Clause, own: str, before: str, words: str) -> WordOperation | None:
    lead = before.rstrip().split(" ")
    for count in range(1, min(len(lead), 6) + 1):
        beside = " ".join(lead[-count:])
        if beside and occurrences(was.text, beside) == 1 and not _QUOTES & {*beside}:
            return AddWords(was.uid, own, "after", beside, words)
    return None
