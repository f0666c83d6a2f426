"""Whole grades of the recurrent cell through the real sandbox: what students do, and what they read then."""

import json
from collections.abc import Callable

import pytest

from grader.judge import CheckResult, Report, Source, SourceError, grade, load_assignment, refuse

FORWARD, BACKWARD = "rnn_cell_forward", "rnn_cell_backward"
Grade = Callable[..., Report]


def checks_of(report: Report, function: str) -> dict[str, CheckResult]:
    prefix = f"{function}."
    return {check.name.removeprefix(prefix): check for check in report.checks if check.function == function}


def replaced(text: str, old: str, new: str) -> str:
    assert old in text
    return text.replace(old, new, 1)


@pytest.fixture(scope="session")
def solution(rnn_cell) -> str:
    return rnn_cell.solution


FORWARD_LINE = "    h = np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)\n"
BACKWARD_LINE = "    x, h_prev, h, W_xh, W_hh, W_hy = cache\n"


def test_a_right_answer_gets_full_marks(grade_text: Grade, solution):
    report = grade_text(solution)
    assert (report.verdict, report.score, report.max_score) == ("OK", 20.0, 20.0)
    assert all(check.verdict == "OK" and check.points == check.max_points for check in report.checks)
    assert report.message == "Everything is right."


def test_the_same_seed_gives_the_same_report_to_the_last_digit(grade_text: Grade, rnn_cell):
    text = (rnn_cell.folder / "mistakes" / "hidden_bias_twice.py").read_text()
    first, second = (grade_text(text, seed=2**62 + 5) for _ in range(2))
    assert first.checks == second.checks
    assert first.versions == second.versions
    assert first.assignment_hash == rnn_cell.hash


def test_even_random_code_is_graded_the_same_again(grade_text: Grade, solution):
    noisy = replaced(solution, FORWARD_LINE, FORWARD_LINE + "    h = h + 1e-3 * np.random.randn(*h.shape)\n")
    first, second = (grade_text(noisy) for _ in range(2))
    assert first.checks == second.checks
    assert checks_of(first, FORWARD)["repeat"].verdict == "WA"
    assert "random" in checks_of(first, FORWARD)["repeat"].message


def test_an_untouched_starter_is_not_attempted(grade_text: Grade, rnn_cell):
    report = grade_text(rnn_cell.starter)
    assert (report.verdict, report.score) == ("NOTRY", 0.0)
    assert {check.verdict for check in report.checks} == {"NOTRY"}


def test_half_the_work_earns_its_own_marks(grade_text: Grade, solution, rnn_cell):
    head, _, _ = solution.partition(f"def {BACKWARD}")
    stub = rnn_cell.starter[rnn_cell.starter.index(f"def {BACKWARD}") :]
    report = grade_text(head + stub)
    assert (report.verdict, report.score) == ("PARTIAL", 7.5)
    assert checks_of(report, BACKWARD)["dx"].verdict == "NOTRY"
    assert "not written yet" in checks_of(report, BACKWARD)["dx"].message


def test_backward_without_forward_says_where_to_begin(grade_text: Grade, solution, rnn_cell):
    start, end = rnn_cell.starter.index(f"def {FORWARD}"), rnn_cell.starter.index(f"def {BACKWARD}")
    backward = solution[solution.index(f"def {BACKWARD}") :]
    report = grade_text("import numpy as np\n" + rnn_cell.starter[start:end] + backward)
    assert report.score == 0
    assert "Begin there" in checks_of(report, BACKWARD)["dx"].message


@pytest.mark.parametrize(
    ("text", "verdict", "words"),
    [
        ("def rnn_cell_forward(:\n", "CE", "line 1"),
        ("x = 1 / 0\n", "CE", "ZeroDivisionError"),
        ("import torch\n", "CE", "torch"),
        ("import sys\nsys.exit(0)\n", "IFE", "no function"),
        ("import os\nos._exit(0)\n", "NORES", "ended"),
        ("while True:\n    pass\n", "TLE", "took too long"),
        ("", "IFE", "no function"),
    ],
)
def test_a_file_that_cannot_be_loaded_is_explained(grade_text: Grade, folder, text, verdict, words):
    file = folder / "assignment.toml"
    file.write_text(file.read_text() + "\n[limits]\nimport_s = 0.3\n")
    report = grade_text(text, assignment=load_assignment(folder))
    assert (report.verdict, report.score) == (verdict, 0.0)
    assert words in report.message
    assert {check.verdict for check in report.checks} == {verdict}


def test_a_file_that_was_refused_still_has_a_report(rnn_cell):
    report = refuse(assignment=rnn_cell, error=SourceError("Save it as UTF-8."), seed=3)
    assert (report.verdict, report.score, report.max_score) == ("BADSUB", 0.0, 20.0)
    assert report.message == "Save it as UTF-8."


@pytest.mark.parametrize(
    ("old", "new", "verdict", "words"),
    [
        (f"def {BACKWARD}", "def rnn_cell_backwards", "IFE", "There is `rnn_cell_backwards`"),
        (f"def {BACKWARD}(dh, dy, cache)", f"def {BACKWARD}(dh, cache)", "IFE", "called with 3 arguments"),
        (f"def {BACKWARD}(dh, dy, cache)", f"def {BACKWARD}(dh, dy, cache, more)", "IFE", "Yours takes 4"),
        (BACKWARD_LINE, BACKWARD_LINE + "    while True:\n        pass\n", "TLE", "did not finish within"),
        (BACKWARD_LINE, BACKWARD_LINE + "    raise ValueError('too bad')\n", "RTE", "ValueError in line"),
        (BACKWARD_LINE, BACKWARD_LINE + "    undefined_name\n", "RTE", "undefined_name"),
        (BACKWARD_LINE, BACKWARD_LINE + "    return None\n", "IFE", "return statement missing"),
        (BACKWARD_LINE, BACKWARD_LINE + "    return (None,) * 7\n", "NOTRY", "not written yet"),
        (
            f"def {BACKWARD}(dh, dy, cache):",
            f"def {BACKWARD}(dh, dy, cache):\n    pass\n\ndef _():",
            "NOTRY",
            "not written",
        ),
        (BACKWARD_LINE, BACKWARD_LINE + "    return x\n", "IFE", "a single value; 7 are asked"),
        (BACKWARD_LINE, BACKWARD_LINE + "    return x, x\n", "IFE", "2 values; 7 are asked, in this order: dx"),
        (BACKWARD_LINE, BACKWARD_LINE + "    return {'dx': x}\n", "IFE", "without dh_prev"),
        (BACKWARD_LINE, BACKWARD_LINE + "    import os; os._exit(0)\n", "NORES", "ended"),
        (BACKWARD_LINE, BACKWARD_LINE + "    import os; os.abort()\n", "NORES", "crashed (signal"),
        (BACKWARD_LINE, BACKWARD_LINE + "    return [np.zeros((1000, 1000))] * 7\n", "OLE", "more than is accepted"),
        (BACKWARD_LINE, BACKWARD_LINE + "    z = [0] * 10**10\n", "MLE", "memory"),
        (BACKWARD_LINE, BACKWARD_LINE + "    raise NotImplementedError\n", "NOTRY", "not written yet"),
    ],
)
def test_a_failure_costs_only_its_own_function(grade_text: Grade, solution, folder, old, new, verdict, words):
    file = folder / "assignment.toml"
    file.write_text(file.read_text() + "\n[limits]\ncall_s = 0.3\n")
    report = grade_text(replaced(solution, old, new), assignment=load_assignment(folder))
    forward, backward = checks_of(report, FORWARD), checks_of(report, BACKWARD)
    assert {check.verdict for check in forward.values()} == {"OK"}
    assert report.score == 7.5
    assert backward["interface"].verdict == verdict
    assert words in backward["interface"].message
    assert {check.verdict for check in backward.values()} == {verdict}


def test_a_wrong_shape_costs_only_its_own_result(grade_text: Grade, solution):
    report = grade_text(replaced(solution, "dx = dz @ W_xh", "dx = (dz @ W_xh).T"))
    backward = checks_of(report, BACKWARD)
    assert "(N, D) is asked" in backward["dx"].message
    assert backward["dx"].diagnosis is not None
    assert backward["dx"].diagnosis.mistake == "transposed"
    assert backward["interface"].verdict == "WA"
    assert backward["dh_prev"].verdict == "OK"
    assert backward["numerical"].points == pytest.approx(12 / 7, abs=1e-3)


def test_something_that_is_no_array_costs_only_its_own_result(grade_text: Grade, solution):
    report = grade_text(replaced(solution, "return dx, dh_prev", "return object(), dh_prev"))
    backward = checks_of(report, BACKWARD)
    assert backward["dx"].verdict == "IFE"
    assert backward["dh_prev"].verdict == "OK"


def test_the_line_of_an_error_is_the_students_own(grade_text: Grade, solution):
    text = replaced(solution, BACKWARD_LINE, BACKWARD_LINE + "    wrong = dh @ dh\n")
    check = checks_of(grade_text(text), BACKWARD)["dx"]
    assert check.line == text[: text.index("wrong")].count("\n") + 1
    assert "wrong = dh @ dh" in check.message


@pytest.mark.parametrize(("line", "lost"), [(FORWARD_LINE, [FORWARD, BACKWARD]), (BACKWARD_LINE, [BACKWARD])])
def test_a_loop_that_ends_only_in_general_costs_only_the_edge(grade_text: Grade, solution, folder, line, lost):
    file = folder / "assignment.toml"
    file.write_text(file.read_text() + "\n[limits]\ncall_s = 0.3\n")
    text = replaced(solution, line, line + "    while len(x) == 1:\n        pass\n")
    report = grade_text(text, assignment=load_assignment(folder))
    failed = {check.name: check.verdict for check in report.checks if check.verdict != "OK"}
    assert failed == {f"{function}.batch_of_one": "TLE" for function in lost}
    assert report.score == 20.0 - 0.5 * len(lost)


def test_an_endless_loop_is_not_waited_for_again_and_again(grade_text: Grade, solution, folder):
    file = folder / "assignment.toml"
    file.write_text(file.read_text() + "\n[limits]\ncall_s = 0.5\n")
    stuck = replaced(solution, FORWARD_LINE, FORWARD_LINE + "    while True:\n        pass\n")
    report = grade_text(stuck, assignment=load_assignment(folder))
    assert report.score == 0
    assert report.timings_ms["total"] < 2000
    assert "Not tried" in checks_of(report, FORWARD)["zeros"].message


def test_a_file_that_waits_at_every_call_ends_when_its_time_for_all_calls_is_over(grade_text: Grade, solution, folder):
    file = folder / "assignment.toml"
    file.write_text(file.read_text() + "\n[limits]\ncall_s = 2\ntogether_s = 0.7\n")
    waits = solution.replace("    h = np.tanh", "    import time; time.sleep(0.4)\n    h = np.tanh")
    report = grade_text(waits, assignment=load_assignment(folder))
    assert report.score < 20
    assert "took all the time that a file has" in checks_of(report, FORWARD)["large"].message
    assert report.timings_ms["run"] < 10_000


def test_a_cell_that_fails_costs_only_what_it_defines(sandbox, solution, rnn_cell):
    cells = [f"# %% code cell 1\n{solution.partition(f'def {BACKWARD}')[0]}\n# %% code cell 2\nopen('data.npy')\n"]
    text = f"{cells[0]}# %% code cell 3\ndef {BACKWARD}(dh, dy cache):\n    pass\n"
    report = grade(assignment=rnn_cell, source=Source("homework.ipynb", text), seed=3, sandbox=sandbox)
    assert report.score == 7.5
    assert "code cell 3, line 1, SyntaxError" in checks_of(report, BACKWARD)["interface"].message


def test_nothing_is_earned_by_returning_zeros(grade_text: Grade):
    text = """
import numpy as np

def rnn_cell_forward(x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    return np.zeros_like(h_prev), np.zeros((len(x), len(b_y))), (x, h_prev, W_xh, W_hh, W_hy, b_h, b_y)

def rnn_cell_backward(dh, dy, cache):
    return [np.zeros_like(each) for each in cache]
"""
    report = grade_text(text)
    assert (report.verdict, report.score) == ("WA", 0.0)
    assert "does not depend on" in checks_of(report, BACKWARD)["numerical"].message


def test_nan_never_passes(grade_text: Grade, solution):
    report = grade_text(replaced(solution, "    return h, y, cache", "    return h * np.nan, y * np.inf, cache"))
    forward = checks_of(report, FORWARD)
    assert "NaN" in forward["h"].message
    assert "infinity" in forward["y"].message
    assert forward["h"].points == forward["zeros"].points == 0
    json.dumps(report.to_json(), allow_nan=False)


def test_a_true_gradient_of_a_wrong_forward_earns_its_marks(grade_text: Grade, solution):
    wrong = replaced(solution, "np.tanh(x @ W_xh.T", "np.tanh(2 * x @ W_xh.T")
    wrong = replaced(wrong, "dx = dz @ W_xh", "dx = 2 * dz @ W_xh")
    wrong = replaced(wrong, "dW_xh = dz.T @ x", "dW_xh = 2 * dz.T @ x")
    report = grade_text(wrong)
    forward, backward = checks_of(report, FORWARD), checks_of(report, BACKWARD)
    assert forward["h"].verdict == "WA"
    assert sum(check.points for check in forward.values()) == 0
    assert backward["dW_xh"].follow_through
    assert "Follow-through" in backward["dW_xh"].message
    assert sum(check.points for check in backward.values()) == 12.5


def test_follow_through_earns_what_the_author_says(grade_text: Grade, solution, folder):
    wrong = replaced(
        solution, "np.tanh(x @ W_xh.T + h_prev @ W_hh.T + b_h)", "np.tanh(x @ W_xh.T + h_prev @ W_hh.T - b_h)"
    )
    wrong = replaced(wrong, "db_h = dz.sum(axis=0)", "db_h = -dz.sum(axis=0)")
    file = folder / "assignment.toml"
    file.write_text(file.read_text() + "\n[acceptance]\nfollow_through = 0.5\n")
    check = checks_of(grade_text(wrong, assignment=load_assignment(folder)), BACKWARD)["db_h"]
    assert (check.verdict, check.points) == ("PARTIAL", 0.5)


def test_a_wrong_gradient_of_a_wrong_forward_earns_nothing(grade_text: Grade, solution):
    wrong = replaced(solution, "np.tanh(x @ W_xh.T", "np.tanh(2 * x @ W_xh.T")
    backward = checks_of(grade_text(wrong), BACKWARD)
    assert backward["dx"].verdict == "WA"
    assert backward["dh_prev"].follow_through


def test_an_extra_axis_counts_as_the_author_says(grade_text: Grade, solution, folder):
    flat = replaced(solution, "db_h = dz.sum(axis=0)", "db_h = dz.sum(axis=0, keepdims=True)")
    lenient = grade_text(flat)
    assert (lenient.verdict, lenient.score) == ("OK", 20.0)
    assert "(1, " in checks_of(lenient, BACKWARD)["db_h"].message
    file = folder / "assignment.toml"
    file.write_text(file.read_text() + '\n[acceptance]\nvectors = "interface"\n')
    strict = checks_of(grade_text(flat, assignment=load_assignment(folder)), BACKWARD)
    assert [name for name, check in strict.items() if check.verdict != "OK"] == ["interface"]


def test_what_was_printed_is_kept(grade_text: Grade, solution):
    assert "hello" in grade_text(replaced(solution, FORWARD_LINE, "    print('hello')\n" + FORWARD_LINE)).stdout


def test_no_hidden_value_is_ever_shown(grade_text: Grade, rnn_cell):
    report = grade_text((rnn_cell.folder / "mistakes" / "tanh_left_out.py").read_text())
    shown = " ".join(f"{check.message} {check.expectation}" for check in report.checks)
    assert "array(" not in shown
    assert "[[" not in shown
