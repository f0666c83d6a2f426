"""An author's own adapter: students' functions that fit no declared form are called as the author writes it."""

import pytest

from grader.judge import AssignmentError, load_assignment
from grader.judge.mistakes import list_mistakes

NETWORK = """
import numpy as np

class Network:
    def __init__(self, size):
        self.size = size
    def step(self, x, h):
        self.x, self.h_prev, p = x, h, self.params
        self.h = np.tanh(x @ p["x"].T + h @ p["h"].T + p["b"])
        return self.h, self.h @ p["y"].T + p["c"]
    def step_back(self, dh, dy):
        p = self.params
        dz = (dh + dy @ p["y"]) * (1 - self.h**2)
        self.grads = [dz.T @ self.x, dz.T @ self.h_prev, dy.T @ self.h, dz.sum(axis=0), dy.sum(axis=0)]
        return dz @ p["x"], dz @ p["h"]
"""
ADAPTER = """
def rnn_cell_forward(submission, x, h_prev, W_xh, W_hh, W_hy, b_h, b_y):
    network = submission.Network(size=h_prev.shape[-1])
    network.params = {"x": W_xh, "h": W_hh, "y": W_hy, "b": b_h, "c": b_y}
    return *network.step(x, h_prev), network

def rnn_cell_backward(submission, dh, dy, network):
    return *network.step_back(dh, dy), *network.grads
"""


@pytest.fixture
def adapted(folder):
    for path in (folder / "mistakes").glob("*.py"):
        path.unlink()
    (folder / "mistakes" / "averaged.py").write_text('"""Title.\n\nHint."""' + NETWORK.replace(".sum(", ".mean("))
    (folder / "adapter.py").write_text(ADAPTER)
    return folder


def test_an_answer_is_called_through_the_adapter(grade_text, adapted):
    report = grade_text(NETWORK, assignment=load_assignment(adapted))
    assert report.score == report.max_score


def test_a_mistake_is_called_through_the_adapter_too(grade_text, adapted):
    assignment = load_assignment(adapted)
    report = grade_text(list_mistakes(assignment)[0].text, assignment=assignment)
    assert {check.diagnosis.mistake for check in report.checks if check.diagnosis} == {"averaged"}


def test_an_adapter_that_does_not_run_is_the_authors_to_mend(adapted):
    (adapted / "adapter.py").write_text("import nothing_of_this_name")
    with pytest.raises(AssignmentError, match=r"adapter\.py: it does not run: ModuleNotFoundError"):
        list_mistakes(load_assignment(adapted))
