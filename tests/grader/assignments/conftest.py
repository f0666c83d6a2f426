"""The judge's own fixtures serve the assignments, too."""

import pytest

from grader.judge import load_assignment
from tests.grader.judge.conftest import grade_text, rnn_cell, sandbox

__all__ = ["grade_mistake", "grade_text", "rnn_cell", "sandbox"]


@pytest.fixture
def grade_mistake(grade_text):
    """Grade a known mistake as if somebody had handed it in."""

    def grade_one(assignment, mistake, *, seed=7):
        loaded = load_assignment(assignment)
        return grade_text(loaded.text(f"mistakes/{mistake}.py"), seed=seed, assignment=loaded)

    return grade_one
