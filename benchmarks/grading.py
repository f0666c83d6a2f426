"""What a verdict costs, beside the same checks without any isolation and in a fresh interpreter for each submission.

Two jobs. *lean*: what the judge really runs for a right `rnn_cell`. *heavy*: one LSTM step and a sequence of 8
(N=4 D=5 H=6), every element of every argument checked by central differences: about 1,650 forward calls. Measured, one
round of all after the other, medians over the rounds:

    floor        the student's functions called in the judge's own warm process
    real         the real path, sandbox included
    queue        (lean) through Redis, Celery and the database: `benchmarks.pipeline`, in a process of its own
    fresh        a fresh interpreter with numpy under bubblewrap for every submission
    fresh_torch  the same with torch imported, as peers do

Wall time, and processor time of this process and all below it (the jail's, too), both in milliseconds.
"""

import argparse
import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, cast

from benchmarks.floor import HEAVY, LEAN, Floor, run_heavy
from grader.judge import grade, load_assignment, warm
from grader.sandbox import Limits, Sandbox

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = {"lean": (40, 5), "heavy": (9, 2)}
FRESH_ROUNDS = {"lean": (9, 1), "heavy": (9, 1)}
SECONDS_OF_RATE = (6.0, 1.5)
SLOT = 46
GOALS = {
    "heavy_cpu_ratio": 1.10,
    "lean_over_floor_ms": 10.0,
    "lean_per_second": 150.0,
    "lean_queue_per_second": 80.0,
    "lean_queue_over_real_ms": 25.0,
}
AT_LEAST = frozenset({"lean_per_second", "lean_queue_per_second"})
BUBBLEWRAP = (
    *("bwrap", "--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--ro-bind", "/", "/", "--dev", "/dev"),
    *("--proc", "/proc", "--tmpfs", "/run", "--setenv", "OMP_NUM_THREADS", "1"),
)


def run(job: str, box: Sandbox, seed: int) -> None:
    """Grade once; anything but full marks is an error of the benchmark."""
    if job == "heavy":
        with box.open(source=HEAVY, limits=Limits(), seed=None) as session:
            run_heavy(session, seed)
        return
    report = grade(assignment=load_assignment("rnn_cell"), source=LEAN, seed=seed, sandbox=box)
    if report.verdict != "OK":
        raise RuntimeError(report.message)


def tree(pid: int) -> Iterator[int]:
    """A process and all below it."""
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return
    for child in children:
        yield from tree(int(child))


def processor_ms() -> float:
    """User and system time of this process, of what lives below it, and of what has ended and been waited for."""
    ticks = 0
    for pid in tree(os.getpid()):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except FileNotFoundError:
            continue
        ticks += sum(int(field) for field in fields[11:15])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


class Tally:
    """Wall and processor time of every way to do a job. Processor time comes in ticks, so it is summed, not sampled."""

    def __init__(self) -> None:
        self.wall: dict[str, list[float]] = {}
        self.cpu: dict[str, float] = {}

    def time(self, way: str, work: Callable[[], float | None], *, times: int = 1) -> None:
        before = processor_ms()
        for _ in range(times):
            begun = time.perf_counter()
            elsewhere = work() or 0.0
            self.cpu[way] = self.cpu.get(way, 0.0) + elsewhere
            self.wall.setdefault(way, []).append((time.perf_counter() - begun) * 1000)
        self.cpu[way] += processor_ms() - before

    def figures(self, job: str) -> dict[str, float]:
        found = {}
        for way, times in self.wall.items():
            found[f"{job}_{way}_wall_ms"] = statistics.median(times)
            found[f"{job}_{way}_cpu_ms"] = self.cpu[way] / len(times)
        return found


def measure_job(job: str, box: Sandbox, *, rounds: int, fresh_rounds: int, tape: Path) -> dict[str, float]:
    floor = cast("Sandbox", Floor())
    for seed in range(3):
        run(job, floor, seed)
        run(job, box, seed)
    tally = Tally()
    several = 10 if job == "lean" else 1  # a tick of the processor clock is 10 ms
    for number in range(rounds):
        tally.time("floor", partial(run, job, floor, number), times=several)
        tally.time("real", partial(run, job, box, number), times=several)
        if number < fresh_rounds:
            for way, flavour in (("fresh", "numpy"), ("fresh_torch", "torch")):
                command = [*BUBBLEWRAP, sys.executable, "-m", "benchmarks.floor", job, str(tape), flavour]
                tally.time(way, partial(_spawn, command))
    return tally.figures(job)


def _spawn(command: Sequence[str]) -> float:
    return float(subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE).stdout)


def _grade_for(seconds: float, slot: int, start: Any, done: Any) -> None:
    warm()
    with Sandbox(slot=slot) as box:
        for seed in range(3):
            run("lean", box, seed)
        start.wait()
        finish, count = time.monotonic() + seconds, 0
        while time.monotonic() < finish:
            run("lean", box, count)
            count += 1
        done.put(count)


def measure_rate(seconds: float) -> dict[str, float]:
    """Lean grades a second with as many processes as two cores carry."""
    context = get_context("spawn")
    start, done = context.Barrier(2), context.Queue()
    workers = [context.Process(target=_grade_for, args=(seconds, slot, start, done)) for slot in (SLOT + 1, SLOT + 2)]
    for worker in workers:
        worker.start()
    counts = [done.get(timeout=120) for _ in workers]
    for worker in workers:
        worker.join()
    return {"lean_per_second": sum(counts) / seconds}


def measure_queue(*, quick: bool) -> dict[str, float]:
    """The real path with queue and database around it."""
    command = [sys.executable, "-m", "benchmarks.pipeline", "--json", *(["--quick"] if quick else [])]
    done = subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.PIPE)
    figures = json.loads(done.stdout.splitlines()[-1])["figures"]
    return {
        "lean_queue_wall_ms": figures["stored_after_ms"],
        "lean_queue_over_real_ms": figures["over_judge_ms"],
        "lean_queue_per_second": figures["per_second"],
    }


def measure(*, quick: bool) -> dict[str, float]:
    warm()
    tape: list[Any] = []
    run("lean", cast("Sandbox", Floor(tape)), 1)
    with tempfile.NamedTemporaryFile() as file, Sandbox(slot=SLOT) as box:
        file.write(pickle.dumps(tape))
        file.flush()
        Path(file.name).chmod(0o644)
        figures: dict[str, float] = {"load_before": os.getloadavg()[0]}
        for job in ("lean", "heavy"):
            rounds, fresh = ROUNDS[job][quick], FRESH_ROUNDS[job][quick]
            figures |= measure_job(job, box, rounds=rounds, fresh_rounds=fresh, tape=Path(file.name))
    figures |= measure_rate(SECONDS_OF_RATE[quick])
    figures |= measure_queue(quick=quick)
    for way in ("real", "fresh", "fresh_torch"):
        for job in ("lean", "heavy"):
            figures[f"{job}_{way}_cpu_ratio"] = figures[f"{job}_{way}_cpu_ms"] / figures[f"{job}_floor_cpu_ms"]
    figures["heavy_cpu_ratio"] = figures.pop("heavy_real_cpu_ratio")
    figures["lean_per_second_by_cpu"] = 2000 / figures["lean_real_cpu_ms"]  # what two idle cores could carry
    figures["lean_over_floor_ms"] = figures["lean_real_wall_ms"] - figures["lean_floor_wall_ms"]
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    figures = {name: round(value, 2) for name, value in measure(quick=options.quick).items()}
    met = all(figures[name] >= goal if name in AT_LEAST else figures[name] <= goal for name, goal in GOALS.items())
    for name, value in figures.items():
        words = "at least" if name in AT_LEAST else "at most"
        goal = f"   (goal: {words} {GOALS[name]:g})" if name in GOALS else ""
        print(f"{name:<28}{value:>10}{goal}")
    if options.json:
        print(json.dumps({"name": "grading", "figures": figures, "goals": GOALS, "met": met}))


if __name__ == "__main__":
    main()
