"""Which path a wrong gradient took: where in the formula it goes wrong, if its forward pass is right.

Every expression of the reference is a place where a gradient passes. One that goes wrong there makes some results
wrong, in some gates' blocks and from some step on, and leaves the others right. So what is wrong of the probe's answers
tells the place, up to places on one path that make the same wrong.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from grader.judge import variations
from grader.judge.blocks import find_gates, find_steps
from grader.judge.declaration import Result
from grader.judge.folder_modules import reference_name
from grader.judge.library import SAME_IN_FLOAT32, Known, Library, Shelf
from grader.judge.oracle import Key, Outputs
from grader.judge.report import Diagnosis
from grader.judge.rewriting import Build, Edit, Names, read_text, site_of, tool, walk, write
from grader.judge.variations import Alternative, Variation, Words, name_gates

_COARSE = 10 * SAME_IN_FLOAT32
_MOST_ALIKE = 6
_HANDED_ON = "The last step is right and those before it are not, so look at what one step hands to the one before. "
_IN_A_STEP = (
    "Every gradient is wrong, and from the last step on, where going back begins: the error is inside a step, before "
    "anything is handed from one to another. Try your backward pass with a sequence of one step."
)

Mask = tuple[bool, ...]  # of one gradient: which gates' blocks, or which steps' parts, are wrong
Masks = tuple[Mask, ...]


@dataclass(frozen=True)
class Place:
    """An expression of the reference; ``inside``: the larger one that it is a part of, if it is a name in it."""

    text: str
    inside: str
    sites: tuple[int, ...]


@dataclass(frozen=True)
class Path:
    """The places that make just this wrong; ``wrong``: of the gradients that are, what of them."""

    places: tuple[Place, ...]
    wrong: Mapping[str, Mask]
    right: tuple[str, ...]


def trace(library: Library, values: Outputs) -> str:
    """A sentence for a student on where the gradient goes wrong; empty if no place or too many make just this wrong."""
    path = find_path(library, values)
    if path is None:
        return ""
    return _say_one(library, path) if len(path.wrong) == 1 else _say_path(library, path)


def find_path(library: Library, values: Outputs) -> Path | None:
    """What is wrong of the answers to the probe, and the places at which a gradient that goes wrong makes just this."""
    drawn = _draw_map(library)
    seen: list[Mask] = []
    for key, shelf in drawn.shelves.items():
        value = values.get(key)
        if value is None or value.shape != shelf.truth.shape or not np.isfinite(value).all():
            return None
        tolerance = _COARSE if value.dtype == np.float32 else SAME_IN_FLOAT32
        own = Shelf(shelf.truth.ravel()[None, :], shelf.truth, shelf.atoms)
        seen.append(tuple((own.distances_by_atom(np.asarray(value, dtype=np.float64))[0] > tolerance).tolist()))
    names = [name for _, name in drawn.shelves]
    wrong = {name: mask for name, mask in zip(names, seen, strict=True) if any(mask)}
    places = tuple(place for place, masks in drawn.places if masks == tuple(seen))
    return Path(places, wrong, tuple(name for name in names if name not in wrong)) if places and wrong else None


def _say_one(library: Library, path: Path) -> str:
    """Only one gradient is wrong: what comes to where it is made is right, since others are built from it."""
    (name,), right = path.wrong, path.right
    argument = next(each for each in _results(library) if each.name == name).of
    shape = next(each for each in library.pair.forward.arguments if each.name == argument).shape
    is_shared = not any(library.assignment.batch in size.names for size in shape)
    inside = next((f" at `{place.inside}`" for place in path.places if place.inside), "")
    since = f", since {_join([f'`{each}`' for each in right])} {'is' if len(right) == 1 else 'are'}" if right else ""
    start = f"Only `{name}` is wrong. What arrives{inside} on the way back is right{since}; so look at "
    if is_shared and len(shape) > 1:
        return f"{start}the one product that makes `{name}`: which two factors it has, and what it is summed over."
    if is_shared:
        return f"{start}the sum that makes `{name}`: what it adds up, and over which axis."
    return f"{start}how it goes on from there to `{argument}`, and whether the shares of all its uses are added."


def _say_path(library: Library, path: Path) -> str:
    wrong, right = path.wrong, path.right
    over_time = [wrong[each.name] for each in _results(library) if each.name in wrong and find_steps(each.shape)]
    texts = sorted({place.text for place in path.places}, key=len)
    if len(texts) > _MOST_ALIKE and not right:
        return _IN_A_STEP if over_time and all(mask[-1] for mask in over_time) else ""
    handed = _HANDED_ON if any(mask[0] and not mask[-1] for mask in over_time) else ""
    named = [text for text in texts if text.isidentifier()][:1]
    named += [text for text in texts if text not in named][:1]
    parts, in_gates = _list_parts(library, wrong)
    all_right = [*(f"`{name}`" for name in right), *(["the other gates"] if in_gates else [])]
    says = f"; {_join(all_right)} {'is' if len(right) == 1 and not in_gates else 'are'} right" if all_right else ""
    through = _join([f"`{text}`" for text in named])
    return (
        f"{handed}The gradient goes wrong on the path through {through}: {_join(parts)} come out wrong behind it{says}."
    )


def _list_parts(library: Library, wrong: Mapping[str, Mask]) -> tuple[list[str], bool]:
    """The wrong results, with the gates that are wrong in those of which others are right; whether there are such."""
    gates = name_gates(library.assignment)
    by_gates: dict[str, list[str]] = {}
    whole = []
    for each in _results(library):
        mask = wrong.get(each.name, ())
        called = gates.get(len(mask), ())
        if any(mask) and not all(mask) and find_gates(each.shape) and called:
            named = _join([gate for gate, is_wrong in zip(called, mask, strict=True) if is_wrong])
            by_gates.setdefault(f"gate{'s' if mask.count(True) > 1 else ''} {named}", []).append(f"`{each.name}`")
        elif any(mask):
            whole.append(f"`{each.name}`")
    return [*whole, *(f"the rows of {named} in {_join(names)}" for named, names in by_gates.items())], bool(by_gates)


def _results(library: Library) -> tuple[Result, ...]:
    return library.pair.backward.judged if library.pair.backward else ()


def _join(texts: Sequence[str]) -> str:
    *others, last = texts
    return f"{', '.join(others)} and {last}" if others else last


@dataclass(frozen=True)
class _Map:
    shelves: Mapping[Key, Shelf]
    places: tuple[tuple[Place, Masks], ...]


@lru_cache(maxsize=128)
def _draw_map(library: Library) -> _Map:
    """What becomes wrong if a gradient goes wrong at any of the places; computed once in a process."""
    found: list[tuple[Place, Known]] = []
    for place, edits in list_places(library):
        variation = Variation("disturbed", (Alternative("disturbed", Words("", ""), "backward", edits),))
        outputs = variations.play(library.assignment, library.pair, variation, library.drawn)
        if outputs:
            found.append((place, Known(Diagnosis("", "", ""), outputs)))
    backward = library.pair.backward.name if library.pair.backward else ""
    shelves = library.shelve(tuple(known for _, known in found))
    shelves = {key: shelf for key, shelf in shelves.items() if key[0] == backward}
    masks = [
        (place, tuple(tuple(shelf.differs_by_atom[at].tolist()) for shelf in shelves.values()))
        for at, (place, _) in enumerate(found)
    ]
    return _Map(shelves, tuple(each for each in masks if any(any(mask) for mask in each[1])))


def list_places(library: Library) -> Iterator[tuple[Place, tuple[Edit, ...]]]:
    text = read_text(library.assignment.text("reference.py"))
    own = reference_name(library.pair)
    others = {reference_name(pair) for pair in library.assignment.pairs} - {own}
    for names in text.functions:
        if names.function.name not in others:
            yield from _list_in(names)


def _list_in(names: Names) -> Iterator[tuple[Place, tuple[Edit, ...]]]:
    parents = {id(child): node for node in walk(names.function) for child in ast.iter_child_nodes(node)}
    known = {*names.arguments, *names.assigned}
    disturbed: Build = lambda node: tool("disturbed", node)  # noqa: E731 - a small Build
    loads: dict[str, list[Edit]] = {}
    for node in walk(names.function):
        if not isinstance(node, (ast.Name, ast.Call, ast.BinOp)) or not _is_value(node, parents, known):
            continue
        edit = Edit(site_of(node), disturbed)
        if isinstance(node, ast.Name):
            loads.setdefault(node.id, []).append(edit)
            yield Place(node.id, _find_product(node, parents), (edit.site,)), (edit,)
        elif text := write(node):
            yield Place(text, "", (edit.site,)), (edit,)
    for name, edits in loads.items():
        if len(edits) > 1:
            yield Place(name, "", tuple(edit.site for edit in edits)), tuple(edits)


def _is_value(node: ast.expr, parents: dict[int, ast.AST], known: set[str]) -> bool:
    """Not a function's name, not a target, nothing inside an index."""
    if isinstance(node, ast.Name) and (not isinstance(node.ctx, ast.Load) or node.id not in known):
        return False
    above: ast.AST | None = node
    while above is not None and not isinstance(above, ast.stmt):
        parent = parents.get(id(above))
        if isinstance(parent, ast.Subscript) and parent.slice is above:
            return False
        above = parent
    return not isinstance(above, ast.For) or above.iter is not node


def _find_product(node: ast.expr, parents: dict[int, ast.AST]) -> str:
    """The smallest expression with another value in it, short enough to quote."""
    above = parents.get(id(node))
    while isinstance(above, ast.expr) and not isinstance(above, ast.BinOp):
        above = parents.get(id(above))
    return write(above) if isinstance(above, ast.BinOp) else ""
