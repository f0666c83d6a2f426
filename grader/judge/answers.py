"""What a call of a student's function gave, by the declared names: values, or the problem in their place."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.judge.adapting import KEPT
from grader.judge.declaration import Function
from grader.judge.problems import Problem, from_failure, not_attempted
from grader.sandbox import Outcome, Returned, Value


@dataclass(frozen=True)
class Answer:
    """Values by result name (a cache is a handle), or a problem and no values."""

    values: Mapping[str, Value] = field(default_factory=dict)
    problem: Problem | None = None
    changed: tuple[str, ...] = ()


def read_answer(function: Function, outcome: Outcome, *, is_stub: bool = False) -> Answer:
    """Name what a call returned as a tuple, a list, a dict by name, or a single value.

    ``is_stub``: the function's body looks empty, so that returning nothing means that it is not written yet.
    """
    if not isinstance(outcome, Returned):
        return Answer(problem=from_failure(function, outcome))
    names = [result.name for result in function.results if result.name != KEPT]
    if all(value is None for value in outcome.values):
        unwritten = is_stub or len(outcome.values) > 1
        return Answer(problem=not_attempted(function) if unwritten else _forgotten(function, names))
    if outcome.shape == "dict":
        return _read_by_name(function, [result.name for result in function.results], outcome)
    takes_more = outcome.shape in {"tuple", "list"} and all(result.kind != "cache" for result in function.results)
    if len(outcome.values) < len(names) or (len(outcome.values) > len(names) and not takes_more):
        return Answer(problem=_wrong_count(function, names, outcome))
    # More than is asked does no harm, as long as no cache is among it.
    return Answer(dict(zip(names, outcome.values, strict=False)), changed=outcome.arguments_changed)


def _read_by_name(function: Function, names: list[str], outcome: Returned) -> Answer:
    given = dict(zip(outcome.names, outcome.values, strict=True))
    absent = [name for name in names if name not in given]
    if absent:
        got = ", ".join(outcome.names) or "nothing"
        reason = f"`{function.name}` returned a dict without {', '.join(absent)}; it holds {got}."
        return Answer(problem=Problem("IFE", reason))
    return Answer({name: given[name] for name in names}, changed=outcome.arguments_changed)


def _forgotten(function: Function, names: list[str]) -> Problem:
    reason = f"`{function.name}` returned None; {', '.join(names)} {'is' if len(names) == 1 else 'are'} asked."
    return Problem("IFE", f"{reason} Is the return statement missing?")


def _wrong_count(function: Function, names: list[str], outcome: Returned) -> Problem:
    got = len(outcome.values)
    returned = "a single value" if outcome.shape == "single" else f"{got} value{'' if got == 1 else 's'}"
    reason = f"`{function.name}` returned {returned}; {len(names)} are asked, in this order: {', '.join(names)}."
    return Problem("IFE", reason)
