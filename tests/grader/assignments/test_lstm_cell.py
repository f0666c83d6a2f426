"""The LSTM cell: what its mistakes cost, and which gradients follow through."""

import pytest


@pytest.mark.parametrize("slug", ["gate_order_ifog", "gate_order_iofg", "gate_order_igfo", "gates_interleaved"])
def test_the_gradients_of_another_gate_order_follow_through(grade_mistake, slug):
    report = grade_mistake("lstm_cell", slug)
    followed = {check.name.rpartition(".")[2] for check in report.checks if check.follow_through}
    assert {"dx", "dh_prev", "dc_prev", "dW_x", "dW_h", "db"} <= followed
    assert "order" in report.checks[1].diagnosis.title or "column" in report.checks[1].diagnosis.title


@pytest.mark.parametrize("slug", ["output_gate_left_out", "cell_not_squashed", "output_from_previous_cell"])
def test_what_is_wrong_only_in_the_hidden_state_leaves_the_cell_right(grade_mistake, slug):
    verdicts = {check.name: check.verdict for check in grade_mistake("lstm_cell", slug).checks}
    assert verdicts["lstm_cell_forward.h"] == "WA"
    assert verdicts["lstm_cell_forward.c"] == "OK"


def test_what_is_handed_back_wrongly_costs_one_gradient(grade_mistake):
    report = grade_mistake("lstm_cell", "forget_gate_missing_in_dc_prev")
    wrong = {check.name for check in report.checks if check.kind == "backward" and check.verdict != "OK"}
    assert wrong == {"lstm_cell_backward.dc_prev"}
