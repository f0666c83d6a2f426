"""Terms and factors: left out, with another sign, or multiplied by the wrong thing on the way back."""

import ast
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from grader.judge.rewriting import Build, Edit, Names, named, site_of, tool, walk, write
from grader.judge.variations.activations import find_calls
from grader.judge.variations.alternative import Alternative, Words, slugify, vary

Pool = Sequence[tuple[str, ast.expr]]  # an expression, and what a student reads for it

_LEFT: Build = lambda node: node.left  # noqa: E731 - two Builds that read as words below
_RIGHT: Build = lambda node: node.right  # noqa: E731


def list_alternatives(names: Names) -> Iterator[Alternative]:
    pool = _list_factors(names)
    for node in walk(names.function):
        if not isinstance(node, ast.BinOp):
            continue
        if isinstance(node.op, ast.Add):
            yield from _of_sum(node)
        elif isinstance(node.op, ast.Mult):
            yield from _of_product(node)
            yield from _with_other_factors(node, pool)
        elif isinstance(node.op, ast.Sub) and isinstance(node.left, ast.Constant):
            yield from _of_complement(node)
    for statement in walk(names.function):
        if isinstance(statement, (ast.Assign, ast.Return)):
            yield from _complements_exchanged(statement)


def _of_sum(node: ast.BinOp) -> Iterator[Alternative]:
    for kept, dropped, build in ((node.left, node.right, _LEFT), (node.right, node.left, _RIGHT)):
        what, rest = write(dropped), write(kept)
        if not what:
            continue
        yield from vary(
            slugify("without", what),
            {site_of(node): build},
            forward=Words(
                f"The term `{what}` is left out.",
                f"The formula adds `{what}`{f' to `{rest}`' if rest else ''}; your values are those without it.",
            ),
            backward=Words(
                f"The path back through `{what}` is dropped.",
                f"Whatever was added passes the gradient on: it goes back through `{what}`, too.",
            ),
        )
    what = write(node.right)
    minus: Build = lambda old: ast.BinOp(old.left, ast.Sub(), old.right)  # noqa: E731
    yield from vary(
        slugify("minus", what),
        {site_of(node): minus},
        forward=Words(f"`{what}` is subtracted." if what else "A plus is a minus.", "The formula has a plus there."),
        backward=Words(
            f"The gradient has the wrong sign going back through `{what}`." if what else "A gradient's sign is wrong.",
            "It was added, so its gradient keeps its sign.",
        ),
    )


def _of_product(node: ast.BinOp) -> Iterator[Alternative]:
    for kept, dropped, build in ((node.left, node.right, _LEFT), (node.right, node.left, _RIGHT)):
        what, rest = write(dropped), write(kept)
        if not what:
            continue
        of = f" of `{rest}`" if rest else ""
        yield from vary(
            slugify("without_factor", what, rest),
            {site_of(node): build},
            forward=Words(
                f"The factor `{what}` is left out.",
                f"The formula multiplies{f' `{rest}`' if rest else ''} by `{what}`; your values are those without it.",
            ),
            backward=Words(
                f"Going back, the product with `{what}` is forgotten.",
                f"By the product rule the gradient{of} is multiplied by `{what}`, and `{what}` gets a gradient, too.",
            ),
        )
        other = {"for_left": _ones(node.right), "for_right": node.left}
        if build is _RIGHT:
            other = {"for_left": node.right, "for_right": _ones(node.left)}
        yield Alternative(
            slugify("factor_missing", what, rest),
            Words(
                f"The factor `{what}` is missing in the gradient{of}.",
                f"By the product rule, what reaches{f' `{rest}`' if rest else ' it'} is multiplied by `{what}`.",
            ),
            "backward",
            (Edit(site_of(node), partial(_with_factors, others=other)),),
        )


def _with_other_factors(node: ast.BinOp, pool: Pool) -> Iterator[Alternative]:
    for side, own, to in (("for_left", node.right, node.left), ("for_right", node.left, node.right)):
        factor, target = write(own), write(to)
        for instead, other in pool:
            if instead == factor:
                continue
            others = {"for_left": node.right, "for_right": node.left, side: other}
            title = f"The gradient of `{target}`" if target else "A gradient"
            yield Alternative(
                slugify("factor", instead, "for", factor, target),
                Words(
                    f"{title} is multiplied by `{instead}`" + (f" instead of `{factor}`." if factor else "."),
                    "By the product rule, each factor's gradient is multiplied by the *other* factor"
                    + (f": here that is `{factor}`." if factor else "."),
                ),
                "backward",
                (Edit(site_of(node), partial(_with_factors, others=others)),),
            )


def _of_complement(node: ast.BinOp) -> Iterator[Alternative]:
    whole, inside = write(node), write(node.right)
    yield from vary(
        slugify("complement", inside),
        {site_of(node): _RIGHT},
        forward=Words(f"`{inside}` stands where `{whole}` is asked.", f"Compare with the formula: `{whole}`."),
        backward=Words(
            f"Going back, `{whole}` is treated as `{inside}`.",
            f"The derivative of `{whole}` has a minus: its gradient changes sign.",
        ),
    )


def _complements_exchanged(statement: ast.stmt) -> Iterator[Alternative]:
    """z where 1 - z is asked and the other way round."""
    inside = [
        node
        for node in walk(statement)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub) and isinstance(node.left, ast.Constant)
    ]
    for node in inside:
        if not isinstance(node.right, ast.Name):
            continue
        name, own = node.right.id, site_of(node.right)
        elsewhere = [
            site_of(each)
            for each in walk(statement)
            if isinstance(each, ast.Name)
            and isinstance(each.ctx, ast.Load)
            and each.id == name
            and site_of(each) != own
        ]
        edits: dict[int, Build] = {site_of(node): _RIGHT}
        edits |= dict.fromkeys(elsewhere, partial(_complement_of, like=node))
        if elsewhere:
            yield from vary(
                slugify("exchanged", name, "and_its_complement"),
                edits,
                forward=Words(
                    f"`{name}` and `1 - {name}` are exchanged.",
                    f"Compare with the formula which of the two terms `{name}` belongs to.",
                ),
                backward=Words(
                    f"`{name}` and `1 - {name}` are exchanged on the way back.",
                    f"Compare with the forward pass which of the two terms `{name}` belongs to.",
                ),
            )


def _complement_of(node: ast.expr, *, like: ast.BinOp) -> ast.expr:
    return ast.BinOp(like.left, ast.Sub(), node)


def _ones(node: ast.expr) -> ast.expr:
    return ast.BinOp(ast.BinOp(node, ast.Mult(), ast.Constant(0.0)), ast.Add(), ast.Constant(1.0))


def _with_factors(node: Any, *, others: dict[str, ast.expr]) -> ast.expr:
    return tool("product_with", node.left, node.right, **others)


def _list_factors(names: Names) -> Pool:
    """What a gradient may wrongly be multiplied by: every name, every activation, and every value set later."""
    known = [(name, named(name)) for name in (*names.arguments, *names.assigned)]
    calls = [(write(call), call) for call, _ in find_calls(names)]
    later = [
        (each.targets[0].id, each.value)
        for each in names.function.body
        if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)
    ]
    found = {ast.unparse(node): (text, node) for text, node in (*known, *calls, *later) if text}
    return list(found.values())
