"""One result of a forward function, compared with the torch reference in the general case."""

from grader.judge.checks.planned import Finding, PlannedCheck, plan
from grader.judge.declaration import GENERAL, Assignment, Function, Pair
from grader.judge.evidence import Evidence
from grader.judge.sizes import describe
from grader.judge.wording import write_error

KIND = "values"


def plan_checks(assignment: Assignment, pair: Pair, function: Function) -> list[PlannedCheck]:
    if function.gradient_of is not None:
        return []
    tolerance = assignment.tolerances.float64
    return [
        plan(
            assignment,
            function,
            kind=KIND,
            subject=result.name,
            title=f"Value of {result.name}",
            expectation=(
                f"`{result.name}`, of shape {describe(result.shape)}, equals the reference on random inputs "
                f"to a relative error of {write_error(tolerance)}."
            ),
        )
        for result in function.judged
    ]


def judge(planned: PlannedCheck, evidence: Evidence, function: Function) -> Finding:
    judgement = evidence.general.judgements[function.name][planned.subject]
    share = evidence.weigh(judgement)
    return Finding(
        verdict="PARTIAL" if 0 < share < 1 else judgement.verdict,
        message=f"{judgement.message} {judgement.note}".strip(),
        share=share,
        error=judgement.error,
        tolerance=judgement.tolerance,
        errors={planned.subject: judgement.error},
        line=judgement.line,
        wrong=() if judgement.right and not evidence.accepted else ((GENERAL.name, planned.subject),),
    )
