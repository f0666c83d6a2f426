"""Figures of a statement: those that it shows are there and described, and a name leads nowhere else."""

import pytest

from grader.judge import AssignmentError, find_figure, load_assignment

DRAWN = "<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture
def shown(folder):
    """The assignment's folder, whose statement shows a figure that is there."""
    (folder / "figures").mkdir()
    (folder / "figures" / "cell.svg").write_text(DRAWN)
    show(folder, "![One step](figures/cell.svg)")
    return folder


def show(folder, words):
    statement = folder / "statement.md"
    statement.write_text(f"{statement.read_text()}\n{words}\n")


def test_a_figure_that_is_there_is_found(shown):
    figure = find_figure(load_assignment(shown).folder, "cell.svg")
    assert (figure.content, figure.media) == (DRAWN.encode(), "image/svg+xml")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("![Another](figures/other.svg)", "no such"),
        ("![](figures/cell.svg)", "say what cell.svg shows"),
        ("![A program](figures/cell.js)", "no such"),
        ("![Elsewhere](figures/../solution.py)", "no such"),
    ],
)
def test_a_slip_in_a_figure_is_refused_with_a_reason(shown, words, reason):
    show(shown, words)
    with pytest.raises(AssignmentError, match=reason):
        load_assignment(shown)


def test_a_figure_of_megabytes_is_refused(shown):
    (shown / "figures" / "cell.svg").write_text(f"{DRAWN}{' ' * 600_000}")
    with pytest.raises(AssignmentError, match="512 kB"):
        load_assignment(shown)


@pytest.mark.parametrize(
    "name", ["../solution.py", "../figures/cell.svg", "cell.SVG", "", ".", "cell.svg/", "reference.py"]
)
def test_a_name_leads_nowhere_else(shown, name):
    assert find_figure(shown, name) is None
