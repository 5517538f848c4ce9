"""Values with a type, as Plone's import turns them into the text that it keeps."""

from __future__ import annotations

from workflow.engine.reader.faults import quoted
from workflow.formats.plone_xml.parts import Desk, flag_said
from workflow.formats.plone_xml.tree import Element
from workflow.values import Text

NOT_TEXT = ("int", "float", "bool", "datetime", "none")


def typed(element: Element, kind: str, desk: Desk) -> str:
    """The value as text; a number that is none is a fault, a date stays as it is written."""
    text = element.text
    match kind:
        case "none":
            return "None"
        case "bool":
            return str(flag_said(text))
        case "int" | "float":
            try:
                return str(int(text) if kind == "int" else float(text))
            except ValueError:
                desk.faults.error(element.place, "bad-number", _NUMBER.filled(word=quoted(text), kind=kind))
    return text


_NUMBER = Text("«{word}» – не число ({kind})", "“{word}” is no number ({kind})")
