"""Mistakes that people make, in other hands than the assignments' own: none passes, nearly all are called by name."""

import pytest

from grader.judge import Source, grade, load_assignment
from tests.grader.mistaken_corpus import MISTAKEN, find_unsaid, name_all, read_mistaken

CORPUS = read_mistaken()
UNNAMED = {"gru_cell: reset gradient from the wrong gate"}  # said to be in that gate's block, and no more
SEED = 11


@pytest.mark.parametrize("path", sorted(MISTAKEN.glob("*.py")), ids=lambda path: path.stem)
def test_what_the_mistakes_are_written_into_is_right(sandbox, path):
    source = Source(path.name, path.read_text(encoding="utf-8"))
    report = grade(assignment=load_assignment(path.stem), source=source, seed=SEED, sandbox=sandbox)
    assert report.verdict == "OK", report.message


@pytest.mark.parametrize("mistaken", CORPUS, ids=lambda mistaken: f"{mistaken.assignment}: {mistaken.name}")
def test_a_mistake_costs_marks_and_is_called_by_its_name(grade_text, mistaken):
    report = grade_text(mistaken.text, seed=SEED, assignment=load_assignment(mistaken.assignment))
    assert report.score < report.max_score
    if f"{mistaken.assignment}: {mistaken.name}" not in UNNAMED:
        assert find_unsaid(mistaken.says, name_all(report)) == []
    if mistaken.follows:
        backward = [check for check in report.checks if check.kind == "backward"]
        assert [check.message for check in backward if check.verdict != "OK"] == []


def test_the_corpus_covers_every_section_of_the_catalogue():
    assert {mistaken.section for mistaken in CORPUS} == {1, 2, 3}
    assert len(CORPUS) >= 70
