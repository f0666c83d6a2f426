"""All variations of an assignment's reference, in a fixed order."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from grader.judge.declaration import Assignment, Pair
from grader.judge.folder_modules import reference_name
from grader.judge.rewriting import Names, read_text
from grader.judge.variations import activations, arithmetic, gates, gradients, joins, lookups, loops, paths, softmaxes
from grader.judge.variations.alternative import Alternative, Side, Words


@dataclass(frozen=True)
class Variation:
    """One or two alternatives at once. ``key`` is unique; ``slug`` is what the mistake is called."""

    key: str
    parts: tuple[Alternative, ...]

    @property
    def slug(self) -> str:
        return self.parts[0].slug

    @property
    def words(self) -> Words:
        return self.parts[0].words

    @property
    def side(self) -> Side:
        return self.parts[0].side

    @property
    def is_convention(self) -> bool:
        return all(part.is_convention for part in self.parts)


def list_variations(assignment: Assignment, pair: Pair) -> tuple[Variation, ...]:
    """Every single variation, the likely ones first; the source is read once for each state of the folder."""
    key = (assignment.folder, assignment.hash, pair.forward.name)
    if key not in _LISTED:
        _LISTED[key] = _list(assignment, pair)
    return _LISTED[key]


def combine(first: Variation, second: Variation) -> Variation:
    """Both at once."""
    return Variation(f"{first.key}+{second.key}", (*first.parts, *second.parts))


def name_gates(assignment: Assignment) -> dict[int, tuple[str, ...]]:
    """What the reference calls the blocks it cuts a value into, by their number."""
    return _name_gates(assignment.folder / "reference.py", assignment.hash)


@lru_cache(maxsize=128)
def _name_gates(path: Path, fingerprint: str) -> dict[int, tuple[str, ...]]:
    text = read_text(path.read_text(encoding="utf-8"))
    splits = [split for names in text.functions for split in gates.find_splits(names)]
    return {len(called): called for _, called in reversed(splits)}


_LISTED: dict[tuple[Path, str, str], tuple[Variation, ...]] = {}


def _list(assignment: Assignment, pair: Pair) -> tuple[Variation, ...]:
    text = read_text(assignment.text("reference.py"))
    found: dict[str, Variation] = {}
    for alternative in _gather(assignment, pair, text.functions):
        if pair.backward is None and alternative.side == "backward":
            continue
        key = alternative.slug
        while key in found:
            key += "_"
        found[key] = Variation(key, (alternative,))
    return tuple(found.values())


def _gather(assignment: Assignment, pair: Pair, functions: tuple[Names, ...]) -> Iterator[Alternative]:
    declared = {argument.name: tuple(size.text for size in argument.shape) for argument in pair.forward.arguments}
    results = [tuple(size.text for size in result.shape) for result in pair.forward.judged]
    own = reference_name(pair)
    others = {reference_name(each) for each in assignment.pairs} - {own}
    yield from gradients.list_alternatives(assignment, pair, name_gates(assignment))
    yield from lookups.list_alternatives(pair)
    for names in functions:
        if names.function.name in others:
            continue
        is_own = names.function.name == own
        shapes = declared if is_own else {}
        yield from activations.list_alternatives(names)
        yield from softmaxes.list_alternatives(names)
        yield from joins.list_alternatives(names)
        yield from loops.list_alternatives(names)
        yield from gates.list_alternatives(names)
        yield from paths.list_alternatives(names, shapes, results if is_own else ())
        yield from arithmetic.list_alternatives(names)
