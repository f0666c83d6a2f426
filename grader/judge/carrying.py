"""What a declaration may say of a state that is carried from one piece of a sequence to the next."""

from collections.abc import Mapping, Sequence

from grader.judge.declaration import Argument, Function
from grader.judge.pieces import find_time
from grader.judge.tables import Table

_TAKEN = frozenset({"pieces", "memory"})


def require_carrying(table: Table, functions: Sequence[Function], roles: Mapping[str, str]) -> None:
    """Refuse a carried argument, or constant memory, that cannot be checked; raises AssignmentError."""
    for function in functions:
        if function.constant_memory and not function.carrying:
            reason = f'{function.name}: memory = "constant" needs an argument that is carried from piece to piece'
            raise table.fail(f'{reason}, such as state = {{ carried = "next_state" }}')
        if function.carrying:
            _require_pieces(table, function, roles)
        if function.constant_memory and not _has_axis(function, roles["batch"]):
            raise table.fail(f'{function.name}: memory = "constant" needs a batch, which makes a step large enough')


def _require_pieces(table: Table, function: Function, roles: Mapping[str, str]) -> None:
    time = roles["time"]
    if function.gradient_of is not None or (function.form and function.form.kind):
        raise table.fail(f"{function.name}: only a plain forward function can carry a state from call to call")
    if not _has_axis(function, time) or not any(
        find_time(result.shape, time) is not None for result in function.judged
    ):
        raise table.fail(
            f"{function.name} carries a state, so an argument and a result need the time {time} as an axis"
        )
    for name in [*function.names, *(result.name for result in function.results)]:
        if name in _TAKEN:
            raise table.fail(f"{function.name}: {name} is the name of one of its checks; call it something else")
    for argument in function.carrying:
        if fault := _find_fault(function, argument):
            raise table.fail(f"{function.name}: {argument.name} carries {argument.carried}, {fault}")


def _find_fault(function: Function, argument: Argument) -> str:
    result = next((each for each in function.results if each.name == argument.carried), None)
    if result is None:
        return "which is not one of its results"
    if (result.kind == "cache") != (argument.drawing == "value"):
        return 'and so both are of one shape, or the result is a "cache" and the argument has no shape'
    same = [size.terms for size in result.shape] == [size.terms for size in argument.shape]
    return "" if result.kind == "cache" or same else "which has another shape"


def _has_axis(function: Function, name: str) -> bool:
    return any(find_time(argument.shape, name) is not None for argument in function.drawn)
