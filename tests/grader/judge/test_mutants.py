"""Mutants meet the checks as a submission does: the built-in ones let none through, and a survivor is reported."""

import pytest

from grader.judge import load_assignment
from grader.judge.audit import Audit
from grader.judge.mutants import try_mutants

CELLS = ["rnn_cell", "lstm_cell", "gru_cell"]
WEIGH = """
[[check]]
name = "is_the_reference"
title = "Small"
function = "rnn_cell_forward"
points = 1
expectation = "Numbers are small."
"""
WEIGH_CODE = """
def is_the_reference(student, draw):
    x, h_prev, *rest = draw.arguments.values()
    h = student.call("rnn_cell_forward", 9 * x[:1], h_prev[:1], *rest)["h"]
    if abs(h).max() >= 1:
        return "Is there a tanh?"
"""


@pytest.mark.parametrize("slug", CELLS)
def test_no_mutant_of_a_cell_survives(slug):
    mutants = try_mutants(load_assignment(slug))
    kinds = [mutant.kind for mutant in mutants]
    assert min(kinds.count("forward"), kinds.count("backward")) >= 30
    assert kinds.count("edge") >= 3
    assert [mutant.title for mutant in mutants if mutant.survived] == []
    assert len({(mutant.function, mutant.name) for mutant in mutants}) == len(mutants)


def test_a_true_gradient_of_a_wrong_forward_pass_costs_no_marks_going_back(rnn_cell):
    mutant = next(each for each in try_mutants(rnn_cell) if each.name.startswith("tanh_left_out"))
    assert [each for each in mutant.killed_by if "backward.d" in each] == []
    assert "rnn_cell_forward.h" in mutant.killed_by


@pytest.fixture
def blunt(folder):
    """The recurrent cell, its forward pass alone, with points for nothing but a check of its author's."""
    file = folder / "assignment.toml"
    forward, _, _ = file.read_text().partition('[[function]]\nname = "rnn_cell_backward"')
    head, _, _ = forward.partition("[function.points]")
    points = "[function.points]\nh = 0\ny = 0\nedges = 0\nrepeat = 0\n"
    file.write_text(head + points + WEIGH)
    (folder / "checks.py").write_text(WEIGH_CODE)
    return load_assignment(folder)


def test_what_only_a_check_of_the_authors_sees_is_killed_by_it_and_the_rest_survives(blunt):
    mutants = {mutant.name: mutant for mutant in try_mutants(blunt)}
    deaths = {each for mutant in mutants.values() for each in mutant.killed_by}
    assert deaths == {"rnn_cell_forward.is_the_reference"}
    survivors = [mutant for mutant in mutants.values() if mutant.blocks_publishing]
    assert survivors
    assert not Audit("blunt", "", (1,), (), tuple(mutants.values())).clean


def test_an_edge_that_the_author_left_out_is_noted_and_blocks_nothing(folder):
    file = folder / "assignment.toml"
    file.write_text('edges = ["batch_of_one"]\n' + file.read_text())
    edges = {each.name: each for each in try_mutants(load_assignment(folder)) if each.kind == "edge"}
    assert not edges["wrong_at_batch_of_one"].survived
    assert edges["wrong_at_large"].survived
    assert not edges["wrong_at_large"].blocks_publishing
