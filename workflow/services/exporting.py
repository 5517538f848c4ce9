"""An edition as a file for other programs: Akoma Ntoso with its approvals."""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args

from workflow.formats import akn
from workflow.services.akn_facts import expression
from workflow.services.printed_facts import Reads, shown
from workflow.values import EditionKey

Form = Literal["akn"]
FORMS: tuple[Form, ...] = get_args(Form)
_MEDIA: dict[Form, tuple[str, str]] = {"akn": (akn.MEDIA_TYPE, "xml")}


def export(reads: Reads, key: EditionKey, form: Form, today: date) -> bytes:
    """The edition in another format; the same edition and sign-offs, the same bytes. Raises NotFound."""
    one = shown(reads, key, today)
    return akn.render(expression(one))


def media_type(form: Form) -> str:
    """The media type of a form."""
    return _MEDIA[form][0]


def file_name(key: EditionKey, form: Form) -> str:
    """The name of the file: gymnasium-12-2.xml."""
    return f"{key.organisation}-{key.document}-{key.edition}.{_MEDIA[form][1]}"
