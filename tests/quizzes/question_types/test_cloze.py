import pytest
from django.template.loader import render_to_string

from quizzes.question_types import MalformedAnswer, SpecError
from quizzes.question_types.cloze import mark, read_answer, read_spec

WORD = {"kind": "short_text", "accepted": ["cell"]}
SPEC = {"text": "The [[what]] state.", "blanks": {"what": WORD}}


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({}, "table from the name"),
        ({"text": "No blank", "blanks": {}}, "1 to 30 blanks"),
        ({"text": "[[1]] and [[1]]", "blanks": {"1": WORD}}, "a name of its own"),
        ({"text": "[[1]]", "blanks": {"2": WORD}}, "in one only: 1, 2"),
        ({"text": "[[1]]", "blanks": {"1": {"kind": "open"}}}, "needs a `kind`"),
        ({"text": "[[1]]", "blanks": {"1": {"kind": "numeric", "answer": "x"}}}, "Blank 1: “answer” is not a number"),
    ],
)
def test_a_spec_that_cannot_be_asked_says_what_to_change(spec, sentence):
    with pytest.raises(SpecError, match=sentence):
        read_spec(spec)


def test_each_blank_stands_in_its_place_with_a_name_for_those_who_hear_it():
    spec = read_spec(SPEC)
    page = render_to_string(
        "quizzes/question_types/cloze/ask.html",
        {"question": spec, "answer": read_answer(spec, {"b1": ["<cell>"]}), "field": "q1."},
    )
    assert (
        page.index("The") < page.index('name="q1.b1" value="&lt;cell&gt;" aria-label="Blank 1"') < page.index("state.")
    )


def test_a_blank_that_cannot_be_read_is_named():
    spec = read_spec({"text": "[[n]] of [[m]]", "blanks": {name: {"kind": "numeric", "answer": 1} for name in "nm"}})
    with pytest.raises(MalformedAnswer, match="Blank 2: “one” cannot be read"):
        read_answer(spec, {"b1": ["1"], "b2": ["one"]})
    assert mark(spec, read_answer(spec, {"b2": ["1"]})).fraction == 0.5
