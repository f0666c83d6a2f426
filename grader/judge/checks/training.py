"""A training: what its parameters are worth on hidden examples, measured by the judge and not by the student."""

from grader.judge.checks.planned import Finding, PlannedCheck, plan
from grader.judge.declaration import Assignment, Training
from grader.judge.learned import Learned
from grader.judge.points import TRAINING as KIND

_APART = 0.1


def plan_checks(assignment: Assignment) -> list[PlannedCheck]:
    return [
        plan(
            assignment,
            training.function,
            kind=KIND,
            subject=KIND,
            title=training.title,
            expectation=training.expectation,
        )
        for training in assignment.trainings
    ]


def judge(training: Training, learned: Learned) -> Finding:
    """Full marks from the threshold on; from ``least`` on, in proportion."""
    if learned.problem is not None:
        return Finding(learned.problem.verdict, learned.problem.message, line=learned.problem.line)
    share = _share(training, learned.score)
    found = f"On {training.hidden} examples that it never saw it scores {learned.score:.1%}"
    if share >= 1:
        return Finding("OK", f"{found}; {training.threshold:.0%} is asked.", share=1.0)
    return Finding(
        verdict="PARTIAL" if share else "WA",
        message=f"{found}; {training.threshold:.0%} is asked. {_advise(training, learned)}",
        share=share,
    )


def _share(training: Training, score: float) -> float:
    if score >= training.threshold:
        return 1.0
    return max(0.0, score - training.least) / max(training.threshold - training.least, 1e-9)


def _advise(training: Training, learned: Learned) -> str:
    own = f"On the {training.examples} that it was given it scores {learned.own_score:.1%}"
    if learned.own_score < training.threshold:
        return f"{own}: it has not learned those yet. Does the loss go down, and is it given enough steps?"
    if learned.own_score > learned.score + _APART:
        return f"{own}: it has learned them by heart. A smaller network, or fewer epochs, would have to find the rule."
    return f"{own}: a little more of everything."
