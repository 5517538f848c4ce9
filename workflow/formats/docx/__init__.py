"""DOCX as text: numbers computed from the list definitions, changes accepted, everything left out told."""

from __future__ import annotations

from workflow.documents.reading.transcript import Transcript


def transcript(data: bytes) -> Transcript:
    """The document's text in the notation that reading takes. Raises Refused when it cannot be read."""
    from workflow.formats.docx.document import written

    return written(data)
