"""A check that the author wrote: what was found is worded there, and only handed on here."""

from grader.judge.checks.planned import Finding, PlannedCheck, plan
from grader.judge.declaration import Assignment, Function, Pair
from grader.judge.evidence import Evidence

KIND = "own"


def plan_checks(assignment: Assignment, pair: Pair, function: Function) -> list[PlannedCheck]:
    return [
        plan(assignment, function, kind=KIND, subject=own.name, title=own.title, expectation=own.expectation)
        for own in assignment.own_checks
        if own.function == function.name
    ]


def judge(planned: PlannedCheck, evidence: Evidence, function: Function) -> Finding:
    problem = evidence.own[planned.subject]
    if problem is None:
        return Finding("OK", "As it should be.", share=1.0)
    return Finding(problem.verdict, problem.message, line=problem.line)
