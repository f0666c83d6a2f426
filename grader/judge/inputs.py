"""Hidden inputs, drawn from a submission's seed: every function, case and argument has its own stream of numbers."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from grader.judge.declaration import Assignment, Case, Pair
from grader.judge.sizes import Size, shape_values

Array = npt.NDArray[np.float64]
_TRIES = 10_000


@dataclass(frozen=True)
class Draw:
    """What one case is graded on: the sizes, the forward arguments, and the gradients that arrive at its results."""

    case: Case
    sizes: Mapping[str, int]
    arguments: Mapping[str, Array]
    upstream: Mapping[str, Array]


def draw(assignment: Assignment, pair: Pair, *, case: Case, seed: int, variant: str = "") -> Draw:
    """Draw a case; the same seed gives the same bits, whatever else the assignment holds.

    A ``variant`` has the sizes of the case and other numbers.
    """
    name = f"{pair.forward.name}/{case.name}"
    sizes = draw_sizes(assignment.sizes, case=case, rng=stream(seed, f"{name}/sizes"))
    if variant:
        name = f"{name}/{variant}"
    arguments = {}
    for argument in pair.forward.drawn:
        scale = argument.scale * case.scales.get(argument.name, 1.0)
        values = _normal(argument.shape, sizes, stream(seed, f"{name}/{argument.name}"))
        arguments[argument.name] = np.zeros_like(values) if argument.name in case.zeros else values * scale
    upstream = {
        result.name: _normal(result.shape, sizes, stream(seed, f"{name}/upstream/{result.name}"))
        for result in pair.forward.judged
    }
    return Draw(case=case, sizes=sizes, arguments=arguments, upstream=upstream)


def stream(seed: int, name: str) -> np.random.Generator:
    """A generator that depends on the seed and the name alone, so that new streams never move old ones."""
    return np.random.Generator(np.random.PCG64(cast(Any, _Digest(f"{seed}/{name}"))))


class _Digest(np.random.bit_generator.ISeedSequence):
    """Starts a generator from a hash: as well mixed as numpy's own way, in a sixth of the time."""

    def __init__(self, text: str) -> None:
        self.words = np.frombuffer(hashlib.sha256(text.encode()).digest(), dtype="<u8")

    def generate_state(self, n_words: int, dtype: npt.DTypeLike = np.uint32) -> npt.NDArray[Any]:
        return self.words[:n_words].astype(dtype)


def draw_sizes(ranges: Mapping[str, tuple[int, int]], *, case: Case, rng: np.random.Generator) -> dict[str, int]:
    """Sizes within their ranges, all different except where the case ties them together."""
    free = [name for name in ranges if name not in case.sizes]
    sizes: dict[str, int] = {}
    for _ in range(_TRIES):
        drawn = [int(rng.integers(low, high, endpoint=True)) for low, high in (ranges[name] for name in free)]
        sizes = dict(zip(free, drawn, strict=True))
        if len(set(drawn)) == len(drawn):
            break
    for name, value in case.sizes.items():
        sizes[name] = sizes[value] if isinstance(value, str) else value
    return {name: sizes[name] for name in ranges}


def _normal(shape: tuple[Size, ...], sizes: Mapping[str, int], rng: np.random.Generator) -> Array:
    return rng.standard_normal(shape_values(shape, sizes))
