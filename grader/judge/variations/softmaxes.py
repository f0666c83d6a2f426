"""Softmax left out, or taken over another axis."""

import ast
from collections.abc import Iterator
from functools import partial

from grader.judge.rewriting import Edit, Names, site_of, tool, walk
from grader.judge.variations.alternative import Alternative, Words, slugify, vary

SOFTMAXES = ("softmax", "log_softmax")


def list_alternatives(names: Names) -> Iterator[Alternative]:
    for call in (node for node in walk(names.function) if isinstance(node, ast.Call)):
        called = getattr(call.func, "attr", getattr(call.func, "id", ""))
        is_method = bool(call.args) and isinstance(call.args[0], ast.Constant)  # scores.softmax(1)
        if called in SOFTMAXES and call.args and not is_method:
            yield from _of_call(call, called.replace("_", " "))


def _of_call(call: ast.Call, called: str) -> Iterator[Alternative]:
    yield from vary(
        slugify(called, "left_out"),
        {site_of(call): _inside},
        forward=Words(f"The {called} is left out.", "What you return are the scores that go into it."),
        backward=Words(
            f"Going back, the gradient does not pass the {called}.",
            "What arrives are gradients of probabilities; the scores get those times the derivative of the softmax.",
        ),
    )
    if called == "softmax":
        for kind, says in (("diagonal", "is that of its diagonal alone"), ("first_term", "lacks its second term")):
            yield Alternative(
                slugify(called, "derivative", kind),
                Words(
                    f"The softmax derivative {says}.",
                    "Each probability depends on every score: the gradient is `p * (g - sum(g * p))`.",
                ),
                "backward",
                (Edit(site_of(call), partial(_with_slope, kind=kind)),),
            )
    for axis, over in ((0, "axis 0"), (1, "axis 1"), (2, "axis 2"), (None, "everything at once")):
        yield from vary(
            slugify(called, "over", over),
            {site_of(call): partial(_over, axis=axis)},
            forward=Words(
                f"The {called} is taken over {over}.",
                "Every example at every step has probabilities of its own that sum to 1: which axis holds its classes?",
            ),
            backward=None,
        )


def _inside(call: ast.Call) -> ast.expr:
    return call.args[0]


def _with_slope(call: ast.Call, *, kind: str) -> ast.expr:
    return tool("softmax_slope", call.args[0], call, ast.Constant(kind))


def _over(call: ast.Call, *, axis: int | None) -> ast.expr:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    return tool("softmax_over", call.args[0], ast.Constant(axis), is_log=ast.Constant(name.startswith("log")))
