"""Whether a wrong forward pass is near enough to what is asked that its true gradients earn follow-through marks.

Follow-through is for one slip in the forward pass, not for another, easier function: the gradient of `x @ W.T` is no
LSTM's. A forward pass is plausible if one known mistake or variation of the reference gives all of its wrong results,
or if it is near: its results point the way of the right ones, and so does the gradient of every gate with respect to
every argument. Either way a gradient counts only where no block of it is zero that should not be.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from grader.judge.blocks import label_atoms
from grader.judge.comparison import relative_error
from grader.judge.declaration import Pair, Result
from grader.judge.judgements import Judgements
from grader.judge.library import SAME, SAME_IN_FLOAT32, Known
from grader.judge.recognition import Recognition
from grader.judge.tried import Trial

NEAR_VALUES, NEAR_GRADIENTS = 0.9, 0.5
_NOTHING = 1e-6


def weigh_forward(
    pair: Pair, trial: Trial, judgements: Mapping[str, Judgements], *, is_one_slip: bool
) -> Mapping[str, bool]:
    """By gradient, whether it may follow through; ``is_one_slip``: one known thing gives this very forward pass."""
    if pair.backward is None:
        return {}
    judged = judgements[pair.backward.name]
    present = [result for result in pair.backward.judged if judged[result.name].comparable]
    if not is_one_slip and not _is_near(pair, trial, judgements):
        return dict.fromkeys((result.name for result in present), False)
    return {result.name: _is_whole(result, trial, judged) for result in present}


def find_slip(pair: Pair, recognition: Recognition | None, wrong: list[str]) -> Known | None:
    """The one entry that explains every wrong forward result."""
    if recognition is None:
        return None
    groups = [recognition.named.get((pair.forward.name, name), ()) for name in wrong]
    first = groups[0] if groups else ()
    one_slip = len(first) == 1 and all(group == first for group in groups)
    return first[0] if one_slip else None


def confirms(pair: Pair, judged: Judgements, outputs: Mapping[tuple[str, str], object]) -> bool:
    """Whether an entry gives the same forward results for the graded inputs, too: the probe alone proves nothing."""
    for name, judgement in judged.items():
        value, played = judgement.value, outputs.get((pair.forward.name, name))
        if value is None or value.dtype.kind not in "biuf" or not isinstance(played, np.ndarray):
            return False
        if played.shape != value.shape:
            return False
        limit = SAME_IN_FLOAT32 if value.dtype == np.float32 else SAME
        if not relative_error(value, played) <= limit:
            return False
    return True


def _is_near(pair: Pair, trial: Trial, judgements: Mapping[str, Judgements]) -> bool:
    for function in (pair.forward, pair.backward):
        judged = judgements[function.name] if function else {}
        # NaN, complex numbers or another shape point nowhere.
        if not all(judgement.comparable for judgement in judged.values()):
            return False
    values = judgements[pair.forward.name]
    if any(_cosine(values[name].value, trial.truth.values[name]) < NEAR_VALUES for name in values):
        return False
    gradients = judgements[pair.backward.name] if pair.backward else {}
    return all(
        _cosine(mine, right) >= NEAR_GRADIENTS or np.linalg.norm(right) <= _NOTHING
        for result in (pair.backward.judged if pair.backward else ())
        for mine, right in _blocks(result, gradients[result.name].value, trial.truth.of(result))
    )


def _is_whole(result: Result, trial: Trial, judged: Judgements) -> bool:
    value = judged[result.name].value
    if value is None:
        return False
    whole = float(np.linalg.norm(value))
    return all(
        np.linalg.norm(mine) > _NOTHING * whole or np.linalg.norm(right) <= _NOTHING
        for mine, right in _blocks(result, value, trial.truth.of(result))
    )


Array = npt.NDArray[np.float64]


def _blocks(result: Result, value: npt.NDArray[Any] | None, truth: Array) -> list[tuple[Array, Array]]:
    labels = label_atoms(result, truth.shape)
    mine, right = np.asarray(value, dtype=np.float64).ravel(), truth.ravel()
    return [(mine[labels == label], right[labels == label]) for label in np.unique(labels)]


def _cosine(one: npt.NDArray[Any] | None, other: npt.NDArray[Any]) -> float:
    first, second = (np.asarray(each, dtype=np.float64).ravel() for each in (one, other))
    sizes = float(np.linalg.norm(first) * np.linalg.norm(second))
    return float(first @ second) / sizes if 0 < sizes < np.inf else 0.0
