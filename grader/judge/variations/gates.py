"""Gates in another order: conventions of other courses, and mix-ups."""

import ast
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import permutations

from grader.judge.rewriting import Build, Edit, Names, site_of, tool, walk
from grader.judge.variations.alternative import Alternative, Words, slugify

_MOST = 4  # of more gates than that, not every order is tried


def list_alternatives(names: Names) -> Iterator[Alternative]:
    splits = find_splits(names)
    for count in sorted({len(gates) for _, gates in splits}):
        group = [split for split, gates in splits if len(gates) == count]
        gates = next(gates for _, gates in splits if len(gates) == count)
        if count <= _MOST:
            yield from _of_group(group, gates)
            yield _interleaved(group, gates)


def find_splits(names: Names) -> list[tuple[ast.Assign, tuple[str, ...]]]:
    """Where one value is cut into blocks, and what the blocks are called: ``x_r, x_z, x_n`` are r, z and n."""
    found = []
    for node in walk(names.function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Call):
            targets = [each.id for each in node.targets[0].elts if isinstance(each, ast.Name)]
            called = getattr(node.value.func, "attr", getattr(node.value.func, "id", ""))
            if called in {"chunk", "split", "tensor_split"} and len(targets) == len(node.targets[0].elts):
                found.append((node, strip_common(targets)))
    return found


def strip_common(targets: Sequence[str]) -> tuple[str, ...]:
    """The part by which names differ: what stands before or after the underscore that they share."""
    parts = [target.split("_") for target in targets]
    if len({len(part) for part in parts}) == 1 and len(parts[0]) > 1:
        differing = [place for place in range(len(parts[0])) if len({part[place] for part in parts}) == len(parts)]
        if len(differing) == 1:
            return tuple(part[differing[0]] for part in parts)
    return tuple(targets)


def _of_group(group: Sequence[ast.Assign], gates: tuple[str, ...]) -> Iterator[Alternative]:
    for order in permutations(range(len(gates))):
        moved = [place for place, other in enumerate(order) if place != other]
        if not moved:
            continue
        # Gate k reads the block order[k]; so block b holds the gate whose place in ``order`` is b.
        theirs = ", ".join(gates[order.index(block)] for block in range(len(gates)))
        ours = ", ".join(gates)
        if len(moved) == 2:
            first, second = (gates[place] for place in moved)
            words = Words(
                f"The gates {first} and {second} are exchanged.",
                f"Your values are right for blocks in the order {theirs}; the order asked is {ours}. "
                f"Either the blocks are taken in another order, or {first} and {second} change places in a formula.",
            )
        else:
            words = Words(
                f"The gates come in another order: {theirs} instead of {ours}.",
                f"That order is a convention of its own, in use elsewhere; here the blocks are asked as {ours}.",
            )
        slug = slugify("gate_order", *theirs.split(", "))
        sites = [site_of(split.value) for split in group]
        read: Build = partial(_call, name="reorder", order=order)
        sent: Build = partial(_call, name="each_with_gradient_of", order=order)
        yield Alternative(slug, words, "forward", tuple(Edit(site, read) for site in sites), is_convention=True)
        back = Words(
            f"The gates' gradients come in another order: {theirs} instead of {ours}.",
            f"Put the gates' gradients together in the order in which the forward pass took them apart: {ours}.",
        )
        yield Alternative(f"{slug}_backward", back, "backward", tuple(Edit(site, sent) for site in sites))
        both = (partial(_call, name="each_with_gradient_of", order=_invert(order)), read)
        edits = tuple(Edit(site, build) for site in sites for build in reversed(both))
        yield Alternative(slug, words, "forward", edits, is_convention=True)


def _interleaved(group: Sequence[ast.Assign], gates: tuple[str, ...]) -> Alternative:
    build: Build = lambda node: tool("interleave", node)  # noqa: E731 - a small Build
    return Alternative(
        "gates_interleaved",
        Words(
            "The gates are interleaved.",
            f"Your rows take turns ({', '.join(gates)}, {gates[0]}, ...); here each gate has a block of rows.",
        ),
        "forward",
        tuple(Edit(site_of(split.value), build) for split in group),
        is_convention=True,
    )


def _invert(order: Sequence[int]) -> tuple[int, ...]:
    return tuple(order.index(place) for place in range(len(order)))


def _call(node: ast.expr, *, name: str, order: Sequence[int]) -> ast.expr:
    return tool(name, node, ast.Tuple([ast.Constant(place) for place in order], ast.Load()))
