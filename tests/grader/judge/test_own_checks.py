"""An author's own checks: declared, run through a narrow door, and never able to blame the student for their bugs."""

import pytest

from grader.judge import AssignmentError, load_assignment, plan_checks

DECLARED = """
[[check]]
name = "examples_do_not_mix"
title = "Examples do not mix"
function = "rnn_cell_forward"
points = 1.5
expectation = "Reversing the batch reverses the results."
"""
WRITTEN = """
def examples_do_not_mix(student, draw):
    x, h_prev, *rest = draw.arguments.values()
    once = student.call("rnn_cell_forward", x, h_prev, *rest)
    reversed_ = student.call("rnn_cell_forward", x[::-1], h_prev[::-1], *rest)
    if not student.same(once["h"][::-1], reversed_["h"]):
        return "Do the examples influence each other?"
"""


@pytest.fixture
def with_check(folder):
    """The recurrent cell with a check of its author's."""

    def write(declared=DECLARED, written=WRITTEN):
        file = folder / "assignment.toml"
        file.write_text(file.read_text() + declared)
        (folder / "checks.py").write_text(written)
        return load_assignment(folder)

    return write


def found(report):
    return next(check for check in report.checks if check.name == "rnn_cell_forward.examples_do_not_mix")


def test_a_right_answer_passes(with_check, grade_text, rnn_cell):
    report = grade_text(rnn_cell.solution, assignment=with_check())
    assert (report.verdict, report.score, report.max_score) == ("OK", 21.5, 21.5)
    assert found(report).points == 1.5


def test_a_wrong_answer_reads_the_authors_sentence(with_check, grade_text, rnn_cell):
    mixed = rnn_cell.solution.replace("h = np.tanh(x", "x = x + x[0]\n    h = np.tanh(x")
    check = found(grade_text(mixed, assignment=with_check()))
    assert (check.verdict, check.points, check.message) == ("WA", 0.0, "Do the examples influence each other?")


def test_a_call_that_fails_ends_the_check_with_its_own_sentence(with_check, grade_text, rnn_cell):
    assignment = with_check()
    assert found(grade_text(rnn_cell.starter, assignment=assignment)).verdict == "NOTRY"
    broken = rnn_cell.solution.replace("h = np.tanh", "h = np.tan_h")
    assert "AttributeError" in found(grade_text(broken, assignment=assignment)).message


def test_students_are_told_beforehand(with_check):
    planned = {check.name: check for check in plan_checks(with_check())}
    assert planned["rnn_cell_forward.examples_do_not_mix"].expectation == "Reversing the batch reverses the results."


def test_a_check_that_breaks_is_the_authors_to_mend(with_check, grade_text, rnn_cell):
    assignment = with_check(written="def examples_do_not_mix(student, draw):\n    return 1 / 0\n")
    with pytest.raises(AssignmentError, match="ZeroDivisionError"):
        grade_text(rnn_cell.solution, assignment=assignment)


def test_a_check_that_is_not_defined_is_reported(with_check, grade_text, rnn_cell):
    with pytest.raises(AssignmentError, match="must define examples_do_not_mix"):
        grade_text(rnn_cell.solution, assignment=with_check(written="x = 1\n"))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('name = "examples_do_not_mix"', 'name = "h"', "already taken"),
        ('function = "rnn_cell_forward"', 'function = "other"', "function is 'other'"),
        ("points = 1.5", "points = -1", "points must be"),
        ('title = "Examples do not mix"', "", "title is missing"),
    ],
)
def test_a_bad_declaration_is_explained(with_check, old, new, reason):
    with pytest.raises(AssignmentError, match=reason):
        with_check(declared=DECLARED.replace(old, new))


def test_declaration_and_file_need_each_other(folder):
    (folder / "checks.py").write_text(WRITTEN)
    with pytest.raises(AssignmentError, match="declare each"):
        load_assignment(folder)
    (folder / "checks.py").unlink()
    file = folder / "assignment.toml"
    file.write_text(file.read_text() + DECLARED)
    with pytest.raises(AssignmentError, match="missing"):
        load_assignment(folder)
