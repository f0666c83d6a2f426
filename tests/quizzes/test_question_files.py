"""One question of a quiz's file: every kind, and what its author is told."""

import tomllib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizzes import question_files, question_types, trouble
from quizzes.question_files import QuestionFileError

CHOICE = 'stem = "?"\noptions = ["a", "b"]\n'
MISTAKES = {
    'kind = "essay"\nstem = "?"': "`kind` is one of",
    "kind = 3": "`kind` is one of",
    "options = ['a', 'b']": "says nothing of `stem`",
    "stem = 3\noptions = ['a', 'b']": "`stem` is a text",
    'stem = "?"': "`options` is a list",
    'stem = "?"\noptions = ["a"]': "at least two texts",
    f'{CHOICE}correct = "C"': "there is no option C",
    f'{CHOICE}correct = "b"': "letter of an option",
    f"{CHOICE}correct = 1": "letter of an option",
    f'{CHOICE}shuffle = "yes"': "`shuffle` is true or false",
    f"{CHOICE}order = [1, 0]": "nobody knows `order`",
    f'{CHOICE}anwser = "B"': "A question of kind single_choice can have",
    f"{CHOICE}points = nan": "`points` is a number",
    f"{CHOICE}slide = true": "`slide` is the number",
    f'kind = "multiple_choice"\n{CHOICE}': "No option is marked as right",
    'kind = "numeric"\nstem = "?"\nanswer = "some"': "not a number",
    'kind = "numeric"\nstem = "?"\nanswer = inf': "must be a number",
    'kind = "numeric"\nstem = "?"\nanswer = 2026-11-30': "must be a number",
    'kind = "numeric"\nstem = "?"\nanswer = 1\ntolerance = {about = 1}': "absolute, relative or significant",
    'kind = "true_false"\nstem = "?"\ncorrect = "yes"': "true or false",
    'kind = "open"\nstem = "?"': "rubric",
    'kind = "matching"\nstem = "?"\npairs = [["a", "b"], ["c"]]': "lists of two texts",
    'kind = "cloze"\ntext = "[[a]]"': "“blanks” is a table",
    'kind = "cloze"\ntext = "[[a]]"\nblanks = {a = {kind = "numeric", anwser = 3}}': "blank a: nobody knows `anwser`",
    'kind = "cloze"\ntext = "[[a]]"\nblanks = {a = {kind = "single_choice", options = ["x", "y"]}}': "Blank a",
    'found = "x"\nkind = "numeric"': "nobody knows `kind`",
    'found = "x"\nstem = "?"': "both",
}
PLAIN = [None, True, 0, 3, -1.5, float("inf"), "", "B", "tanh(x)", date(2026, 11, 30)]
LISTS = [[], ["B"], ["a", "b"], [["a", "b"]], [{"text": "a", "correct": True}]]
TABLES = [{}, {"kind": "numeric"}, {"a": {"kind": "numeric", "answer": 1}}, {"x": []}]
VALUES = st.sampled_from([*PLAIN, *LISTS, *TABLES])
NAMES = sorted(
    question_files.WRITTEN_KEYS.union(*(question_types.get(kind).keys for kind in question_types.kinds())) - {"order"}
)


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_named(text: str):
    with pytest.raises(QuestionFileError) as told:
        question_files.read(tomllib.loads(text), number=1)
    assert MISTAKES[text] in str(told.value)


def test_a_choice_may_wait_for_its_key():
    wording = question_files.read(tomllib.loads(CHOICE), number=1).wording
    assert wording
    assert "No option is marked as right" in trouble.describe(wording)


def test_the_letters_of_a_key_become_places():
    text = f'{CHOICE}kind = "multiple_choice"\ncorrect = ["B", "A"]'
    wording = question_files.read(tomllib.loads(text), number=1).wording
    assert wording
    assert wording.spec["correct"] == [0, 1]


@given(st.sampled_from(question_types.kinds()), st.dictionaries(st.sampled_from(NAMES), VALUES))
def test_what_is_read_can_be_asked_whatever_it_says(kind: str, table: dict):
    try:
        wording = question_files.read({**table, "kind": kind}, number=1).wording
    except QuestionFileError:
        return
    assert wording
    assert not trouble.describe(wording) or wording.kind == "single_choice"
