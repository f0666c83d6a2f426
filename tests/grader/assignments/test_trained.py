"""Ways to train (tests/grader/trained): honest ones pass whatever they do, wrong ones earn nothing.

Each file is a ``train`` that stands below the model answer. It is run here as the judge runs it, without the sandbox.
"""

import time
from pathlib import Path

import numpy as np
import pytest

from grader.judge import list_slugs, load_assignment
from grader.judge.checks import judge_training
from grader.judge.learned import Learned
from grader.judge.lessons import draw_examples, list_given, score
from grader.judge.parameters import find_fault

TRAINED = Path(__file__).parent.parent / "trained"
FILES = sorted(TRAINED.glob("*/*/*.py"))
SEED = 21


def train(assignment, text):
    """What the judge finds, and how many seconds of its time the training took."""
    (training,) = assignment.trainings
    given, hidden = (draw_examples(assignment, training, seed=SEED, hidden=each) for each in (False, True))
    written = {}
    exec(f"{assignment.solution}\n\n{text}", written)
    began = time.process_time()
    parameters = written[training.function.name](*list_given(training, given))
    took = time.process_time() - began
    names = [result.name for result in training.function.results]
    learned = {name: np.asarray(parameters[name]) for name in names}
    assert find_fault(training, learned) is None
    with np.errstate(all="ignore"):
        scores = [score(assignment, training, each, learned) for each in (hidden, given)]
    return judge_training(training, Learned(score=scores[0], own_score=scores[1])), took


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]).removesuffix(".py"))
def test_a_training_is_worth_what_it_has_learned(path):
    slug, kind, _ = path.parts[-3:]
    assignment = load_assignment(slug)
    finding, took = train(assignment, path.read_text(encoding="utf-8"))
    assert took < assignment.trainings[0].seconds / 2
    if kind == "honest":
        assert (finding.verdict, finding.share) == ("OK", 1.0), finding.message
    else:
        assert (finding.verdict, finding.share) == ("WA", 0.0), finding.message


def test_every_assignment_that_trains_is_tried_in_honest_and_in_wrong_ways():
    kinds = {tuple(path.parts[-3:-1]) for path in FILES}
    slugs = {slug for slug, _ in kinds}
    assert kinds == {(slug, kind) for slug in slugs for kind in ("honest", "wrong")}
    assert slugs == {slug for slug in list_slugs() if load_assignment(slug).trainings}
