"""A state that is carried from piece to piece: how it is declared, and what pieces and a long sequence show."""

import re

import numpy as np
import pytest

from grader.judge import AssignmentError, Source, grade, load_assignment
from grader.judge.inputs import Draw
from grader.judge.memory import draw_long, step_sizes
from grader.judge.pieces import PieceFailedError, draw_in_pieces, feed, join
from tests.grader.mistaken_corpus import HONEST_STREAMS

RUNNING_SUM = """
title = "A running sum"
summary = "The sum so far."

[sizes]
N = [2, 4]
T = [5, 6]
D = [7, 8]

[[function]]
name = "sum_so_far"
memory = "constant"
[function.arguments]
x = ["N", "T", "D"]
before = { shape = ["N", "D"], carried = "after" }
[function.results]
y = ["N", "T", "D"]
after = ["N", "D"]
"""
REFERENCE = """
def sum_so_far(x, before):
    y = before.unsqueeze(1) + x.cumsum(dim=1)
    return y, y[:, -1]
"""
SOLUTION = """
def sum_so_far(x, before):
    y = before[:, None] + x.cumsum(axis=1)
    return y, y[:, -1]
"""


@pytest.fixture
def running_sum(tmp_path):
    """A state of a declared shape, drawn at the beginning of a sequence."""
    files = {"assignment.toml": RUNNING_SUM, "reference.py": REFERENCE, "solution.py": SOLUTION}
    for name, text in {**files, "statement.md": "#", "starter.py": ""}.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture(scope="module")
def streaming():
    return load_assignment("streaming")


def failed(report):
    return {check.name: check for check in report.checks if check.verdict != "OK"}


@pytest.mark.parametrize("path", HONEST_STREAMS, ids=lambda path: path.stem)
def test_what_is_let_go_again_is_not_kept(sandbox, streaming, path):
    source = Source(path.name, path.read_text())
    report = grade(assignment=streaming, source=source, seed=3, sandbox=sandbox)
    assert [(check.name, check.message) for check in failed(report).values()] == []


def test_a_state_may_have_a_declared_shape(sandbox, running_sum):
    assignment = load_assignment(running_sum)
    report = grade(assignment=assignment, source=Source("s.py", SOLUTION), seed=1, sandbox=sandbox)
    assert report.verdict == "OK"
    assert {"sum_so_far.pieces", "sum_so_far.memory"} <= {check.name for check in report.checks}


def test_it_is_said_in_which_piece_it_goes_wrong(sandbox, streaming, grade_text):
    text = streaming.text("mistakes/lstm_begins_anew.py")
    found = failed(grade_text(text, seed=2, assignment=streaming))
    assert set(found) == {"lstm_stream.pieces", "lstm_stream.memory"}
    assert re.search(r"goes wrong in piece 2, of 1 step, at its beginning", found["lstm_stream.pieces"].message)
    assert "Counts once" in found["lstm_stream.memory"].message


def test_a_state_that_keeps_the_sequence_needs_memory_for_it(streaming, grade_text):
    text = streaming.text("mistakes/lstm_keeps_its_states.py")
    found = failed(grade_text(text, seed=2, assignment=streaming))
    assert set(found) == {"lstm_stream.memory"}
    check = found["lstm_stream.memory"]
    assert (check.verdict, check.points) == ("MLE", 0)
    assert re.search(r"about 1\d kB more", check.message)
    assert check.diagnosis.mistake == "lstm_keeps_its_states"


@pytest.mark.parametrize(
    ("instead", "says"),
    [
        (
            "    if len(x) > 100:\n        return 0 * states, (h, c)\n    return states, (h, c)\n",
            "After 64 pieces of one step",
        ),
        (
            "    with open('/tmp/kept', 'ab') as file:\n        file.write(x.tobytes())\n    return states, (h, c)\n",
            "OSError",
        ),
    ],
    ids=["by not doing the work of a long one", "by keeping it in a file"],
)
def test_nobody_saves_memory_by_a_trick(streaming, grade_text, instead, says):
    text = streaming.solution.replace("    return states, (h, c)\n", instead)
    found = failed(grade_text(text, seed=2, assignment=streaming))
    assert set(found) == {"lstm_stream.memory"}
    assert says in found["lstm_stream.memory"].message


def test_the_pieces_are_the_sequence(streaming):
    pair = streaming.pairs[1]
    drawn = draw_in_pieces(streaming, pair, seed=4)
    assert 1 in drawn.cut.lengths[1:-1]
    assert sum(drawn.cut.lengths) == drawn.sizes["T"]
    np.testing.assert_array_equal(np.concatenate([each["x"] for each in drawn.cut.own], axis=1), drawn.arguments["x"])
    assert all(each["W"] is drawn.arguments["W"] for each in drawn.cut.own)


def test_two_sequences_take_turns_each_with_what_it_carries(streaming):
    pair = streaming.pairs[0]
    drawn: Draw = draw_in_pieces(streaming, pair, seed=4)
    states = []

    def call(given):
        states.append(given[1])
        return {"m": given[0], "next_state": len(states)}

    found = feed(pair.forward, drawn.cut, call)
    assert states == [None, None, 1, 2, 3, 4, 5, 6]
    np.testing.assert_array_equal(join(pair.forward, drawn, found)["m"], drawn.arguments["x"])


def test_a_piece_of_another_shape_is_named(streaming):
    pair = streaming.pairs[0]
    drawn = draw_in_pieces(streaming, pair, seed=4)
    found = feed(pair.forward, drawn.cut, lambda given: {"m": given[0][:, 0], "next_state": None})
    with pytest.raises(PieceFailedError, match="in piece 1"):
        join(pair.forward, drawn, found)


def test_a_step_of_a_long_sequence_is_large_enough_to_be_seen(streaming):
    for pair in streaming.pairs:
        drawn = draw_long(streaming, pair, steps=2, seed=1)
        assert 12_000 <= max(step_sizes(pair.forward, drawn.sizes, "T").values()) < 24_000


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('carried = "after"', 'carried = "later"', "not one of its results"),
        ('after = ["N", "D"]', 'after = ["N", "T"]', "another shape"),
        ('after = ["N", "D"]', 'after = "cache"', "both are of one shape"),
        ('{ shape = ["N", "D"], carried = "after" }', '{ carried = "after" }', "both are of one shape"),
        ('{ shape = ["N", "D"], carried = "after" }', '["N", "D"]', "needs an argument that is carried"),
        ('memory = "constant"', 'memory = "small"', "'any' or 'constant'"),
        ('y = ["N", "T", "D"]', 'y = ["N", "D"]', "need the time T as an axis"),
        ('y = ["N", "T", "D"]', 'memory = ["N", "T", "D"]', "the name of one of its checks"),
    ],
)
def test_a_slip_in_what_is_carried_is_refused_with_a_reason(running_sum, old, new, reason):
    file = running_sum / "assignment.toml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new, 1))
    with pytest.raises(AssignmentError, match=reason):
        load_assignment(running_sum)


def test_a_method_and_a_gradient_carry_nothing(running_sum):
    file = running_sum / "assignment.toml"
    backward = """
[[function]]
name = "sum_backward"
gradient_of = "sum_so_far"
[function.arguments]
dy = { upstream = "y" }
before = { carried = "dx" }
[function.results]
dx = { gradient = "x" }
"""
    file.write_text(f"{file.read_text()}{backward}")
    with pytest.raises(AssignmentError, match="before must be"):
        load_assignment(running_sum)
