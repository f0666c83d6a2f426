"""The functions of an assignment file: their arguments, results and which one is the gradient of which."""

from collections.abc import Mapping
from typing import Any

from grader.judge.declaration import NAME, RESERVED, Argument, Function, Pair, Result
from grader.judge.sizes import Shape, SizeError, read_shape
from grader.judge.tables import Table

_KINDS = ("upstream", "argument", "result")
Sizes = Mapping[str, tuple[int, int]]


def read_functions(table: Table, sizes: Sizes) -> list[tuple[Function, Table]]:
    functions: list[tuple[Function, Table]] = []
    for each in table.tables("function"):
        name = each.text("name")
        if not NAME.fullmatch(name):
            raise each.fail(f"{name!r} cannot be the name of a function")
        if any(function.name == name for function, _ in functions):
            raise each.fail(f"{name} is declared twice")
        forward = _find_forward(each, [function for function, _ in functions])
        arguments = tuple(_argument(each, key, value, forward) for key, value in each.table("arguments").items())
        results = tuple(_result(each, key, value, forward) for key, value in each.table("results").items())
        function = Function(name, arguments, results, forward.name if forward else None)
        _require_sense(each, function, sizes)
        functions.append((function, each))
    if not functions:
        raise table.fail("declare at least one [[function]]")
    return functions


def _find_forward(table: Table, earlier: list[Function]) -> Function | None:
    if table.get("gradient_of") is None:
        return None
    name = table.text("gradient_of")
    for function in earlier:
        if function.name == name and function.gradient_of is None:
            return function
    raise table.fail(f"gradient_of names {name}, which is not a function declared above it")


def _shape(table: Table, name: str, written: list[Any]) -> Shape:
    try:
        return read_shape(written)
    except SizeError as error:
        raise table.fail(f"{name}: {error}") from error


def _argument(table: Table, name: str, written: Any, forward: Function | None) -> Argument:
    if isinstance(written, list) and forward is None:
        return Argument(name, "array", _shape(table, name, written))
    if isinstance(written, dict) and "shape" in written and forward is None:
        inner = Table(written, file=table.file, place=f"{table.place}.arguments.{name}")
        shape, scale = inner.get("shape"), inner.number("scale", default=0.5)
        inner.close()
        if not isinstance(shape, list):
            raise inner.fail('shape must be a list such as ["N", "D"]')
        return Argument(name, "array", _shape(table, name, shape), scale=scale)
    if written == "cache" and forward is not None:
        cache = next((result.name for result in forward.results if result.kind == "cache"), None)
        if cache is None:
            raise table.fail(f"{name} is a cache, but {forward.name} returns none")
        return Argument(name, "cache", of=cache)
    if isinstance(written, dict) and forward is not None and len(written) == 1:
        kind, target = next(iter(written.items()))
        if kind in _KINDS:
            return _linked(table, name, kind, str(target), forward)
    hint = 'a shape such as ["N", "D"]' if forward is None else '"cache", { upstream = "h" } or { argument = "x" }'
    raise table.fail(f"argument {name} must be {hint}, not {written!r}")


def _linked(table: Table, name: str, kind: str, target: str, forward: Function) -> Argument:
    if kind == "argument":
        for argument in forward.drawn:
            if argument.name == target:
                return Argument(name, "argument", argument.shape, of=target)
        raise table.fail(f"argument {name}: {forward.name} has no argument {target}")
    for result in forward.judged:
        if result.name == target:
            return Argument(name, "upstream" if kind == "upstream" else "result", result.shape, of=target)
    raise table.fail(f"argument {name}: {forward.name} has no result {target}")


def _result(table: Table, name: str, written: Any, forward: Function | None) -> Result:
    if isinstance(written, list) and forward is None:
        return Result(name, "array", _shape(table, name, written))
    if written == "cache" and forward is None:
        return Result(name, "cache")
    if isinstance(written, dict) and set(written) == {"gradient"} and forward is not None:
        target = str(written["gradient"])
        for argument in forward.drawn:
            if argument.name == target:
                return Result(name, "gradient", argument.shape, of=target)
        raise table.fail(f"result {name}: {forward.name} has no argument {target}")
    hint = 'a shape or "cache"' if forward is None else '{ gradient = "x" }'
    raise table.fail(f"result {name} must be {hint}, not {written!r}")


def _require_sense(table: Table, function: Function, sizes: Sizes) -> None:
    names = [argument.name for argument in function.arguments] + [result.name for result in function.results]
    for name in names:
        if not NAME.fullmatch(name) or name in RESERVED:
            raise table.fail(f"{name!r} cannot name an argument or result")
        if names.count(name) > 1:
            raise table.fail(f"{name} names two things; every argument and result needs its own name")
    if not function.arguments or not function.judged:
        raise table.fail(f"{function.name} needs at least one argument and one result that can be compared")
    caches = sum(result.kind == "cache" for result in function.results)
    if caches > 1:
        raise table.fail(f"{function.name} returns two caches; put what backward needs into one")
    shapes = [argument.shape for argument in function.arguments] + [result.shape for result in function.results]
    for shape in shapes:
        for size in shape:
            unknown = size.names - set(sizes)
            if unknown:
                raise table.fail(f"the size {sorted(unknown)[0]} is used in {size.text!r} but not declared in [sizes]")


def read_pairs(table: Table, functions: list[tuple[Function, Table]]) -> tuple[Pair, ...]:
    pairs = []
    for function, _ in functions:
        if function.gradient_of is None:
            backwards = [other for other, _ in functions if other.gradient_of == function.name]
            if len(backwards) > 1:
                raise table.fail(f"{function.name} has two backward functions; declare one")
            pairs.append(Pair(function, backwards[0] if backwards else None))
    for function, each in functions:
        each.get("points")
        each.close()
        if function.gradient_of and not any(argument.kind == "upstream" for argument in function.arguments):
            raise each.fail(f'{function.name} needs an upstream gradient such as dh = {{ upstream = "h" }}')
    return tuple(pairs)
