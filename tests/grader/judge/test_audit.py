"""The audit complains about an assignment that is not ready, and says which file is why."""

import shutil

import pytest

from grader.judge import load_assignment
from grader.judge.audit import audit


@pytest.fixture
def small(folder):
    """The assignment with one mistake, so that an audit is quick."""
    kept = folder / "mistakes" / "no_tanh_derivative.py"
    for path in (folder / "mistakes").glob("*.py"):
        if path != kept:
            path.unlink()
    return folder


def complaints(folder, sandbox):
    found = audit(assignment=load_assignment(folder), sandbox=sandbox, seeds=(1,), with_mutants=False)
    assert found.clean == (not any(row.complaints for row in found.rows))
    return {row.file: " ".join(row.complaints) for row in found.rows if row.complaints}


def test_a_good_assignment_is_clean(small, sandbox):
    assert complaints(small, sandbox) == {}


def test_a_starter_that_earns_points_is_reported(small, sandbox):
    shutil.copy(small / "solution.py", small / "starter.py")
    shutil.copy(small / "mistakes" / "no_tanh_derivative.py", small / "starter.py")
    (small / "starter.py").write_text((small / "starter.py").read_text() + "\n# to be finished\n")
    found = complaints(small, sandbox)
    # Whatever equals the starter counts as not attempted, so nobody earns points with it.
    assert "starter.py" not in found


def test_a_solution_that_is_wrong_is_reported(small, sandbox):
    text = (small / "solution.py").read_text()
    (small / "solution.py").write_text(text.replace("dx = dz @ W_xh", "dx = 2 * dz @ W_xh"))
    assert "rnn_cell_backward.dx" in complaints(small, sandbox)["solution.py"]


def test_a_mistake_that_nothing_catches_is_reported(small, sandbox):
    text = (small / "solution.py").read_text()
    right = text.replace('"""The model answer: one', '"""Nothing is wrong here.\n\nOne')
    (small / "mistakes" / "none.py").write_text(right)
    assert "no check catches" in complaints(small, sandbox)["mistakes/none.py"]


def test_two_mistakes_that_cannot_be_told_apart_are_reported(small, sandbox):
    shutil.copy(small / "mistakes" / "no_tanh_derivative.py", small / "mistakes" / "twin.py")
    assert "named as no_tanh_derivative" in complaints(small, sandbox)["mistakes/twin.py"]
