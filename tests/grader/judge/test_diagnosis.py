"""Mistakes are named on each wrong result on its own, so that two at once are both named."""

import pytest


def named(report):
    return {check.name.split(".")[1]: check.diagnosis.mistake for check in report.checks if check.diagnosis is not None}


def changed(rnn_cell, *changes):
    text = rnn_cell.solution
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_independent_mistakes_are_both_named(grade_text, rnn_cell, seed):
    text = changed(
        rnn_cell,
        ("y = h @ W_hy.T + b_y", "y = h @ W_hy.T"),
        ("dW_hh = dz.T @ h_prev", "dW_hh = h_prev.T @ dz"),
    )
    found = named(grade_text(text, seed=seed))
    assert found == {"y": "output_bias_forgotten", "dW_hh": "transposed_dw_hh"}


def test_two_mistakes_in_one_function_are_named_where_they_do_not_meet(grade_text, rnn_cell):
    text = changed(rnn_cell, (" * (1 - h**2)", ""), ("db_y = dy.sum(axis=0)", "db_y = dy.mean(axis=0)"))
    found = named(grade_text(text))
    assert found.pop("db_y") == "mean_for_biases"
    assert set(found.values()) == {"no_tanh_derivative"}


def test_what_is_unlike_every_known_mistake_is_not_named(grade_text, rnn_cell):
    report = grade_text(changed(rnn_cell, ("dW_hy = dy.T @ h", "dW_hy = dy.T @ h + 0.125")))
    assert named(report) == {}
    assert report.verdict == "PARTIAL"


def test_results_in_another_order_are_recognised_without_a_file(grade_text, rnn_cell):
    text = changed(rnn_cell, ("dW_xh, dW_hh, dW_hy, db_h, db_y\n", "dW_xh, dW_hh, dW_hy, db_y, db_h\n"))
    found = named(grade_text(text))
    assert found["db_h"] == found["db_y"] == "results_in_another_order"


def test_a_wrong_sign_is_recognised_without_a_file(grade_text, rnn_cell):
    assert named(grade_text(changed(rnn_cell, ("dx = dz @ W_xh", "dx = -dz @ W_xh"))))["dx"] == "wrong_sign"


def test_a_mistake_in_single_precision_is_named_too(grade_text, rnn_cell):
    text = changed(rnn_cell, ("y = h @ W_hy.T + b_y", "y = (h @ W_hy.T).astype(np.float32)"))
    assert named(grade_text(text))["y"] == "output_bias_forgotten"


def test_the_hint_is_the_authors(grade_text, rnn_cell):
    report = grade_text((rnn_cell.folder / "mistakes" / "tanh_left_out.py").read_text())
    diagnosis = next(check.diagnosis for check in report.checks if check.diagnosis)
    assert diagnosis.title == "The tanh is left out of the forward pass."
    assert "Equation (1)" in diagnosis.hint
    assert "\n" not in diagnosis.hint
    assert report.message.startswith("It looks like this: The tanh is left out")
