"""Paired rounds, clocks and the table: how every figure here is taken and told.

A round of ours follows a round of the floor with as many clients and the same durability; what is quoted
is the median of the ratios of such pairs: a shared machine's speed wanders, but two neighbours wander alike.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import statistics
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

# CPU seconds of one turn of `_turns` at the full clock of the machine on which the goals were set.
FULL_CLOCK = float(os.environ.get("BENCH_CAL_REF", "115e-9"))
START_LIMIT = 120
# So many sign-offs of ours meet every kind of step, and the statements that it alone needs.
WARM = 105


@dataclass(frozen=True, slots=True)
class Goal:
    """What is promised: the figure may be at most `must`, better `aim`; `at_least` turns that round."""

    what: str
    must: float
    aim: float
    unit: str = "×"
    at_least: bool = False

    def verdict(self, figure: float) -> str:
        """`aim`, `must`, or `ABOVE` (`BELOW`) when the promise is broken."""
        sign = -1 if self.at_least else 1
        if sign * figure <= sign * self.aim:
            return "aim"
        if sign * figure <= sign * self.must:
            return "must"
        return "BELOW" if self.at_least else "ABOVE"


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table; `judged` is what the goal is held against."""

    goal: Goal
    judged: float
    ours: str
    floor: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One party of a pair: `fresh` fills the database, `open` runs in each client, `step` is one sign-off."""

    name: str
    fresh: Callable[[], None]
    open: Callable[[int, int], Any]
    step: Callable[[Any], None]


@dataclass(frozen=True, slots=True)
class Run:
    """One round of one side: sign-offs a second of all clients, waits in milliseconds, client CPU in µs."""

    rate: float
    p50: float
    p99: float
    cpu: float


@dataclass(slots=True)
class Pairs:
    """Rounds of ours, each beside one of the floor."""

    ours: list[Run] = field(default_factory=list)
    floor: list[Run] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The floor is so many times faster: the median over the pairs."""
        return statistics.median(
            floor.rate / ours.rate for floor, ours in zip(self.floor, self.ours, strict=True)
        )

    def told(self, side: str) -> str:
        """The median rate of `ours` or `floor`, with its p99."""
        runs: list[Run] = getattr(self, side)
        return f"{median(one.rate for one in runs):.0f}/s, p99 {median(one.p99 for one in runs):.1f} ms"


def median(values: Any) -> float:
    """The median of numbers, from any iterable."""
    return float(statistics.median(list(values)))


def percentile(values: Sequence[float], part: float) -> float:
    """The value below which `part` of them lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def paired(floor: Side, ours: Side, *, clients: int, seconds: float = 1.0, rounds: int = 5) -> Pairs:
    """Rounds of both sides in turn, on fresh databases; printed as they come."""
    pairs = Pairs()
    for _ in range(rounds):
        for side, runs in ((floor, pairs.floor), (ours, pairs.ours)):
            side.fresh()
            runs.append(_race(side, clients, seconds))
    _emit_pairs(floor, ours, clients, pairs)
    return pairs


def _race(side: Side, clients: int, seconds: float) -> Run:
    context = multiprocessing.get_context("fork")
    start, answers = context.Barrier(clients), context.SimpleQueue()
    workers = [
        context.Process(target=_client, args=(side, one, clients, seconds, start, answers))
        for one in range(clients)
    ]
    for worker in workers:
        worker.start()
    got = [answers.get() for _ in workers]
    for worker in workers:
        worker.join()
    if None in got:
        raise SystemExit(f"{side.name}: a client failed, see above")
    waits = [wait for _, own, _ in got for wait in own]
    rate = sum(len(own) / took for took, own, _ in got)
    cpu = sum(cpu for _, _, cpu in got) / len(waits)
    return Run(rate, percentile(waits, 0.5) * 1e3, percentile(waits, 0.99) * 1e3, cpu * 1e6)


def _client(side: Side, one: int, clients: int, seconds: float, start: Any, answers: Any) -> None:
    try:
        client = side.open(one, clients)
        # A server runs for weeks: what it compiles and prepares once is no part of a sign-off.
        for _ in range(WARM):
            side.step(client)
        start.wait(START_LIMIT)
        gc.collect()
        answers.put(_loop(side, client, seconds))
    except BaseException:
        traceback.print_exc()
        start.abort()
        answers.put(None)
    finally:
        # A forked client leaves without its parent's exit handlers.
        sys.stdout.flush()
        os._exit(0)


def _loop(side: Side, client: Any, seconds: float) -> tuple[float, list[float], float]:
    waits: list[float] = []
    cpu = time.process_time()
    begun = now = time.perf_counter()
    while now < begun + seconds:
        side.step(client)
        done = time.perf_counter()
        waits.append(done - now)
        now = done
    return now - begun, waits, time.process_time() - cpu


def micro(bench: str, name: str, once: Callable[[], object], *, rounds: int = 15) -> float:
    """Microseconds of CPU of one call at the machine's full clock; the median of the rounds."""
    repeat = max(1, int(0.05 / _took(once, 3)))
    scaled = []
    gc.collect()
    for _ in range(rounds):
        before = _calibrated()
        cost = _cpu(once, repeat)
        scaled.append(cost * FULL_CLOCK / ((before + _calibrated()) / 2) * 1e6)
    emit(bench, name, "µs/op", scaled)
    return median(scaled)


def waits(once: Callable[[], object], times: int = 41, warm: int = 5) -> list[float]:
    """Milliseconds of each of so many calls."""
    for _ in range(warm):
        once()
    return [_took(once, 1) * 1e3 for _ in range(times)]


def _took(once: Callable[[], object], repeat: int) -> float:
    begun = time.perf_counter()
    for _ in range(repeat):
        once()
    return (time.perf_counter() - begun) / repeat


def _cpu(once: Callable[[], object], repeat: int) -> float:
    begun = time.process_time()
    for _ in range(repeat):
        once()
    return (time.process_time() - begun) / repeat


class _Turn:
    __slots__ = ("kept",)

    def keep(self, value: int) -> int:
        self.kept = value
        return self.kept


def _calibrated(turns: int = 4000) -> float:
    """CPU seconds of one turn of a fixed piece of Python: calls, attributes, a dict, a string."""
    turn, kept = _Turn(), {}
    begun = time.process_time()
    for number in range(turns):
        kept[number & 63] = turn.keep(number)
        _ = "k" + str(number)
    return (time.process_time() - begun) / turns


def _emit_pairs(floor: Side, ours: Side, clients: int, pairs: Pairs) -> None:
    for side, runs in ((floor, pairs.floor), (ours, pairs.ours)):
        waited = {"p50_ms": median(run.p50 for run in runs), "p99_ms": median(run.p99 for run in runs)}
        ratio = {"floor_over_peer": pairs.ratio} if side is ours else {}
        spent = {"client_cpu_us": median(run.cpu for run in runs)}
        emit(
            "durable",
            side.name,
            "steps/s",
            [run.rate for run in runs],
            clients=clients,
            **waited,
            **spent,
            **ratio,
        )


def emit(bench: str, peer: str, unit: str, values: Sequence[float], **more: object) -> None:
    """Print a series and, when BENCH_OUT names a file, add it there as a JSON line in the peers' form."""
    row = {
        "bench": bench, "peer": peer, "unit": unit,
        "median": statistics.median(values), "min": min(values), "max": max(values), "n": len(values),
        "load": os.getloadavg()[0], "at": time.strftime("%H:%M:%S"), **more,
    }  # fmt: skip
    if out := os.environ.get("BENCH_OUT"):
        with Path(out).open("a", encoding="utf-8") as kept:
            kept.write(json.dumps(row, ensure_ascii=False) + "\n")
    told = " ".join(
        f"{key}={value:.3g}" if isinstance(value, float) else f"{key}={value}" for key, value in more.items()
    )
    print(
        f"  {bench}: {peer}: {row['median']:.4g} {unit} [{row['min']:.4g} … {row['max']:.4g}] {told}",
        flush=True,
    )


def table(figures: Sequence[Figure]) -> str:
    """The figures as one Markdown table: what | must | aim | ours | floor | ratio | verdict."""
    lines = [
        "| what | must | aim | ours | floor | judged | verdict |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for one in figures:
        goal, sign = one.goal, "≥" if one.goal.at_least else "≤"
        unit = "" if goal.unit == "×" else f" {goal.unit}"
        must, aim = (f"{sign} {limit:g}{unit}" for limit in (goal.must, goal.aim))
        judged = f"{one.judged:.3g}{unit or ' ×'}"
        cells = (goal.what, must, aim, one.ours, one.floor, judged, goal.verdict(one.judged))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
