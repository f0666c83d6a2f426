"""LSTM and GRU over a sequence: a slip in time leaves right what it does not reach."""

import pytest

from grader.judge import load_assignment


def wrong_results(report, *, kind):
    checks = [check for check in report.checks if check.kind == kind and check.verdict != "OK"]
    return {check.name.rpartition(".")[2] for check in checks}


@pytest.mark.parametrize(
    ("assignment", "slug"),
    [
        ("lstm_sequence", "hidden_gradient_not_carried"),
        ("lstm_sequence", "cell_gradient_not_carried"),
        ("lstm_sequence", "no_gradient_carried"),
        ("gru_sequence", "state_gradient_not_carried"),
    ],
)
def test_truncated_backpropagation_is_wrong_in_everything_but_the_forward_pass(grade_mistake, assignment, slug):
    report = grade_mistake(assignment, slug)
    backward = load_assignment(assignment).pairs[0].backward
    assert wrong_results(report, kind="values") == set()
    assert wrong_results(report, kind="backward") == {result.name for result in backward.results}


@pytest.mark.parametrize(
    ("assignment", "slug", "wrong"),
    [
        ("lstm_sequence", "state_overwritten_in_cache", {"dW_h"}),
        ("lstm_sequence", "new_state_for_dw_h", {"dW_h"}),
        ("lstm_sequence", "input_gradient_at_every_step", {"dx"}),
        ("lstm_sequence", "initial_gradients_left_at_zero", {"dh0", "dc0"}),
        ("lstm_sequence", "step_gradients_overwritten", {"dW_x", "dW_h", "db"}),
        ("lstm_sequence", "step_gradients_averaged", {"dW_x", "dW_h", "db"}),
        ("gru_sequence", "new_state_for_dw_h", {"dW_h"}),
        ("gru_sequence", "input_gradient_at_every_step", {"dx"}),
        ("gru_sequence", "initial_gradient_left_at_zero", {"dh0"}),
        ("gru_sequence", "step_gradients_overwritten", {"dW_x", "dW_h", "db_x", "db_h"}),
        ("gru_sequence", "bias_gradient_copied", {"db_h"}),
    ],
)
def test_a_slip_costs_only_the_gradients_it_reaches(grade_mistake, assignment, slug, wrong):
    assert wrong_results(grade_mistake(assignment, slug), kind="backward") == wrong


@pytest.mark.parametrize(("slug", "wrong"), [("last_hidden_state_for_cell_state", {"c"}), ("time_first", {"h"})])
def test_each_forward_result_is_judged_on_its_own(grade_mistake, slug, wrong):
    assert wrong_results(grade_mistake("lstm_sequence", slug), kind="values") == wrong
