"""A function that reads a sequence in pieces needs no more memory for a longer one."""

from grader.judge.checks.planned import Finding, PlannedCheck, plan
from grader.judge.declaration import Assignment, Function, Pair
from grader.judge.evidence import Evidence
from grader.judge.memory import MEMORY, Footprint

KIND = MEMORY
_NEAR = 0.1
_KILOBYTE = 1000


def plan_checks(assignment: Assignment, pair: Pair, function: Function) -> list[PlannedCheck]:
    if not function.constant_memory:
        return []
    expectation = (
        "While a long sequence is read piece by piece, the memory of the program does not grow; "
        "the operating system counts it."
    )
    title = "Constant memory"
    return [plan(assignment, function, kind=KIND, subject=MEMORY, title=title, expectation=expectation)]


def judge(planned: PlannedCheck, evidence: Evidence, function: Function) -> Finding:
    found = evidence.memory
    if found is None:
        first = evidence.general.trial.answers[function.name].problem
        if first is not None:
            return Finding(first.verdict, first.message, line=first.line)
        return Finding("WA", f"Counts once `{function.name}` is right, at once and piece by piece.")
    if found.problem is not None:
        return Finding(found.problem.verdict, found.problem.message, line=found.problem.line)
    if found.grows:
        message = f"With every step that `{function.name}` reads, the program needs {_describe(found)}."
        return Finding("MLE", f"{message} What the future needs of the past must not grow.", wrong=((MEMORY, MEMORY),))
    return Finding("OK", "The memory did not grow with the length of the sequence.", share=1.0)


def _describe(found: Footprint) -> str:
    name = min(found.step, key=lambda each: abs(found.step[each] - found.kept))
    more = f"about {found.kept / _KILOBYTE:.0f} kB more"
    return (
        f"{more}: as much as one step of `{name}`" if abs(found.step[name] - found.kept) <= _NEAR * found.kept else more
    )
