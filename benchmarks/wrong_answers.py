"""What a wrong answer costs, as a multiple of a right one: processor time of the judge and all that runs below it.

For every assignment with a corpus of mistakes (tests/grader/mistaken), each is graded several times, after once to
warm up: what is known of an assignment is computed once in a process. The figure is the dearest one's.
"""

import argparse
import json
from collections.abc import Iterator

from benchmarks.grading import processor_ms
from grader.judge import Source, grade, load_assignment, warm
from grader.judge.declaration import Assignment
from grader.sandbox import Sandbox
from tests.grader.mistaken_corpus import MISTAKEN, read_mistaken

SLOT = 46
TIMES, QUICK_TIMES, QUICK_STEP = 10, 4, 5
GOAL = 3.0


def list_mistakes(assignment: Assignment, *, step: int) -> Iterator[tuple[str, str]]:
    found = [(each.name, each.text) for each in read_mistaken() if each.assignment == assignment.slug]
    yield from found[::step]


def cost(assignment: Assignment, text: str, box: Sandbox, *, times: int) -> float:
    """Milliseconds of processor time for one grading."""
    source = Source("submission.py", text)
    grade(assignment=assignment, source=source, seed=0, sandbox=box)
    before = processor_ms()
    for seed in range(1, times + 1):
        grade(assignment=assignment, source=source, seed=seed, sandbox=box)
    return (processor_ms() - before) / times


def measure(slug: str, *, times: int, step: int) -> tuple[float, str]:
    """The dearest mistake of an assignment: how many right answers it costs, and its name."""
    assignment = load_assignment(slug)
    with Sandbox(slot=SLOT, flavour=assignment.flavour) as box:
        right = cost(assignment, (MISTAKEN / f"{slug}.py").read_text(encoding="utf-8"), box, times=2 * times)
        costs = {name: cost(assignment, text, box, times=times) for name, text in list_mistakes(assignment, step=step)}
    dearest = max(costs, key=lambda name: costs[name])
    print(f"{slug:<16}{costs[dearest] / right:>6.2f} times {right:5.1f} ms: {dearest}", flush=True)
    return costs[dearest] / right, dearest


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    warm()
    times, step = (QUICK_TIMES, QUICK_STEP) if options.quick else (TIMES, 1)
    slugs = sorted(path.stem for path in MISTAKEN.glob("*.py"))
    figures = {f"{slug}_ratio": round(measure(slug, times=times, step=step)[0], 2) for slug in slugs}
    goals = dict.fromkeys(figures, GOAL)
    met = all(figure <= GOAL for figure in figures.values())
    print(f"worst {max(figures.values())} (goal: at most {GOAL})")
    if options.json:
        print(json.dumps({"name": "wrong_answers", "figures": figures, "goals": goals, "met": met}))


if __name__ == "__main__":
    main()
