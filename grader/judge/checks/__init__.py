"""The kinds of checks, each a module with ``KIND``, ``plan_checks`` and ``judge``, in the order students read."""

from types import ModuleType

from grader.judge.checks import backward, edges, interface, memory, numerical, own, pieces, repeat, training, values
from grader.judge.checks.planned import Finding, PlannedCheck
from grader.judge.declaration import Assignment, Function
from grader.judge.evidence import Evidence

__all__ = ["KINDS", "Finding", "PlannedCheck", "judge", "judge_training", "plan_checks"]

KINDS: tuple[ModuleType, ...] = (interface, values, backward, numerical, edges, pieces, memory, own, repeat)
judge_training = training.judge
_BY_NAME = {module.KIND: module for module in KINDS}


_PLANS: dict[str, tuple[Assignment, tuple[PlannedCheck, ...]]] = {}


def plan_checks(assignment: Assignment) -> tuple[PlannedCheck, ...]:
    """Every check of an assignment with its points, before anything runs; needs neither torch nor a sandbox.

    Worked out once for an assignment as it was read: of what is asked of every verdict it is the same for all.
    """
    known, plan = _PLANS.get(assignment.hash, (None, ()))
    if known is not assignment:
        plan = _plan(assignment)
        _PLANS[assignment.hash] = assignment, plan
    return plan


def _plan(assignment: Assignment) -> tuple[PlannedCheck, ...]:
    of_pairs = (
        check
        for pair in assignment.pairs
        for function in (pair.forward, pair.backward)
        if function is not None
        for kind in KINDS
        for check in kind.plan_checks(assignment, pair, function)
    )
    return (*of_pairs, *training.plan_checks(assignment))


def judge(planned: PlannedCheck, evidence: Evidence, function: Function) -> Finding:
    """What a planned check finds in the evidence."""
    finding: Finding = _BY_NAME[planned.kind].judge(planned, evidence, function)
    return finding
