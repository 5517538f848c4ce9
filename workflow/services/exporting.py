"""An edition as a file for other programs: Akoma Ntoso with its approvals, or a Word document to work on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal, Protocol, get_args

from workflow.formats import akn, docx_out
from workflow.governance.people import Actor
from workflow.services import printing
from workflow.services.akn_facts import amended
from workflow.services.editions import versions
from workflow.services.printed_facts import ORDER, Shown, shown
from workflow.values import EditionKey

Form = Literal["docx", "akn"]
FORMS: tuple[Form, ...] = get_args(Form)
_MEDIA: dict[Form, tuple[str, str]] = {
    "docx": (docx_out.MEDIA_TYPE, "docx"),
    "akn": (akn.MEDIA_TYPE, "xml"),
}


class Reads(printing.CopyReads, Protocol):
    """What exporting looks up."""


def export(
    reads: Reads, actor: Actor, key: EditionKey, form: Form, today: date, on: date | None = None
) -> bytes:
    """The edition as it reads on a day (today unless said), in another format; same record, same bytes.

    The life of the act is told to one who may read all of it. Raises NotFound.
    """
    found = shown(reads, key, today)
    one = printing.as_read(reads, actor, found, today, on)
    if form == "docx":
        return _docx(one)
    since = one.edition.in_force_from
    told = amended(one, versions(reads, actor, key.of, up_to=since) if since else ())
    signed = reads.edition(key).sha256
    return akn.render(replace(told, signed=signed if signed != told.sha256 else ""))


def _docx(one: Shown) -> bytes:
    """What is printed, under the same stamps."""
    if one.document.kind == ORDER and one.case is not None:
        return docx_out.render_order(printing.printed_order(one))
    if one.order is not None:
        return docx_out.render_order(printing.issued_order(one.order, one.edition))
    return docx_out.render(printing.printed(one), one.edition.text)


def media_type(form: Form) -> str:
    """The media type of a form."""
    return _MEDIA[form][0]


def file_name(key: EditionKey, form: Form) -> str:
    """The name of the file: gymnasium-12-2.docx."""
    return f"{key.organisation}-{key.document}-{key.edition}.{_MEDIA[form][1]}"
