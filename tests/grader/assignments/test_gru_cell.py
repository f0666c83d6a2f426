"""The GRU cell: what its mistakes cost, and which conventions are told apart."""

import pytest


@pytest.mark.parametrize("slug", ["reset_before_the_matmul", "reset_and_update_swapped", "gate_order_nzr"])
def test_the_gradients_of_another_convention_follow_through(grade_mistake, slug):
    report = grade_mistake("gru_cell", slug)
    followed = {check.name.rpartition(".")[2] for check in report.checks if check.follow_through}
    assert {"dx", "dh_prev", "dW_x", "dW_h", "db_x", "db_h"} <= followed


def test_the_other_form_of_the_gru_is_called_a_convention(grade_mistake):
    hints = {
        check.diagnosis.hint for check in grade_mistake("gru_cell", "reset_before_the_matmul").checks if check.diagnosis
    }
    assert all("Both forms of the GRU exist" in hint for hint in hints)


@pytest.mark.parametrize(
    ("slug", "wrong"),
    [
        ("direct_path_forgotten", {"dh_prev"}),
        ("state_gradient_overwritten", {"dh_prev"}),
        ("bias_gradient_copied", {"db_h"}),
        ("reset_in_input_gradient", {"dx", "dW_x", "db_x"}),
        ("reset_missing_in_state_gradient", {"dh_prev", "dW_h", "db_h"}),
    ],
)
def test_a_slip_costs_only_the_gradients_it_reaches(grade_mistake, slug, wrong):
    checks = [
        check for check in grade_mistake("gru_cell", slug).checks if check.kind == "backward" and check.verdict != "OK"
    ]
    assert {check.name.rpartition(".")[2] for check in checks} == wrong
