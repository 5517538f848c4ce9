"""The history of one clause, of an annex too, over all editions; the notes «в ред. приказа от … № …»."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from workflow.documents.annexes import all_clauses
from workflow.documents.clauses import Clause
from workflow.documents.compare.values import lapsed
from workflow.documents.compare.words import Run, runs
from workflow.documents.document import EditionText
from workflow.documents.force import Days
from workflow.documents.life import GENITIVE, INSTRUMENTAL, NOMINATIVE, Basis
from workflow.values import EditionKey, Text

HowKind = Literal["first", "added", "reworded", "renumbered", "repealed", "removed"]
HOW: Mapping[HowKind, Text] = {
    "first": Text("в первой редакции", "in the first edition"),
    "added": Text("введён", "added"),
    "reworded": Text("изложен иначе", "reworded"),
    "renumbered": Text("перенумерован", "renumbered"),
    "repealed": Text("утратил силу", "repealed"),
    "removed": Text("исключён", "removed"),
}


@dataclass(frozen=True, slots=True)
class Version:
    """An edition that came into force: its days, the order that made it, its text.

    `annex` is the edition of an annex with a life of its own that changed the text while the act's stayed.
    """

    edition: int
    days: Days
    basis: Basis | None
    text: EditionText
    annex: EditionKey | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What a clause says from one edition on: how it came about, and its words against the former ones."""

    version: Version
    how: HowKind
    clause: Clause | None
    words: tuple[Run, ...]


def wordings(versions: Sequence[Version], uid: str) -> list[Wording]:
    """Each wording of the clause, oldest first; `versions` stand in the order of their days."""
    found: list[Wording] = []
    former: Clause | None = None
    for turn, version in enumerate(versions):
        latter = _own(version.text).get(uid)
        how = _how(former, latter, first=turn == 0)
        if how is not None:
            said = _words(how, former, latter)
            found.append(Wording(version, how, latter, said))
        former = latter
    return found


def clause_notes(versions: Sequence[Version]) -> dict[str, tuple[HowKind, Version]]:
    """Each clause of the last version that an edition after the first has touched: how last, and by which."""
    notes: dict[str, tuple[HowKind, Version]] = {}
    for before, after in pairwise(versions):
        was, now = _own(before.text), _own(after.text)
        for uid, clause in now.items():
            how = _how(was.get(uid), clause, first=False)
            if how is not None:
                notes[uid] = (how, after)
        for uid in was.keys() - now.keys():
            notes.pop(uid, None)
    return notes


def told_once(
    touched: Mapping[str, tuple[HowKind, Version]], versions: Sequence[Version]
) -> dict[str, tuple[HowKind, Version]]:
    """The notes without those of clauses that came with the clause over them, or with their whole annex."""
    if not versions:
        return {}
    text, whole = versions[-1].text, _with_annexes(versions)
    parents = {child.uid: one.uid for one in all_clauses(text) for child in one.children}
    return {
        uid: (how, by)
        for uid, (how, by) in touched.items()
        if how != "added" or (touched.get(parents.get(uid, "")) != (how, by) and uid not in whole)
    }


def _with_annexes(versions: Sequence[Version]) -> set[str]:
    """The clauses that came with the whole annex in which they stand."""
    found: set[str] = set()
    for before, after in pairwise(versions):
        known = _own(before.text)
        for annex in after.text.annexes:
            uids = {one.uid for one in all_clauses(annex)}
            found |= uids if uids.isdisjoint(known) else set()
    return found


def notes_in_print(versions: Sequence[Version]) -> dict[str, Text]:
    """The note under each clause of the last version; what came with the clause over it has none of its own.

    A uid that stands twice, in the text and in an annex, has none: the note would stand at the wrong one.
    """
    if len(versions) < 2:
        return {}
    touched = told_once(clause_notes(versions), versions)
    uids = Counter(one.uid for one in all_clauses(versions[-1].text))
    return {
        uid: clause_note(how, by.basis, by.edition) for uid, (how, by) in touched.items() if uids[uid] == 1
    }


def clause_note(how: HowKind, basis: Basis | None, edition: int) -> Text:
    """«в ред. приказа от 12.04.2024 № 220», «введён приказом …», «утратил силу: приказ …»."""
    if basis is None:
        return _BY_EDITION.filled(edition=edition)
    form, forms = _NOTES[how]
    said = basis.said(forms)
    return Text(form.ru.replace("{by}", said.ru), form.en.replace("{by}", said.en))


def annex_note(basis: Basis | None, edition: int, *, first: bool) -> Text:
    """«введено приказом от … № …» of an added annex, «в ред. приказа …» of one changed since."""
    if basis is None or not first:
        return clause_note("reworded", basis, edition)
    by = basis.said(INSTRUMENTAL)
    return Text(f"введено {by.ru}", f"added {by.en}")


def act_note(versions: Sequence[Version]) -> Text | None:
    """«в ред. приказов от 12.04.2024 № 220, от 01.09.2025 № 310»; None for a text never amended."""
    changed = [after for before, after in pairwise(versions) if before.text != after.text]
    if not changed:
        return None
    said = [
        one.basis.said(GENITIVE) if one.basis else _EDITION.filled(edition=one.edition) for one in changed
    ]
    return Text(
        "в ред. " + ", ".join(each.ru for each in said),
        "as amended by " + ", ".join(each.en for each in said),
    )


def _how(former: Clause | None, latter: Clause | None, *, first: bool) -> HowKind | None:
    if former is None:
        return None if latter is None else "first" if first else "added"
    if latter is None:
        return "removed"
    if former.text != latter.text:
        return "repealed" if lapsed(latter.text) and not lapsed(former.text) else "reworded"
    return "renumbered" if former.label != latter.label else None


def _words(how: HowKind, former: Clause | None, latter: Clause | None) -> tuple[Run, ...]:
    if how == "first" and latter is not None:
        return (Run("same", latter.text),)
    return runs(former.text if former else "", latter.text if latter else "")


def _own(text: EditionText) -> dict[str, Clause]:
    found: dict[str, Clause] = {}
    for one in all_clauses(text):
        found.setdefault(one.uid, one)
    return found


_EDITION = Text("редакции {edition}", "edition {edition}")
_BY_EDITION = Text("в редакции {edition}", "as in edition {edition}")
_AMENDED = Text("в ред. {by}", "as amended by {by}")
_NOTES: Mapping[HowKind, tuple[Text, dict[str, Text]]] = {
    "first": (_AMENDED, GENITIVE),
    "reworded": (_AMENDED, GENITIVE),
    "renumbered": (_AMENDED, GENITIVE),
    "added": (Text("введён {by}", "added {by}"), INSTRUMENTAL),
    "repealed": (Text("утратил силу: {by}", "repealed: {by}"), NOMINATIVE),
    "removed": (Text("исключён {by}", "removed {by}"), INSTRUMENTAL),
}
