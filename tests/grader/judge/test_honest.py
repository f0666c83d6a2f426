"""Right answers, written in odd but legal ways: every one of them deserves full marks."""

from pathlib import Path

import pytest

from grader.judge import grade, read_source

HONEST = sorted(
    path for path in (Path(__file__).parent.parent / "honest").iterdir() if path.suffix in {".py", ".ipynb"}
)


@pytest.mark.parametrize("path", HONEST, ids=lambda path: path.stem)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_right_answer_gets_full_marks_however_it_is_written(sandbox, rnn_cell, path, seed):
    source = read_source(path.name, path.read_bytes())
    report = grade(assignment=rnn_cell, source=source, seed=seed, sandbox=sandbox)
    assert [(check.name, check.message) for check in report.checks if check.verdict != "OK"] == []
    assert (report.verdict, report.score) == ("OK", 20.0)


def test_commands_of_a_notebook_that_were_left_out_are_said_with_their_lines(sandbox, rnn_cell):
    path = next(path for path in HONEST if path.name == "notebook_saved_as_a_file.py")
    source = read_source(path.name, path.read_bytes())
    printed = grade(assignment=rnn_cell, source=source, seed=1, sandbox=sandbox).stdout
    assert "notebook's command: line 12, %load_ext autoreload" in printed


def test_the_corpus_is_large():
    assert len(HONEST) >= 25
