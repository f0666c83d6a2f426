"""The arguments of a function in an assignment file: what the judge draws, what comes from the forward call, groups."""

from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from grader.judge.declaration import DRAWINGS, NAME, RESERVED, Argument, Drawing, Function, Parcel
from grader.judge.sizes import Shape, Size, SizeError, read_shape, read_size
from grader.judge.tables import Table

GROUPS = ("dict", "tuple", "list")
_WAYS = DRAWINGS[1:]
_LINKS = ("upstream", "argument", "result")
_FORWARD = 'a shape such as ["N", "D"], a table such as { shape = ["N"], integers = "V" }, or { dict = { ... } }'
_BACKWARD = '"cache", { upstream = "h" }, { argument = "x" } or { result = "h" }'


@dataclass(frozen=True)
class Arguments:
    """All arguments by themselves, and as students write them."""

    flat: tuple[Argument, ...]
    parcels: tuple[Parcel, ...]

    @property
    def grouped(self) -> bool:
        return any(parcel.kind in GROUPS for parcel in self.parcels)


def read_arguments(table: Table, forward: Function | None) -> Arguments:
    """Read ``[function.arguments]``; ``forward`` is the function that this one is the gradient of."""
    flat: list[Argument] = []
    parcels = []
    for name, written in table.items():
        members = read_group(table, name, written)
        if members is None:
            read = [(name, _read(table, name, written, forward))]
            kind: Any = "plain"
        else:
            kind, inner = members
            read = [(key, _read(inner, key, each, forward)) for key, each in inner.items()]
        flat += [argument for _, argument in read]
        parcels.append(Parcel(name, kind, tuple((key, argument.name) for key, argument in read)))
    return Arguments(tuple(flat), tuple(parcels))


def read_group(table: Table, name: str, written: Any) -> tuple[Literal["dict", "tuple", "list"], Table] | None:
    """What a dict, tuple or list holds; None for a single thing."""
    if not isinstance(written, dict) or not set(written) & set(GROUPS):
        return None
    kind, inside = next(iter(written.items()))
    if len(written) > 1 or kind not in GROUPS or not isinstance(inside, dict) or not inside:
        raise table.fail(f'{name}: a {kind} is written as {{ {kind} = {{ W = ["H", "D"], b = ["H"] }} }}')
    return kind, Table(inside, file=table.file, place=f"{table.place}.{name}")


def read_shape_of(table: Table, name: str, written: Any) -> Shape:
    if not isinstance(written, list):
        raise table.fail(f'{name}: shape must be a list such as ["N", "D"], not {written!r}')
    try:
        return read_shape(written)
    except SizeError as error:
        raise table.fail(f"{name}: {error}") from error


def read_drawn(table: Table, name: str, written: Any) -> Argument | None:
    """An argument that the judge draws, or None where this does not say how."""
    if isinstance(written, list):
        return Argument(name, "array", read_shape_of(table, name, written))
    if not isinstance(written, dict) or not set(written) & {"shape", "value", "size", "carried"}:
        return None
    inner = Table(written, file=table.file, place=f"{table.place}.{name}")
    carried = inner.text("carried", default="-").removeprefix("-")
    if carried and set(written) == {"carried"}:
        return Argument(name, "array", drawing="value", carried=carried)
    ways = [key for key in _WAYS if inner.get(key) is not None]
    if len(ways) > 1:
        raise inner.fail(f"it can be drawn in one way only, not by {' and '.join(ways)}")
    drawing: Drawing = ways[0] if ways else "normal"
    argument = _drawn_in_a_way(inner, name, drawing)
    inner.close()
    return replace(argument, carried=carried) if carried else argument


def _drawn_in_a_way(inner: Table, name: str, drawing: Drawing) -> Argument:
    if drawing == "value":
        value = inner.get("value")
        if not isinstance(value, (bool, int, float, str)):
            raise inner.fail("value must be a number, a text, true or false")
        return Argument(name, "array", drawing="value", value=value)
    if drawing == "size":
        return Argument(name, "array", drawing="size", size=_size(inner, inner.get("size")))
    shape = read_shape_of(inner, name, inner.get("shape"))
    if drawing == "normal":
        return Argument(name, "array", shape, scale=inner.number("scale", default=0.5))
    if drawing == "between":
        return Argument(name, "array", shape, drawing="between", ends=_ends(inner))
    if drawing == "mask":
        ragged = inner.text("mask", among=("random", "lengths")) == "lengths"
        return Argument(name, "array", shape, drawing="mask", ragged=ragged)
    return Argument(name, "array", shape, drawing=drawing, size=_size(inner, inner.get(drawing)))


def _size(table: Table, written: Any) -> Size:
    try:
        return read_size(written)
    except SizeError as error:
        raise table.fail(str(error)) from error


def _ends(table: Table) -> tuple[float, float]:
    ends = table.get("between")
    if (
        not isinstance(ends, list)
        or len(ends) != 2
        or any(isinstance(end, bool) or not isinstance(end, (int, float)) for end in ends)
        or not ends[0] < ends[1]
    ):
        raise table.fail("between must be two numbers such as [0, 1], the smaller one first")
    return float(ends[0]), float(ends[1])


def _read(table: Table, name: str, written: Any, forward: Function | None) -> Argument:
    drawn = read_drawn(table, name, written)
    if drawn is not None and (forward is None or (drawn.drawing in {"value", "size"} and not drawn.carried)):
        return drawn
    if written == "cache" and forward is not None:
        cache = next((result.name for result in forward.results if result.kind == "cache"), None)
        if cache is None:
            raise table.fail(f"{name} is a cache, but {forward.name} returns none")
        return Argument(name, "cache", of=cache)
    if isinstance(written, dict) and forward is not None and len(written) == 1:
        kind, target = next(iter(written.items()))
        if kind in _LINKS:
            return _linked(table, name, kind, str(target), forward)
    raise table.fail(f"argument {name} must be {_FORWARD if forward is None else _BACKWARD}, not {written!r}")


def _linked(table: Table, name: str, kind: str, target: str, forward: Function) -> Argument:
    if kind == "argument":
        for argument in forward.drawn:
            if argument.name == target:
                return Argument(name, "argument", argument.shape, of=target)
        raise table.fail(f"argument {name}: {forward.name} has no argument {target}; {_list(forward.names)}")
    for result in forward.judged:
        if result.name == target:
            found = cast(Literal["upstream", "result"], kind)
            return Argument(name, found, result.shape, of=target)
    results = tuple(result.name for result in forward.judged)
    raise table.fail(f"argument {name}: {forward.name} has no result {target}; {_list(results)}")


def _list(names: tuple[str, ...]) -> str:
    return f"there is {', '.join(names)}" if names else "there is none"


def require_names(table: Table, names: list[str]) -> None:
    """Refuse names that Python or a check has already taken, and names used twice."""
    for name in names:
        if not NAME.fullmatch(name) or name in RESERVED:
            raise table.fail(f"{name!r} cannot name an argument or result")
        if names.count(name) > 1:
            raise table.fail(f"{name} names two things; every argument and result needs its own name")
