"""What one process weighs and how soon a command answers.

A web worker is this application after its first request; a command is timed from its start.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

import harness  # noqa: F401 - it puts tests/ on the path
import make
from harness import ROOT, Figure, Goal, emit, median, table

WORKER = Goal("memory of a web worker", 100, 80, "MiB")
MANY = Goal("memory beyond their rows, once each of 100,000 documents has made a step", 4, 1, "MiB")
HELP = Goal("grif --help", 0.3, 0.2, "s")

_WORKER = """
import resource, sys
from pathlib import Path
from webapp import create_app
from webapp.settings import read_settings
client = create_app(read_settings(Path(sys.argv[1]))).test_client()
answer = client.get("/sign-in")
assert answer.status_code == 200, answer.status
held = next(line for line in open("/proc/self/status") if line.startswith("VmRSS"))
print(int(held.split()[1]) / 1024)
"""
_BARE = "print(next(int(l.split()[1]) / 1024 for l in open('/proc/self/status') if l.startswith('VmRSS')))"
_STEPS = """
import gc, json, sys
sys.path.insert(0, "tests")
import make
from transitions import Machine
from workflow.engine.machine import Asker, Plan
from workflow.engine.process import Marking, perform, signing
def held():
    gc.collect()
    return next(int(l.split()[1]) for l in open("/proc/self/status") if l.startswith("VmRSS")) / 1024
plan, anybody = Plan(make.full_chain()), Asker()
step = signing(plan, Marking("stage1", {}), "parents_council")
def moved(state, signed):
    after = perform(plan, Marking(state, json.loads(signed)), step, anybody, outcome="agreed").marking
    return after.state, json.dumps(after.signed)
bare, after = held(), moved("stage1", "{}")
# Rows of one length before and after, so that what is measured is the engine's own.
rows = [["school", number, 1, "stage1", "{}" + " " * (len(after[1]) - 2)] for number in range(100_000)]
with_rows = held()
for row in rows:
    row[3:] = moved(row[3], row[4])
print(with_rows - bare, held() - with_rows, sum(isinstance(one, Machine) for one in gc.get_objects()))
"""
_HELP = "from webapp.cli import main; main(['--help'])"


def _printed(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout


def worker() -> Figure:
    """The memory of a worker; the floor is the bare interpreter."""
    with tempfile.TemporaryDirectory(prefix="grif-bench-") as folder:
        make.migrated(f"sqlite:///{folder}/grif.db")
        held = [float(_printed("-c", _WORKER, folder)) for _ in range(3)]
    bare = [float(_printed("-c", _BARE)) for _ in range(3)]
    emit("memory", "grif web worker", "MiB", held)
    emit("memory", "floor: python", "MiB", bare)
    return Figure(WORKER, median(held), f"{median(held):.0f} MiB", f"{median(bare):.0f} MiB")


def many_documents() -> Figure:
    """What stepping 100,000 documents in one process leaves behind; the floor is what their rows take."""
    told = [list(map(float, _printed("-c", _STEPS).split())) for _ in range(3)]
    rows, more, machines = (median([one[place] for one in told]) for place in range(3))
    emit("memory", "grif: 100,000 documents beyond their rows", "MiB", [one[1] for one in told])
    emit("memory", "floor: 100,000 rows", "MiB", [one[0] for one in told])
    return Figure(MANY, more, f"{more:.1f} MiB, {machines:.0f} machine", f"{rows:.0f} MiB")


def help_time(rounds: int = 9) -> Figure:
    """Seconds of `grif --help`; the floor is an interpreter that does nothing."""
    ours, bare = [], []
    for _ in range(rounds):
        bare.append(_seconds("pass"))
        ours.append(_seconds(_HELP))
    emit("command", "grif --help", "s", ours)
    emit("command", "floor: python -c pass", "s", bare)
    return Figure(HELP, median(ours), f"{median(ours):.3f} s", f"{median(bare):.3f} s")


def _seconds(program: str) -> float:
    begun = time.perf_counter()
    _printed("-c", program)
    return time.perf_counter() - begun


def figures() -> Iterator[Figure]:
    """The rows of the table that are about a process."""
    yield worker()
    yield many_documents()
    yield help_time()


if __name__ == "__main__":
    print(table(list(figures())))
