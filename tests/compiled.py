"""Templates compiled once a run, whichever application asks for them."""

from __future__ import annotations

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Compiled templates in memory; Jinja compares each with its source before it takes it."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled of that template, if anything was."""
        if kept := self._kept.get(bucket.key):
            bucket.bytecode_from_string(kept)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what has just been compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


_OF_THIS_RUN = Compiled()


def compiled_once(app: Flask) -> Flask:
    """The application, its templates taken from those that the run has compiled already."""
    app.jinja_env.bytecode_cache = _OF_THIS_RUN
    return app
