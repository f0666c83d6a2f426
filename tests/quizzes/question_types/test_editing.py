"""The author's forms of all question types say what a spec says, and leave alone what they cannot say."""

from typing import Any

import pytest

from quizzes import question_types
from quizzes.question_types import QuestionType
from quizzes.question_types.editing import Values, read_number

TYPES = [known for kind in question_types.kinds() if (known := question_types.get(kind)).editing]
SPECS = [(known, spec) for known in TYPES for spec in {repr(e.spec): e.spec for e in known.examples()}.values()]
IN_ROWS = {"single_choice", "multiple_choice"}  # options with marks, which the page has of its own


def describe(known: QuestionType, spec: Any) -> dict[str, Any]:
    assert known.editing is not None
    values: Values = known.editing.describe(spec)
    return dict(values)


def read(known: QuestionType, values: Values, before: Any) -> dict[str, Any]:
    assert known.editing is not None
    return known.editing.read(values, before)


def test_every_type_can_be_written_on_the_site():
    assert {known.kind for known in TYPES} | IN_ROWS == set(question_types.kinds())


@pytest.mark.parametrize(("known", "spec"), SPECS)
def test_a_spec_that_was_only_looked_at_stays_as_it_was(known, spec):
    if "statements" not in spec:
        assert read(known, describe(known, spec), spec) == spec


@pytest.mark.parametrize(("known", "spec"), SPECS)
def test_what_the_inputs_hold_is_enough_to_write_the_question_anew(known, spec):
    if "statements" not in spec and known.kind != "cloze":  # a blank's tolerance and feedback are kept, not shown
        anew = known.read_spec(read(known, describe(known, {key: spec[key] for key in spec if key != "order"}), {}))
        assert list(anew.key) == list(known.read_spec(spec).key)
        assert known.describe_credit(anew) == known.describe_credit(known.read_spec(spec))


@pytest.mark.parametrize("known", TYPES, ids=lambda known: known.kind)
def test_an_empty_form_has_every_input_and_says_nothing(known):
    values = describe(known, {})
    assert set(values) == {each.name for each in known.editing.inputs}
    assert read(known, values, {}) == {}


@pytest.mark.parametrize("known", TYPES, ids=lambda known: known.kind)
def test_every_key_has_an_input(known):
    covered = {each.name for each in known.editing.inputs}
    rest = {"feedback", "statements", "credit"} if known.kind == "true_false" else {"order", "shuffle"}
    assert known.keys - rest <= covered


def test_blanks_become_words_numbers_and_choices():
    known = question_types.get("cloze")
    values = {
        "text": "A GRU has [[n]] gates, [[names]] and reset; its state is [[how]].",
        "blanks": (
            ("n", "numeric", "2", "0.5"),
            ("names", "short_text", "update", "z; z_t"),
            ("how", "single_choice", "mixed", "added; kept"),
        ),
        "credit": "per_blank",
    }
    spec = read(known, values, {})
    assert spec["blanks"] == {
        "n": {"kind": "numeric", "answer": 2, "tolerance": {"absolute": 0.5}},
        "names": {"kind": "short_text", "accepted": ["update", "z", "z_t"]},
        "how": {"kind": "single_choice", "options": ["added", "kept", "mixed"], "correct": [2]},
    }
    assert known.read_spec(spec)


@pytest.mark.parametrize(
    ("size", "shape"), [("", []), ("H", ["H"]), ("H, D", ["H", "D"]), ("[H × 3]", ["H", 3]), ("(H,)", ["H"])]
)
def test_sizes_are_read_as_people_write_them(size, shape):
    known = question_types.get("formula")
    values = describe(known, {}) | {"answer": "x", "names": (("x", size),)}
    assert read(known, values, {})["names"] == {"x": shape}


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("0.25", 0.25), ("1/3", "1/3"), (" 1e-3 ", "1e-3"), ("nan", "nan"), ("", "")]
)
def test_a_number_that_json_cannot_hold_exactly_stays_a_text(text, number):
    read_back = read_number(text)
    assert (read_back, type(read_back)) == (number, type(number)) or str(read_back) == "nan"
