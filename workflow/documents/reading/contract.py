"""A reading as JSON, in the shape that `grif read --json` promises."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.documents.approvals import Approval
from workflow.documents.clauses import Clause
from workflow.documents.reading.values import Notice, Reading


def as_json(reading: Reading, lang: str = "ru") -> dict[str, object]:
    """The document with its annexes as JSON values; notices speak `lang`."""
    return {
        "title": reading.title,
        "kind": reading.kind,
        "word": reading.word,
        "head": reading.head,
        "preamble": reading.preamble,
        "approvals": [_approval(one) for one in reading.approvals],
        "clauses": _clauses(reading.clauses),
        "foot": reading.foot,
        "annexes": [as_json(annex, lang) for annex in reading.annexes],
        "notices": [_notice(one, lang) for one in reading.notices],
        "notes": [{"line": one.line, "text": one.text, "clause": one.clause} for one in reading.notes],
        "lines": list(reading.lines),
    }


def _approval(approval: Approval) -> dict[str, object]:
    return {
        "act": approval.act,
        "by_kind": approval.by_kind,
        "by_text": approval.by_text,
        "instrument": approval.instrument,
        "number": approval.number,
        "date": approval.date,
        "signer": approval.signer,
        "ambiguous": approval.ambiguous,
        "amendment": approval.amendment,
        "lines": list(approval.lines),
    }


def _clauses(clauses: Iterable[Clause]) -> list[dict[str, object]]:
    return [
        {
            "uid": one.uid,
            "kind": one.kind,
            "label": one.label,
            "text": one.text,
            "children": _clauses(one.children),
        }
        for one in clauses
    ]


def _notice(notice: Notice, lang: str) -> dict[str, object]:
    return {
        "line": notice.line,
        "code": notice.code,
        "message": notice.message.said(lang),
        "suggestion": notice.suggestion.said(lang),
        "weight": notice.weight,
        "inferred": notice.inferred,
    }
