"""The facts of a definition as Plone's own import reads them from the file: its words stand before ours."""

from __future__ import annotations

from typing import Any  # facts are decoded JSON

from workflow.engine import facts as engine
from workflow.formats.plone_xml.reading import Path, Reading


def facts(reading: Reading, language: str) -> engine.Facts:
    """The facts of the definition; a guard whose expression is Plone's has our `condition` too."""
    told = engine.facts(reading.definition, language)
    for path, said in reading.originals.items():
        _put(told, path, said)
    return told


def _put(told: Any, path: Path, said: str | tuple[str, ...]) -> None:
    for key in path[:-1]:
        told = told[key]
    if path[-1] == "expression":
        told["condition"] = told["expression"]
    told[path[-1]] = said if isinstance(said, str) else list(said)
