"""Drafts of new questions: what is made of a lecture, and what is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import question_types
from quizzes.drafting import Draft, draft_questions, find_questions
from quizzes.drafting.drafts.equation_variants import make_variants, split_terms
from quizzes.drafting.drafts.equations import list_equations
from quizzes.slides import read_deck

LECTURE = r"""---
marp: true
---
# Valves and memory

---
# A simple RNN cell

<div class="definition">

The state is a mix of old and new:

$$h_t = \tanh(W_{hh} h_{t-1} + W_{xh} x_t + b)$$

</div>

Recurrent networks, RNNs, share these weights; recurrent weights are used at every step of an RNN.

---
# LSTM: a state that is kept

- **Forget gate:** what to remove
- **Input gate:** how much news to let in
- **Output gate:** what others may see

---
# GRU: fewer parts

- Needs two gates and no cell state
- Trains faster on a small machine

---
# How to train: the algorithm

1. Initialize all weights at random
2. Compute the loss of a batch
3. Update the weights by a small step
4. Repeat until the loss stops falling

---
# Key takeaways

1. Compute less
2. Apply gates
3. Train longer

---
# Bagging vs boosting

| Property | Bagging | Boosting |
|---|---|---|
| Trained | side by side | one after the other |
| Reduces | mostly variance | mostly bias |
| Each learner sees | a random sample | what went wrong before |
"""


@pytest.fixture(scope="module")
def drafts() -> tuple[Draft, ...]:
    deck = read_deck("valves.md", LECTURE.encode())
    return draft_questions(deck, find_questions(deck))


def pick(drafts: tuple[Draft, ...], kind: str, word: str = "") -> Draft:
    (found,) = (each for each in drafts if each.kind == kind and word in each.stem and not each.generator)
    return found


def test_every_draft_can_be_asked_and_says_how_it_was_made(drafts):
    for draft in drafts:
        question_types.get(draft.kind).read_spec(draft.spec)
        assert re.search(r"[Ss]lide \d", draft.made)


def test_an_equation_stands_among_versions_with_one_mistake_each(drafts):
    draft = pick(drafts, "single_choice", "which equation")
    (right,) = draft.correct
    assert draft.options[right] == r"$h_t = \tanh(W_{hh} h_{t-1} + W_{xh} x_t + b)$"
    assert r"$h_t = \tanh(W_{xh} h_{t-1} + W_{hh} x_t + b)$" in draft.options
    feedback = draft.spec["feedback"]
    assert [bool(text) for text in feedback] == [place != right for place in range(4)]


def test_terms_are_matched_to_what_is_said_of_them(drafts):
    assert ["Input gate", "How much news to let in"] in pick(drafts, "matching").spec["pairs"]


def test_siblings_are_told_apart(drafts):
    draft = pick(drafts, "multiple_choice")
    assert {draft.options[place] for place in draft.correct} >= {"Forget gate: what to remove"}
    assert "Needs two gates and no cell state" in draft.options


def test_steps_are_put_in_order_but_takeaways_are_not(drafts):
    assert pick(drafts, "ordering").options[0] == "Initialize all weights at random"


def test_columns_of_a_comparison_are_told_apart(drafts):
    statements = pick(drafts, "true_false").spec["statements"]
    assert {"text": "Bagging, Trained: side by side", "correct": True} in statements
    assert {each["correct"] for each in statements} == {True, False}


def test_cells_are_computed_with(drafts):
    assert {each.generator for each in drafts} >= {"rnn_step", "rnn_parameters", "lstm_parameters", "gru_parameters"}


def test_the_same_deck_gives_the_same_drafts(drafts):
    assert draft_questions(read_deck("valves.md", LECTURE.encode())) == drafts


def test_what_a_deck_asks_already_is_not_drafted():
    asked = (
        LECTURE + "\n---\n# Pop Quiz\n\nBagging vs boosting: which of these are true? Bagging, Trained: side by side. "
    )
    asked += (
        "Boosting, Reduces: mostly bias, mostly variance. Each learner sees a random sample, what went wrong before\n\n"
    )
    deck = read_deck("valves.md", (asked + "- (A) one after the other\n- (B) others\n").encode())
    assert not [each for each in draft_questions(deck, find_questions(deck)) if each.kind == "true_false"]


@pytest.mark.parametrize(
    ("latex", "sides"),
    [
        (r"y = W x + b", [("y", "W x + b")]),
        (r"\begin{aligned} h &= W x \\ y &= V h \end{aligned}", [("h", "W x"), ("y", "V h")]),
        (r"\begin{aligned} y &= W x \\ &= 3 \end{aligned}", []),
        (r"y = a = b", []),
        (r"y \approx a + b", []),
        (r"P = \frac{387}{4040}", []),
    ],
)
def test_displays_that_define_something(latex: str, sides: list):
    assert list_equations(latex) == sides


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (r"(1 - z_t) \odot h + z_t \odot n", r"z_t \odot h + (1 - z_t) \odot n"),
        (r"(X^T X + \lambda I)^{-1} X^T y", r"(X^T X)^{-1} X^T y"),
        (r"\theta - \alpha \nabla L", r"\theta + \alpha \nabla L"),
        (r"\frac{P(B|A) P(A)}{P(B)}", r"\frac{P(B)}{P(B|A) P(A)}"),
        (r"\sum_i x_i^2", r"\prod_i x_i^2"),
    ],
)
def test_mistakes(right: str, wrong: str):
    squeezed = {re.sub(r"\s", "", variant.latex) for variant in make_variants(right)}
    assert re.sub(r"\s", "", wrong) in squeezed


@given(st.lists(st.sampled_from([*"abx+-=(){}[]^_ ", r"\tanh(", r"\frac{", r"W_{x}", r"\sum", "1 - "]), max_size=14))
def test_any_formula_is_varied_or_left_alone(signs: list[str]):
    text = "".join(signs)
    variants = [variant.latex for variant in make_variants(text)]
    assert text not in variants
    assert len(set(variants)) == len(variants)
    assert re.sub(r"\s", "", "".join(split_terms(text))) == re.sub(r"\s", "", text)


POINTS = """---
marp: true
---
# What thresholds do

- Low recall = misses many positives
- High precision = raises few false alarms
- It is high when this is low
- Low and high are both said = no gap
- Not high = no gap either
"""


def test_points_lose_a_word_that_has_an_opposite():
    deck = read_deck(
        "points.md", POINTS.replace("Low recall", "Low rates").replace("High precision", "High rates").encode()
    )
    (draft,) = draft_questions(deck)
    assert draft.spec["text"] == "[[1]] rates = misses many positives.\n\n[[2]] rates = raises few false alarms."
    assert [blank["correct"] for blank in draft.spec["blanks"].values()] == [[1], [0]]
    question_types.get("cloze").read_spec(draft.spec)


def test_points_in_which_several_words_could_go_lose_none():
    assert draft_questions(read_deck("points.md", POINTS.encode())) == ()
