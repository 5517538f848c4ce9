"""A file that somebody brings, read; a PDF in a process of its own, whose end harms nobody."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

from workflow.documents.reading import Reading, Transcript, read
from workflow.errors import Refused
from workflow.formats import akn, pdf_text
from workflow.formats.document_file import transcript
from workflow.formats.pdf_text import is_pdf
from workflow.formats.pdf_text.places import Page, Piece
from workflow.formats.text import refuse_large
from workflow.values import Text

_LONGEST = 60.0
_GAVE_UP = Text(
    "Файл PDF не удалось прочитать: он повреждён или слишком сложен. Сохраните документ заново.",
    "The PDF could not be read: it is damaged or too complex. Save the document again.",
)


def reading_of(content: bytes) -> Reading:
    """The document in a file's bytes. Raises Refused when they cannot be read."""
    if akn.is_akn(content):
        # It names its clauses and approvals; nothing needs to be recognised.
        refuse_large(content)
        return akn.reading(content)
    return read(transcript_of(content))


def transcript_of(content: bytes) -> Transcript | str:
    """The text in a file's bytes, with what was met on the way. Raises Refused when they cannot be read."""
    if not is_pdf(content):
        return transcript(content)
    refuse_large(content)
    return _answer(_apart(content))


def _apart(content: bytes) -> bytes:
    """What `webapp.pdf_process` says of a PDF. Raises Refused when it did not live to say it."""
    # The child finds our modules where we found them, also from a plain checkout.
    paths = os.pathsep.join(path for path in sys.path if path)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "webapp.pdf_process"],
            input=content,
            capture_output=True,
            timeout=_LONGEST,
            env={**os.environ, "PYTHONPATH": paths},
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as fault:
        raise Refused("file-damaged", _GAVE_UP) from fault
    return done.stdout


def _answer(said: bytes) -> Transcript:
    answer: dict[str, Any] = json.loads(said)
    if "refused" in answer:
        code, ru, en = answer["refused"]
        raise Refused(code, Text(ru, en))
    pages = [
        Page(tuple(_piece(*piece) for piece in pieces), tuple(edges), shows)
        for pieces, edges, shows in answer["pages"]
    ]
    return pdf_text.transcript(pages, answer["title"])


def _piece(*facts: Any) -> Piece:
    """A piece as the process wrote it: JSON has lists alone."""
    *said, spot = facts
    return Piece(*said, tuple(spot) if spot else None)
