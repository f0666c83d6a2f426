"""All gradients of a backward function, held against numerical gradients of the student's own forward function."""

from collections.abc import Sequence
from math import isfinite

from grader.judge.checks.planned import Finding, PlannedCheck, largest, plan
from grader.judge.declaration import Assignment, Function, Pair, Result
from grader.judge.evidence import Evidence
from grader.judge.judgements import Judgement
from grader.judge.wording import write_error

KIND = "numerical"


def plan_checks(assignment: Assignment, pair: Pair, function: Function) -> list[PlannedCheck]:
    if function.gradient_of is None:
        return []
    expectation = (
        f"Every gradient agrees with numerical gradients of your own `{function.gradient_of}`, "
        f"to a relative error of {write_error(assignment.tolerances.numerical)}."
    )
    title = "Numerical gradients"
    return [plan(assignment, function, kind=KIND, subject=KIND, title=title, expectation=expectation)]


def judge(planned: PlannedCheck, evidence: Evidence, function: Function) -> Finding:
    problem = evidence.general.trial.answers[function.name].problem
    if problem is not None:
        return Finding(problem.verdict, problem.message, line=problem.line)
    forward = evidence.general.judgements[evidence.pair.forward.name]
    strayed = [f"`{name}`" for name in forward if name in evidence.general.strays and _was_right(forward[name])]
    if strayed:
        return Finding("WA", f"Nothing can be measured as long as {', '.join(strayed)} is not right everywhere.")
    differing = [result for result in function.judged if _differs(evidence, result)]
    reasons = [_find_fault(evidence, function, result) for result in function.judged if result not in differing]
    faults = [reason for reason in reasons if reason]
    if differing:
        faults.insert(0, _describe_differing(evidence, function, differing))
    lost = len(differing) + sum(bool(reason) for reason in reasons)
    share = (1 - lost / len(function.judged)) * (evidence.accepted.share if evidence.accepted else 1.0)
    agreements = evidence.general.agreements
    errors = {name: agreement.error for name, agreement in agreements.items() if isfinite(agreement.error)}
    return Finding(
        verdict="OK" if share == 1 else "PARTIAL" if share else "WA",
        message=" ".join(faults)
        or f"All gradients agree with numerical gradients of your own `{function.gradient_of}`.",
        share=share,
        error=largest(errors),
        tolerance=evidence.assignment.tolerances.numerical,
        errors=errors,
    )


def _was_right(judgement: Judgement) -> bool:
    return judgement.right or judgement.fault == "strays"


def _differs(evidence: Evidence, result: Result) -> bool:
    agreement = evidence.general.agreements.get(result.name)
    return agreement is not None and agreement.verdict == "differs"


def _describe_differing(evidence: Evidence, function: Function, differing: Sequence[Result]) -> str:
    names = ", ".join(_describe_one(evidence, result) for result in differing)
    verb = "is not the gradient" if len(differing) == 1 else "are not the gradients"
    return f"{names} {verb} of your own `{function.gradient_of}`."


def _describe_one(evidence: Evidence, result: Result) -> str:
    place = evidence.general.places.get(result.name, "")
    error = evidence.general.agreements[result.name].error
    return f"`{result.name}` (relative error {write_error(error)}{', ' if place else ''}{place})"


def _find_fault(evidence: Evidence, function: Function, result: Result) -> str:
    """What is wrong with a gradient that does not differ; one that cannot be measured is judged by autograd."""
    judgement = evidence.general.judgements[function.name][result.name]
    agreement = evidence.general.agreements.get(result.name)
    if agreement is None:
        return judgement.message
    if judgement.right and not judgement.follow_through:
        return ""
    if agreement.flat:
        return f"Your `{function.gradient_of}` does not depend on `{result.of}` at all."
    if agreement.verdict == "unclear":
        reason = f"`{result.name}` could not be measured: your `{function.gradient_of}` is too coarse or not smooth"
        return f"{reason}, and it is not the reference's gradient."
    # It agrees with a forward pass that is too far from what is asked, or earns nothing by the author's choice.
    return "" if judgement.right else f"`{result.name}` counts once your `{function.gradient_of}` is nearer to right."
