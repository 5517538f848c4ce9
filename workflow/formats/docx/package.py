"""The zip around a document: its parts by relationship, unpacked under a budget, nothing fetched."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from workflow.errors import Refused
from workflow.formats.docx.elements import tree, value
from workflow.formats.foreign import foreign, not_word
from workflow.formats.limits import Budget, damaged, encrypted
from workflow.values import Text

_CHUNK = 128 * 1024
# Each member of the zip has one such mark; the list is read whole, so it is counted before.
_MEMBER = b"PK\x01\x02"
_MOST_MEMBERS = 5_000
# Those of the standard; others may ask for gigabytes before they unpack a byte.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_RELATIONSHIPS = frozenset({"Relationships", "Relationship"})
_TYPES = frozenset({"Types", "Default", "Override"})
_MEMBERS = Text(
    "В файле слишком много частей: такой документ не читается.",
    "The file has too many parts: no such document is read.",
)
_FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, OSError, ValueError, KeyError,
    IndexError, NotImplementedError, RuntimeError, OverflowError, MemoryError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part points to: `kind` is the last word of its type, `target` a member or an outside address."""

    kind: str
    target: str
    outside: bool


class Package:
    """A document's zip, opened and found to be a word-processing document."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        self._budget = budget
        if data.count(_MEMBER) > _MOST_MEMBERS:
            raise Refused("file-too-complex", _MEMBERS)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _FAULTS as fault:
            raise damaged() from fault
        self._names = {name.lower(): name for name in self._zip.namelist()}
        self.main = self._main()
        self.relationships = self._relationships(self.main)
        kind = self._kind()
        self.macros = "macroenabled" in kind or self.has("word/vbaProject.bin")

    def has(self, name: str) -> bool:
        """Whether there is such a member; case does not count, as in the standard."""
        return name.lower() in self._names

    def part(self, name: str) -> Iterator[bytes]:
        """A member unpacked piece by piece. Raises Refused when it is broken, locked or too large."""
        try:
            info = self._zip.getinfo(self._names[name.lower()])
            if info.flag_bits & 1:
                raise encrypted()
            if info.compress_type not in _PACKINGS:
                raise damaged()
            with self._zip.open(info) as member:
                while chunk := member.read(_CHUNK):
                    self._budget.bytes(len(chunk))
                    yield chunk
        except _FAULTS as fault:
            raise damaged() from fault

    def pointed(self, kind: str) -> list[str]:
        """The members that the main part points to by a kind of relationship."""
        return [one.target for one in self.relationships if one.kind == kind and self._inside(one)]

    @property
    def properties(self) -> str | None:
        """The member with the core properties; None where there is none."""
        found = [one for one in self._relationships("") if one.kind == "core-properties"]
        return next((one.target for one in found if self._inside(one)), None)

    def _inside(self, one: Relationship) -> bool:
        return not one.outside and self.has(one.target)

    def _main(self) -> str:
        found = [one for one in self._relationships("") if one.kind == "officeDocument" and self._inside(one)]
        main = found[0].target if found else "word/document.xml"
        if not self.has(main):
            raise not_word(self._declared())
        return main

    def _declared(self) -> str:
        """The type that a file of another family says it is of."""
        if not self.has("mimetype"):
            return ""
        return b"".join(self.part("mimetype"))[:200].decode("ascii", "replace")

    def _kind(self) -> str:
        """The declared type of the main part, in small letters. Raises Refused for a sheet or a show."""
        if not self.has("[Content_Types].xml"):
            return ""
        types = tree(self.part("[Content_Types].xml"), self._budget, _TYPES)
        declared = types.children[0].children if types.children else []
        kinds = [
            (value(one.attributes, "ContentType") or "").lower()
            for one in declared
            if (value(one.attributes, "PartName") or "").lower().lstrip("/") == self.main.lower()
        ]
        for kind in filter(foreign, kinds):
            raise not_word(kind)
        return kinds[0] if kinds else ""

    def _relationships(self, part: str) -> list[Relationship]:
        folder, _, name = part.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        if not self.has(rels):
            return []
        root = tree(self.part(rels), self._budget, _RELATIONSHIPS)
        return [
            Relationship(
                (value(one.attributes, "Type") or "").rpartition("/")[2],
                _resolved(folder, value(one.attributes, "Target") or "", _outside(one.attributes)),
                _outside(one.attributes),
            )
            for one in (root.children[0].children if root.children else ())
        ]


def _outside(attributes: object) -> bool:
    return isinstance(attributes, dict) and value(attributes, "TargetMode") == "External"


def _resolved(folder: str, target: str, outside: bool) -> str:
    """The member that a target names, seen from the part's folder."""
    if outside or target.startswith("/"):
        return target if outside else target.lstrip("/")
    steps = [step for step in folder.split("/") if step]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in (".", ""):
            steps.append(step)
    return "/".join(steps)
