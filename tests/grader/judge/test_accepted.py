"""An answer that is right in another convention earns what its assignment says, and reads which convention it is."""

import shutil

import pytest

from grader.judge import AssignmentError, load_assignment
from grader.judge.mistakes import list_mistakes


@pytest.fixture(scope="module")
def paying(tmp_path_factory):
    """An assignment that pays for a convention."""

    def make(slug, conventions):
        folder = tmp_path_factory.mktemp("paying") / slug
        shutil.copytree(load_assignment(slug).folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
        file = folder / "assignment.toml"
        head, first, rest = file.read_text().partition("[sizes]")
        file.write_text(f"{head}[acceptance]\nconventions = {{ {conventions} }}\n\n{first}{rest}")
        return folder

    return make


def test_another_order_of_gates_earns_the_declared_share_and_is_named(paying, grade_text):
    whole = load_assignment(paying("lstm_cell", "gate_order = true"))
    half = load_assignment(paying("lstm_cell", "gate_order = 0.5"))
    text = (whole.folder / "mistakes" / "gate_order_ifog.py").read_text()
    report = grade_text(text, assignment=whole)
    assert (report.verdict, report.score) == ("OK", report.max_score), report.message
    assert "another convention" in report.message
    assert all("another convention" in check.message for check in report.checks if check.kind in {"values", "backward"})
    report = grade_text(text, assignment=half)
    assert report.verdict == "PARTIAL"
    assert report.score == pytest.approx(report.max_score / 2, abs=0.01)
    assert "50% of the marks" in report.checks[1].message


def test_a_mistake_beside_the_convention_earns_nothing_by_it(paying, grade_text):
    half = load_assignment(paying("lstm_cell", "gate_order = 0.5"))
    text = (half.folder / "mistakes" / "gate_order_ifog.py").read_text()
    broken = text.replace("np.tanh(c)", "np.tanh(1.01 * c)")
    assert broken != text
    assert not any("another convention" in check.message for check in grade_text(broken, assignment=half).checks)


def test_a_file_of_the_authors_may_be_a_convention(paying, grade_text):
    folder = paying("gru_cell", "gru_form = 0.5")
    file = folder / "mistakes" / "reset_before_the_matmul.py"
    file.write_text(file.read_text() + '\nCONVENTION = "gru_form"\n')
    report = grade_text(file.read_text(), assignment=load_assignment(folder))
    assert report.score == pytest.approx(report.max_score / 2, abs=0.01)
    assert "reset" in report.message.lower()


def test_a_convention_that_nobody_knows_is_refused(paying):
    folder = paying("gru_cell", "gru_form = 0.5")
    file = folder / "mistakes" / "reset_before_the_matmul.py"
    file.write_text(file.read_text() + '\nCONVENTION = "my_own"\n')
    with pytest.raises(AssignmentError, match="gate_order"):
        list_mistakes(load_assignment(folder))
