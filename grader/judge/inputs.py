"""Hidden inputs, drawn from a submission's seed: every function, case and argument has its own stream of numbers."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from grader.judge.declaration import Argument, Assignment, Case, Pair, Result
from grader.judge.sizes import Size, shape_values

Array = npt.NDArray[np.float64]
_TRIES = 10_000
_LARGE = 1.5  # of a normal distribution: times half of a thousand, and its exponential is infinite


@dataclass(frozen=True)
class Cut:
    """A sequence in pieces of some ``lengths`` along the size ``time``: the arguments of each; and another sequence."""

    time: str
    lengths: tuple[int, ...]
    own: tuple[Mapping[str, Any], ...]
    other: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Draw:
    """What one case is graded on: the sizes, the forward arguments, and the gradients that arrive at its results.

    ``cut``: the same arguments in pieces, where that is how they are asked.
    """

    case: Case
    sizes: Mapping[str, int]
    arguments: Mapping[str, Any]
    upstream: Mapping[str, Array]
    cut: Cut | None = None


def draw(assignment: Assignment, pair: Pair, *, case: Case, seed: int, variant: str = "") -> Draw:
    """Draw a case; the same seed gives the same bits, whatever else the assignment holds.

    A ``variant`` has the sizes of the case and other numbers.
    """
    name = f"{pair.forward.name}/{case.name}"
    sizes = draw_sizes(assignment.sizes, case=case, rng=stream(seed, f"{name}/sizes"))
    arguments = draw_arguments(pair, case=case, sizes=sizes, seed=seed, variant=variant)
    if variant:
        name = f"{name}/{variant}"
    upstream = {
        result.name: _arriving(pair, result, sizes, stream(seed, f"{name}/upstream/{result.name}"))
        for result in pair.forward.judged
    }
    return Draw(case=case, sizes=sizes, arguments=arguments, upstream=upstream)


def draw_arguments(pair: Pair, *, case: Case, sizes: Mapping[str, int], seed: int, variant: str = "") -> dict[str, Any]:
    """The forward arguments of a case alone, where its sizes are known."""
    name = f"{pair.forward.name}/{case.name}"
    if variant:
        name = f"{name}/{variant}"
    return {
        argument.name: _draw_one(argument, sizes, case, stream(seed, f"{name}/{argument.name}"))
        for argument in pair.forward.drawn
    }


def _draw_one(argument: Argument, sizes: Mapping[str, int], case: Case, rng: np.random.Generator) -> Any:
    """What a declared argument is in this case: an array of real or whole numbers or booleans, or a single value."""
    if argument.drawing == "value":
        return argument.value
    if argument.drawing == "size":
        return _value_of(argument.size, sizes)
    shape = shape_values(argument.shape, sizes)
    match argument.drawing:
        case "integers":
            return rng.integers(_value_of(argument.size, sizes), size=shape)
        case "lengths":
            return _draw_lengths(shape, _value_of(argument.size, sizes), rng)
        case "mask":
            return _draw_mask(shape, rng, ragged=argument.ragged)
        case "between":
            values = rng.uniform(*argument.ends, size=shape)
            scale = 1.0
        case _:
            values = rng.standard_normal(shape)
            scale = argument.scale
            if shape and case.scales.get(argument.name, 1.0) > 1:
                _spread(values, rng)
    scale *= case.scales.get(argument.name, 1.0)
    return np.zeros(shape) if argument.name in case.zeros else np.asarray(values * scale)


def _spread(values: Array, rng: np.random.Generator) -> None:
    """Of large inputs, some are so above zero and some below: an exponential overflows on one side only."""
    if values.size > 1 and not (values.min() <= -_LARGE and values.max() >= _LARGE):
        values.flat[rng.permutation(values.size)[:2]] = -_LARGE, _LARGE


def _value_of(size: Size | None, sizes: Mapping[str, int]) -> int:
    return size.value(sizes) if size is not None else 1


def _draw_lengths(shape: tuple[int, ...], longest: int, rng: np.random.Generator) -> npt.NDArray[np.int64]:
    """Lengths from 1 on, all kinds of them; one is the longest that there can be, another at most half of that."""
    lengths = rng.integers(1, longest, size=shape, endpoint=True)
    places = rng.permutation(lengths.size)
    if lengths.size > 1:
        lengths.flat[places[1]] = rng.integers(1, max(1, longest // 2), endpoint=True)
    if lengths.size:
        lengths.flat[places[0]] = longest
    return lengths


def _draw_mask(shape: tuple[int, ...], rng: np.random.Generator, *, ragged: bool) -> npt.NDArray[np.bool_]:
    """Two thirds True; or, ragged, True up to a length of its own in every row. Never all False."""
    if ragged and shape:
        lengths = _draw_lengths(shape[:-1], shape[-1], rng)
        return np.asarray(np.arange(shape[-1]) < lengths[..., np.newaxis])
    mask = rng.random(shape) < 2 / 3
    if mask.size:
        mask.flat[int(rng.integers(mask.size))] = True
    return np.asarray(mask)


def _arriving(pair: Pair, result: Result, sizes: Mapping[str, int], rng: np.random.Generator) -> Array:
    """The gradient that arrives at a forward result."""
    shape = shape_values(result.shape, sizes)
    kind = pair.upstream_of(result)
    if kind == "drawn":
        return np.asarray(rng.standard_normal(shape))
    return np.ones(shape) if kind == "one" else np.zeros(shape)


def stream(seed: int, name: str) -> np.random.Generator:
    """A generator that depends on the seed and the name alone, so that new streams never move old ones."""
    return np.random.Generator(np.random.PCG64(cast(Any, _Digest(f"{seed}/{name}"))))


class _Digest(np.random.bit_generator.ISeedSequence):
    """Starts a generator from a hash: as well mixed as numpy's own way, in a sixth of the time."""

    def __init__(self, text: str) -> None:
        self.words = np.frombuffer(hashlib.sha256(text.encode()).digest(), dtype="<u8")

    def generate_state(self, n_words: int, dtype: npt.DTypeLike = np.uint32) -> npt.NDArray[Any]:
        if n_words == len(self.words) and dtype is np.uint64:  # all that PCG64 asks for
            return self.words
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
