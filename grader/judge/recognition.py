"""Recognises what a submission does wrong by its answers to the probe: one mistake, several, or two at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.judge.blocks import find_gates
from grader.judge.conventions import is_same
from grader.judge.library import SAME, SAME_IN_FLOAT32, Known, Library, Shelf, match_whole
from grader.judge.oracle import Key, Outputs
from grader.judge.pairing import match_two

_MOST_AT_ONCE = 3


@dataclass(frozen=True)
class Recognition:
    """For every wrong result what explains it: one entry, or several at once that explain it together."""

    named: Mapping[Key, tuple[Known, ...]] = field(default_factory=dict)
    values: Outputs = field(default_factory=dict)


def recognise(library: Library, values: Outputs) -> Recognition:
    """Match every result that differs from the right one on its own; what is left over is tried with two at once."""
    wrong = {
        key: np.asarray(value, dtype=np.float64)
        for key, value in values.items()
        if _is_wrong(library.shelves[key], value)
    }
    limits = {key: SAME_IN_FLOAT32 if values[key].dtype == np.float32 else SAME for key in wrong}
    allowed = _allow(library, wrong, values)
    named = match_whole(library.entries, library.shelves, wrong, limits, allowed)
    rest = {key: value for key, value in wrong.items() if key not in named}
    parts = {key: _match_parts(library, key, value, limits[key], named, allowed) for key, value in rest.items()}
    named |= {key: found for key, (found, is_all) in parts.items() if is_all}
    rest = {key: value for key, value in rest.items() if key not in named}
    if rest:
        named |= match_two(library, wrong, rest, limits, _rank_bases(named, parts))
    # Of gates, each is a formula of its own; of steps, some that happen to fit explain nothing.
    by_gate = {key for key, result in library.results.items() if find_gates(result.shape)}
    named |= {key: found for key, (found, _) in parts.items() if found and key not in named and key in by_gate}
    odd = {key: value for key, value in values.items() if value.shape != library.shelves[key].truth.shape}
    return Recognition(_trust(library, wrong, named) | _match_odd_shapes(library, odd), values)


def _trust(library: Library, wrong: Outputs, named: Mapping[Key, tuple[Known, ...]]) -> dict[Key, tuple[Known, ...]]:
    """Without what was found in gradients by chance: those of a forward pass that nobody knows can be anything."""
    forward = library.pair.forward.name
    if all(key in named for key in wrong if key[0] == forward):
        return dict(named)
    return {key: group for key, group in named.items() if key[0] == forward or all(known.mistake for known in group)}


def _is_wrong(shelf: Shelf, value: npt.NDArray[Any]) -> bool:
    if value.shape != shelf.truth.shape or value.dtype.kind not in "biuf" or not np.isfinite(value).all():
        return False
    apart = float(np.linalg.norm(value - shelf.truth))
    return bool(apart > SAME_IN_FLOAT32 * max(float(np.linalg.norm(shelf.truth)), 1e-3 * shelf.truth.size**0.5))


def _allow(library: Library, wrong: Outputs, values: Outputs) -> npt.NDArray[np.bool_]:
    """Not those that are wrong forward where the submission is right: a gradient is no proof of that."""
    allowed = np.ones(len(library.entries), dtype=bool)
    for key, shelf in library.shelves.items():
        if key[0] == library.pair.forward.name and key in values and key not in wrong:
            allowed &= ~shelf.differs
    return allowed


def _match_odd_shapes(library: Library, odd: Outputs) -> dict[Key, tuple[Known, ...]]:
    """Results of another shape than is asked: only a mistake that an author wrote down has such."""
    found: dict[Key, tuple[Known, ...]] = {}
    for key, value in odd.items():
        for entry in library.entries:
            other = entry.outputs.get(key)
            if entry.mistake is not None and other is not None and is_same(value, other):
                found[key] = (entry,)
                break
    return found


def _match_parts(
    library: Library,
    key: Key,
    value: npt.NDArray[Any],
    limit: float,
    named: Mapping[Key, tuple[Known, ...]],
    allowed: npt.NDArray[np.bool_],
) -> tuple[tuple[Known, ...], bool]:
    """Entries that together explain the wrong blocks of a result, and whether they explain all of them."""
    shelf = library.shelves[key]
    if not shelf.atoms.max(initial=0):
        return (), False
    truth = shelf.distances_by_atom(value)
    matches = (truth <= limit) & shelf.differs_by_atom & allowed[:, None]
    own = Shelf(shelf.truth.ravel()[None, :], shelf.truth, shelf.atoms).distances_by_atom(value)[0]
    open_parts = own > SAME_IN_FLOAT32
    preferred = {id(known) for group in named.values() for known in group}
    chosen: list[Known] = []
    while open_parts.any() and len(chosen) < _MOST_AT_ONCE:
        covered = (matches & open_parts).sum(axis=1)
        # An entry may not break a block that is right, or explained by another: the blocks add up to one answer.
        spoiled = (shelf.differs_by_atom & ~matches).sum(axis=1)
        if not covered.any():
            break
        best = min(
            np.flatnonzero(covered).tolist(),
            key=lambda at: (spoiled[at], -covered[at], id(library.entries[at]) not in preferred, at),
        )
        chosen.append(library.entries[best])
        open_parts = open_parts & ~matches[best]
    return tuple(chosen), not open_parts.any()


def _rank_bases(
    named: Mapping[Key, tuple[Known, ...]], parts: Mapping[Key, tuple[tuple[Known, ...], bool]]
) -> list[Known]:
    """What is named most often already: the second mistake is looked for in its company."""
    counts: dict[int, tuple[int, Known]] = {}
    for group in [*named.values(), *(found for found, _ in parts.values())]:
        for known in group:
            counts[id(known)] = (counts.get(id(known), (0, known))[0] + 1, known)
    return [known for _, known in sorted(counts.values(), key=lambda each: -each[0])]
