import subprocess
import sys

import pytest

from grader.judge import AssignmentError, assignment_hash, list_slugs, load_assignment


def test_the_built_in_assignments_are_found_by_slug(rnn_cell):
    assert "rnn_cell" in list_slugs()
    assert rnn_cell.title
    assert load_assignment("rnn_cell") is rnn_cell


def test_a_folder_anywhere_is_an_assignment(folder):
    assert load_assignment(folder).slug == "my_cell"
    assert load_assignment(str(folder)).pairs[0].forward.name == "rnn_cell_forward"


def test_an_unknown_assignment_is_refused_with_what_there_is():
    with pytest.raises(AssignmentError, match="rnn_cell"):
        load_assignment("no_such_cell")


def test_any_change_of_the_folder_changes_the_hash(folder):
    before = assignment_hash(folder)
    (folder / "mistakes" / "tanh_left_out.py").write_text('"""Another.\n\nHint.\n"""\n')
    assert assignment_hash(folder) != before
    assert load_assignment(folder).hash == assignment_hash(folder)


def test_the_web_side_gets_the_catalogue_without_torch():
    code = (
        "import sys, grader.judge as judge; assignment = judge.load_assignment('rnn_cell'); "
        "judge.plan_checks(assignment); assignment.statement; assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
