"""What a file read as Akoma Ntoso gives a person: the document, its approvals, what is to be looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from workflow.documents.approvals import Approval
from workflow.documents.clauses import walk
from workflow.documents.dates import numeric
from workflow.documents.document import EditionText, canonical_text, text_sha256
from workflow.documents.kinds import Kind
from workflow.documents.reading import Notice, Reading, plain
from workflow.documents.reading.bodies import Remark
from workflow.documents.reading.messages import notice
from workflow.documents.reading.values import DocumentKind
from workflow.documents.reading.words import document_word
from workflow.formats.akn.reader import Found
from workflow.formats.akn.tree import Node

_KINDS: Mapping[str, DocumentKind] = {
    "regulation": "regulation",
    "order": "order",
    "plan": "plan",
    "protocol": "protocol",
    "program": "program",
}
_STAMPS: Mapping[tuple[str, str], str] = {
    ("agree", "agreed"): "СОГЛАСОВАНО",
    ("agree", "agreed_with_remarks"): "СОГЛАСОВАНО",
    ("opinion", "positive"): "МНЕНИЕ УЧТЕНО",
    ("opinion", "negative"): "МНЕНИЕ УЧТЕНО",
    ("adopt", "adopted"): "ПРИНЯТО",
    ("consider", "considered"): "РАССМОТРЕНО",
    ("approve", "approved"): "УТВЕРЖДЕНО",
}


def reading(found: Found, last: int) -> Reading:
    """The document as `read` gives one; `last` is the last line of its part of the file."""
    text = found.text
    word = _word(text)
    approvals = tuple(_approvals(found.node))
    ends = [*(one.node.line for one in found.annexes[1:]), last]
    return Reading(
        title=text.title,
        kind=_KINDS.get(text.kind) or _KINDS.get(word.id if word else "", "other"),
        word=text.word or (word.word if word else ""),
        head="",
        preamble=text.preamble,
        clauses=text.clauses,
        foot=_conclusions(found.node),
        approvals=approvals,
        annexes=tuple(reading(one, end) for one, end in zip(found.annexes, ends, strict=False)),
        notices=tuple(_notices(found)),
        lines=(found.node.line, last),
        starts=tuple(found.starts),
    )


def written(found: Reading) -> str:
    """The document as a person would have typed it, its approvals as stamps over the title."""
    head = "\n\n".join("\n".join(filter(None, _stamp(one))) for one in found.approvals)
    return plain(replace(found, head=head))


def _stamp(one: Approval) -> tuple[str, ...]:
    day = numeric(date.fromisoformat(one.date)) if one.date else ""
    dated = " ".join((f"от {day}" if day else "", f"№ {one.number}" if one.number else "")).strip()
    by = one.by_text[:1].upper() + one.by_text[1:]
    if one.instrument == "order":
        return (one.act or "", "приказом", dated)
    if one.instrument == "protocol":
        return (one.act or "", by, f"(протокол {dated})")
    return (one.act or "", by, day)


def _word(text: EditionText) -> Kind | None:
    found = None if text.word else document_word(text.title)
    return found[0] if found else None


def _conclusions(node: Node) -> str:
    last = node.first("conclusions")
    return "\n".join(one.text for one in last.below("p")) if last else ""


def _notices(found: Found) -> Iterator[Notice]:
    line = found.node.line
    for rows, at in found.tables:
        yield notice(Remark("table", at, (("rows", str(rows)),)))
    for tag, at in found.left:
        yield notice(Remark("element-left-out", at, (("text", tag),)))
    if not found.text.title:
        yield notice(Remark("no-title", line))
    if not any(True for _ in walk(found.text.clauses)):
        yield notice(Remark("no-clauses", line))
    if _altered(found):
        yield notice(Remark("text-altered", line))


def _altered(found: Found) -> bool:
    """Whether the file names the hash of its text, and that is another."""
    meta = found.node.first("meta")
    named = (
        [one.said("value") for one in meta.below("FRBRalias") if one.said("name") == "sha256"] if meta else []
    )
    return bool(named) and named[0] != f"sha256:{text_sha256(canonical_text(found.text))}"


def _approvals(node: Node) -> Iterator[Approval]:
    """The answers that print as stamps; a refusal is none."""
    meta = node.first("meta")
    if meta is None:
        return
    named = {f"#{one.said('eId')}": one for one in (meta.first("references") or meta).children}
    for step in meta.below("step"):
        act = step.said("as").removeprefix("#act_")
        stamp = _STAMPS.get((act, step.said("outcome").removeprefix("#outcome_")))
        if stamp:
            yield _approval(step, stamp, named)


def _approval(step: Node, stamp: str, named: Mapping[str, Node]) -> Approval:
    party, paper = named.get(step.said("by")), named.get(step.said("refersTo"))
    kind = (party.said("href").rpartition("/")[2] if party else "") or "other"
    day = None if step.ours("undated") else _day(step.said("date"))
    return Approval(
        act=stamp,
        by_kind=kind,
        by_text=party.said("showAs") if party else "",
        instrument=(paper.ours("instrument") if paper else None) or "none",
        number=paper.ours("number") if paper else None,
        date=(_day(paper.ours("dated") or "") if paper else None) or day,
        signer=None,
        ambiguous=False,
        amendment=False,
        lines=(step.line, step.line),
    )


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return None
