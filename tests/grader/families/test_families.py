"""Each family of signatures that courses use can be declared in a folder, and answers in it are judged rightly."""

import pytest

from grader.judge import load_assignment
from grader.judge.audit import audit
from tests.grader.families.folders import FAMILIES, NAMES


@pytest.mark.parametrize("family", NAMES)
def test_the_audit_of_a_family_is_clean(jails, family):
    assignment = load_assignment(FAMILIES / family)
    found = audit(assignment=assignment, sandbox=jails(assignment.flavour), seeds=(4,), with_mutants=False)
    assert [row for row in found.rows if row.complaints] == []


def wrong(report):
    return {check.name for check in report.checks if check.verdict != "OK"}


@pytest.mark.parametrize(
    ("family", "changes"),
    [
        ("columns", [("    return gradients\n", "    return {**gradients, 'extra': 1}\n")]),
        ("columns", [("caches.append(cache)", "caches.append(cache); print(t)")]),
        ("columns", [("caches[t])", "caches.pop())")]),
        ("columns", [("from rnn_utils import *", "from rnn_utils import sigmoid, softmax")]),
        ("columns", [("from rnn_utils import *", "from .rnn_utils import *\nimport matplotlib.pyplot as plt")]),
        ("layers", [("return dx, dprev, dWx, dWh, db", "return [dx, dprev, dWx, dWh, db[None]]")]),
        ("layers", [("return dx, dprev, dWx, dWh, db", "return dx, dprev, dWx, dWh, db.astype(np.float32), 5")]),
        ("layers", [("return loss, dx_flat.reshape(N, T, V)", "return [float(loss), dx_flat.reshape(N, T, V)]")]),
        (
            "layers",
            [
                ("return loss, dx_flat", "return {'loss': loss, 'dx': dx_flat"),
                ("reshape(N, T, V)\n", "reshape(N, T, V)}\n"),
            ],
        ),
        ("vectors", [("return dx.reshape(1, -1), dh.reshape(1, -1)", "return dx, dh")]),
        ("vectors", [("return dx.reshape(1, -1), dh.reshape(1, -1)", "return dx, dh, self.dWrx")]),
        ("vectors", [("self.dbnx += dn", "self.dbnx = dn.reshape(1, -1)")]),
        ("vectors", [("assert h_t.shape == (self.h,)", "h_t = h_t.reshape(1, -1)")]),
        ("modules", [("return h_next, c_next", "return (h_next, c_next)")]),
        ("modules", [("h, c = state", "h, c = state\n        h += torch.zeros(h.shape)")]),
        ("layers", [("return loss, dx_flat", "return np.array([loss]), dx_flat")]),
        ("modules", [("return h_next, c_next", "return {'h_next': h_next, 'c_next': c_next}")]),
    ],
)
def test_a_right_answer_in_another_style_gets_full_marks(hand_in, family, changes):
    report = hand_in(family, *changes)
    assert wrong(report) == set()


def test_a_sequence_without_its_backward_keeps_the_marks_of_the_rest(hand_in):
    report = hand_in("columns", ("def lstm_backward(", "def lstm_backwards("))
    assert {name.rpartition(".")[0] for name in wrong(report)} == {"lstm_backward"}
    assert "lstm_backwards" in next(check.message for check in report.checks if check.name == "lstm_backward.interface")


def test_a_gradient_that_is_missing_in_a_dict_costs_only_itself(hand_in):
    report = hand_in("columns", ('return {"dx": dx, "da0": da_prevt, **total}', 'return {"dx": dx, **total}'))
    checks = {check.name: check for check in report.checks if check.name.startswith("lstm_backward.")}
    assert "`da0` is None" in checks["lstm_backward.da0"].message
    assert {checks[f"lstm_backward.{name}"].verdict for name in ("dx", "dWf", "dbo")} == {"OK"}


def test_a_dict_under_other_names_is_said_to_be_so(hand_in):
    report = hand_in("columns", ("return gradients", "return {'d': gradients}"))
    message = next(check.message for check in report.checks if check.name == "lstm_cell_backward.interface")
    assert "a dict gradients without dxt, da_prev" in message


def test_a_method_that_is_missing_is_said_to_be_so(hand_in):
    report = hand_in("vectors", ("def backward(self, delta):", "def back(self, delta):"))
    message = next(check.message for check in report.checks if check.name == "GRUCell.backward.interface")
    assert message == "The class `GRUCell` has no method `backward`. Check that its name is exactly this."


def test_a_class_that_is_missing_is_said_to_be_so(hand_in):
    report = hand_in("vectors", ("class GRUCell(", "class GRU_Cell("))
    message = next(check.message for check in report.checks if check.name == "GRUCell.forward.interface")
    assert message == "There is no class `GRUCell` in the file. There is `GRU_Cell`: is that the one? Rename it."


def test_an_attribute_that_was_never_set_is_said_to_be_none(hand_in):
    report = hand_in(
        "vectors",
        ("self.dbrh += dr", "pass"),
        ('setattr(self, "db%sh" % gate', 'setattr(self, "d_%sh" % gate'),
        ("self.dbnh += dinner", "self.dbnh = dinner"),
        ("self.dbzh += dz", "self.dbzh = dz"),
    )
    check = next(check for check in report.checks if check.name == "GRUCell.backward.dbrh")
    assert "`dbrh` is None" in check.message


def test_the_number_of_arguments_is_that_of_the_method_without_self(hand_in):
    report = hand_in("vectors", ("def backward(self, delta):", "def backward(self, delta, x, h):"))
    message = next(check.message for check in report.checks if check.name == "GRUCell.backward.interface")
    assert message == "`GRUCell.backward` is called with 1 arguments: delta. Yours takes 3: delta, x, h."


def test_what_was_left_out_is_told(hand_in):
    assert "Left out, because it failed: line 19, NameError" in hand_in("columns").stdout


def test_a_module_without_the_declared_parameters_is_told_which_are_missing(hand_in):
    report = hand_in("modules", ("self.bias_hh", "self.bias_h"))
    assert any("bias_hh" in check.message for check in report.checks)


def test_a_wrong_loss_keeps_the_marks_of_its_true_gradient(hand_in):
    changes = [("loss = -np.sum", "loss = -2 * np.sum"), ("dx_flat /= N", "dx_flat *= 2 / N")]
    checks = {check.name: check for check in hand_in("layers", *changes).checks}
    assert checks["temporal_softmax_loss.loss"].verdict == "WA"
    assert checks["temporal_softmax_loss.gradients.dx"].follow_through
