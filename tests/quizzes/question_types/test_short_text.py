import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import SpecError
from quizzes.question_types.short_text import FIELD, mark, normalise, read_answer, read_spec


@given(st.text())
def test_a_normal_form_is_its_own_normal_form(text):
    assert normalise(normalise(text)) == normalise(text)


@given(st.text(min_size=1, max_size=200))
def test_the_accepted_text_itself_is_right_in_any_spacing(text):
    try:
        spec = read_spec({"accepted": [text]})
    except SpecError:
        return
    answer = read_answer(spec, {"text": [f"  {text[:180]}\n"]})
    assert len(text) > 180 or mark(spec, answer).fraction == 1


@pytest.mark.parametrize(
    ("spec", "sentence"),
    [
        ({}, "list of texts"),
        ({"accepted": []}, "1 to 50 accepted answers"),
        ({"accepted": [""]}, "is empty"),
        ({"accepted": ["..."]}, "not compared"),
        ({"accepted": ["a"], "case": "yes"}, "upper and lower case"),
        ({"accepted": ["a"], "feedback": 1}, "list of tables"),
    ],
)
def test_a_spec_that_cannot_be_asked_says_what_to_change(spec, sentence):
    with pytest.raises(SpecError, match=sentence):
        read_spec(spec)


def test_a_pattern_takes_the_whole_answer_and_no_longer_than_it_is_long():
    spec = read_spec({"accepted": ["a"], "patterns": ["(a+)+b"]})
    assert mark(spec, read_answer(spec, {FIELD: ["aaab"]})).fraction == 1
    assert mark(spec, read_answer(spec, {FIELD: ["aaab!"]})).fraction == 0
    assert mark(spec, read_answer(spec, {FIELD: ["a" * 200]})).fraction == 0


@pytest.mark.parametrize("pattern", ["(", r"(a)\1", "a{1001}", "x" * 301, "(?=a)b"])
def test_a_pattern_that_cannot_be_read_is_explained(pattern):
    with pytest.raises(SpecError, match="pattern"):
        read_spec({"accepted": ["a"], "patterns": [pattern]})
