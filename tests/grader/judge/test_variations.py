"""Wrong answers are made from the reference: enough of them, really wrong, and the checks see every one."""

import ast

import numpy as np
import pytest

from grader.judge import list_slugs, load_assignment
from grader.judge.comparison import relative_error
from grader.judge.declaration import GENERAL
from grader.judge.inputs import draw
from grader.judge.library import find_library
from grader.judge.oracle import solve
from grader.judge.rewriting import read_text, walk
from grader.judge.variations import joins, name_gates

CELLS = ["rnn_cell", "lstm_cell", "gru_cell", "lstm_sequence", "gru_sequence"]


@pytest.fixture(params=CELLS)
def library(request):
    assignment = load_assignment(request.param)
    return find_library(assignment, assignment.pairs[0])


def different(library):
    """The generated entries that are wrong, one for each different answer."""
    found = {}
    for place, entry in enumerate(library.entries):
        if entry.variation and any(shelf.differs[place] for shelf in library.shelves.values()):
            rows = [shelf.rows[place] for shelf in library.shelves.values()]
            found[np.concatenate(rows).round(9).tobytes()] = entry
    return list(found.values())


def test_the_cells_exist():
    assert set(CELLS) <= set(list_slugs())


def test_there_are_at_least_thirty_different_ones_forward_and_backward(library):
    sides = [entry.variation.side for entry in different(library)]
    assert len(sides) >= 30
    assert sides.count("forward") >= 8
    assert sides.count("backward") >= 8


def test_the_graded_inputs_show_each_of_them(library):
    """A mutant would survive if the graded inputs could not tell it from the reference."""
    assignment, pair = library.assignment, library.pair
    drawn = draw(assignment, pair, case=GENERAL, seed=3)
    truth = solve(assignment, pair, drawn)
    played = {entry: entry.play(assignment, pair, drawn) for entry in different(library)}
    shown = {entry: outputs for entry, outputs in played.items() if outputs}  # some run at some sizes only
    assert len(shown) > 0.9 * len(played)
    for entry, outputs in shown.items():
        errors = [relative_error(value, truth.of(library.results[key])) for key, value in outputs.items()]
        assert max(errors) > assignment.tolerances.float64, entry.diagnosis


def test_what_python_shares_between_all_trees_is_not_numbered():
    """Otherwise the number would be that of the reference read last, and an edit would meet an operator."""
    read_text("y = a + b @ c\n" * 9)
    operation = ast.parse("d = e + f").body[0].value
    assert not any(hasattr(shared, "site") for shared in (operation.op, operation.left.ctx))


def test_every_variation_has_words_for_a_student(library):
    for entry in library.entries:
        assert entry.diagnosis.title.endswith("."), entry.diagnosis
        assert len(entry.diagnosis.hint) > 10, entry.diagnosis
        assert "__" not in entry.diagnosis.title


def test_gates_are_called_as_in_the_reference():
    assert name_gates(load_assignment("lstm_cell"))[4] == ("i", "f", "g", "o")
    assert name_gates(load_assignment("gru_cell"))[3] == ("r", "z", "n")


def test_two_arrays_are_joined_in_the_other_order():
    (names,) = read_text("def f(h, x, W):\n    return W @ torch.cat([h, x], dim=0)\n").functions
    made = list(joins.list_alternatives(names))
    assert {each.words.title for each in made} == {"`h` and `x` are joined in the other order."}
    edit = made[0].edits[0]
    joined = next(node for node in walk(names.function) if getattr(node, "site", None) == edit.site)
    assert ast.unparse(edit.build(joined)) == "[x, h]"
