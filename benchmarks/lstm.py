"""The heavy job: an LSTM as students write it, and a check of every element by central differences."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from grader.judge.comparison import relative_error
from grader.sandbox import Returned, Session, Value

N, T, D, H = 4, 8, 5, 6
STEP = 1e-5

LSTM = """
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def lstm_step_forward(x, prev_h, prev_c, Wx, Wh, b):
    i, f, o, g = np.split(x @ Wx + prev_h @ Wh + b, 4, axis=1)
    i, f, o, g = sigmoid(i), sigmoid(f), sigmoid(o), np.tanh(g)
    c = f * prev_c + i * g
    t = np.tanh(c)
    return o * t, c, (x, prev_h, prev_c, Wx, Wh, i, f, o, g, t)

def lstm_step_backward(dh, dc, cache):
    x, prev_h, prev_c, Wx, Wh, i, f, o, g, t = cache
    dc = dc + dh * o * (1 - t**2)
    di, df, do, dg = dc * g, dc * prev_c, dh * t, dc * i
    dz = np.hstack([di * i * (1 - i), df * f * (1 - f), do * o * (1 - o), dg * (1 - g**2)])
    return dz @ Wx.T, dz @ Wh.T, dc * f, x.T @ dz, prev_h.T @ dz, dz.sum(axis=0)

def lstm_forward(x, h0, Wx, Wh, b):
    h, c = h0, np.zeros_like(h0)
    states, caches = [], []
    for t in range(x.shape[1]):
        h, c, cache = lstm_step_forward(x[:, t], h, c, Wx, Wh, b)
        states.append(h)
        caches.append(cache)
    return np.stack(states, axis=1), caches

def lstm_backward(dh, caches):
    steps = len(caches)
    dx = []
    dprev_h = dc = dWx = dWh = db = 0
    for t in reversed(range(steps)):
        dxt, dprev_h, dc, dWxt, dWht, dbt = lstm_step_backward(dh[:, t] + dprev_h, dc, caches[t])
        dx.append(dxt)
        dWx, dWh, db = dWx + dWxt, dWh + dWht, db + dbt
    return np.stack(dx[::-1], axis=1), dprev_h, dWx, dWh, db
"""

Array = npt.NDArray[np.float64]
_WEIGHTS: dict[str, tuple[int, ...]] = {"Wx": (D, 4 * H), "Wh": (H, 4 * H), "b": (4 * H,)}
_JOBS: tuple[tuple[str, dict[str, tuple[int, ...]], tuple[tuple[int, ...], ...]], ...] = (
    ("lstm_step", {"x": (N, D), "prev_h": (N, H), "prev_c": (N, H), **_WEIGHTS}, ((N, H), (N, H))),
    ("lstm", {"x": (N, T, D), "h0": (N, H), **_WEIGHTS}, ((N, T, H),)),
)


def check_every_element(session: Session, seed: int) -> float:
    """The largest relative error of a gradient of the step or the sequence, over about 1,650 forward calls."""
    rng = np.random.default_rng(seed)
    errors = []
    for name, shapes, results in _JOBS:
        arguments = [0.5 * rng.standard_normal(shape) for shape in shapes.values()]
        upstream = [rng.standard_normal(shape) for shape in results]
        wants = {**{f"result{number}": "array" for number in range(len(results))}, "cache": "handle"}
        *_, cache = _values(session.call(function=f"{name}_forward", arguments=arguments, wants=wants))
        asked = dict.fromkeys(shapes, "array")
        gradients = _values(session.call(function=f"{name}_backward", arguments=[*upstream, cache], wants=asked))
        measured = _differentiate(session, f"{name}_forward", arguments, upstream, wants)
        errors += [relative_error(np.asarray(mine), theirs) for mine, theirs in zip(gradients, measured, strict=True)]
    return max(errors)


def _differentiate(
    session: Session, function: str, arguments: Sequence[Array], upstream: Sequence[Array], wants: Mapping[str, str]
) -> list[Array]:
    batches: list[list[Value]] = []
    for place, argument in enumerate(arguments):
        for index in np.ndindex(argument.shape):
            for move in (STEP, -STEP):
                moved = argument.copy()
                moved[index] += move
                batches.append([*arguments[:place], moved, *arguments[place + 1 :]])
    outcomes = session.call_many(function=function, batches=batches, wants={**wants, "cache": "nothing"})
    values = [
        sum(float(np.sum(up * np.asarray(value))) for up, value in zip(upstream, _values(outcome), strict=False))
        for outcome in outcomes
    ]
    slopes = (np.array(values[::2]) - np.array(values[1::2])) / (2 * STEP)
    ends = np.cumsum([argument.size for argument in arguments])[:-1]
    return [part.reshape(like.shape) for part, like in zip(np.split(slopes, ends), arguments, strict=True)]


def _values(outcome: object) -> tuple[Value, ...]:
    if not isinstance(outcome, Returned):
        raise TypeError(f"the LSTM did not answer: {outcome}")
    return outcome.values
