"""Aiken: single choices and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats import FormatError, Question, aiken
from tests.quizzes.formats.questions import PLAIN, choices, patient, questions

HELD = questions(choices(text=PLAIN, feedback=False), stem=PLAIN, label=st.just(""), explanation=None)


@patient
@given(st.lists(HELD, min_size=1, max_size=4))
def test_what_it_can_hold_comes_back_as_it_was(asked: list[Question]):
    written = aiken.write(asked, title="")
    assert written.losses == ()
    assert list(aiken.read(written.data).questions) == asked


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Q?\nA. x\nANSWER: A", 3),
        ("Q?\nA. x\nB. y\nANSWER: C", 4),
        ("Q?\nA. x\nC. y\nANSWER: A", 3),
        ("Q?\nA. x\nB. y", 3),
        ("ANSWER: A", 1),
        ("Q?\nA. x\nB. x\nANSWER: A", 4),
        ("", 0),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int):
    with pytest.raises(FormatError) as told:
        aiken.read(text.encode())
    assert told.value.line == line


def test_other_kinds_and_what_has_no_place_are_named():
    asked = [
        Question("numeric", "How many?", {"answer": 3}),
        Question("single_choice", "Q?", {"options": ["a", "b"], "correct": [0], "shuffle": True}, explanation="Why."),
    ]
    named = "; ".join(map(str, aiken.write(asked, title="Week 3").losses))
    assert all(words in named for words in ("not numeric", "explanation", "shuffled", "Week 3"))
