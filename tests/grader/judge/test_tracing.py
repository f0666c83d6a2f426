"""A mistake that nobody wrote down is traced to the part of the formula where its gradient goes wrong."""

import pytest

from grader.judge import load_assignment, variations
from grader.judge.library import find_library
from grader.judge.tracing import find_path, list_places, trace


def library_of(slug):
    assignment = load_assignment(slug)
    return find_library(assignment, assignment.pairs[0])


@pytest.mark.parametrize("slug", ["lstm_cell", "gru_cell", "lstm_sequence"])
def test_a_generated_mistake_is_traced_to_the_place_where_it_was_made(slug):
    library = library_of(slug)
    places = {site for place, _ in list_places(library) for site in place.sites}
    traced = missed = 0
    for entry in library.entries:
        edits = entry.variation.parts[0].edits if entry.variation and entry.variation.side == "backward" else ()
        if len(edits) == 1 and edits[0].site in places and "derivative" in entry.diagnosis.mistake:
            path = find_path(library, entry.outputs)
            found = {site for place in (path.places if path else ()) for site in place.sites}
            traced, missed = (traced + 1, missed) if edits[0].site in found else (traced, missed + 1)
    assert traced >= 3
    assert missed <= 0.1 * traced


@pytest.mark.parametrize("slug", ["lstm_cell", "rnn_cell", "lstm_sequence"])
def test_how_far_wrong_a_gradient_is_does_not_move_the_place(slug):
    library = library_of(slug)
    truth = {key: shelf.truth for key, shelf in library.shelves.items()}
    for place, edits in list(list_places(library))[::5]:
        made = variations.Alternative("made", variations.Words("", ""), "backward", edits)
        outputs = variations.play(
            library.assignment, library.pair, variations.Variation("made", (made,)), library.drawn
        )
        said = {
            trace(library, {key: truth[key] + by * (outputs[key] - truth[key]) for key in truth}) for by in (0.1, -3)
        }
        path = find_path(library, outputs) if outputs else None
        assert len(said) == 1
        assert path is None or place in path.places


@pytest.mark.parametrize(
    ("slug", "old", "new", "says"),
    [
        ("lstm_cell", "dz_f = ", "dz_f = 1.3 * ", ["`f`", "rows of gate f in `dW_x`, `dW_h` and `db`", "`dc_prev`"]),
        ("lstm_cell", "dW_h = dz.T @ h_prev", "dW_h = dz.T @ (h_prev + 1)", ["Only `dW_h`", "one product"]),
        ("lstm_cell", "dc_prev = ", "dc_prev = 0.7 * ", ["Only `dc_prev`", "`sigmoid(f) * c_prev`"]),
        ("gru_cell", "dr = ", "dr = 1.3 * ", ["`x_r + h_r`", "rows of gate r"]),
        ("gru_cell", "dh_direct = ", "dh_direct = 1.3 * ", ["Only `dh_prev`", "all its uses"]),
        ("gru_cell", "da_n * r]", "1.3 * da_n * r]", ["`h_n`", "gate n in `dW_h` and `db_h`", "`dx`, `dW_x`"]),
        (
            "rnn_cell",
            "dz = dh_total",
            "dz = 1.3 * dh_total",
            ["`W_hh`|`h`|`x @ W_xh.T", "`dW_hy` and `db_y` are right"],
        ),
        ("lstm_sequence", "dh_next = dz @ W_h", "dh_next = 1.3 * dz @ W_h", ["last step is right", "hands"]),
        (
            "attention",
            "dscores = dscores /",
            "dscores = 1.3 * dscores /",
            ["`scores`", "`dq` and `dk`", "`dv` is right"],
        ),
    ],
)
def test_a_student_reads_which_path_is_wrong_and_what_is_right(grade_text, slug, old, new, says):
    assignment = load_assignment(slug)
    assert old in assignment.solution
    report = grade_text(assignment.solution.replace(old, new, 1), assignment=assignment)
    path = next(each.path for each in report.locations if each.path)
    for words in says:
        assert any(each in path for each in words.split("|")), path


def test_a_named_mistake_and_a_wrong_forward_pass_are_not_traced(grade_text, rnn_cell):
    for name in ("no_tanh_derivative", "tanh_left_out"):
        report = grade_text((rnn_cell.folder / "mistakes" / f"{name}.py").read_text())
        assert [each.path for each in report.locations] == [""]
