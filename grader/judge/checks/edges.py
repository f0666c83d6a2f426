"""A function at an edge: a batch of one, square weights, zeros, large inputs, and what the author declares."""

from grader.judge.checks.planned import Finding, PlannedCheck, largest, plan
from grader.judge.declaration import Assignment, Function, Pair
from grader.judge.evidence import Evidence

KIND = "edge"
_MOST_REASONS = 3


def plan_checks(assignment: Assignment, pair: Pair, function: Function) -> list[PlannedCheck]:
    return [
        plan(
            assignment,
            function,
            kind=KIND,
            subject=case.name,
            title=case.title,
            expectation=f"{case.title}: every result that is right in general is right here, too.",
        )
        for case in assignment.edges
    ]


def judge(planned: PlannedCheck, evidence: Evidence, function: Function) -> Finding:
    """An edge counts for the results that are right in general, so that nothing is earned by being zero at zero."""
    case = evidence.cases[planned.subject]
    here, general = case.judgements[function.name], evidence.general.judgements[function.name]
    problem = case.trial.answers[function.name].problem
    if problem is not None:
        return Finding(problem.verdict, problem.message, line=problem.line)
    broken = [name for name in here if general[name].right and not here[name].right]
    waiting = [name for name in here if not general[name].right]
    weights = [evidence.weigh(general[name], here[name]) for name in here]
    share = sum(weights) / len(weights)
    reasons = [here[name].message for name in broken[:_MOST_REASONS]]
    if waiting:
        reasons.append(f"Counts for {', '.join(f'`{name}`' for name in waiting)} once right in general.")
    errors = {name: judgement.error for name, judgement in here.items()}
    first = here[broken[0]] if broken else general[waiting[0]] if waiting else None
    return Finding(
        verdict="PARTIAL" if 0 < share < 1 else "OK" if first is None else first.verdict,
        message=" ".join(reasons) or "Right here, too.",
        share=share,
        error=largest(errors),
        tolerance=largest({name: judgement.tolerance for name, judgement in here.items()}),
        errors=errors,
        follow_through=any(here[name].follow_through for name in here),
        wrong=tuple((planned.subject, name) for name in broken),
    )
