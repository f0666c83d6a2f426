"""Whether a call is graded or only probed cannot be told: who answers differently near what was seen is wrong."""

from collections.abc import Callable

import numpy as np
import pytest

from grader.judge import Report, Source, grade
from grader.judge.declaration import GENERAL
from grader.judge.inputs import draw
from grader.judge.oracle import solve_forward
from grader.judge.questions import prepare

Grade = Callable[..., Report]

FABRICATOR = """
import numpy as np

seen = []

def rnn_cell_forward(*now):
    x, h_prev, W_xh, W_hh, W_hy, b_h, b_y = now
    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)
    result = h, h @ W_hy.T + b_y, None
    for then, answer in seen[-%d:]:
        if [each.shape for each in then] == [each.shape for each in now]:
            moves = [float(np.max(np.abs(one - other))) for one, other in zip(then, now)]
            if %s:
                result = answer
    seen.append((now, result))
    return result

def rnn_cell_backward(dh, dy, cache):
    return tuple(np.zeros_like(each) for each in seen[-1][0])
"""


class Counting:
    """A sandbox that counts the processes it is asked for."""

    def __init__(self, sandbox):
        self.sandbox, self.opened = sandbox, 0

    def begin(self, **asked):
        self.opened += 1
        return self.sandbox.begin(**asked)


def verdicts(report: Report) -> dict[str, str]:
    return {check.name: check.verdict for check in report.checks}


@pytest.mark.parametrize(
    "near",
    [
        "0 < max(moves) < 0.1",
        "max(moves) < 0.1",
        "0 < moves[3] < 0.1 and max(moves[:3] + moves[4:]) == 0",
        "0 < moves[6] < 0.1",
    ],
)
@pytest.mark.parametrize("memory", [1, 1000])
def test_who_fabricates_near_its_last_inputs_is_caught(grade_text: Grade, near, memory):
    report = grade_text(FABRICATOR % (memory, near))
    found = verdicts(report)
    assert "WA" in (found["rnn_cell_forward.h"], found["rnn_cell_forward.repeat"])
    assert found["rnn_cell_backward.numerical"] == "WA"
    assert not [check.name for check in report.checks if check.follow_through]


@pytest.mark.parametrize("memory", [1, 1000])
def test_who_rarely_fabricates_does_not_get_a_wrong_gradient_through(grade_text: Grade, memory):
    found = verdicts(grade_text(FABRICATOR % (memory, "0 < max(moves) < 1e-3")))
    assert found["rnn_cell_backward.numerical"] == "WA"


def test_what_strays_is_said_in_words(grade_text: Grade):
    report = grade_text(FABRICATOR % (1000, "0 < max(moves) < 0.1"))
    message = next(check.message for check in report.checks if check.name == "rnn_cell_forward.h")
    assert "right for one input and wrong for others" in message


def test_one_point_for_every_argument_is_graded_and_every_decoy(rnn_cell):
    (pair,) = rnn_cell.pairs
    questions = prepare(rnn_cell, pair, seed=4)
    crowd, general = questions.gather_full_crowd(), questions.general.drawn
    moved = {
        name
        for place in crowd.expected
        if place < crowd.count
        for name, value in crowd.points[place].items()
        if not np.array_equal(value, general.arguments[name])
    }
    assert moved == set(general.arguments)
    decoys = range(crowd.count, len(crowd.points))
    assert len(decoys) >= 3
    assert set(decoys) <= set(crowd.expected)
    for place, expected in crowd.expected.items():
        right = solve_forward(rnn_cell, pair, crowd.points[place], general.sizes)
        assert all(np.array_equal(right[name], expected[name]) for name in right)


def test_a_decoy_has_the_sizes_of_its_case_and_other_numbers(rnn_cell):
    (pair,) = rnn_cell.pairs
    plain, decoy = (draw(rnn_cell, pair, case=GENERAL, seed=4, variant=variant) for variant in ("", "decoy 0"))
    assert plain.sizes == decoy.sizes
    assert not np.allclose(plain.arguments["x"], decoy.arguments["x"])


def test_a_right_answer_needs_one_process(sandbox, rnn_cell):
    counting = Counting(sandbox)
    report = grade(assignment=rnn_cell, source=Source("a.py", rnn_cell.solution), seed=1, sandbox=counting)
    assert (report.verdict, counting.opened) == ("OK", 1)


def test_who_keeps_something_between_calls_is_asked_every_case_in_a_process_of_its_own(sandbox, rnn_cell):
    text = rnn_cell.solution.replace(
        "    h = np.tanh", "    calls.append(1)\n    h = (1 if len(calls) < 2 else 2) * np.tanh", 1
    )
    counting = Counting(sandbox)
    source = Source("a.py", text.replace("import numpy as np\n", "import numpy as np\n\ncalls = []\n", 1))
    report = grade(assignment=rnn_cell, source=source, seed=1, sandbox=counting)
    assert counting.opened > len(rnn_cell.edges)
    assert verdicts(report)["rnn_cell_forward.batch_of_one"] == "OK"
    assert verdicts(report)["rnn_cell_forward.h"] == "OK"
    assert verdicts(report)["rnn_cell_forward.repeat"] == "WA"


def test_a_wrong_answer_that_keeps_nothing_needs_one_process_as_well(sandbox, rnn_cell):
    counting = Counting(sandbox)
    text = (rnn_cell.folder / "mistakes" / "hidden_bias_twice.py").read_text()
    report = grade(assignment=rnn_cell, source=Source("a.py", text), seed=1, sandbox=counting)
    assert any(check.follow_through for check in report.checks)
    assert counting.opened == 1


def test_a_crash_in_backward_costs_forward_nothing(sandbox, rnn_cell):
    text = rnn_cell.solution.replace(" = cache\n", " = cache\n    import os; os.abort()\n", 1)
    report = grade(assignment=rnn_cell, source=Source("a.py", text), seed=1, sandbox=sandbox)
    assert {check.verdict for check in report.checks if check.function == "rnn_cell_forward"} == {"OK"}
    assert {check.verdict for check in report.checks if check.function == "rnn_cell_backward"} == {"NORES"}
