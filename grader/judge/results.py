"""The results of a function in an assignment file: values, caches, gradients, groups, attributes of an object."""

from dataclasses import dataclass
from typing import Any

from grader.judge.arguments import GROUPS, read_group, read_shape_of
from grader.judge.declaration import Function, Parcel, Result
from grader.judge.tables import Table


@dataclass(frozen=True)
class Results:
    """All results by themselves, and as students return them; ``gradients``: those of a forward function itself."""

    flat: tuple[Result, ...]
    parcels: tuple[Parcel, ...]
    attributes: tuple[tuple[str, str], ...]
    averaged: tuple[tuple[str, str], ...]

    @property
    def grouped(self) -> bool:
        return any(parcel.kind in GROUPS for parcel in self.parcels)

    @property
    def gradients(self) -> tuple[Result, ...]:
        return tuple(result for result in self.flat if result.kind == "gradient")


@dataclass(frozen=True)
class _Read:
    result: Result
    attribute: str = ""
    averaged: str = ""


def read_results(table: Table, forward: Function, *, is_gradient: bool) -> Results:
    """Read ``[function.results]``: of ``forward`` itself, or of the function that is its gradient."""
    everything: list[_Read] = []
    parcels = []
    for name, written in table.items():
        group = read_group(table, name, written)
        if group is None:
            read = [(name, _read(table, name, written, forward, is_gradient=is_gradient))]
            kind: Any = "cache" if read[0][1].result.kind == "cache" else "plain"
        else:
            kind, inner = group
            read = [(key, _read(inner, key, each, forward, is_gradient=is_gradient)) for key, each in inner.items()]
        everything += [each for _, each in read]
        returned = tuple((key, each.result.name) for key, each in read if not each.attribute)
        if returned:
            parcels.append(Parcel(name, kind, returned))
    return Results(
        flat=tuple(each.result for each in everything),
        parcels=tuple(parcels),
        attributes=tuple((each.result.name, each.attribute) for each in everything if each.attribute),
        averaged=tuple((each.result.name, each.averaged) for each in everything if each.averaged),
    )


def _read(table: Table, name: str, written: Any, forward: Function, *, is_gradient: bool) -> _Read:
    if isinstance(written, list) and not is_gradient:
        return _Read(Result(name, "array", read_shape_of(table, name, written)))
    if isinstance(written, dict) and "shape" in written and not is_gradient:
        inner = Table(written, file=table.file, place=f"{table.place}.{name}")
        whole = Result(name, "array", read_shape_of(inner, name, inner.get("shape")), whole=True)
        if inner.get("whole") is not True:
            raise inner.fail("a result with a shape in a table is one of whole numbers: add whole = true")
        inner.close()
        return _Read(whole)
    if written == "cache" and not is_gradient:
        return _Read(Result(name, "cache"))
    if isinstance(written, dict) and "gradient" in written:
        inner = Table(written, file=table.file, place=f"{table.place}.{name}")
        result = gradient_of(inner, name, inner.text("gradient"), forward)
        attribute = inner.text("attribute", default="-").removeprefix("-")
        averaged = inner.text("averaged_over", default="-").removeprefix("-")
        inner.close()
        return _Read(result, attribute, averaged)
    hint = '{ gradient = "x" }' if is_gradient else 'a shape such as ["N", "H"], "cache", or { gradient = "x" }'
    raise table.fail(f"result {name} must be {hint}, not {written!r}")


def gradient_of(table: Table, name: str, target: str, forward: Function) -> Result:
    """The result that is the gradient with respect to a forward argument."""
    for argument in forward.differentiable:
        if argument.name == target:
            return Result(name, "gradient", argument.shape, of=target)
    if target in forward.names:
        raise table.fail(f"result {name}: there is no gradient with respect to {target}, which is not real numbers")
    there = ", ".join(argument.name for argument in forward.differentiable)
    raise table.fail(f"result {name}: {forward.name} has no argument {target}; there is {there}")
