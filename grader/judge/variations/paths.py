"""Arguments ignored, taken for another, or cut off from their gradient; weights read the wrong way round."""

import ast
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from functools import partial
from typing import Any

from grader.judge.rewriting import Build, Edit, Names, named, site_of, tool, walk, write
from grader.judge.variations.alternative import Alternative, Words, slugify, vary

RESULTS, ORIGINAL = "results__", "original__"


Shapes = Mapping[str, tuple[str, ...]]


def list_alternatives(names: Names, shapes: Shapes, results: Sequence[tuple[str, ...]]) -> Iterator[Alternative]:
    """``shapes``: of every argument, as declared, and ``results``: where the function is one that students write."""
    loads = _list_loads(names)
    for name, nodes in loads.items():
        if name in names.arguments:
            yield from _of_argument(name, nodes, is_vector=len(shapes.get(name, ())) == 1)
        if len(nodes) > 1:
            yield _cut_off(name, nodes, at="")
        for node, within in nodes:
            yield _cut_off(name, [(node, within)], at=within)
    for local, shape in _list_returned(names, results).items():
        for name in names.arguments:
            if shapes.get(name) == shape and local in loads:
                yield from _old_for_new(name, local, [(n, at) for n, at in loads[local] if at])
    for first in names.arguments:
        for second in names.arguments:
            if first != second and first in shapes and shapes[first] == shapes.get(second):
                yield from _taken_for_another(first, second, loads)
    yield from _of_weights(names, shapes)


Loads = Mapping[str, list[tuple[ast.Name, str]]]


def _list_loads(names: Names) -> Loads:
    """Every use of every argument and local name, with the expression that it stands in."""
    loads: dict[str, list[tuple[ast.Name, str]]] = {}
    for statement in walk(names.function):
        if not isinstance(statement, (ast.Assign, ast.Return, ast.Expr)):
            continue
        for node in walk(statement):
            known = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
            if known and (node.id in names.arguments or node.id in names.assigned):  # type: ignore[attr-defined]
                loads.setdefault(node.id, []).append((node, _surroundings(statement, node)))  # type: ignore
    return loads


def _surroundings(statement: ast.AST, node: ast.AST) -> str:
    """The smallest operation around a name."""
    best = ""
    for outer in walk(statement):
        if isinstance(outer, (ast.BinOp, ast.Call)) and any(inner is node for inner in walk(outer)):
            best = write(outer) or best
    return best


def _of_argument(name: str, nodes: list[tuple[ast.Name, str]], *, is_vector: bool) -> Iterator[Alternative]:
    sites = [site_of(node) for node, _ in nodes]
    zeros: Build = lambda node: ast.BinOp(node, ast.Mult(), ast.Constant(0.0))  # noqa: E731 - a small Build
    yield from vary(
        slugify(name, "ignored"),
        dict.fromkeys(sites, zeros),
        forward=Words(f"`{name}` is ignored.", f"Your values are those for `{name}` = 0. Where does it go in?"),
        backward=None,
    )
    if is_vector:
        twice: Build = lambda node: ast.BinOp(node, ast.Mult(), ast.Constant(2.0))  # noqa: E731
        yield from vary(
            slugify(name, "twice"),
            dict.fromkeys(sites, twice),
            forward=Words(f"`{name}` is added twice.", "Each bias goes in once. Is it part of two sums?"),
            backward=Words(f"`{name}` gets its gradient twice.", f"`{name}` goes in once."),
        )


def _cut_off(name: str, nodes: list[tuple[ast.Name, str]], *, at: str) -> Alternative:
    detach: Build = lambda node: ast.Call(ast.Attribute(node, "detach", ast.Load()), [], [])  # noqa: E731
    where = f" where it is used in `{at}`" if at else ""
    return Alternative(
        slugify("no_gradient_through", name, at),
        Words(
            f"No gradient goes back through `{name}`{where}.",
            "Every use of a value in the forward pass is a path of its own, and the gradients of all paths are added.",
        ),
        "backward",
        tuple(Edit(site_of(node), detach) for node, _ in nodes),
    )


def _taken_for_another(first: str, second: str, loads: Loads) -> Iterator[Alternative]:
    own, other = loads.get(first, []), loads.get(second, [])
    if first < second and own and other:
        edits: dict[int, Build] = {site_of(node): partial(_name, name=second) for node, _ in own}
        edits |= {site_of(node): partial(_name, name=first) for node, _ in other}
        yield from vary(
            slugify(first, "and", second, "exchanged"),
            edits,
            forward=Words(f"`{first}` and `{second}` are exchanged.", "Compare with the formula which goes where."),
            backward=None,
        )
    for node, at in own:
        yield from vary(
            slugify(second, "for", first, at),
            {site_of(node): partial(_name, name=second)},
            forward=Words(
                f"`{second}` stands where `{first}` is asked" + (f", in `{at}`." if at else "."),
                f"The formula has `{first}` there.",
            ),
            backward=None,
        )


def _list_returned(names: Names, results: Sequence[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The local names that are returned, each with its declared shape."""
    texts = [text for text, _ in _list_results(names)]
    if len(texts) != len(results):
        return {}
    return {text: shape for text, shape in zip(texts, results, strict=True) if text in names.assigned}


def _old_for_new(argument: str, local: str, nodes: list[tuple[ast.Name, str]]) -> Iterator[Alternative]:
    for node, at in nodes:
        yield from vary(
            slugify(argument, "for", local, at),
            {site_of(node): partial(_name, name=argument)},
            forward=Words(
                f"`{argument}` stands where the new `{local}` is asked, in `{at}`.",
                f"The formula has `{local}` there: what this very step computed.",
            ),
            backward=None,
        )


def _of_weights(names: Names, shapes: Shapes) -> Iterator[Alternative]:
    for node in walk(names.function):
        if isinstance(node, ast.Attribute) and node.attr == "T" and isinstance(node.value, ast.Name):
            weight = node.value.id
            untransposed: Build = lambda old: old.value  # noqa: E731 - a small Build
            yield from vary(
                slugify(weight, "transposed"),
                {site_of(node): untransposed},
                forward=Words(
                    f"`{weight}` is used the wrong way round.",
                    f"`{weight}` is square here, so `@ {weight}` runs like `@ {weight}.T`; the formula has the latter.",
                ),
                backward=None,
            )
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            for side in (node.left, node.right):
                yield from _read_transposed(side, shapes)
                yield from _passed_back(node, side, shapes)
            if isinstance(node.left, ast.Name) and node.left.id not in _list_square(shapes):
                yield from _weighted_by_another(names, node, node.left, node.right)
            if isinstance(node.right, ast.Name):
                yield from _weighted_by_another(names, node, node.right, node.left)


def _list_square(shapes: Shapes) -> set[str]:
    return {name for name, shape in shapes.items() if len(shape) == 2 and shape[0] == shape[1]}


def _read_transposed(operand: ast.expr, shapes: Shapes) -> Iterator[Alternative]:
    """A square weight that the formula does not transpose."""
    if isinstance(operand, ast.Name) and operand.id in _list_square(shapes):
        weight = operand.id
        transposed: Build = lambda old: ast.Attribute(old, "T", ast.Load())  # noqa: E731 - a small Build
        yield from vary(
            slugify(weight, "transposed"),
            {site_of(operand): transposed},
            forward=Words(
                f"`{weight}` is used the wrong way round.",
                f"`{weight}` is square, so `{weight}.T` runs as well; the formula has `{weight}` itself.",
            ),
            backward=None,
        )


def _passed_back(product: ast.BinOp, side: ast.expr, shapes: Shapes) -> Iterator[Alternative]:
    """The gradient goes back through a square weight as it stands in the forward pass."""
    is_transposed = isinstance(side, ast.Attribute) and side.attr == "T"
    inner = side.value if isinstance(side, ast.Attribute) and is_transposed else side
    if isinstance(inner, ast.Name) and inner.id in _list_square(shapes):
        forward = f"{inner.id}.T" if is_transposed else inner.id
        backward = inner.id if is_transposed else f"{inner.id}.T"
        yield Alternative(
            slugify(inner.id, "transposed_going_back"),
            Words(
                f"`{inner.id}` is used the wrong way round going back.",
                f"Forward multiplies by `{forward}`, so backward multiplies by `{backward}`.",
            ),
            "backward",
            (Edit(site_of(product), partial(_pass_back, is_left=side is product.left)),),
        )


def _pass_back(node: Any, *, is_left: bool) -> ast.expr:
    return tool("passing_back_transposed", node.left, node.right, is_left=ast.Constant(is_left))


def _weighted_by_another(names: Names, node: ast.BinOp, operand: ast.Name, weight: ast.expr) -> Iterator[Alternative]:
    """The weight's gradient built with another state: another argument, or a result of this very call."""
    state, on_the_left = operand.id, weight is node.left
    inside = [weight] if isinstance(weight, ast.Name) else list(walk(weight))
    weights = [each.id for each in inside if isinstance(each, ast.Name) and each.id in names.arguments]
    if not weights:
        return
    others: list[tuple[str, ast.expr]] = [(name, named(name)) for name in names.arguments if name != state]
    if not any(isinstance(each, ast.For) for each in names.function.body):
        others += [(f"the new {text}", expression) for text, expression in _list_results(names)]
    for text, other in others:
        is_result = text.startswith("the new")
        edit = Edit(site_of(node), partial(_weigh, other=other, on_the_left=on_the_left))
        start = (Edit(site_of(names.function), _with_results),) if is_result else ()
        instead = f"{text[:8]}`{text[8:]}`" if is_result else f"`{text}`"
        yield Alternative(
            slugify(text, "for", state, "in_the_gradient_of", weights[0]),
            Words(
                f"The gradient of `{weights[0]}` is built with {instead} instead of `{state}`.",
                f"`{weights[0]}` was multiplied by `{state}`, so its gradient is the outer product with `{state}`.",
            ),
            "backward",
            (edit, *start),
        )


def _list_results(names: Names) -> list[tuple[str, ast.expr]]:
    returned = next((each for each in reversed(names.function.body) if isinstance(each, ast.Return)), None)
    if returned is None or returned.value is None:
        return []
    values = returned.value.elts if isinstance(returned.value, ast.Tuple) else [returned.value]
    texts = [value.id if isinstance(value, ast.Name) else "state" for value in values]
    many = len(values) > 1
    return [(text, _result(number if many else None)) for number, text in enumerate(texts)]


def _result(number: int | None) -> ast.expr:
    whole = named(RESULTS)
    return whole if number is None else ast.Subscript(whole, ast.Constant(number), ast.Load())


def _with_results(function: ast.FunctionDef) -> list[ast.stmt]:
    """The function after a copy of itself that needs no results, and whose results it knows from the start.

    So whatever else is wrong in it is wrong in its results, too.
    """
    plain = _WithoutResults().visit(ast.FunctionDef(ORIGINAL, function.args, deepcopy(function.body), [], None))
    call = ast.Call(named(ORIGINAL), [named(argument.arg) for argument in function.args.args], [])
    function.body.insert(0, ast.Assign([ast.Name(RESULTS, ast.Store())], call))
    return [plain, function]


class _WithoutResults(ast.NodeTransformer):
    """Turns products whose gradients are built with results back into products."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        is_built = getattr(node.func, "attr", "") in {"weighing", "weighted_by"}
        if is_built and any(isinstance(each, ast.Name) and each.id == RESULTS for each in walk(node.args[-1])):
            return ast.BinOp(node.args[0], ast.MatMult(), node.args[1])
        return node


def _name(_: ast.expr, *, name: str) -> ast.expr:
    return named(name)


def _weigh(node: Any, *, other: ast.expr, on_the_left: bool) -> ast.expr:
    return tool("weighing" if on_the_left else "weighted_by", node.left, node.right, other)
