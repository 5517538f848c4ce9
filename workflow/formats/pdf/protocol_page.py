"""A protocol as PDF; reportlab is loaded when the first one is drawn, not before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workflow.governance.sittings.protocol import ProtocolText


@dataclass(frozen=True, slots=True)
class Certificate:
    """Who certifies an extract: post, «И.О. Фамилия», and the day."""

    post: str
    name: str
    dated: date


def render_protocol(text: ProtocolText, certificate: Certificate | None = None) -> bytes:
    """The protocol or extract as PDF; the same value gives the same bytes."""
    from workflow.formats.pdf.protocol import draw

    return draw(text, certificate)
