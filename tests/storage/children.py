"""Processes of their own for tests: started quickly, with no thread and no connection of the test run."""

from __future__ import annotations

import multiprocessing
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

# Imported once in the server that forks the children.
LOADED = ["storage.database", "storage.migrate", "workflow.services.approval", "workflow.services.documents"]


def _context() -> ForkServerContext | SpawnContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    return context


CONTEXT: Any = _context()
