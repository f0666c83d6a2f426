"""All gradients of a backward function, held against numerical gradients of the student's own forward function."""

from grader.judge.checks.planned import Finding, PlannedCheck, largest, plan
from grader.judge.declaration import Assignment, Function, Pair, Result
from grader.judge.evidence import Evidence

KIND = "numerical"


def plan_checks(assignment: Assignment, pair: Pair, function: Function) -> list[PlannedCheck]:
    if function.gradient_of is None:
        return []
    expectation = (
        f"Every gradient agrees with numerical gradients of your own `{function.gradient_of}`, "
        f"to a relative error of {assignment.tolerances.numerical:.0e}."
    )
    title = "Numerical gradients"
    return [plan(assignment, function, kind=KIND, subject=KIND, title=title, expectation=expectation)]


def judge(planned: PlannedCheck, evidence: Evidence, function: Function) -> Finding:
    problem = evidence.general.trial.answers[function.name].problem
    if problem is not None:
        return Finding(problem.verdict, problem.message, line=problem.line)
    reasons = {result.name: _find_fault(evidence, function, result) for result in function.judged}
    faults = [reason for reason in reasons.values() if reason]
    agreements = evidence.general.agreements
    errors = {name: agreement.error for name, agreement in agreements.items() if agreement.error == agreement.error}
    share = (len(reasons) - len(faults)) / len(reasons)
    message = " ".join(faults)
    if not faults:
        message = f"All gradients agree with numerical gradients of your own `{function.gradient_of}`."
    return Finding(
        verdict="OK" if not faults else "PARTIAL" if share else "WA",
        message=message,
        share=share,
        error=largest(errors),
        tolerance=evidence.assignment.tolerances.numerical,
        errors=errors,
    )


def _find_fault(evidence: Evidence, function: Function, result: Result) -> str:
    """What is wrong with one gradient, empty if nothing: a gradient that cannot be measured is judged by autograd."""
    judgement = evidence.general.judgements[function.name][result.name]
    agreement = evidence.general.agreements.get(result.name)
    if agreement is None:
        return judgement.message
    right = judgement.right and not judgement.follow_through
    if agreement.verdict == "differs":
        place = evidence.general.places.get(result.name, "")
        where = f", {place}" if place else ""
        return (
            f"`{result.name}` is not the gradient of your own `{function.gradient_of}` "
            f"(relative error {agreement.error:.1e}{where})."
        )
    if agreement.flat and not right:
        return f"Your `{function.gradient_of}` does not depend on `{result.of}` at all."
    if agreement.verdict == "unclear" and not right:
        reason = f"`{result.name}` could not be measured: your `{function.gradient_of}` is too coarse or not smooth"
        return f"{reason}, and it is not the reference's gradient."
    return ""
