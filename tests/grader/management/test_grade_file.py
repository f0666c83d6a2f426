import json
from pathlib import Path

import pytest

from grader.judge import load_assignment

RNN_CELL = load_assignment("rnn_cell").folder


def test_a_right_file_is_graded(manage):
    done = manage("grade_file", "rnn_cell", str(RNN_CELL / "solution.py"), "--json", "--seed", "5")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["assignment"] == "rnn_cell"
    assert (report["verdict"], report["score"], report["max_score"], report["seed"]) == ("OK", 20.0, 20.0, 5)
    assert set(report["checks"][0]) >= {"name", "verdict", "points", "max_points", "message", "diagnosis"}
    assert report["timings_ms"]["total"] > 0
    assert report["versions"]["torch"]


def test_a_wrong_file_is_graded_too(manage):
    done = manage("grade_file", "rnn_cell", str(RNN_CELL / "mistakes" / "no_tanh_derivative.py"))
    assert done.returncode == 0
    assert "PARTIAL" in done.stdout
    assert "The derivative of the tanh is missing." in done.stdout
    assert "--seed" in done.stdout


def test_a_folder_is_as_good_as_a_slug_and_a_notebook_as_a_file(manage):
    notebook = Path(__file__).parent.parent / "honest" / "notebook.ipynb"
    done = manage("grade_file", str(RNN_CELL), str(notebook), "--json")
    assert json.loads(done.stdout)["verdict"] == "OK"


def test_a_file_that_is_no_code_is_graded_as_refused(manage, tmp_path):
    file = tmp_path / "cell.py"
    file.write_bytes("h = 'é'".encode("utf-16"))
    done = manage("grade_file", "rnn_cell", str(file), "--json")
    assert done.returncode == 0
    report = json.loads(done.stdout)
    assert (report["verdict"], report["score"]) == ("BADSUB", 0.0)
    assert "UTF-8" in report["message"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("no_such_cell", str(RNN_CELL / "solution.py")), "no built-in assignment of that name ("),
        (("rnn_cell", "no_such_file.py"), "cannot be read"),
        (("rnn_cell", str(RNN_CELL / "solution.py"), "--seed", "-1"), "0 or more"),
        (("rnn_cell",), "required"),
    ],
)
def test_bad_usage_exits_with_2_and_a_sentence(manage, arguments, words):
    done = manage("grade_file", *arguments)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_failure_of_the_platform_exits_with_3(manage):
    done = manage("grade_file", "rnn_cell", str(RNN_CELL / "solution.py"), without="/usr/bin/bwrap")
    assert done.returncode == 3
    assert "Grading is not possible here" in done.stderr
    assert "Traceback" not in done.stderr
