"""Whatever a program does to say what it was called with, its author reads about example inputs only."""

import json

import numpy as np
import pytest

from grader.judge import load_assignment
from grader.judge.declaration import GENERAL
from grader.judge.examples import HEADING, SEED, UNSAID, VARIANT
from grader.judge.inputs import draw

from .test_grading import BACKWARD_LINE, FORWARD_LINE, Grade, replaced

SAY = {
    "prints": "print(repr(x.tolist()))",
    "writes to the error stream": "import sys; sys.stderr.write(repr(x.tolist()))",
    "raises": "raise ValueError(repr(x.tolist()))",
    "names an error": "raise type('x' + repr(x[0, 0]), (Exception,), {})()",
    "names a class": "return type('x' + repr(x[0, 0]), (), {})()",
    "names its keys": "return {repr(x[0, 0]): x}",
    "names a field": "return np.zeros(2, [(repr(x[0, 0]), float)])",
    "exits": "raise SystemExit(repr(x.tolist()))",
}


@pytest.fixture(scope="session")
def solution(rnn_cell) -> str:
    return rnn_cell.solution


def numbers_of(rnn_cell, seed: int, variant: str = "") -> set[str]:
    drawn = draw(rnn_cell, rnn_cell.pairs[0], case=GENERAL, seed=seed, variant=variant)
    return {repr(number) for number in drawn.arguments["x"].ravel().tolist()}


@pytest.mark.parametrize("seed", [SEED, 7])
@pytest.mark.parametrize("way", SAY)
def test_hidden_inputs_reach_nobody(grade_text: Grade, rnn_cell, solution, way, seed):
    report = grade_text(replaced(solution, FORWARD_LINE, f"    {SAY[way]}\n{FORWARD_LINE}"), seed=seed)
    told = json.dumps(report.to_json())
    assert not [number for number in numbers_of(rnn_cell, seed) if number in told]


def test_what_the_functions_print_is_shown_for_example_inputs(grade_text: Grade, rnn_cell, solution):
    text = replaced(solution, FORWARD_LINE, f"    print('x', x.tolist())\n{FORWARD_LINE}")
    text = replaced(text, BACKWARD_LINE, f"{BACKWARD_LINE}    print('back')\n")
    report = grade_text(f"{text}\nprint('top')\n")
    top, heading, forward, back = report.stdout.splitlines()
    assert (top, heading, back) == ("top", HEADING, "back")
    assert all(number in forward for number in numbers_of(rnn_cell, SEED, VARIANT))
    assert report.verdict == "OK"


def test_an_error_says_what_it_says_for_example_inputs(grade_text: Grade, rnn_cell, solution):
    report = grade_text(replaced(solution, FORWARD_LINE, f"    raise KeyError(x[0, 0])\n{FORWARD_LINE}"))
    example = draw(rnn_cell, rnn_cell.pairs[0], case=GENERAL, seed=SEED, variant=VARIANT).arguments["x"][0, 0]
    assert repr(np.float64(example)) in report.checks[0].message


def test_an_honest_error_is_told_as_before(grade_text: Grade, solution):
    report = grade_text(replaced(solution, FORWARD_LINE, f"    x @ x\n{FORWARD_LINE}"))
    assert "matmul" in report.checks[0].message


def test_an_error_that_the_example_does_not_give_is_named_and_no_more(grade_text: Grade, solution):
    sized = "    if len(x) == 1:\n        raise ValueError(f'hidden {x}')\n"
    once = f"    global calls\n    calls += 1\n    if calls == 2:\n        raise ValueError(f'{{x}}')\n{FORWARD_LINE}"
    report = grade_text("calls = 0\n" + replaced(solution, FORWARD_LINE, once))
    assert any("ValueError in line" in check.message and UNSAID in check.message for check in report.checks)
    at_one = grade_text(replaced(solution, FORWARD_LINE, f"{sized}{FORWARD_LINE}"))
    assert any("hidden [[" in check.message for check in at_one.checks)  # the same case, with example inputs


def test_example_inputs_are_nobodys_hidden_inputs(rnn_cell):
    assert not numbers_of(rnn_cell, SEED) & numbers_of(rnn_cell, SEED, VARIANT)
    assert load_assignment("rnn_cell").pairs[0].forward.drawn
