"""How soon a loop is ended after its limit, and what it costs the rest of a submission.

*Ended*: several kinds of loops, each in a process of its own, one after the other. By the program's own processor time,
which is what its limit counts and which a busy machine does not stretch; and on the clock, which on an idle machine is
the same. A program that sleeps uses none; it is ended on the clock alone.

*Costs*: the model answer of `rnn_cell` with an endless loop in one place at a time. `checks_lost_beyond_own` counts the
checks that fail although the loop is not theirs.
"""

import argparse
import json
import os
import statistics
import time
from dataclasses import replace

from grader.judge import Assignment, Report, grade, load_assignment, warm
from grader.sandbox import Limits, Sandbox, Source, TimedOut

GOALS = {"over_limit_cpu_ms": 50.0, "over_limit_wall_ms": 50.0, "checks_lost_beyond_own": 0.0}
SLOT = 44
LIMIT_S, PATIENCE = 0.2, 2.0
TIMES, QUICK_TIMES = 20, 5

PLAIN = "def f():\n    while True:\n        pass\n"
LOOPS = {
    "python": PLAIN,
    "multiplying_matrices": "import numpy as np\ndef f(a=np.ones((500, 500))):\n    while True:\n        a @ a\n",
    "one_call_into_c": "import re\ndef f():\n    re.match(r'(a+)+$', 'a' * 60 + 'b')\n",
    "catching_everything": (
        "def f():\n    while True:\n        try:\n            f()\n        except BaseException:\n            pass\n"
    ),
    "threads": f"import threading\n{PLAIN}\ndef g():\n    threading.Thread(target=f).start()\n    f()\n",
    "printing": "def f():\n    while True:\n        print(end='')\n",
    "sleeping": "import time\ndef f():\n    time.sleep(60)\n",
}

LOOP = "    while {}:\n        pass\n"
FORWARD, BACKWARD = "rnn_cell_forward", "rnn_cell_backward"
EDGE = "batch_of_one"
# Where the loop stands, when it is entered, and how the names of the checks begin that are its own.
PLACES = {
    "backward": (BACKWARD, "True", (f"{BACKWARD}.",)),
    "one_edge_of_forward": (FORWARD, "len(x) == 1", (f"{FORWARD}.{EDGE}", f"{BACKWARD}.{EDGE}")),
    "one_edge_of_backward": (BACKWARD, "len(dh) == 1", (f"{BACKWARD}.{EDGE}",)),
}


def measure_endings(box: Sandbox, *, times: int) -> dict[str, float]:
    """Milliseconds over the limit: the median of each kind, and the slowest kind's."""
    figures, by_cpu, by_clock = {}, [], []
    for kind, text in LOOPS.items():
        cpu, wall = [], []
        asleep = kind == "sleeping"
        limits = Limits(call_s=LIMIT_S, patience=PATIENCE if asleep else 20.0)
        for _ in range(times):
            with box.open(source=Source("loop.py", text), limits=limits) as session:
                begun = time.perf_counter()
                outcome = session.call(function="g" if "def g" in text else "f", arguments=())
                elapsed = time.perf_counter() - begun
                if not isinstance(outcome, TimedOut) or session.report is None:
                    raise RuntimeError(f"{kind}: {outcome}")
                used = session.report.user_s + session.report.system_s
            cpu.append((used - (0.0 if asleep else LIMIT_S)) * 1000)
            wall.append((elapsed - LIMIT_S * (PATIENCE if asleep else 1.0)) * 1000)
        figures[f"{kind}_wall_ms"] = statistics.median(wall)
        by_cpu.append(statistics.median(cpu))
        by_clock.append(statistics.median(wall))
    return {**figures, "over_limit_cpu_ms": max(by_cpu), "over_limit_wall_ms": max(by_clock)}


def measure_costs(box: Sandbox) -> dict[str, float]:
    """Grade the model answer with one loop; what it lost, and how long the verdict took."""
    declared = load_assignment("rnn_cell")
    limited = replace(declared, limits=replace(declared.limits, call_s=LIMIT_S))
    figures, beyond = {}, 0
    for place, (function, condition, own) in PLACES.items():
        report, seconds = _grade_with(limited, function, LOOP.format(condition), box)
        lost = [check.name for check in report.checks if check.verdict != "OK"]
        if not lost:
            raise RuntimeError(f"a loop in {place} cost nothing")
        beyond += sum(not name.startswith(own) for name in lost)
        figures[f"loop_in_{place}_verdict_s"] = seconds
    return {**figures, "checks_lost_beyond_own": float(beyond)}


def _grade_with(assignment: Assignment, function: str, loop: str, box: Sandbox) -> tuple[Report, float]:
    head, _, rest = assignment.solution.partition(f"def {function}(")
    signature, _, body = rest.partition(":\n")
    source = Source("loop.py", f"{head}def {function}({signature}:\n{loop}{body}")
    begun = time.perf_counter()
    return grade(assignment=assignment, source=source, seed=1, sandbox=box), time.perf_counter() - begun


def measure(*, times: int) -> dict[str, float]:
    warm()
    with Sandbox(slot=SLOT) as box:
        load = os.getloadavg()[0]
        return {"load_before": load, **measure_endings(box, times=times), **measure_costs(box)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    measured = measure(times=QUICK_TIMES if options.quick else TIMES)
    figures = {name: round(value, 2) for name, value in measured.items()}
    met = all(figures[name] <= goal for name, goal in GOALS.items())
    for name, value in figures.items():
        print(f"{name:<38}{value:>10}{f'   (goal: at most {GOALS[name]:g})' if name in GOALS else ''}")
    if options.json:
        print(json.dumps({"name": "limits", "figures": figures, "goals": GOALS, "met": met}))


if __name__ == "__main__":
    main()
