import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import SpecError
from quizzes.question_types.ordering import SCHEMES, Answer, mark, read_answer, read_spec

LINES = ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({}, "list of texts"),
        ({"options": ["a"]}, "2 to 20 lines"),
        ({"options": LINES, "order": [0]}, "every line once"),
        ({"options": LINES, "order": "0123"}, "list their indexes"),
    ],
)
def test_a_spec_that_cannot_be_asked_says_what_to_change(spec, sentence):
    with pytest.raises(SpecError, match=sentence):
        read_spec(spec)


@pytest.mark.parametrize("scheme", SCHEMES)
@given(places=st.permutations([1, 2, 3, 4]))
def test_only_the_right_order_earns_everything(scheme, places):
    spec = read_spec({"options": LINES, "credit": scheme})
    assert (mark(spec, Answer(spec, tuple(places))).fraction == 1) == (places == [1, 2, 3, 4])


@given(lines=st.lists(st.text(min_size=1, max_size=5).filter(str.isalnum), min_size=2, max_size=8, unique=True))
def test_the_lines_are_never_shown_in_the_right_order_unless_the_attempt_drew_it(lines):
    spec = read_spec({"options": lines})
    assert sorted(spec.order) == list(range(len(lines)))
    assert list(spec.order) != list(range(len(lines)))


@given(order=st.permutations(range(4)))
def test_the_page_says_nothing_about_the_right_order(order):
    """The same lines shown in the same order make the same page, whichever order is right."""
    shown = [LINES[index] for index in order]
    spec = read_spec({"options": LINES, "order": list(order)})
    other = read_spec({"options": shown, "order": [0, 1, 2, 3]})
    template = "quizzes/question_types/ordering/ask.html"
    pages = [render_to_string(template, {"question": each, "field": "q1."}) for each in (spec, other)]
    assert pages[0] == pages[1]


def test_numbers_given_so_far_are_kept():
    spec = read_spec({"options": LINES})
    answer = read_answer(spec, {spec.names[2]: ["1"]})
    assert answer.places == (None, None, 1, None)
    assert [row.place for row in answer.rows].count(1) == 1
