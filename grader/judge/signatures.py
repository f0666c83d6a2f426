"""The functions of an assignment file: their arguments, results and which one is the gradient of which."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from grader.judge.adapting import KEPT
from grader.judge.arguments import read_arguments, require_names
from grader.judge.declaration import NAME, Argument, Form, Function, Kind, Pair, Result
from grader.judge.results import gradient_of, read_results
from grader.judge.sizes import Shape
from grader.judge.tables import Table

Sizes = Mapping[str, tuple[int, int]]
Declared = tuple[Function, Table]


def read_functions(table: Table, sizes: Sizes, kinds: Mapping[str, Kind]) -> list[Declared]:
    """Read every ``[[function]]``; gradients that it gives itself follow it as a function of their own."""
    functions: list[Declared] = []
    for each in table.tables("function"):
        name = each.text("name")
        kind = _find_kind(each, name, kinds)
        known = [function for function, _ in functions]
        if any(function.name == name for function in known):
            raise each.fail(f"{name} is declared twice")
        forward = _find_forward(each, known)
        read = _read_backward(each, name, forward, kind) if forward else _read_forward(each, name, kind)
        for function, _ in read:
            _require_sense(each, function, sizes)
        functions += read
    if not functions:
        raise table.fail("declare at least one [[function]]")
    return functions


def _find_kind(table: Table, name: str, kinds: Mapping[str, Kind]) -> Kind | None:
    owner, dot, method = name.rpartition(".")
    if not NAME.fullmatch(method) or (dot and not NAME.fullmatch(owner)):
        raise table.fail(f"{name!r} cannot be the name of a function")
    if dot and owner not in kinds:
        raise table.fail(f"{name} is a method, but there is no [[class]] with the name {owner}")
    return kinds[owner] if dot else None


def _find_forward(table: Table, earlier: list[Function]) -> Function | None:
    if table.get("gradient_of") is None:
        return None
    name = table.text("gradient_of")
    for function in earlier:
        if function.name == name and function.gradient_of is None:
            return function
    raise table.fail(f"gradient_of names {name}, which is not a function declared above it")


def _read_forward(table: Table, name: str, kind: Kind | None) -> list[Declared]:
    arguments = read_arguments(table.table("arguments"), None)
    weights = tuple(argument for argument, _ in kind.weights) if kind else ()
    memory = table.text("memory", default="any", among=("any", "constant"))
    bare = Function(name, (*arguments.flat, *weights), (), constant_memory=memory == "constant")
    results = read_results(table.table("results"), bare, is_gradient=False)
    wanted = table.table("autograd")
    autograd = tuple(gradient_of(wanted, key, str(target), bare) for key, target in wanted.items())
    if autograd and results.gradients:
        raise table.fail("gradients come either from autograd or in the results, not in both ways")
    form = Form(name, arguments.parcels, results.parcels, kind)
    own = tuple(result for result in results.flat if result.kind != "gradient")
    if kind or autograd or results.gradients:
        # What students call a cache stays with the object, or with what else is kept.
        own = (*(result for result in own if result.kind != "cache"), Result(KEPT, "cache"))
    elif not (arguments.grouped or results.grouped):
        return [(replace(bare, results=own), table)]
    forward = replace(bare, results=own, form=form)
    if not autograd and not results.gradients:
        return [(forward, table)]
    return [(forward, table), _derive(table, forward, autograd or results.gradients, embedded=not autograd)]


def _derive(table: Table, forward: Function, gradients: Sequence[Result], *, embedded: bool) -> Declared:
    """Gradients that come without a call of a student's own backward function, as a function of their own."""
    upstream = () if embedded else forward.judged
    arguments = tuple(
        Argument(f"upstream_{result.name}", "upstream", result.shape, of=result.name) for result in upstream
    )
    form = Form("", (), (), way="embedded" if embedded else "autograd")
    name = f"{forward.name}.gradients"
    kept = Argument(KEPT, "cache", of=KEPT)
    if embedded and not any(not result.shape for result in forward.judged):
        raise table.fail(f"{forward.name} gives gradients, so one of its results must be a loss: loss = []")
    points: Any = table.get("gradient_points")
    own = {} if points is None else {"points": points}
    inner = Table(own, file=table.file, place=f"{table.place}.gradient_points")
    return Function(name, (*arguments, kept), tuple(gradients), forward.name, form), inner


def _read_backward(table: Table, name: str, forward: Function, kind: Kind | None) -> list[Declared]:
    arguments = read_arguments(table.table("arguments"), _with_cache(forward))
    results = read_results(table.table("results"), forward, is_gradient=True)
    if results.attributes and kind is None:
        raise table.fail("only a method of a class can leave gradients in attributes")
    if (kind is None) != (forward.form is None or forward.form.kind is None):
        raise table.fail(f"{name} and {forward.name} must be methods of one class, or functions both")
    form = Form(name, arguments.parcels, results.parcels, kind, results.attributes, results.averaged)
    flat = arguments.flat
    if kind:
        flat = (*(argument for argument in flat if argument.kind != "cache"), Argument(KEPT, "cache", of=KEPT))
    needed = kind is not None or arguments.grouped or results.grouped or bool(results.averaged)
    return [(Function(name, flat, results.flat, forward.name, form if needed else None), table)]


def _with_cache(forward: Function) -> Function:
    """The forward function with the cache that its students return, where that is kept with the object."""
    caches = [parcel for parcel in forward.form.gives if parcel.kind == "cache"] if forward.form else []
    if not caches or any(result.name == caches[0].name for result in forward.results):
        return forward
    return replace(forward, results=(*forward.results[:-1], Result(caches[0].name, "cache")))


def _require_sense(table: Table, function: Function, sizes: Sizes) -> None:
    names = [argument.name for argument in function.arguments] + [result.name for result in function.results]
    require_names(table, [name for name in names if name != KEPT])
    if not function.arguments or not function.judged:
        raise table.fail(f"{function.name} needs at least one argument and one result that can be compared")
    if sum(result.kind == "cache" for result in function.results) > 1:
        raise table.fail(f"{function.name} returns two caches; put what backward needs into one")
    used = [size for argument in function.arguments for size in (*argument.shape, argument.size) if size is not None]
    used += [size for result in function.results for size in result.shape]
    unknown = sorted((name, size.text) for size in used for name in size.names - set(sizes))
    if unknown:
        raise table.fail(f"the size {unknown[0][0]} is used in {unknown[0][1]!r} but not declared in [sizes]")


def mark_time(pairs: Sequence[Pair], time: str) -> tuple[Pair, ...]:
    """The same functions, with the sizes marked that are the number of steps."""

    def mark_shape(shape: Shape) -> Shape:
        return tuple(replace(size, is_time=True) if size.text == time else size for size in shape)

    def mark(function: Function) -> Function:
        return replace(
            function,
            arguments=tuple(replace(each, shape=mark_shape(each.shape)) for each in function.arguments),
            results=tuple(replace(each, shape=mark_shape(each.shape)) for each in function.results),
        )

    return tuple(Pair(mark(pair.forward), mark(pair.backward) if pair.backward else None) for pair in pairs)


def read_pairs(table: Table, functions: list[Declared]) -> tuple[Pair, ...]:
    """Put every forward function together with its backward."""
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
        given = any(argument.kind == "upstream" for argument in function.arguments)
        forward = next((pair.forward for pair in pairs if pair.forward.name == function.gradient_of), None)
        if forward is not None and not given and all(result.shape for result in forward.judged):
            raise each.fail(
                f'{function.name} needs an upstream gradient such as dh = {{ upstream = "h" }}; only the gradient of '
                "a loss, a result of the shape [], goes without"
            )
    return tuple(pairs)
