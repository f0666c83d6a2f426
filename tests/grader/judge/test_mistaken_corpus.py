"""Mistakes that people make, in other hands than the assignments' own: none passes, nearly all are called by name."""

import pytest

from grader.judge import Source, grade, load_assignment
from grader.sandbox import Sandbox
from tests.grader.mistaken_corpus import MISTAKEN, find_unsaid, name_all, read_mistaken
from tests.grader.slots import slot

# A process with torch takes long to begin: every fifth of those here, and all of them in benchmarks.verdicts.
TORCH = [each for each in read_mistaken() if each.assignment == "torch_cells"]
CORPUS = [each for each in read_mistaken() if each not in TORCH or each in TORCH[::5]]
TORCH_PLACE = 10
SEED = 11


@pytest.fixture(scope="module")
def grade_any(sandbox):
    """Grade a text in the jail of its assignment's flavour; that of torch is opened when it is first asked for."""
    boxes = {"numpy": sandbox}

    def grade_one(text, slug):
        assignment = load_assignment(slug)
        if assignment.flavour not in boxes:
            boxes[assignment.flavour] = Sandbox(flavour=assignment.flavour, slot=slot(TORCH_PLACE))
        box = boxes[assignment.flavour]
        return grade(assignment=assignment, source=Source("submission.py", text), seed=SEED, sandbox=box)

    yield grade_one
    for flavour, box in boxes.items():
        if flavour != "numpy":
            box.close()


@pytest.mark.parametrize("path", sorted(MISTAKEN.glob("*.py")), ids=lambda path: path.stem)
def test_what_the_mistakes_are_written_into_is_right(grade_any, path):
    report = grade_any(path.read_text(encoding="utf-8"), path.stem)
    assert report.verdict == "OK", report.message


@pytest.mark.parametrize("mistaken", CORPUS, ids=lambda mistaken: f"{mistaken.assignment}: {mistaken.name}")
def test_a_mistake_costs_marks_and_is_called_by_its_name(grade_any, mistaken):
    report = grade_any(mistaken.text, mistaken.assignment)
    assert report.score < report.max_score
    assert find_unsaid(mistaken.says, name_all(report)) == []
    if mistaken.follows:
        backward = [check for check in report.checks if check.kind == "backward"]
        assert [check.message for check in backward if check.verdict != "OK"] == []


def test_the_corpus_covers_every_section_of_the_catalogue():
    assert {mistaken.section for mistaken in CORPUS} == {1, 2, 3}
    assert len(CORPUS) >= 70
