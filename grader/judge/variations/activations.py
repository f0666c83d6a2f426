"""Activations left out, exchanged or taken twice, and their derivatives."""

import ast
from collections.abc import Iterator, Sequence
from functools import partial

from grader.judge.rewriting import Build, Edit, Names, site_of, tool, walk, write
from grader.judge.variations.alternative import Alternative, Words, slugify, vary
from grader.judge.variations.gates import find_splits

ACTIVATIONS = ("tanh", "sigmoid")
_FORMULA = {"tanh": "1 - a**2 with a the tanh's value", "sigmoid": "s * (1 - s) with s the sigmoid's value"}
_OTHER = {"tanh": "sigmoid", "sigmoid": "tanh"}
_SLOPES = (
    ("twice", "is taken twice in its derivative", "What is at hand is {of} already; the derivative is `{formula}`."),
    ("own", "is used as its own derivative", "The derivative is `{formula}`, not the value itself."),
    ("input", "has its derivative taken at its input", "The derivative `{formula}` needs the value, not the input."),
    ("gradient", "has its derivative applied to the gradient", "It is `{formula}`: of the value, not of the gradient."),
    ("gradient_alone", "has its derivative replaced by one of the gradient", "It is `{formula}`, times the gradient."),
    ("complement", "has a wrong derivative, 1 minus its value", "The derivative is `{formula}`."),
    ("square", "has a wrong derivative, the square of its value", "The derivative is `{formula}`."),
)


def find_calls(names: Names) -> list[tuple[ast.Call, str]]:
    """Every activation that the function calls, with its kind."""
    calls = [node for node in walk(names.function) if isinstance(node, ast.Call)]
    return [(call, kind) for call in calls for kind in ACTIVATIONS if _kind(call) == kind]


def list_alternatives(names: Names) -> Iterator[Alternative]:
    calls = find_calls(names)
    for call, kind in calls:
        inside = write(argument_of(call))
        yield from _of_group([call], kind, f"the {kind} of `{inside}`" if inside else f"the {kind}", inside)
    for kind in ACTIVATIONS:
        group = [call for call, found in calls if found == kind]
        if len(group) > 1:
            yield from _of_group(group, kind, f"every {kind}", "every")
    if {kind for _, kind in calls} == set(ACTIVATIONS):
        yield from _without_any("no_activations", [call for call, _ in calls])
        split = {target.id for node, _ in find_splits(names) for target in walk(node) if isinstance(target, ast.Name)}
        of_gates = [call for call, _ in calls if split & {each.id for each in walk(call) if isinstance(each, ast.Name)}]
        if 1 < len(of_gates) < len(calls):
            yield from _without_any("no_activations_of_gates", of_gates)


def argument_of(call: ast.Call) -> ast.expr:
    if call.args:
        return call.args[0]
    if isinstance(call.func, ast.Attribute):
        return call.func.value
    raise ValueError(ast.unparse(call))


def _kind(call: ast.Call) -> str:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return name if len(call.args) == 1 or (isinstance(call.func, ast.Attribute) and not call.args) else ""


def _of_group(calls: Sequence[ast.Call], kind: str, of: str, inside: str) -> Iterator[Alternative]:
    start, formula = of[0].upper() + of[1:], _FORMULA[kind]
    sites = [site_of(call) for call in calls]
    yield from vary(
        slugify(kind, "left_out", inside),
        dict.fromkeys(sites, argument_of),
        forward=Words(f"{start} is left out.", f"The formula has {of} there; your values are those without it."),
        backward=Words(
            f"The derivative of {of} is missing.",
            f"On its way back the gradient passes {of}, so it is multiplied by the derivative, `{formula}`.",
        ),
    )
    # The third gradient of a wrong forward pass: the formula's, put down with the wrong values.
    for slug, value, says in (
        ("left_out", argument_of, Words(f"{start} is left out.", f"The formula has {of} there.")),
        (
            "exchanged",
            partial(_call_other, kind=_OTHER[kind]),
            Words(f"A {_OTHER[kind]} stands in place of {of}.", f"The formula has {of} there."),
        ),
    ):
        mixed = tuple(Edit(site, partial(_with_slope_of, value=value, kind=kind)) for site in sites)
        yield Alternative(slugify(kind, slug, inside), says, "forward", mixed)
    yield from vary(
        slugify(kind, "exchanged", inside),
        dict.fromkeys(sites, partial(_call_other, kind=_OTHER[kind])),
        forward=Words(f"A {_OTHER[kind]} stands in place of {of}.", f"The formula has {of} there."),
        backward=None,
    )
    twice: Build = lambda call: ast.Call(call.func, [call], [])  # noqa: E731 - a small Build
    if all(call.args for call in calls):
        yield from vary(
            slugify(kind, "twice", inside),
            dict.fromkeys(sites, twice),
            forward=Words(f"{start} is applied twice.", f"Once is enough: what goes into {of} is not activated yet."),
            backward=None,
        )
    yield from _slopes(sites, kind, of, inside)


def _slopes(sites: Sequence[int], kind: str, of: str, inside: str) -> Iterator[Alternative]:
    start, formula = of[0].upper() + of[1:], _FORMULA[kind]
    for name, says, hint in (*_SLOPES, (_OTHER[kind], f"has the derivative of a {_OTHER[kind]}", "It is `{formula}`.")):
        precise = f"{name}_{kind}" if name in {"twice", "input"} else name
        edits = tuple(Edit(site, partial(_with_slope, kind=precise)) for site in sites)
        words = Words(f"{start} {says}.", hint.format(of=of, formula=formula))
        yield Alternative(slugify(kind, "derivative", name, inside), words, "backward", edits)


def _without_any(slug: str, calls: Sequence[ast.Call]) -> Iterator[Alternative]:
    yield from vary(
        slug,
        {site_of(call): argument_of for call in calls},
        forward=Words("The activations are missing.", "Every gate has a sigmoid or a tanh; compare the formulas."),
        backward=Words(
            "All derivatives of the activations are missing.",
            "Each gradient is multiplied by the derivative of the activation that it passes on its way back.",
        ),
    )
    sigmoids = {site_of(call): partial(_call_other, kind="tanh") for call in calls if _kind(call) == "sigmoid"}
    if slug != "no_activations":
        return
    yield from vary(
        "tanh_on_every_gate",
        dict(sigmoids),
        forward=Words("There is a tanh on every gate.", "A gate opens between 0 and 1: that takes a sigmoid."),
        backward=None,
    )


def _call_other(call: ast.Call, *, kind: str) -> ast.expr:
    return ast.Call(ast.Attribute(argument_of(call), kind, ast.Load()), [], [])


def _with_slope_of(call: ast.Call, *, value: Build, kind: str) -> ast.expr:
    return tool("slope", argument_of(call), value(call), ast.Constant(kind))


def _with_slope(call: ast.Call, *, kind: str) -> ast.expr:
    return tool("slope", argument_of(call), call, ast.Constant(kind))
