"""Runs the author's own checks: trusted code that asks the student's functions through a narrow door."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from grader.judge.answers import Answer, read_answer
from grader.judge.comparison import as_array, relative_error, tolerance_for
from grader.judge.declaration import GENERAL, Assignment, AssignmentError, Function, OwnCheck, Pair
from grader.judge.folder_modules import load_own_check
from grader.judge.inputs import draw, stream
from grader.judge.problems import Problem
from grader.judge.trials import Examination
from grader.sandbox import Value


class CallFailedError(Exception):
    """A student's function gave no values; it ends the check that called it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


Ask = Callable[[Function, Sequence[Value]], Answer]


class Student:
    """What an own check sees of a submission: ``call`` a function, ``same`` to compare, ``rng`` to draw."""

    def __init__(self, *, assignment: Assignment, ask: Ask, rng: np.random.Generator) -> None:
        self.rng = rng
        self._assignment = assignment
        self._ask = ask

    def call(self, function: str, *arguments: Value) -> Mapping[str, Value]:
        """Call a declared function with copies of the arguments; its results by name, a cache as a handle."""
        declared = next(each for each in self._assignment.functions if each.name == function)
        answer = self._ask(declared, arguments)
        if answer.problem is not None:
            raise CallFailedError(answer.problem)
        return answer.values

    def same(self, first: Value, second: Value) -> bool:
        """Whether two arrays have one shape and agree to the assignment's tolerance."""
        one, other = as_array(first), as_array(second)
        if one is None or other is None or one.shape != other.shape or "c" in (one.dtype.kind, other.dtype.kind):
            return False
        tolerances = self._assignment.tolerances
        allowed = max(tolerance_for(one.dtype, tolerances), tolerance_for(other.dtype, tolerances))
        return bool(relative_error(one, other) <= allowed)


def list_own_checks(assignment: Assignment, pair: Pair) -> list[OwnCheck]:
    names = {pair.forward.name, pair.backward.name if pair.backward else pair.forward.name}
    return [check for check in assignment.own_checks if check.function in names]


def run_own_checks(examination: Examination, pair: Pair, *, seed: int) -> dict[str, Problem | None]:
    """The problem that each own check of a pair found, by name; None where all is well."""
    checks = list_own_checks(examination.assignment, pair)
    return {check.name: _run(examination, pair, check, seed=seed) for check in checks}


def _run(examination: Examination, pair: Pair, check: OwnCheck, *, seed: int) -> Problem | None:
    with examination.open(check.name) as session:

        def ask(function: Function, arguments: Sequence[Value]) -> Answer:
            hindrance = examination.hindrances.get(function.name)
            if hindrance is not None:
                return Answer(problem=hindrance)
            return read_answer(function, examination.ask(session, function, arguments, case=GENERAL))

        return find_complaint(examination.assignment, pair, check, ask=ask, seed=seed)


def find_complaint(assignment: Assignment, pair: Pair, check: OwnCheck, *, ask: Ask, seed: int) -> Problem | None:
    """What an own check says to whoever answers ``ask``; raises AssignmentError where the check itself fails."""
    own = load_own_check(assignment, check.name)
    drawn = draw(assignment, pair, case=GENERAL, seed=seed)
    student = Student(assignment=assignment, ask=ask, rng=stream(seed, f"own/{check.name}"))
    try:
        complaint = own(student, drawn)
    except CallFailedError as failed:
        return failed.problem
    except Exception as error:
        reason = f"{check.name} failed: {type(error).__name__}: {error}"
        raise AssignmentError(assignment.folder / "checks.py", reason) from error
    return Problem("WA", complaint) if complaint else None
