"""Judges every result of one function in one case: right, wrong and by how much, or not there at all and why."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy.typing as npt

from grader.judge.answers import Answer
from grader.judge.comparison import FLOOR, as_array, compare, is_vector_with_extra_axis
from grader.judge.declaration import Assignment, Case, Function, Result
from grader.judge.gradients import Agreement
from grader.judge.tried import Trial


@dataclass(frozen=True)
class Judgement:
    """One result. ``value`` is what was returned, where it was an array; ``fault`` as in ``comparison``."""

    verdict: str
    message: str
    error: float | None = None
    tolerance: float | None = None
    note: str = ""
    line: int | None = None
    fault: str | None = None
    value: npt.NDArray[Any] | None = None
    follow_through: bool = False

    @property
    def right(self) -> bool:
        return self.verdict == "OK"

    @property
    def comparable(self) -> bool:
        """Whether there are finite numbers in the asked shape, right or wrong."""
        return self.value is not None and self.fault in {None, "values"}


Judgements = Mapping[str, Judgement]


def judge_answer(assignment: Assignment, function: Function, trial: Trial, answer: Answer) -> dict[str, Judgement]:
    """Judge every result of an answer, by name."""
    if answer.problem is not None:
        problem = answer.problem
        missing = Judgement(problem.verdict, problem.message, line=problem.line)
        return {result.name: missing for result in function.judged}
    return {result.name: _judge(assignment, result, trial, answer.values[result.name]) for result in function.judged}


def floor_of(case: Case, result: Result) -> float:
    """Below which size values are compared absolutely.

    Where inputs are large, units saturate and the gradients that are left are rounding, as large as the inputs times
    the rounding of the activations; so gradients are then compared relative to the inputs' size.
    """
    return case.magnitude if result.kind == "gradient" and case.magnitude > 1 else FLOOR


def follow_through(
    judgement: Judgement, agreement: Agreement, *, result: Result, forward: str, at_an_edge: bool, is_plausible: bool
) -> Judgement:
    """A wrong gradient that is the true gradient of the student's own wrong forward pass.

    It earns its marks only if the forward pass is near what is asked (``plausibility``): not if it is easier.
    In general it has to be measured sharply, and not be the zero of a function that ignores its argument. An edge,
    where units saturate and nothing may be left to measure, only must not speak against it.
    """
    follows = agreement.verdict != "differs" if at_an_edge else agreement.verdict == "agrees" and not agreement.flat
    if judgement.right or judgement.fault != "values" or not follows:
        return judgement
    if not is_plausible:
        reason = (
            f"{judgement.message} It is the true gradient of your own `{forward}`, but that is too far from what is "
            "asked for this gradient to earn marks. Begin with the forward pass."
        )
        return judgement if at_an_edge else replace(judgement, message=reason)
    message = (
        f"Follow-through: `{result.name}` is the true gradient of your own `{forward}`, so it earns its marks although "
        "the forward pass is not right yet. It will be right once that is."
    )
    return replace(judgement, verdict="OK", message=message, error=agreement.error, follow_through=True)


def mark_strays(judgements: Judgements, strays: Mapping[str, float | None]) -> dict[str, Judgement]:
    """Results that are right in the general case, but not for every other input of its kind."""
    marked = dict(judgements)
    for name, error in strays.items():
        if marked[name].right:
            reason = (
                f"`{name}` is right for one input and wrong for others of the same kind. "
                "Does it depend on earlier calls, or on particular numbers?"
            )
            marked[name] = replace(marked[name], verdict="WA", message=reason, error=error, note="", fault="strays")
    return marked


def _judge(assignment: Assignment, result: Result, trial: Trial, value: object) -> Judgement:
    expected = trial.truth.of(result)
    compared = compare(
        value,
        expected,
        name=result.name,
        shape=result.shape,
        tolerances=assignment.tolerances,
        floor=floor_of(trial.drawn.case, result),
        lenient_vector=True,
        whole=result.whole,
    )
    verdict = "OK" if compared.right else "IFE" if compared.fault == "type" else "WA"
    array = as_array(value)
    if array is not None and compared.fault in {None, "values"} and array.shape != expected.shape:
        array = array.reshape(expected.shape)
    return Judgement(
        verdict=verdict,
        message=compared.reason,
        error=compared.error,
        tolerance=compared.tolerance,
        note=compared.note,
        fault=compared.fault,
        value=array,
    )


def has_extra_axis(trial: Trial, result: Result, value: object) -> bool:
    """Whether a vector came with an axis too many, which an assignment may count against the interface."""
    array = as_array(value)
    expected = trial.truth.of(result)
    return array is not None and is_vector_with_extra_axis(array.shape, expected.shape, result.shape)
