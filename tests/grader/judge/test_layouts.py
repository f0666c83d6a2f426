"""A forward pass that fails because it expects another layout is asked in that one, and the convention is named."""

import pytest

from grader.judge import load_assignment

SEQUENCES = [("x.shape[1]", "x.shape[0]"), ("x[:, t]", "x[t]"), ("np.stack(states, axis=1)", "np.stack(states)")]


@pytest.mark.parametrize(
    ("slug", "edits", "mistake"),
    [
        ("lstm_cell", [("W_x.T", "W_x"), ("W_h.T", "W_h")], "transposed_weights"),
        ("gru_cell", [("W_x.T", "W_x"), ("W_h.T", "W_h")], "transposed_weights"),
        ("lstm_sequence", SEQUENCES, "time_major"),
        ("gru_sequence", SEQUENCES, "time_major"),
    ],
)
def test_another_layout_is_named_and_earns_nothing_by_itself(grade_text, slug, edits, mistake):
    assignment = load_assignment(slug)
    forward, mark, backward = assignment.solution.partition(f"def {slug}_backward")
    for old, new in edits:
        assert old in forward
        forward = forward.replace(old, new)
    report = grade_text(forward + mark + backward, assignment=assignment)
    values = [check for check in report.checks if check.kind == "values"]
    assert {check.diagnosis.mistake for check in values} == {mistake}
    assert {check.verdict for check in values} == {"RTE"}
    assert values[0].diagnosis.title in report.message


def test_an_error_that_no_layout_mends_is_only_an_error(grade_text, rnn_cell):
    report = grade_text(rnn_cell.solution.replace("W_hh.T + b_h", "W_hh.T + b_h[:, 0]"))
    assert report.verdict == "RTE"
    assert [check for check in report.checks if check.diagnosis] == []
