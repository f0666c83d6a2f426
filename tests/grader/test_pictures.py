"""Where a wrong answer differs, drawn and in words."""

from grader import pictures
from grader.templatetags.grading import write_ordinal


def row(name, error, *by_gate, function="back", place="", follows=False):
    fields = {"function": function, "name": name, "error": error, "by_gate": by_gate}
    return {**fields, "place": place, "follows": follows}


def steps(name, *errors, begins, backwards=True):
    return {"name": name, "errors": errors, "begins": begins, "backwards": backwards}


def read(*rows, gates=(), over_time=(), norms=()):
    return pictures.read_locations({"rows": rows, "gates": gates, "over_time": over_time, "norms": norms})


def test_results_with_the_same_to_say_share_a_sentence():
    where = read(row("dW", 0.1, 0.01, 0.2), row("db", 0.1, 0.02, 0.3), row("h", 0.0), gates=("i", "f"))
    assert where.sentences == ("`dW` and `db`: most of the error is in the block of gate f.",)


def test_gradients_of_a_wrong_forward_pass_come_second():
    where = read(row("h", 0.1, function="cell"), row("dx", 0.2))
    assert where.sentences[-1] == "Begin with `h`: the gradients are compared with those of a right `cell`."


def test_the_step_at_which_an_error_begins_is_said_and_marked():
    over_time = [steps("dx", 0.3, 0.2, 0.0, begins=1), steps("h", 0.0, 0.0, 0.1, begins=2, backwards=False)]
    where = read(row("dx", 0.2), row("h", 0.1), over_time=over_time)
    assert "on the way back from step 2 right at first, and wrong from step 1 on" in where.sentences[0]
    assert "right at first, and wrong from step 2 on" in where.sentences[1]
    assert [[cell.begins for cell in row.cells] for row in where.over_time.rows] == [
        [False, True, False],
        [False, False, True],
    ]


def test_a_cell_says_its_error_and_has_a_colour_for_its_size():
    where = read(row("dW", 0.1, 0.0, 3e-5, 0.02, 0.9, None), gates=tuple("ifgox"))
    (drawn,) = where.by_gate.rows
    assert [cell.text for cell in drawn.cells] == ["✓", "3e-5", "0.02", "0.9", "NaN"]
    assert [cell.level for cell in drawn.cells] == [0, 1, 2, 4, 5]
    assert drawn.cells[-1].x + drawn.cells[-1].width <= pictures.maps.WIDTH


def test_curves_stay_inside_their_picture_and_zero_lies_at_the_bottom():
    norms = [{"name": "dx", "own": (0.0, 1e-9, None), "right": (0.5, 0.7, 1.0)}]
    (plot,) = read(row("dx", 1.0), norms=norms).norms
    assert all(0 <= mark.y <= 122 for mark in (*plot.own.marks, *plot.right.marks))
    assert plot.own.marks[0].y == 122
    assert "None" not in plot.own.path
    assert plot.rows[2] == (2, None, 1.0)


def test_ordinals():
    assert [write_ordinal(number) for number in (1, 2, 3, 4, 11, 22, 103)] == [
        "1st", "2nd", "3rd", "4th", "11th", "22nd", "103rd",
    ]  # fmt: skip


def test_the_path_that_a_gradient_took_is_said():
    data = {"rows": [row("dW_h", 0.3)], "gates": (), "over_time": (), "norms": (), "path": "Only `dW_h` is wrong."}
    assert pictures.read_locations(data).sentences[-1] == "Only `dW_h` is wrong."
