"""Where a wrong answer differs: by gate and by step, rounded, and nothing at all for a right one."""

import json

import pytest

from grader.judge import Report, load_assignment
from tests.grader.mistaken_corpus import read_mistaken

LATE = "    states[2:] = [state + 0.25 for state in states[2:]]\n    return np.stack(states"


@pytest.fixture(scope="module")
def report(grade_text):
    """Grade the solution of an assignment with one thing replaced."""

    def grade_changed(slug, old="", new=""):
        assignment = load_assignment(slug)
        assert old in assignment.solution
        return grade_text(assignment.solution.replace(old, new, 1), assignment=assignment)

    return grade_changed


def test_a_right_answer_has_no_locations_and_no_symptoms(report):
    right = report("rnn_cell")
    assert (right.locations, right.symptoms) == ((), ())


def test_an_error_in_one_gate_shows_in_its_block_alone(report):
    (found,) = report("lstm_cell", "dz_f = ", "dz_f = 1.3 * ").locations
    rows = {row.name: row for row in found.rows}
    assert found.gates == ("i", "f", "g", "o")
    assert rows["h"].error == rows["dc_prev"].error == 0.0
    for name in ("dW_x", "dW_h", "db"):
        assert [error == 0.0 for error in rows[name].by_gate] == [True, False, True, True]
        assert rows[name].by_gate[1] == 0.2  # one digit of (1.3 - 1) / 1.3
        assert rows[name].place == "only in the block of gate f"


def test_an_error_on_the_way_back_names_the_step_it_begins_at(grade_text):
    mistaken = next(
        each
        for each in read_mistaken()
        if each.assignment == "lstm_sequence" and each.name == "recurrent dh never fed back"
    )
    (found,) = grade_text(mistaken.text, assignment=load_assignment("lstm_sequence")).locations
    (dx,) = found.over_time
    assert (dx.name, dx.backwards, dx.begins, dx.errors[-1]) == ("dx", True, len(dx.errors) - 2, 0.0)
    (norms,) = found.norms
    assert max(norms.right) == 1.0
    assert norms.own[-1] == norms.right[-1]


def test_an_error_that_is_carried_forward_begins_at_its_step(report):
    (found,) = report("lstm_sequence", "    return np.stack(states", LATE).locations
    forward = next(each for each in found.over_time if each.name == "h")
    assert (forward.begins, forward.backwards, forward.errors[:2]) == (2, False, (0.0, 0.0))


def test_what_is_not_finite_has_no_error(report):
    (found,) = report("rnn_cell", "return h, y, cache", "return h, y * np.nan, cache").locations
    assert next(row for row in found.rows if row.name == "y").error is None


def test_locations_survive_json(report):
    made = report("lstm_cell", "dz_f = ", "dz_f = 1.3 * ")
    assert Report.from_json(json.loads(json.dumps(made.to_json(), allow_nan=False))) == made


def test_numbers_have_one_digit(report):
    (found,) = report("lstm_cell", "dz_f = ", "dz_f = 1.234567 * ").locations
    errors = [error for row in found.rows for error in (row.error, *row.by_gate) if error]
    assert errors == [float(f"{error:.0e}") for error in errors]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("dz_f = ", "dz_f = 1.3 * "), ("dz_f = ", "dz_f = 2.6 * 0.5 * "), True),
        (("dz_f = ", "dz_f = 1.3 * "), ("dz_f = ", "dz_f = 1.4 * "), False),
        (("dz_f = ", "dz_f = 1.3 * "), ("dz_o = ", "dz_o = 1.3 * "), False),
    ],
    ids=["the same in other words", "another factor", "another gate"],
)
def test_unknown_mistakes_share_a_symptom_if_they_do_the_same(one, other, same, report):
    first, second = (report("lstm_cell", *change).symptoms for change in (one, other))
    assert first[0].startswith("values:")
    assert (first == second) is same


def test_known_mistakes_and_errors_are_symptoms(report, grade_text, rnn_cell):
    known = grade_text((rnn_cell.folder / "mistakes" / "no_tanh_derivative.py").read_text())
    assert known.symptoms == ("mistake:no_tanh_derivative",)
    first, second = (
        report("rnn_cell", "return h, y, cache", f"{lines}raise ValueError('lost')") for lines in ("", "a = 1\n    ")
    )
    assert first.symptoms == second.symptoms
    assert first.symptoms[0].startswith("trouble:")
    assert report("rnn_cell", "import numpy", "import numpy (").symptoms[0].startswith("trouble:")


def test_what_was_not_attempted_has_no_symptom(grade_text, rnn_cell):
    assert grade_text(rnn_cell.starter).symptoms == ()
