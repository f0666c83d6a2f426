"""Runs a variation: what somebody who made this mistake would have returned."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from grader.judge import oracle
from grader.judge.declaration import Assignment, Pair
from grader.judge.folder_modules import reference_name
from grader.judge.inputs import Draw
from grader.judge.oracle import Outputs
from grader.judge.rewriting import read_text, rewrite
from grader.judge.variations.listing import Variation


def play(
    assignment: Assignment, pair: Pair, variation: Variation, drawn: Draw, *, forward_only: bool = False
) -> Outputs:
    """Its results by function and name; empty where it does not run, or returns other shapes than are declared."""
    try:
        reference = build(assignment, pair, variation)
    except Exception:  # noqa: BLE001 - many a rewritten reference cannot run: then it is no variation
        return {}
    return play_built(assignment, pair, variation, reference, drawn, forward_only=forward_only)


def play_built(
    assignment: Assignment,
    pair: Pair,
    variation: Variation,
    reference: Any,
    drawn: Draw,
    *,
    forward_only: bool = False,
) -> Outputs:
    """``play`` for a variation that is asked many times: ``reference`` is what ``build`` made of it."""
    upstream = dict(drawn.upstream)
    for part in variation.parts:
        upstream = part.upstream(upstream, drawn) if part.upstream else upstream
    changed = replace(drawn, upstream=upstream)
    try:
        if forward_only:
            values = oracle.solve_forward(assignment, pair, drawn.arguments, drawn.sizes, reference=reference)
            return {(pair.forward.name, name): value for name, value in values.items()}
        truth = oracle.solve(assignment, pair, changed, reference=reference)
    except Exception:  # noqa: BLE001 - or it runs for other sizes only
        return {}
    gradients = dict(truth.gradients)
    for part in variation.parts:
        gradients = part.finish(gradients, drawn) if part.finish else gradients
    found = {(pair.forward.name, name): value for name, value in truth.values.items()}
    if pair.backward is not None:
        found |= {(pair.backward.name, result.name): gradients[result.of] for result in pair.backward.judged}
    return found if all(np.isfinite(value).all() for value in found.values()) or drawn.case.scales else {}


def build(assignment: Assignment, pair: Pair, variation: Variation) -> Any:
    """The rewritten reference, None if it stays as it is; raises whatever compiling it raises."""
    edits = [edit for part in variation.parts for edit in part.edits]
    if not edits:
        return None
    path = assignment.folder / "reference.py"
    return rewrite(_read(path, assignment.hash), edits, file=str(path))[reference_name(pair)]


@lru_cache(maxsize=32)
def _read(path: Path, fingerprint: str) -> Any:
    return read_text(path.read_text(encoding="utf-8"))
