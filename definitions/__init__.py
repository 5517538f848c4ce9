"""The chains that come with the product: one YAML file each, and the JSON Schema for editors."""

from __future__ import annotations

from importlib import resources


def shipped() -> dict[str, str]:
    """Every shipped definition's source text by its id, in order of id."""
    files = [file for file in resources.files(__name__).iterdir() if file.name.endswith(".yaml")]
    found = {file.name.removesuffix(".yaml"): file.read_text(encoding="utf-8") for file in files}
    return dict(sorted(found.items()))


def schema() -> str:
    """The JSON Schema of a definition file, for editors that check while one types."""
    return resources.files(__name__).joinpath("definition.schema.json").read_text(encoding="utf-8")
