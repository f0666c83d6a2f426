"""Finds where a wrong answer differs from the right one. Asked only if something is wrong; costs no call."""

import math
from collections import Counter
from collections.abc import Container, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from grader.judge.agreement import describe_entries
from grader.judge.blocks import Parting, describe_parts, find_gates, find_steps
from grader.judge.comparison import relative_error
from grader.judge.declaration import GENERAL, Result
from grader.judge.evidence import Evidence
from grader.judge.inputs import Array
from grader.judge.judgements import Judgement, floor_of
from grader.judge.library import find_library
from grader.judge.locations import ErrorOverTime, ErrorRow, Locations, NormsOverTime
from grader.judge.tracing import trace
from grader.judge.variations import name_gates

_DIGITS_OF_ERRORS, _DIGITS_OF_NORMS = 1, 2


def localise(evidence: Evidence, named: Container[tuple[str, str, str]] = ()) -> Locations | None:
    """The errors of the general case by gate and by step; None where nothing that came back in it is wrong.

    ``named``: the results that a diagnosis explains, by case, function, and name. Of others the path is traced.
    """
    found = list(_list_compared(evidence))
    if all(each.is_right for each in found):
        return None
    count = _count_gates(found)
    gates = name_gates(evidence.assignment).get(count) or tuple(str(number + 1) for number in range(count))
    timed = [each for each in found if find_steps(each.result.shape) and not each.is_right]
    return Locations(
        rows=tuple(each.read_row(evidence, count) for each in found),
        gates=gates,
        over_time=tuple(each.read_steps() for each in timed),
        norms=tuple(each.read_norms() for each in timed if each.result.kind == "gradient"),
        path=_trace_path(evidence, found, named),
    )


def _trace_path(evidence: Evidence, found: Sequence["_Compared"], named: Container[tuple[str, str, str]]) -> str:
    """Where unexplained gradients of a right forward pass go wrong."""
    wrong = [each for each in found if not each.is_right]
    of_forward = [each for each in wrong if each.function == evidence.pair.forward.name]
    unnamed = [each for each in wrong if (GENERAL.name, each.function, each.result.name) not in named]
    if of_forward or not unnamed or evidence.recognition is None:
        return ""
    return trace(find_library(evidence.assignment, evidence.pair), evidence.recognition.values)


class _Compared:
    """A result that came back with the shape that is asked, beside the right one."""

    def __init__(self, evidence: Evidence, function: str, result: Result) -> None:
        trial = evidence.general.trial
        self.function, self.result = function, result
        self.judgement: Judgement = evidence.general.judgements[function][result.name]
        self.truth: Array = trial.truth.of(result)
        self.floor = floor_of(trial.drawn.case, result)
        self.tolerance = self.judgement.tolerance or evidence.assignment.tolerances.float64

    @property
    def value(self) -> Array:
        return np.asarray(self.judgement.value, dtype=np.float64)

    @property
    def is_right(self) -> bool:
        return self.judgement.right

    @property
    def has_holes(self) -> bool:
        """Of the asked shape, but not finite everywhere."""
        return self.judgement.fault == "finite" and self.value.shape == self.truth.shape

    def read_row(self, evidence: Evidence, count: int) -> ErrorRow:
        """The row of the error map: in blocks, if the result has as many gates as the map."""
        gates = find_gates(self.result.shape)
        blocks = self._split(gates) if gates and gates.count == count and not self.is_right else []
        return ErrorRow(
            function=self.function,
            name=self.result.name,
            error=0.0 if self.is_right else self._compare(self.value, self.truth),
            by_gate=tuple(blocks),
            place="" if self.is_right else self._describe(evidence),
            follows=self.judgement.follow_through,
        )

    def read_steps(self) -> ErrorOverTime:
        errors = tuple(self._split(find_steps(self.result.shape)))
        backwards = self.result.kind == "gradient"
        wrong = [step for step, error in enumerate(errors) if error != 0.0]
        begins = (max if backwards else min)(wrong, default=None)
        return ErrorOverTime(self.result.name, errors, begins, backwards)

    def read_norms(self) -> NormsOverTime:
        parting = find_steps(self.result.shape)
        axis = parting.axis if parting else 0
        own, right = (
            [float(np.linalg.norm(step)) for step in np.moveaxis(array, axis, 0)] for array in (self.value, self.truth)
        )
        unit = max(right, default=0.0) or 1.0
        return NormsOverTime(
            name=self.result.name,
            own=tuple(_round(norm / unit, _DIGITS_OF_NORMS) for norm in own),
            right=tuple(_round(norm / unit, _DIGITS_OF_NORMS) or 0.0 for norm in right),
        )

    def _split(self, parting: Parting | None) -> list[float | None]:
        """The error of every part along the axis."""
        if parting is None:
            return []
        count = parting.count or self.truth.shape[parting.axis]
        parts = (np.split(array, count, axis=parting.axis) for array in (self.value, self.truth))
        return [self._compare(*pair) for pair in zip(*parts, strict=True)]

    def _compare(self, value: Array, truth: Array) -> float | None:
        error = relative_error(value, truth, floor=self.floor)
        return 0.0 if error <= self.tolerance else _round(error, _DIGITS_OF_ERRORS)

    def _describe(self, evidence: Evidence) -> str:
        scale = max(float(np.max(np.abs(self.truth), initial=0.0)), self.floor)
        wrong: npt.NDArray[np.bool_] = ~(np.abs(self.value - self.truth) <= self.tolerance * scale)
        return describe_parts(wrong, self.result, gates=name_gates(evidence.assignment)) or describe_entries(wrong)


def _list_compared(evidence: Evidence) -> Iterator[_Compared]:
    """All results with numbers in the asked shape; not those that are right here and wrong at other inputs."""
    for function in (evidence.pair.forward, evidence.pair.backward):
        for result in function.judged if function else ():
            compared = _Compared(evidence, function.name, result) if function else None
            if compared and (compared.judgement.comparable or compared.has_holes):
                yield compared


def _count_gates(found: list[_Compared]) -> int:
    """Into how many gates' blocks most of the results fall; 0 where none does."""
    counts = Counter(parting.count for each in found if (parting := find_gates(each.result.shape)))
    return counts.most_common(1)[0][0] if counts else 0


def _round(number: float, digits: int) -> float | None:
    return float(f"{number:.{digits - 1}e}") if math.isfinite(number) else None
