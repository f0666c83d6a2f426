import json
import shutil

import pytest

from grader.judge import load_assignment


@pytest.fixture
def folder(tmp_path):
    """The recurrent cell with two of its mistakes."""
    copy = tmp_path / "cell"
    shutil.copytree(load_assignment("rnn_cell").folder, copy)
    for path in (copy / "mistakes").glob("*.py"):
        if path.stem not in {"mean_for_biases", "tanh_left_out"}:
            path.unlink()
    return copy


def test_a_good_assignment_is_clean(manage, folder):
    done = manage("audit_assignment", str(folder))
    assert done.returncode == 0, done.stderr
    assert "Clean." in done.stdout
    assert "mistakes/mean_for_biases.py" in done.stdout


def test_an_assignment_with_complaints_exits_with_1(manage, folder):
    shutil.copy(folder / "mistakes" / "mean_for_biases.py", folder / "mistakes" / "another_mean.py")
    done = manage("audit_assignment", str(folder), "--json")
    assert done.returncode == 1
    found = json.loads(done.stdout)
    assert not found["clean"]
    assert [row["file"] for row in found["rows"] if row["complaints"]] == ["mistakes/mean_for_biases.py"]


def test_a_broken_assignment_is_explained(manage, folder):
    (folder / "reference.py").write_text("def rnn_cell_forward(:\n")
    done = manage("audit_assignment", str(folder))
    assert done.returncode == 2
    assert "reference.py" in done.stderr
