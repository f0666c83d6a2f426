"""What a worker's slot costs in memory, with both flavours and all assignments warm, and whether it grows.

One process grades as a worker does (`grader.bench`), right and wrong answers in turn, and opens a session of the torch
flavour for every tenth. Measured: proportional set size (what is shared counts by share) of the process, its jails and
all in them, after every hundredth of the way; the slope is fitted over the second half, when everything is warm.
"""

import argparse
import json
import os
import sys
from pathlib import Path

import numpy as np

from grader.bench import PLACE_OF_COMMANDS, Bench
from grader.judge import Source, load_assignment, warm
from grader.judge.catalogue import list_slugs
from grader.judge.library import make_ready
from grader.sandbox import Sandbox
from tests.processes import list_descendants

GOALS = {"largest_mb": 700.0, "mb_per_1000": 2.0}
SUBMISSIONS, QUICK_SUBMISSIONS = 5000, 300
SAMPLES = 50
EVERY = 10
TORCH = Source("tensors.py", "import torch\n\ndef double(x):\n    return 2 * x\n")


def measure_mb() -> float:
    """Proportional set size of this process and everything below it."""
    total = 0
    for pid in [os.getpid(), *list_descendants(os.getpid())]:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


def measure(*, number: int) -> dict[str, float]:
    warm()
    for slug in list_slugs():  # an idle worker does so for every assignment that a course has
        make_ready(load_assignment(slug))
    declared = load_assignment("rnn_cell")
    wrong = sorted((declared.folder / "mistakes").glob("*.py"))[:5]
    texts = [declared.solution, declared.starter, *(path.read_text() for path in wrong), "def"]
    bench = Bench(place=PLACE_OF_COMMANDS - 1)
    samples = []
    with Sandbox(flavour="torch", slot=PLACE_OF_COMMANDS * 2 - 3) as tensors:
        for count in range(number):
            source = Source("cell.py", f"{texts[count % len(texts)]}\n# {count}\n")
            bench.judge(reference="rnn_cell", source=source, seed=count)
            if count % EVERY == 0:
                with tensors.open(source=TORCH) as session:
                    session.call(function="double", arguments=(np.ones(3),))
            if count % max(1, number // SAMPLES) == 0:
                samples.append((count, measure_mb()))
        bench.close()
    counts, sizes = np.array(samples[len(samples) // 2 :]).T
    return {
        "submissions": float(number),
        "first_mb": samples[1][1],
        "last_mb": samples[-1][1],
        "largest_mb": max(size for _, size in samples),
        "mb_per_1000": float(np.polyfit(counts, sizes, 1)[0]) * 1000,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--submissions", type=int, default=0)
    options = parser.parse_args()
    number = options.submissions or (QUICK_SUBMISSIONS if options.quick else SUBMISSIONS)
    figures = {name: round(value, 2) for name, value in measure(number=number).items()}
    goals = GOALS if number >= SUBMISSIONS else {"largest_mb": GOALS["largest_mb"]}  # a slope needs a long way
    met = all(figures[name] <= goal for name, goal in goals.items())
    for name, value in figures.items():
        print(f"{name:<22}{value:>10}{f'   (goal: at most {goals[name]:g})' if name in goals else ''}")
    if options.json:
        print(json.dumps({"name": "memory", "figures": figures, "goals": goals, "met": met}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
