"""Two of an author's mistakes at once are computed from both texts, in whatever hand the mistakes are written."""

from itertools import combinations

import pytest

from grader.judge import Source, grade, load_assignment
from grader.judge.couples import find_couples
from grader.judge.library import find_library
from tests.grader.mistaken_corpus import name_all, read_expected, read_mistaken


@pytest.fixture(scope="module")
def couples():
    found = {}
    for slug in ("rnn_cell", "attention"):
        assignment = load_assignment(slug)
        found[slug] = find_couples(find_library(assignment, assignment.pairs[0]))
    return found


@pytest.mark.parametrize("slug", ["rnn_cell", "attention"])
def test_most_mistakes_can_be_made_two_at_a_time(couples, slug):
    some = list(combinations(couples[slug].authored, 2))[::11]
    made = [pair for pair in some if couples[slug].play(*pair)]
    assert len(made) > 0.7 * len(some)


def test_two_that_do_not_meet_leave_each_result_as_one_alone_does(couples):
    by_name = {known.mistake.slug: known for known in couples["rnn_cell"].authored}
    one, two = by_name["output_bias_forgotten"], by_name["transposed_dw_hh"]
    both = couples["rnn_cell"].play(one, two)
    assert (both["rnn_cell_forward", "y"] == one.outputs["rnn_cell_forward", "y"]).all()
    assert (both["rnn_cell_backward", "dW_hh"] == two.outputs["rnn_cell_backward", "dW_hh"]).all()


def test_what_two_change_between_them_is_looked_up_where_nothing_is_known(couples):
    known = couples["attention"]
    by_name = {each.mistake.slug: each for each in known.authored}
    pair = by_name["scale_forgotten_backward"], by_name["softmax_derivative_of_the_diagonal"]
    values = known.play(*pair)
    shelves = known.library.shelves
    wrong = {key: value for key, value in values.items() if abs(value - shelves[key].truth).max() > 1e-9}
    found = known.match_any(wrong, wrong, dict.fromkeys(wrong, 1e-8))
    assert {frozenset(names) for names in found.values()} == {frozenset(pair)}


@pytest.mark.parametrize(
    ("slug", "one", "two"),
    [
        ("attention", "softmax derivative without its second term", "scale missing backward"),
        ("attention", "gradient does not pass the softmax", "not scaled, with its true gradient"),
        ("rnn_cell", "new state used for dW_hh", "sigmoid instead of tanh"),
        ("gru_cell", "mean for the biases", "reset before the matmul"),
        ("bidirectional", "tanh derivative missing", "new state for the recurrent weights"),
    ],
)
def test_two_mistakes_that_meet_in_a_result_are_both_named(sandbox, slug, one, two):
    corpus = {each.name: each for each in read_mistaken() if each.assignment == slug}
    both = corpus[one].combine(corpus[two])
    report = grade(assignment=load_assignment(slug), source=Source("both.py", both), seed=3, sandbox=sandbox)
    text = " ".join(name_all(report)).lower()
    for words in (*corpus[one].says, *corpus[two].says):
        assert any(word.lower() in text for word in words.split("|")), (words, text)


def test_a_mistake_that_another_hides_is_not_expected_to_be_named():
    corpus = {each.name: each for each in read_mistaken() if each.assignment == "attention"}
    masked = corpus["no mask, backward as asked"], corpus["own key hidden"]  # of a mask that is not there
    assert read_expected(*masked, list(corpus.values())) == masked[0].says
    seen = corpus["upstream gradient ignored"], corpus["own key hidden"]
    assert read_expected(*seen, list(corpus.values())) == (*seen[0].says, *seen[1].says)
