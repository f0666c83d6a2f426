"""Orders drawn for an attempt, and answers stored whatever the order was."""

from dataclasses import replace

import pytest

from quizzes import marking, questions
from quizzes.models import QuestionVersion


@pytest.fixture
def version(deck) -> QuestionVersion:
    return deck.questions.get(position=1).latest


@pytest.fixture
def shuffled(version) -> QuestionVersion:
    spec = {"options": [f"Option {number}" for number in range(6)], "correct": [2], "shuffle": True}
    wording = replace(questions.read_wording(version), spec=spec)
    return questions.revise(question=version.question, wording=wording, author=None)


def test_the_options_of_a_deck_keep_their_order(version):
    orders = {marking.read_spec(version=version, seed=seed).order for seed in range(20)}
    assert orders == {(0, 1, 2)}


def test_shuffled_options_depend_on_the_seed_alone(shuffled):
    orders = [marking.read_spec(version=shuffled, seed=seed).order for seed in range(20)]
    assert orders == [marking.read_spec(version=shuffled, seed=seed).order for seed in range(20)]
    assert len(set(orders)) > 10
    assert all(sorted(order) == list(range(6)) for order in orders)


def test_an_answer_earns_the_same_whatever_the_order(shuffled):
    data = marking.read_data(version=shuffled, posted={"choice": ["2"]})
    assert marking.mark(version=shuffled, data=data).fraction == 1


def test_no_answer_is_stored_as_nothing_and_earns_nothing(version):
    assert marking.read_data(version=version, posted={}) is None
    assert marking.mark(version=version, data=None).fraction == 0
