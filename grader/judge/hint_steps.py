"""Reads from which attempt on each hint is shown: first where, then what, then how."""

from grader.judge.hints import HintSteps
from grader.judge.tables import Table

MOST = 99


def read_hint_steps(table: Table) -> HintSteps:
    """Read ``[hints]``: a number of attempts, or false for never."""
    found = {}
    for step, usual in (("where", HintSteps.where), ("what", HintSteps.what), ("how", HintSteps.how)):
        value = table.get(step)
        if value is not None and value is not False and (type(value) is not int or not 0 <= value <= MOST):
            raise table.fail(f"{step} is the attempt with which this hint comes, 1 to {MOST}, or false; not {value!r}")
        found[step] = usual if value is None else int(value)
    table.close()
    return HintSteps(**found)
