"""The function is there, takes the declared arguments, and returns what is asked in the asked shapes."""

from grader.judge.checks.planned import Finding, PlannedCheck, plan
from grader.judge.declaration import Assignment, Function, Pair
from grader.judge.evidence import Evidence
from grader.judge.judgements import has_extra_axis
from grader.judge.sizes import describe

KIND = "interface"


def plan_checks(assignment: Assignment, pair: Pair, function: Function) -> list[PlannedCheck]:
    shapes = ", ".join(f"`{result.name}` {describe(result.shape)}" for result in function.judged)
    expectation = f"`{function.signature}` can be called and returns {shapes}."
    if not function.calls:
        expectation = f"The gradients of `{function.gradient_of}` have the asked shapes: {shapes}."
    return [plan(assignment, function, kind=KIND, subject=KIND, title="Interface", expectation=expectation)]


def judge(planned: PlannedCheck, evidence: Evidence, function: Function) -> Finding:
    case = evidence.general
    judgements = case.judgements[function.name]
    problem = case.trial.answers[function.name].problem
    if problem is not None:
        return Finding(problem.verdict, problem.message, line=problem.line)
    faults = [judgement for judgement in judgements.values() if judgement.fault in {"type", "shape", "dtype"}]
    messages = [judgement.message for judgement in faults]
    if evidence.assignment.vectors == "interface":
        given = case.trial.answers[function.name].values
        extra = [each for each in function.judged if has_extra_axis(case.trial, each, given[each.name])]
        messages += [judgements[result.name].note for result in extra if judgements[result.name].note]
    if messages:
        verdict = faults[0].verdict if faults else "WA"
        return Finding(verdict, " ".join(messages))
    notes = " ".join(judgement.note for judgement in judgements.values() if judgement.note)
    return Finding("OK", f"Callable, and every result has the asked shape. {notes}".strip(), share=1.0)
