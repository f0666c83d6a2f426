from types import SimpleNamespace

import pytest

from quizzes.forms.questions import QuestionForm

SCHEMES = {"multiple_choice": "right_minus_wrong", "true_false": "per_statement"}  # the usual ones
STATEMENTS = [{"text": "One", "correct": True, "feedback": "See."}, {"text": "Two", "correct": False}]


def make_version(kind, spec):
    words = {"label": "", "stem": "Which?", "explanation": "", "evidence": "", "generator": "", "doubts": ["Sure?"]}
    return SimpleNamespace(**words, kind=kind, spec=spec, points=1, number=1)


def edit(kind, spec, **posted):
    """The form that starts as the question is, sent with changes."""
    version = make_version(kind, spec)
    form = QuestionForm(version=version)
    shown = {row: words.value() for row, (_, words) in enumerate(form.rows())}
    data = {"stem": "Which?", "points": "1", **{f"option_{row}": text for row, text in shown.items()}}
    data |= {name: form[name].value() for name in form.fields if name.startswith("spec_") and form[name].value()}
    if form.has_rows:
        data["correct"] = form["correct"].value()
    sent = QuestionForm({**data, **posted}, version=version)
    assert sent.is_valid(), sent.errors
    return sent.read_wording()


@pytest.mark.parametrize(
    ("kind", "spec"),
    [
        ("single_choice", {"options": ["a", "b"], "correct": [1]}),
        ("multiple_choice", {"options": ["a", "b", "c"], "correct": [0, 2], "credit": "per_option"}),
        ("multiple_choice", {"options": ["a", "b"], "correct": [1]}),
        ("single_choice", {"options": ["a", "b", "c"], "correct": [0, 2]}),
        ("true_false", {"statements": STATEMENTS}),
        ("true_false", {"correct": False}),
        ("numeric", {"answer": 3}),
        ("ordering", {"options": ["first", "second"]}),
        ("open", {}),
    ],
)
def test_a_question_that_is_saved_unchanged_keeps_its_kind_and_its_key(kind, spec):
    wording = edit(kind, spec, credit=spec.get("credit", SCHEMES.get(kind, "")))
    written = {name: value for name, value in wording.spec.items() if name != "shuffle" or value}
    assert (wording.kind, written) == (kind, spec)


def test_more_options_can_be_ticked_as_right():
    wording = edit("multiple_choice", {"options": ["a", "b"], "correct": [1]}, option_2="c", correct=["1", "2"])
    assert wording.spec == {"options": ["a", "b", "c"], "correct": [1, 2]}
    assert wording.doubts == ()


def test_a_row_taken_away_takes_its_mark_and_its_feedback_along():
    spec = {"options": ["a", "b", "c"], "correct": [2], "feedback": ["A", "B", "C"]}
    wording = edit("single_choice", spec, option_0="")
    assert wording.spec == {"options": ["b", "c"], "correct": [1], "feedback": ["B", "C"]}


def test_statements_are_true_where_they_are_ticked():
    wording = edit("true_false", {"statements": STATEMENTS}, correct=["1"], credit="all_or_nothing")
    assert [each["correct"] for each in wording.spec["statements"]] == [False, True]
    assert wording.spec["statements"][0]["feedback"] == "See."
    assert wording.spec["credit"] == "all_or_nothing"


def test_an_open_question_becomes_a_choice_once_it_has_options():
    wording = edit("open", {}, option_0="a", option_1="b", correct="1")
    assert (wording.kind, wording.spec) == ("single_choice", {"options": ["a", "b"], "correct": [1]})


def test_a_tick_beside_an_empty_row_is_pointed_out():
    version = make_version("multiple_choice", {"options": ["a", "b"], "correct": [1]})
    data = {"stem": "Which?", "points": "1", "option_0": "a", "option_1": "b", "correct": ["1", "3"]}
    assert "has no words" in str(QuestionForm(data, version=version).errors)
