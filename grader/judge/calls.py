"""How a student's function is called: with which arguments, and what is wanted back."""

from collections.abc import Mapping

from grader.judge.declaration import Argument, Function
from grader.judge.inputs import Draw
from grader.sandbox import Value


def wants_of(function: Function) -> dict[str, str]:
    """Caches stay in the runner, everything else comes back as plain data."""
    return {result.name: "handle" if result.kind == "cache" else "plain" for result in function.results}


def list_arguments(function: Function, drawn: Draw, forward: Mapping[str, Value]) -> list[Value]:
    """What a function is called with in a case, after forward gave these values."""
    return [_argument(argument, drawn, forward) for argument in function.arguments]


def _argument(argument: Argument, drawn: Draw, forward: Mapping[str, Value]) -> Value:
    if argument.drawing == "value":
        return argument.value
    if argument.drawing == "size" and argument.size is not None:
        return argument.size.value(drawn.sizes)
    if argument.kind == "array":
        return drawn.arguments[argument.name]
    if argument.kind == "argument":
        return drawn.arguments[argument.of]
    if argument.kind == "upstream":
        return drawn.upstream[argument.of]
    return forward[argument.of]
