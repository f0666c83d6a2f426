"""Runs the author's own checks: trusted code that asks the student's functions through a narrow door."""

from collections.abc import Mapping

import numpy as np

from grader.judge.answers import read_answer
from grader.judge.comparison import as_array, relative_error, tolerance_for
from grader.judge.declaration import GENERAL, Assignment, AssignmentError, OwnCheck, Pair
from grader.judge.folder_modules import load_own_check
from grader.judge.inputs import draw, stream
from grader.judge.problems import Problem
from grader.judge.trials import Examination
from grader.sandbox import Session, Value


class CallFailedError(Exception):
    """A student's function gave no values; it ends the check that called it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Student:
    """What an own check sees of a submission: ``call`` a function, ``same`` to compare, ``rng`` to draw."""

    def __init__(self, *, examination: Examination, session: Session, rng: np.random.Generator) -> None:
        self.rng = rng
        self._examination = examination
        self._session = session

    def call(self, function: str, *arguments: Value) -> Mapping[str, Value]:
        """Call a declared function with copies of the arguments; its results by name, a cache as a handle."""
        declared = next(each for each in self._examination.assignment.functions if each.name == function)
        hindrance = self._examination.hindrances.get(function)
        if hindrance is not None:
            raise CallFailedError(hindrance)
        outcome = self._examination.ask(self._session, declared, arguments, case=GENERAL)
        answer = read_answer(declared, outcome)
        if answer.problem is not None:
            raise CallFailedError(answer.problem)
        return answer.values

    def same(self, first: Value, second: Value) -> bool:
        """Whether two arrays have one shape and agree to the assignment's tolerance."""
        one, other = as_array(first), as_array(second)
        if one is None or other is None or one.shape != other.shape or "c" in (one.dtype.kind, other.dtype.kind):
            return False
        tolerances = self._examination.assignment.tolerances
        allowed = max(tolerance_for(one.dtype, tolerances), tolerance_for(other.dtype, tolerances))
        return bool(relative_error(one, other) <= allowed)


def run_own_checks(examination: Examination, pair: Pair, *, seed: int) -> dict[str, Problem | None]:
    """The problem that each own check of a pair found, by name; None where all is well."""
    names = {pair.forward.name, pair.backward.name if pair.backward else pair.forward.name}
    checks = [check for check in examination.assignment.own_checks if check.function in names]
    return {check.name: _run(examination, pair, check, seed=seed) for check in checks}


def _run(examination: Examination, pair: Pair, check: OwnCheck, *, seed: int) -> Problem | None:
    assignment: Assignment = examination.assignment
    own = load_own_check(assignment, check.name)
    drawn = draw(assignment, pair, case=GENERAL, seed=seed)
    with examination.open(check.name) as session:
        student = Student(examination=examination, session=session, rng=stream(seed, f"own/{check.name}"))
        try:
            complaint = own(student, drawn)
        except CallFailedError as failed:
            return failed.problem
        except Exception as error:
            reason = f"{check.name} failed: {type(error).__name__}: {error}"
            raise AssignmentError(assignment.folder / "checks.py", reason) from error
    return Problem("WA", complaint) if complaint else None
