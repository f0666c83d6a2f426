"""The same call twice in one process gives the same answer: nothing is carried over in globals, nothing is random."""

import numpy as np

from grader.judge.checks.planned import Finding, PlannedCheck, largest, plan
from grader.judge.comparison import relative_error
from grader.judge.declaration import Assignment, Function, Pair
from grader.judge.evidence import Evidence
from grader.judge.judgements import Judgement

KIND = "repeat"


def plan_checks(assignment: Assignment, pair: Pair, function: Function) -> list[PlannedCheck]:
    expectation = f"`{function.name}`, called twice with the same arguments, gives the same right answer twice."
    return [plan(assignment, function, kind=KIND, subject=KIND, title="The same answer twice", expectation=expectation)]


def judge(planned: PlannedCheck, evidence: Evidence, function: Function) -> Finding:
    """It counts for the results that are right the first time, so that nothing is earned by being wrong twice."""
    case = evidence.general
    answers = [case.trial.answers[function.name], case.trial.again.get(function.name)]
    problem = next((answer.problem for answer in answers if answer is not None and answer.problem is not None), None)
    if problem is not None:
        again = "Called a second time: " if answers[0] is not None and answers[0].problem is None else ""
        return Finding(problem.verdict, f"{again}{problem.message}", line=problem.line)
    if function.name not in case.again:
        return Finding("NORES", f"`{function.name}` could not be called a second time: the program had ended.")
    first, second = case.judgements[function.name], case.again[function.name]
    errors = {name: _difference(first[name], second[name]) for name in first}
    stable = {
        name: error is not None and error <= evidence.assignment.tolerances.float64 for name, error in errors.items()
    }
    share = sum(evidence.weigh(first[name]) for name in first if stable[name]) / len(first)
    unstable = [f"`{name}`" for name in first if not stable[name] and first[name].value is not None]
    unread = [f"`{name}`" for name in first if not stable[name] and first[name].value is None]
    message = "Both calls gave the same."
    if unread:
        message = f"{', '.join(unread)} cannot be compared with a second call. What is returned is no array of numbers."
    elif unstable:
        message = (
            f"The second call gave another {', '.join(unstable)} for the same arguments. "
            "Does something stay in a global variable, or is something random?"
        )
    elif share < 1:
        message = "Both calls gave the same; it counts for the results that are right."
    return Finding(
        verdict="PARTIAL" if 0 < share < 1 else "OK" if share else "WA",
        message=message,
        share=share,
        error=largest(errors),
        tolerance=evidence.assignment.tolerances.float64,
        errors=errors,
    )


def _difference(first: Judgement, second: Judgement) -> float | None:
    """Relative difference of two answers; None where they cannot be compared."""
    if first.value is None or second.value is None or first.value.shape != second.value.shape:
        return None
    error = relative_error(*(np.stack([value.real, value.imag]) for value in (first.value, second.value)))
    return error if error == error else None
