"""Moodle XML: what other sites export, there and back, and files that are meant to hurt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes.formats import FormatError, Question, moodle_xml
from tests.quizzes.formats.questions import (
    PLAIN,
    choices,
    matchings,
    numbers,
    patient,
    questions,
    short_texts,
    truths,
)

LINES = st.lists(PLAIN, min_size=2, max_size=5, unique=True)
UNITS: st.SearchStrategy[dict] = st.sampled_from([{}, {"unit": "bits"}, {"units": {"ms": "1", "s": "1000"}}])
CLOZE = {
    "text": "An LSTM has [[1]] gates. Its [[2]] state is [[3]].",
    "blanks": {
        "1": {"kind": "numeric", "answer": "3", "feedback": [{"answer": "4", "text": "Too many"}]},
        "2": {"kind": "short_text", "accepted": ["cell", "a/b ~ {c}"], "case": True},
        "3": {"kind": "single_choice", "options": ["kept", "lost = gone"], "correct": [0], "feedback": ["", "No."]},
    },
}
HELD = questions(
    st.one_of(
        choices(text=PLAIN),
        choices(text=PLAIN, kind="multiple_choice", fewest=2, most=6),
        truths(text=PLAIN),
        st.tuples(numbers(text=PLAIN), UNITS).map(lambda drawn: ("numeric", {**drawn[0][1], **drawn[1]})),
        short_texts(text=PLAIN),
        matchings(text=PLAIN),
        LINES.map(lambda lines: ("ordering", {"options": lines})),
        LINES.map(lambda lines: ("open", {"rubric": [{"text": line} for line in lines]})),
    ),
    stem=PLAIN,
    explanation=PLAIN,
)


@patient
@given(st.lists(HELD, min_size=1, max_size=4))
def test_what_it_can_hold_comes_back_as_it_was(asked: list[Question]):
    written = moodle_xml.write(asked, title="Week 3")
    assert written.losses == ()
    assert list(moodle_xml.read(written.data).questions) == asked


def test_blanks_come_back_as_they_were():
    asked = Question("cloze", "Fill in the blanks.", CLOZE)
    written = moodle_xml.write([asked], title="")
    assert (moodle_xml.read(written.data).questions, written.losses) == ((asked,), ())


def read(body: str) -> tuple[list[Question], str]:
    reading = moodle_xml.read(f"<quiz>{body}</quiz>".encode())
    return list(reading.questions), "; ".join(map(str, reading.losses))


CHOICE = """
<question type="multichoice"><name><text>Gates</text></name>
<questiontext format="html"><text><![CDATA[<p>How <b>many</b> has \\(h_t\\)?</p>]]></text></questiontext>
<generalfeedback format="html"><text>Two.</text></generalfeedback><defaultgrade>2.5000000</defaultgrade>
<penalty>0.3333333</penalty><single>true</single><shuffleanswers>true</shuffleanswers>
<correctfeedback format="html"><text>Well done!</text></correctfeedback>
<answer fraction="100" format="html"><text>Two</text><feedback><text></text></feedback></answer>
<answer fraction="50" format="html"><text>Three</text><feedback><text>LSTM</text></feedback></answer></question>
"""


def test_what_another_site_exported():
    (question,), losses = read(CHOICE)
    assert question.stem == "How **many** has $h_t$?"
    assert (question.label, str(question.points), question.explanation) == ("Gates", "2.5", "Two.")
    assert question.spec == {"options": ["Two", "Three"], "correct": [0], "feedback": ["", "LSTM"], "shuffle": True}
    assert all(words in losses for words in ("part of the points", "Well done!", "penalty"))


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (f'<question type="category"><category><text>top/rnn</text></category></question>{CHOICE}', "top/rnn"),
        ('<question type="ddimageortext"><name><text>Drag</text></name></question>', "“Drag”: was not taken"),
        ('<question type="essay"><questiontext><text>Why?</text></questiontext></question>', "needs a rubric"),
        ('<question type="numerical"><questiontext><text>N?</text></questiontext></question>', "none of its numbers"),
        (
            '<question type="truefalse"><questiontext format="html"><text>@@PLUGINFILE@@/a.png T?</text>'
            '<file name="a.png">x</file></questiontext><answer fraction="100"><text>true</text></answer></question>',
            "pictures did not come along",
        ),
    ],
)
def test_what_is_left_behind_is_named(body: str, sentence: str):
    assert sentence in read(body)[1]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<quiz><question></quiz>", "Line 1"),
        (b"<quiz>\n\n<question", "Line 3"),
        (b"<html></html>", "not Moodle's"),
        (b"<quiz></quiz>", "no question"),
        (b'<!DOCTYPE q [<!ENTITY a "b">]><quiz>&a;</quiz>', "entities"),
        (b'<!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/passwd">]><quiz>&a;</quiz>', "entities"),
        (b"<quiz>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</quiz>", "deep"),
        (b'<?xml version="1.0" encoding="klingon"?><quiz></quiz>', "encoding"),
        (b"", "not XML"),
    ],
)
def test_a_file_that_is_none_or_hurts_is_refused_with_the_reason(data: bytes, sentence: str):
    with pytest.raises(FormatError, match=sentence):
        moodle_xml.read(data)


def test_what_moodle_lacks_is_named():
    asked = [
        Question("formula", "F?", {"answer": "a", "names": {"a": []}}),
        Question("multiple_choice", "M?", {"options": ["a", "b"], "correct": [0, 1], "credit": "all_or_nothing"}),
    ]
    losses = "; ".join(map(str, moodle_xml.write(asked, title="").losses))
    assert "no questions of the kind formula" in losses
    assert "all or nothing" in losses
