"""What holds for every question type, whatever folder it lives in."""

import json
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from quizzes import question_types
from quizzes.question_types import Example, MalformedAnswer, QuestionType, SpecError, UnknownKindError

TYPES = [question_types.get(kind) for kind in question_types.kinds()]
EXAMPLES = [(kind, example) for kind in TYPES for example in kind.examples()]
FOLDER = Path(question_types.__file__).parent


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_every_example_earns_what_it_says(kind: QuestionType, example: Example) -> None:
    spec = kind.read_spec(example.spec)
    if example.fraction is None:
        with pytest.raises(MalformedAnswer):
            kind.read_answer(spec, example.posted)
        return
    mark = kind.mark(spec, kind.read_answer(spec, example.posted))
    assert (mark.fraction, mark.remarks) == (example.fraction, example.remarks)


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_what_an_answer_stores_reads_back_as_the_same_answer(kind: QuestionType, example: Example) -> None:
    spec = kind.read_spec(example.spec)
    if example.fraction is not None and (answer := kind.read_answer(spec, example.posted)) is not None:
        assert kind.read_answer(spec, answer.posted()) == answer


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.kind)
def test_examples_show_right_wrong_missing_and_malformed_answers(kind: QuestionType) -> None:
    fractions = {example.fraction for example in kind.examples()}
    assert {0.0, None} <= fractions
    assert kind.marked_by_hand or 1.0 in fractions
    assert any(not example.posted for example in kind.examples())


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.kind)
@given(data=st.data())
def test_random_posts_are_read_or_called_malformed(kind: QuestionType, data: st.DataObject) -> None:
    example = data.draw(st.sampled_from(list(kind.examples())))
    names = st.sampled_from(sorted({name for one in kind.examples() for name in one.posted}) or ["x"]) | st.text()
    values = st.lists(st.text() | st.integers(-3, 12).map(str), max_size=3)
    spec = kind.read_spec(example.spec)
    try:
        answer = kind.read_answer(spec, data.draw(st.dictionaries(names, values, max_size=3)))
    except MalformedAnswer:
        return
    assert 0 <= kind.mark(spec, answer).fraction <= 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 30) | st.floats(allow_nan=True) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.kind)
@given(data=st.data())
def test_random_specs_are_read_or_explained_to_their_author(kind: QuestionType, data: st.DataObject) -> None:
    example = data.draw(st.sampled_from(list(kind.examples())))
    changes = data.draw(st.dictionaries(st.sampled_from(sorted(example.spec)) | st.text(max_size=5), JSON, max_size=3))
    try:
        kind.read_spec({**example.spec, **changes})
    except SpecError as error:
        explanation = str(error)
        assert explanation.endswith(".")


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
@pytest.mark.parametrize("reveal", [False, True])
def test_every_example_can_be_drawn(kind: QuestionType, example: Example, reveal: bool) -> None:
    spec = kind.read_spec(example.spec)
    answer = None if example.fraction is None else kind.read_answer(spec, example.posted)
    context = {"question": spec, "answer": answer, "field": "q7.", "mark": kind.mark(spec, answer), "reveal": reveal}
    asked = render_to_string(kind.ask_template, context)
    assert 'name="q7.' in asked
    assert "<input" not in render_to_string(kind.feedback_template, context)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.kind)
def test_students_read_how_credit_is_given_before_they_answer(kind: QuestionType) -> None:
    for example in kind.examples():
        spec = kind.read_spec(example.spec)
        assert escape(kind.describe_credit(spec)) in render_to_string(kind.ask_template, {"question": spec})


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_the_staff_can_read_the_key_without_an_answer(kind: QuestionType, example: Example) -> None:
    key = render_to_string(kind.feedback_template, {"question": kind.read_spec(example.spec), "reveal": True})
    assert "Your answer" not in key
    assert "is-wrong" not in key
    assert "Not " not in key
    assert kind.marked_by_hand or "ight" in key  # Right answer, or an option marked as right


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_parts_add_nothing_that_the_mark_denies(kind: QuestionType, example: Example) -> None:
    spec = kind.read_spec(example.spec)
    answer = None if example.fraction is None else kind.read_answer(spec, example.posted)
    mark = kind.mark(spec, answer)
    if mark.parts and mark.fraction == 1:
        assert all(part.fraction == 1 for part in mark.parts)


@pytest.mark.parametrize(("kind", "example"), EXAMPLES)
def test_what_is_picked_is_offered_and_answers_refer_to_plain_data(kind: QuestionType, example: Example) -> None:
    spec = kind.read_spec(example.spec)
    assert kind.list_asked(spec) == kind.list_asked(kind.read_spec(example.spec))
    json.dumps(kind.list_asked(spec))
    if example.fraction is None or not kind.list_offered(spec):
        return
    picked = [kind.list_offered(spec)[place] for place in kind.list_picked(kind.read_answer(spec, example.posted))]
    if example.fraction == 1:
        assert picked
        assert all(each.is_right for each in picked)


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.kind)
def test_guessing_earns_something_but_less_than_everything(kind: QuestionType) -> None:
    for example in kind.examples():
        guess = kind.expect_guess(kind.read_spec(example.spec))
        assert guess is None or 0 < guess < 1


def test_every_folder_is_a_type_and_has_its_templates() -> None:
    folders = {path.parent.name for path in FOLDER.glob("*/__init__.py")}
    assert folders == set(question_types.kinds())
    for kind in TYPES:
        assert {"ask.html", "feedback.html"} <= {path.name for path in (FOLDER / kind.kind).iterdir()}


def test_an_unknown_kind_is_named_with_those_that_exist() -> None:
    with pytest.raises(UnknownKindError, match="single_choice"):
        question_types.get("crossword")
