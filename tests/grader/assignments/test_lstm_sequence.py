"""The LSTM over a sequence: a slip in time leaves right what it does not reach."""

import pytest


def wrong_results(report, *, kind):
    checks = [check for check in report.checks if check.kind == kind and check.verdict != "OK"]
    return {check.name.rpartition(".")[2] for check in checks}


@pytest.mark.parametrize("slug", ["hidden_gradient_not_carried", "cell_gradient_not_carried", "no_gradient_carried"])
def test_truncated_backpropagation_is_wrong_in_everything_but_the_forward_pass(grade_mistake, slug):
    report = grade_mistake("lstm_sequence", slug)
    assert wrong_results(report, kind="values") == set()
    assert wrong_results(report, kind="backward") == {"dx", "dh0", "dc0", "dW_x", "dW_h", "db"}


@pytest.mark.parametrize(
    ("slug", "wrong"),
    [
        ("state_overwritten_in_cache", {"dW_h"}),
        ("new_state_for_dw_h", {"dW_h"}),
        ("input_gradient_at_every_step", {"dx"}),
        ("initial_gradients_left_at_zero", {"dh0", "dc0"}),
        ("step_gradients_overwritten", {"dW_x", "dW_h", "db"}),
        ("step_gradients_averaged", {"dW_x", "dW_h", "db"}),
    ],
)
def test_a_slip_costs_only_the_gradients_it_reaches(grade_mistake, slug, wrong):
    assert wrong_results(grade_mistake("lstm_sequence", slug), kind="backward") == wrong


@pytest.mark.parametrize(("slug", "wrong"), [("last_hidden_state_for_cell_state", {"c"}), ("time_first", {"h"})])
def test_each_forward_result_is_judged_on_its_own(grade_mistake, slug, wrong):
    assert wrong_results(grade_mistake("lstm_sequence", slug), kind="values") == wrong
