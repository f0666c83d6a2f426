"""What people get wrong is known from the reference alone in every family: weights on the left, another name for T."""

import numpy as np
import pytest

from grader.judge import load_assignment
from grader.judge.library import find_library
from grader.judge.recognition import recognise
from tests.grader.families.folders import FAMILIES

CELL = """
title = "A step and its sequence"
summary = "Examples in columns."
batch = "m"
time = "T_x"
features = "n_x"
hidden = "n_a"
[sizes]
m = [2, 4]
T_x = [3, 5]
n_x = [3, 6]
n_a = [4, 7]
[[function]]
name = "cell"
[function.arguments]
xt = ["n_x", "m"]
a_prev = ["n_a", "m"]
Wax = ["n_a", "n_x"]
Waa = ["n_a", "n_a"]
ba = ["n_a", 1]
[function.results]
a_next = ["n_a", "m"]
yt = ["n_a", "m"]
cache = "cache"
[[function]]
name = "cell_backward"
gradient_of = "cell"
[function.arguments]
da_next = { upstream = "a_next" }
cache = "cache"
[function.results]
dxt = { gradient = "xt" }
da_prev = { gradient = "a_prev" }
dWaa = { gradient = "Waa" }
[[function]]
name = "run"
[function.arguments]
x = ["n_x", "m", "T_x"]
a0 = ["n_a", "m"]
Wax = ["n_a", "n_x"]
Waa = ["n_a", "n_a"]
[function.results]
a = ["n_a", "m", "T_x"]
cache = "cache"
[[function]]
name = "run_backward"
gradient_of = "run"
[function.arguments]
da = { upstream = "a" }
cache = "cache"
[function.results]
dx = { gradient = "x" }
da0 = { gradient = "a0" }
"""
REFERENCE = """
import torch
def cell(xt, a_prev, Wax, Waa, ba):
    a_next = torch.tanh(Wax @ xt + Waa @ a_prev + ba)
    return a_next, torch.softmax(Waa @ a_next, dim=0)
def run(x, a0, Wax, Waa):
    a, steps = a0, []
    for t in range(x.shape[2]):
        a = torch.tanh(Wax @ x[:, :, t] + Waa @ a)
        steps.append(a)
    return torch.stack(steps, dim=2)
"""


@pytest.fixture(scope="module")
def columns(tmp_path_factory):
    folder = tmp_path_factory.mktemp("columns")
    for name, text in (("assignment.toml", CELL), ("reference.py", REFERENCE)):
        (folder / name).write_text(text)
    for name in ("statement.md", "starter.py", "solution.py"):
        (folder / name).write_text("")
    return load_assignment(folder)


def name(assignment, place, key, compute):
    """What is said to whoever gets one result wrong in this way, and all others right."""
    library = find_library(assignment, assignment.pairs[place])
    values = {each: library.truth.of(result) for each, result in library.results.items()}
    values[key] = compute(library.drawn.arguments, library.drawn.upstream, values)
    found = recognise(library, values).named[key]
    return " ".join(known.diagnosis.title for known in found)


def forward(given, weight):
    return np.tanh(given["Wax"] @ given["xt"] + weight @ given["a_prev"] + given["ba"])


def softmax(scores, axis=0):
    e = np.exp(scores)
    return e / e.sum(axis=axis, keepdims=True)


@pytest.mark.parametrize(
    ("key", "compute", "says"),
    [
        ("yt", lambda given, _, v: given["Waa"] @ v["cell", "a_next"], "softmax is left out"),
        ("yt", lambda given, _, v: softmax(given["Waa"] @ v["cell", "a_next"], axis=1), "over axis 1"),
        ("yt", lambda given, _, v: softmax(given["Waa"] @ v["cell", "a_next"], axis=None), "over everything"),
        ("yt", lambda given, _, v: softmax(given["Waa"] @ given["a_prev"]), "`a_prev` stands where the new `a_next`"),
    ],
)
def test_a_wrong_prediction_is_called_by_its_name(columns, key, compute, says):
    assert says in name(columns, 0, ("cell", key), compute)


@pytest.mark.parametrize(
    ("key", "compute", "says"),
    [
        ("da_prev", lambda given, dz: given["Waa"] @ dz, "`Waa` is used the wrong way round going back"),
        ("dWaa", lambda given, dz: dz @ forward(given, given["Waa"]).T, "built with the new `a_next`"),
    ],
)
def test_a_wrong_gradient_of_weights_on_the_left_is_called_by_its_name(columns, key, compute, says):
    def wrong(given, upstream, values):
        p, d = values["cell", "yt"], np.zeros_like(values["cell", "yt"])
        into = upstream["a_next"] + given["Waa"].T @ (p * (d - (d * p).sum(axis=0)))
        return compute(given, into * (1 - values["cell", "a_next"] ** 2))

    assert says in name(columns, 0, ("cell_backward", key), wrong)


def test_time_is_known_by_its_role(columns):
    def spread(given, upstream, values):
        return np.broadcast_to(values["run_backward", "dx"].sum(axis=2, keepdims=True), given["x"].shape).copy()

    assert "added to every step" in name(columns, 1, ("run_backward", "dx"), spread)


def test_a_first_step_left_at_zero_is_called_by_its_name(columns):
    def skip(given, upstream, values):
        a, steps = given["a0"], [np.zeros_like(given["a0"])]
        for t in range(1, given["x"].shape[2]):
            a = np.tanh(given["Wax"] @ given["x"][:, :, t] + given["Waa"] @ a)
            steps.append(a)
        return np.stack(steps, axis=2)

    assert "first step is skipped" in name(columns, 1, ("run", "a"), skip)


def test_rows_that_repeat_are_known_to_count_once():
    layers = load_assignment(FAMILIES / "layers")
    pair = next(pair for pair in layers.pairs if pair.forward.name == "word_embedding_forward")
    library = find_library(layers, pair)
    entry = next(each for each in library.entries if each.diagnosis.mistake == "W_rows_that_repeat_count_once")
    written = np.zeros_like(library.drawn.arguments["W"])
    written[library.drawn.arguments["x"]] = library.drawn.upstream["out"]
    np.testing.assert_array_equal(entry.outputs["word_embedding_backward", "dW"], written)
