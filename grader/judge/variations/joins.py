"""Arrays that are joined in another order: `[x; h]` where `[h; x]` is asked."""

import ast
from collections.abc import Iterator

from grader.judge.rewriting import Build, Names, site_of, walk, write
from grader.judge.variations.alternative import Alternative, Words, slugify, vary

JOINS = ("cat", "concat", "concatenate", "hstack", "vstack")


def list_alternatives(names: Names) -> Iterator[Alternative]:
    for call in (node for node in walk(names.function) if isinstance(node, ast.Call)):
        joined = call.args[0] if call.args else None
        called = getattr(call.func, "attr", getattr(call.func, "id", ""))
        if called in JOINS and isinstance(joined, (ast.List, ast.Tuple)) and len(joined.elts) == 2:
            first, second = (write(each) for each in joined.elts)
            yield from vary(
                slugify("joined_in_another_order", first, second),
                {site_of(joined): _exchange(joined)},
                forward=Words(
                    f"`{first}` and `{second}` are joined in the other order.",
                    f"The formula has `{first}` first and `{second}` after it, and so have the weights their columns.",
                ),
                backward=None,
            )


def _exchange(joined: ast.List | ast.Tuple) -> Build:
    kind = type(joined)
    return lambda node: kind(list(reversed(node.elts)), ast.Load())
