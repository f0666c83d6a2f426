"""The judge's own fixtures serve the assignments, too; those written with torch get a jail of their own."""

import pytest

from grader.judge import Source, grade, load_assignment
from grader.sandbox import Sandbox
from tests.grader.judge.conftest import rnn_cell, sandbox
from tests.grader.slots import slot

__all__ = ["grade_mistake", "grade_text", "rnn_cell", "sandbox", "torch_sandbox"]

SLOT = slot(7)


@pytest.fixture(scope="session")
def torch_sandbox():
    box = Sandbox(flavour="torch", slot=SLOT)
    yield box
    box.close()


@pytest.fixture(scope="session")
def grade_text(sandbox, torch_sandbox, rnn_cell):
    """Grade a text as somebody's submission."""

    def grade_one(text, *, seed=7, assignment=rnn_cell):
        box = torch_sandbox if assignment.flavour == "torch" else sandbox
        return grade(assignment=assignment, source=Source("submission.py", text), seed=seed, sandbox=box)

    return grade_one


@pytest.fixture
def grade_mistake(grade_text):
    """Grade a known mistake as if somebody had handed it in."""

    def grade_one(assignment, mistake, *, seed=7):
        loaded = load_assignment(assignment)
        return grade_text(loaded.text(f"mistakes/{mistake}.py"), seed=seed, assignment=loaded)

    return grade_one
