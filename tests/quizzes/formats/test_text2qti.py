"""text2qti's plain text: what its documentation shows, there and back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import formats
from quizzes.formats import FormatError, Question, text2qti
from tests.quizzes.formats.questions import PLAIN, choices, numbers, patient, questions, short_texts, truths

PLAIN_TEXT = st.lists(PLAIN, min_size=1, max_size=3).map("\n".join)
HELD = questions(
    st.one_of(
        choices(text=PLAIN_TEXT),
        choices(text=PLAIN, kind="multiple_choice", most=6),
        truths(text=PLAIN),
        numbers(text=PLAIN).map(lambda drawn: (drawn[0], {k: v for k, v in drawn[1].items() if k != "feedback"})),
        short_texts(text=PLAIN).map(lambda drawn: (drawn[0], {"accepted": drawn[1]["accepted"]})),
        st.just(("open", {})),
        st.just(("numeric", {"answer": "250", "tolerance": {"relative": "0.05"}})),
    ),
    stem=PLAIN_TEXT,
    label=PLAIN,
    explanation=PLAIN_TEXT,
)
WHOLE = """Quiz title: Gates

% a remark
COMMENT
more remarks
END_COMMENT
Title: First
Points: 2
1.  How many gates has a GRU?

    It is *gated*.
... Update and reset.
a)  One
... No.
*b) Two

2. Which are gated?
[*] LSTM
[ ] Pooling
[*] GRU

3. A GRU has a cell state.
a) True
*b) False

4. How much is $2^3$?
= 8 +- 0.5

5. How much is $3^3$?
=   [26, 28]

6. Which algorithm?
* BPTT
* backpropagation through time

7. Why?
____
"""


def test_what_its_documentation_shows():
    reading = text2qti.read(WHOLE.encode())
    first = reading.questions[0]
    assert first == Question(
        "single_choice",
        "How many gates has a GRU?\n\nIt is *gated*.",
        {"options": ["One", "Two"], "correct": [1], "feedback": ["No.", ""]},
        "First",
        Decimal(2),
        "Update and reset.",
    )
    assert [(each.kind, each.spec) for each in reading.questions[1:]] == [
        ("multiple_choice", {"options": ["LSTM", "Pooling", "GRU"], "correct": [0, 2]}),
        ("true_false", {"correct": False}),
        ("numeric", {"answer": "8", "tolerance": {"absolute": "0.5"}}),
        ("numeric", {"answer": "27", "tolerance": {"absolute": "1"}}),
        ("short_text", {"accepted": ["BPTT", "backpropagation through time"]}),
        ("open", {}),
    ]
    assert "“quiz title” has no place here: Gates" in str(reading.losses[0])


@patient
@given(st.lists(HELD, min_size=1, max_size=4))
def test_what_it_can_hold_comes_back_as_it_was(asked: list[Question]):
    written = text2qti.write(asked, title="")
    assert written.losses == ()
    assert list(text2qti.read(written.data).questions) == asked


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1. A?\na) x\nb) y", 1),
        ("1. A?\n*a) x\n*b) y", 1),
        ("1. A?", 1),
        ("1. A?\n*a) x\n[ ] y", 1),
        ("words", 1),
        ("1. A?\n*a) x\nb) y\nnot indented", 4),
        ("1. A?\n= much", 1),
        ("Points: many\n1. A?\n= 1", 1),
        ("", 0),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int):
    with pytest.raises(FormatError) as told:
        text2qti.read(text.encode())
    assert told.value.line == line


def test_what_has_no_place_is_named():
    asked = [
        Question("matching", "M?", {"pairs": [["a", "b"], ["c", "d"]]}),
        Question("numeric", "N?", {"answer": 1, "unit": "m", "feedback": [{"answer": 2, "text": "x"}]}),
    ]
    losses = "; ".join(map(str, text2qti.write(asked, title="").losses))
    assert all(words in losses for words in ("kind matching", "unit (m)", "wrong numbers"))


@pytest.mark.parametrize(
    ("data", "name"),
    [(WHOLE.encode(), "text2qti"), (b"A?{=a ~b}", "gift"), (b"A?\nA. x\nB. y\nANSWER: A", "aiken")],
)
def test_text_files_are_told_apart(data: bytes, name: str):
    assert formats.recognise("quiz.txt", data).name == name
