"""Which known mistake needs as much more memory with every step: the author's are measured as submissions are.

A mistake is first run in the judge's own process, for a few steps, to see whether it keeps anything at all; the few
that do are then run in the sandbox, and what was found is remembered.
"""

import tracemalloc
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from grader.judge.declaration import Pair
from grader.judge.memory import SHARE, Footprint, draw_long, list_steps, measure, step_sizes
from grader.judge.mistakes import Mistake, call, copy_all, list_mistakes
from grader.judge.pieces import list_piece, pick_carried
from grader.judge.report import Diagnosis
from grader.judge.trials import Examination
from grader.sandbox import Source

_SEED = 0x40A2D
_WARMING, _STEPS = 4, 12
_NEAR = 0.15

_KEPT: dict[tuple[Path, str, str], Mapping[str, float]] = {}


def find_hoarder(examination: Examination, pair: Pair, found: Footprint) -> Diagnosis | None:
    """The author's mistake that needs nearly as much more with every step, if there is one."""
    assignment = examination.assignment
    key = (assignment.folder, assignment.hash, pair.forward.name)
    if key not in _KEPT:
        suspects = [each for each in list_mistakes(assignment) if _keeps(examination, pair, each)]
        _KEPT[key] = {each.slug: _measure(examination, pair, each) for each in suspects}
    slug = min(_KEPT[key], key=lambda each: abs(_KEPT[key][each] - found.kept), default=None)
    if slug is None or abs(_KEPT[key][slug] - found.kept) > _NEAR * found.kept:
        return None
    mistake = next(each for each in list_mistakes(assignment) if each.slug == slug)
    return Diagnosis(mistake.slug, mistake.title, mistake.hint)


def _measure(examination: Examination, pair: Pair, mistake: Mistake) -> float:
    """Bytes for every step, as the kernel counts them."""
    assignment, sandbox = examination.assignment, examination.sandbox
    source = Source(f"{mistake.slug}.py", mistake.text)
    with Examination(assignment=assignment, source=source, sandbox=sandbox, seed=_SEED) as own:
        own.load()
        return measure(own, pair, seed=_SEED).kept


def _keeps(examination: Examination, pair: Pair, mistake: Mistake) -> bool:
    """Whether it has more and more in use; not where it fails."""
    assignment, function = examination.assignment, pair.forward
    drawn = draw_long(assignment, pair, steps=_WARMING + _STEPS, seed=_SEED)
    before = 0
    carried: Mapping[str, Any] = {}
    tracemalloc.start()
    try:
        for number, piece in enumerate(list_steps(function, drawn, assignment.time), 1):
            with np.errstate(all="ignore"):
                values = call(mistake, function, copy_all(list_piece(function, piece, carried)))
            if len(values) < len(function.results):
                return False
            carried = pick_carried(function, values)
            if number == _WARMING:
                before = tracemalloc.get_traced_memory()[0]
        rise = (tracemalloc.get_traced_memory()[0] - before) / _STEPS
    finally:
        tracemalloc.stop()
    return rise > SHARE * max(step_sizes(function, drawn.sizes, assignment.time).values())
