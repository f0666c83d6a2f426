import numpy as np
import pytest

from grader.judge import AssignmentError, load_assignment
from grader.judge.declaration import GENERAL
from grader.judge.inputs import draw
from grader.judge.mistakes import list_mistakes, play


def test_a_mistake_has_a_title_a_hint_and_outputs(rnn_cell):
    mistakes = {mistake.slug: mistake for mistake in list_mistakes(rnn_cell)}
    assert mistakes["mean_for_biases"].title.endswith(".")
    (pair,) = rnn_cell.pairs
    outputs = play(mistakes["mean_for_biases"], pair, draw(rnn_cell, pair, case=GENERAL, seed=1))
    assert set(outputs) == {
        (function.name, result.name) for function in rnn_cell.functions for result in function.judged
    }


def test_playing_leaves_the_inputs_alone(folder):
    greedy = (folder / "solution.py").read_text().replace("    h = np.tanh", "    x *= 0\n    h = np.tanh")
    file = folder / "mistakes" / "greedy.py"
    file.write_text(greedy.replace('"""The model answer: one', '"""It writes into x.\n\nOne'))
    assignment = load_assignment(folder)
    mistake = next(each for each in list_mistakes(assignment) if each.slug == "greedy")
    (pair,) = assignment.pairs
    drawn = draw(assignment, pair, case=GENERAL, seed=1)
    before = drawn.arguments["x"].copy()
    play(mistake, pair, drawn)
    assert np.array_equal(drawn.arguments["x"], before)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x = 1\n", "docstring needs"),
        ('"""Only a title."""\n', "docstring needs"),
        ('"""A title.\n\nA hint.\n"""\nx = \n', "cannot read"),
        ('"""A title.\n\nA hint.\n"""\n1 / 0\n', "does not run"),
        ('"""A title.\n\nA hint.\n"""\nx = 1\n', "must define rnn_cell_forward"),
    ],
)
def test_a_mistake_that_is_itself_mistaken_is_the_authors_to_mend(folder, text, reason):
    (folder / "mistakes" / "new.py").write_text(text)
    with pytest.raises(AssignmentError, match=reason) as raised:
        list_mistakes(load_assignment(folder))
    assert raised.value.file.endswith("new.py")
