"""An edition as a file for other programs: Akoma Ntoso with its approvals, or a Word document to work on."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from workflow.formats import akn, docx_out
from workflow.services import printing
from workflow.services.akn_facts import expression
from workflow.services.printed_facts import ORDER, Reads, Shown, shown
from workflow.values import EditionKey

Form = Literal["docx", "akn"]
FORMS: tuple[Form, ...] = get_args(Form)
_MEDIA: dict[Form, tuple[str, str]] = {
    "docx": (docx_out.MEDIA_TYPE, "docx"),
    "akn": (akn.MEDIA_TYPE, "xml"),
}


def export(reads: Reads, key: EditionKey, form: Form, today: date) -> bytes:
    """The edition in another format; the same edition and sign-offs, the same bytes. Raises NotFound."""
    one = shown(reads, key, today)
    if form == "docx":
        return _docx(one)
    return akn.render(expression(one))


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
