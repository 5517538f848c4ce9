"""A file that somebody brings, told by its content and never by its name: DOCX, PDF, Akoma Ntoso or text."""

from __future__ import annotations

from workflow.documents.reading.transcript import Transcript
from workflow.formats.akn import is_akn, typed
from workflow.formats.limits import encrypted
from workflow.formats.pdf_text import is_pdf
from workflow.formats.text import decode, refuse_large

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0"
# A locked DOCX lies in an old compound file, under this name.
_LOCKED = "EncryptedPackage".encode("utf-16-le")


def transcript(data: bytes) -> Transcript | str:
    """What `read` takes: the text of a text file, the transcript of another. Raises Refused."""
    refuse_large(data)
    if is_pdf(data):
        from workflow.formats import pdf_text

        return pdf_text.transcript(pdf_text.pages(data), pdf_text.title(data))
    if data.startswith(_ZIP):
        from workflow.formats import docx

        return docx.transcript(data)
    if is_akn(data):
        return Transcript(typed(data))
    if data.startswith(_COMPOUND) and _LOCKED in data:
        raise encrypted()
    return decode(data)
