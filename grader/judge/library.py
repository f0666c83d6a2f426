"""Everything that is known to go wrong in an assignment, and what it returns for one fixed probe.

Hidden inputs differ for every submission, so known mistakes would have to run again for each wrong one. Instead, wrong
submissions are asked one question more, the probe, which is the same for all; the answers of the author's mistakes and
of the generated variations are computed once in a process, and looked up.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from grader.judge import mistakes, variations
from grader.judge.blocks import label_atoms
from grader.judge.comparison import FLOOR
from grader.judge.conventions import is_same
from grader.judge.declaration import Assignment, Case, Pair, Result
from grader.judge.inputs import Array, Draw, draw
from grader.judge.mistakes import Mistake
from grader.judge.oracle import Key, Outputs, solve
from grader.judge.report import Diagnosis
from grader.judge.variations import Variation

PROBE = Case(name="probe", title="Probe")
_SEED = 0x9B0BE
SAME, SAME_IN_FLOAT32 = 1e-8, 1e-5


@dataclass(frozen=True, eq=False)  # one entry is one entry: arrays do not compare
class Known:
    """A mistake of the author's, or a variation of the reference, with its answers to the probe."""

    diagnosis: Diagnosis
    outputs: Outputs
    mistake: Mistake | None = None
    variation: Variation | None = None

    def play(self, assignment: Assignment, pair: Pair, drawn: Draw) -> Outputs:
        """What it returns for other inputs."""
        if self.mistake is not None:
            return mistakes.play(self.mistake, pair, drawn)
        return variations.play(assignment, pair, self.variation, drawn) if self.variation is not None else {}


@dataclass(frozen=True)
class Shelf:
    """The answers of all entries to one result, a row each; NaN where one gives none of the asked shape."""

    rows: Array
    truth: Array
    atoms: npt.NDArray[np.intp]
    floor: float = FLOOR

    def distances(self, value: Array) -> npt.NDArray[np.float64]:
        """The relative error of every entry against a value, as in ``comparison``."""
        return _relative(self.rows, value.ravel()[None, :], np.zeros(value.size, dtype=np.intp))[:, 0]

    def distances_by_atom(self, value: Array) -> npt.NDArray[np.float64]:
        """The same for every gate's block, or every step's part, a column each."""
        return _relative(self.rows, value.ravel()[None, :], self.atoms)

    @cached_property
    def differs(self) -> npt.NDArray[np.bool_]:
        return self.distances(self.truth) > SAME_IN_FLOAT32

    @cached_property
    def differs_by_atom(self) -> npt.NDArray[np.bool_]:
        return self.distances_by_atom(self.truth) > SAME_IN_FLOAT32


class Library:
    """The entries of one pair of functions: the author's first, then the generated ones."""

    def __init__(self, assignment: Assignment, pair: Pair, *, pause: Callable[[], None]) -> None:
        self.assignment = assignment
        self.pair = pair
        self.drawn = draw(assignment, pair, case=PROBE, seed=_SEED)
        self.truth = solve(assignment, pair, self.drawn)
        self.entries = tuple(self._gather(pause))
        # What ``pairing`` has computed so far.
        self.combined: dict[Known, tuple[tuple[Known, ...], dict[Key, Shelf]]] = {}
        self.pairs: tuple[tuple[tuple[Known, Known, Known], ...], dict[Key, Shelf]] | None = None

    @cached_property
    def results(self) -> dict[Key, Result]:
        functions = [each for each in (self.pair.forward, self.pair.backward) if each is not None]
        return {(function.name, result.name): result for function in functions for result in function.judged}

    @cached_property
    def shelves(self) -> dict[Key, Shelf]:
        return self.shelve(self.entries)

    def shelve(self, entries: tuple[Known, ...]) -> dict[Key, Shelf]:
        """The answers of some entries, arranged to be looked up."""
        return {key: self._shelve(key, result, entries) for key, result in self.results.items()}

    def find_author(self, known: Known) -> Known:
        """The author's own mistake that does the same forward, or all the same: it has the better words."""
        if known.variation is None or known.mistake is not None:
            return known
        side = known.variation.side
        keys = [key for key in self.results if side == "backward" or key[0] == self.pair.forward.name]
        for entry in self.entries:
            if entry.mistake is not None and all(_alike(entry, known, key) for key in keys):
                return entry
        return known

    def _gather(self, pause: Callable[[], None]) -> Iterator[Known]:
        for mistake in mistakes.list_mistakes(self.assignment):
            pause()
            diagnosis = Diagnosis(mistake.slug, mistake.title, mistake.hint)
            yield Known(diagnosis, mistakes.play(mistake, self.pair, self.drawn), mistake=mistake)
        for variation in variations.list_variations(self.assignment, self.pair):
            pause()
            outputs = variations.play(self.assignment, self.pair, variation, self.drawn)
            if outputs:
                yield Known(_diagnosis(variation), outputs, variation=variation)

    def _shelve(self, key: Key, result: Result, entries: tuple[Known, ...]) -> Shelf:
        truth = self.truth.of(result)
        rows = np.full((len(entries), truth.size), np.nan)
        for row, entry in zip(rows, entries, strict=True):
            value = entry.outputs.get(key)
            if value is not None and value.shape == truth.shape and value.dtype.kind in "biuf":
                row[:] = value.ravel()
        return Shelf(rows, truth, label_atoms(result, truth.shape))


def _go_on() -> None:
    """Make no pause."""


_LIBRARIES: dict[tuple[Path, str, str], Library] = {}


def find_library(assignment: Assignment, pair: Pair, *, pause: Callable[[], None] = _go_on) -> Library:
    """The library of a pair, made once in a process for each state of the assignment's folder.

    ``pause`` is called before every entry that is worked out.
    """
    key = (assignment.folder, assignment.hash, pair.forward.name)
    if key not in _LIBRARIES:
        _LIBRARIES[key] = Library(assignment, pair, pause=pause)
    return _LIBRARIES[key]


def make_ready(assignment: Assignment, *, pause: Callable[[], None] = _go_on) -> None:
    """All libraries of an assignment, ready to be looked up."""
    for pair in assignment.pairs:
        for shelf in find_library(assignment, pair, pause=pause).shelves.values():
            pause()
            _ = shelf.differs, shelf.differs_by_atom


def match_whole(
    entries: tuple[Known, ...],
    shelves: Mapping[Key, Shelf],
    wrong: Outputs,
    limits: Mapping[Key, float],
    allowed: npt.NDArray[np.bool_] | None = None,
) -> dict[Key, tuple[Known, ...]]:
    """Of all entries that give the very value, the one that explains most and breaks fewest others."""
    if not entries:
        return {}
    matches = {
        key: (shelves[key].distances(value) <= limits[key]) & shelves[key].differs for key, value in wrong.items()
    }
    if allowed is not None:
        matches = {key: match & allowed for key, match in matches.items()}
    explained = sum((match.astype(int) for match in matches.values()), np.zeros(len(entries), dtype=int))
    breaks = sum((shelf.differs.astype(int) for shelf in shelves.values()), np.zeros(len(entries), dtype=int))
    found: dict[Key, tuple[Known, ...]] = {}
    for key, match in matches.items():
        candidates = np.flatnonzero(match).tolist()
        if candidates:
            best = min(candidates, key=lambda at: (-explained[at], breaks[at], at))
            found[key] = (entries[best],)
    return found


def _alike(one: Known, other: Known, key: Key) -> bool:
    first, second = one.outputs.get(key), other.outputs.get(key)
    return first is not None and second is not None and is_same(first, second)


def _diagnosis(variation: Variation) -> Diagnosis:
    return Diagnosis(variation.slug, variation.words.title, variation.words.hint)


def _relative(rows: Array, value: Array, atoms: npt.NDArray[np.intp]) -> npt.NDArray[np.float64]:
    """The error that ``comparison`` defines, within every atom; infinite where a row has no answer."""
    member = np.eye(int(atoms.max(initial=0)) + 1)[atoms]
    with np.errstate(all="ignore"):
        apart = np.sqrt(((rows - value) ** 2) @ member)
        sizes = np.maximum(np.sqrt((rows**2) @ member), np.sqrt((value**2) @ member))
        errors = apart / np.maximum(sizes, FLOOR * np.sqrt(member.sum(axis=0)))
    return np.where(np.isnan(errors), np.inf, errors)
