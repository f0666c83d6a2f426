"""GIFT: every construct that its documentation describes, and there and back without a loss."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats import FormatError, Question, gift
from tests.quizzes.formats.questions import (
    LINE,
    choices,
    matchings,
    numbers,
    patient,
    questions,
    short_texts,
    truths,
)

NO_ARROW = LINE.filter(lambda text: "->" not in text)
HELD = questions(
    st.one_of(
        choices(),
        choices(kind="multiple_choice", fewest=2, most=6),
        truths(),
        numbers(),
        short_texts(text=NO_ARROW),
        matchings(text=NO_ARROW),
        st.just(("open", {})),
    ),
    stem=st.lists(LINE, min_size=1, max_size=3).map("\n".join),
)


@patient
@given(st.lists(HELD, min_size=1, max_size=4))
def test_what_it_can_hold_comes_back_as_it_was(asked: list[Question]):
    written = gift.write(asked, title="Week 3")
    read = gift.read(written.data)
    assert written.losses == ()
    assert list(read.questions) == asked
    assert all("rubric" in loss.what for loss in read.losses)


def one(text: str) -> Question:
    (question,) = gift.read(text.encode()).questions
    return question


def losses(text: str) -> str:
    return "; ".join(map(str, gift.read(text.encode()).losses))


@pytest.mark.parametrize(
    ("text", "kind", "spec"),
    [
        ("Sky?{T}", "true_false", {"correct": True}),
        ("Sky?{ false # No. }", "true_false", {"correct": False, "feedback": "No."}),
        ("A?{=yes ~no}", "single_choice", {"options": ["yes", "no"], "correct": [0]}),
        ("A?{~a#x =b ~c#y}", "single_choice", {"options": ["a", "b", "c"], "correct": [1], "feedback": ["x", "", "y"]}),
        ("A?{~%100%a ~b}", "single_choice", {"options": ["a", "b"], "correct": [0]}),
        ("A?{~%50%a ~%50%b ~%-50%c}", "multiple_choice", {"options": ["a", "b", "c"], "correct": [0, 1]}),
        ("A?{=four =4}", "short_text", {"accepted": ["four", "4"]}),
        (
            "A?{=four =%0%five#One less}",
            "short_text",
            {"accepted": ["four"], "feedback": [{"answer": "five", "text": "One less"}]},
        ),
        ("A?{#3}", "numeric", {"answer": "3"}),
        ("A?{#3:0.5}", "numeric", {"answer": "3", "tolerance": {"absolute": "0.5"}}),
        ("A?{#1..4}", "numeric", {"answer": "2.5", "tolerance": {"absolute": "1.5"}}),
        ("A?{#-1.5e3}", "numeric", {"answer": "-1500"}),
        ("A?{#=3 =%0%4#Off by one}", "numeric", {"answer": "3", "feedback": [{"answer": "4", "text": "Off by one"}]}),
        ("A?{=a -> 1 =b -> 2 = -> 3}", "matching", {"pairs": [["a", "1"], ["b", "2"]], "extra": ["3"]}),
        ("A?{}", "open", {}),
        ("A?{=\\{x\\} \\~ \\# \\= \\: ~y}", "single_choice", {"options": ["{x} ~ # = :", "y"], "correct": [0]}),
    ],
)
def test_answers(text: str, kind: str, spec: dict):
    question = one(text)
    assert (question.kind, question.spec) == (kind, spec)


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Two plus {=two =2} is four.", "Two plus _____ is four."),
        ("What is pi?{#3..4}.", "What is pi?"),
        ("[html]<b>Which</b> \\\\(h_t\\\\)?{T}", "**Which** $h_t$?"),
        ("[markdown]**Which**?{T}", "**Which**?"),
        ("a\\n\\nb{T}", "a\n\nb"),
        ("wrapped\n  line{T}", "wrapped line"),
        ("$\\nabla L$ and $\\frac\\{1\\}\\{2\\}${T}", "$\\nabla L$ and $\\frac{1}{2}$"),
        ("// a remark\nA?{T}", "A?"),
        ("::Only a title::{T}", "Only a title"),
    ],
)
def test_words(text: str, stem: str):
    assert one(text).stem == stem


def test_a_title_and_general_feedback_are_kept():
    question = one("::Gates::How many?{=two ~three####Update and reset.}")
    assert (question.label, question.explanation) == ("Gates", "Update and reset.")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("$CATEGORY: top/rnn\n\nA?{T}", "Line 1: the category “top/rnn”"),
        ("Only words.\n\nA?{T}", "Line 1: was not taken: “Only words.” is a text"),
        ("A?{T#no#yes}", "feedback for the right answer"),
        ("A?{=a#Well done =b}", "feedback for right answers"),
        ("A?{=%50%a =b}", "part of the points"),
        ("A?{=a ~%50%b ~c}", "part of the points"),
        ("A?{~%50%a ~%50%b ~c}", "takes as much away"),
        ("A?{=a*}", "asterisk"),
        ("A?{#=3 =%50%4}", "one number is right here"),
        ("{T}", "nothing is asked"),
        ("[html]<img src='@@PLUGINFILE@@/a.png'>A?{T}", "pictures"),
    ],
)
def test_what_is_left_behind_is_named(text: str, sentence: str):
    assert sentence in losses(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("A?{T}\n\nB?{=a", 3),
        ("A?{T}\n\nB? =a}", 3),
        ("A?{=a ~b}\nB?{=c ~d}", 1),
        ("\n\nA?{~a ~b}", 3),
        ("A?{a ~b}", 1),
        ("A?{=a ~}", 1),
        ("A?{#about 3}", 1),
        ("A?{#4..3}", 1),
        ("A?{=a ~a}", 1),
    ],
)
def test_a_mistake_is_named_with_its_line(text: str, line: int):
    with pytest.raises(FormatError) as told:
        gift.read(text.encode())
    assert told.value.line == line


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (Question("ordering", "A?", {"options": ["a", "b"]}), "no questions of the kind ordering"),
        (Question("numeric", "A?", {"answer": 1, "unit": "m"}), "unit (m)"),
        (Question("numeric", "A?", {"answer": "1/3"}), "15 digits"),
        (Question("numeric", "A?", {"answer": 200, "tolerance": {"relative": 0.01}}), "relative tolerance"),
        (
            Question("multiple_choice", "A?", {"options": ["a", "b"], "correct": [0, 1], "credit": "per_option"}),
            "credit",
        ),
        (Question("short_text", "A?", {"accepted": ["a"], "case": True}), "case matter"),
        (Question("single_choice", "A?", {"options": ["a", "b"], "correct": []}), "No option is marked as right"),
    ],
)
def test_what_cannot_be_written_is_named(question: Question, sentence: str):
    assert sentence in "; ".join(map(str, gift.write([question], title="").losses))


@patient
@given(st.text(alphabet="{}=~#:%->\\\n aT1.", max_size=40))
def test_any_text_is_read_or_refused_with_a_reason(text: str):
    try:
        gift.read(text.encode())
    except FormatError:
        return
