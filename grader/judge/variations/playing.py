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
    upstream = dict(drawn.upstream)
    for part in variation.parts:
        upstream = part.upstream(upstream) if part.upstream else upstream
    changed = replace(drawn, upstream=upstream)
    try:
        reference = _build(assignment, pair, variation)
        if forward_only:
            values = oracle.solve_forward(assignment, pair, drawn.arguments, drawn.sizes, reference=reference)
            return {(pair.forward.name, name): value for name, value in values.items()}
        truth = oracle.solve(assignment, pair, changed, reference=reference)
    except Exception:  # noqa: BLE001 - many a rewritten reference cannot run: then it is no variation
        return {}
    gradients = dict(truth.gradients)
    for part in variation.parts:
        gradients = part.finish(gradients, drawn) if part.finish else gradients
    found = {(pair.forward.name, name): value for name, value in truth.values.items()}
    if pair.backward is not None:
        found |= {(pair.backward.name, result.name): gradients[result.of] for result in pair.backward.judged}
    return found if all(np.isfinite(value).all() for value in found.values()) or drawn.case.scales else {}


def _build(assignment: Assignment, pair: Pair, variation: Variation) -> Any:
    edits = [edit for part in variation.parts for edit in part.edits]
    if not edits:
        return None
    path = assignment.folder / "reference.py"
    return rewrite(_read(path, assignment.hash), edits, file=str(path))[reference_name(pair)]


@lru_cache(maxsize=32)
def _read(path: Path, fingerprint: str) -> Any:
    return read_text(path.read_text(encoding="utf-8"))
