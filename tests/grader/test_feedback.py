"""How a report is arranged, and what its codes are called."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from grader import feedback, verdicts
from grader.judge import VERDICTS
from grader.judge import Report as Judged
from grader.templatetags.grading import write_points, write_ticked


@pytest.fixture
def read(hand_in, student, settle) -> Callable[[Judged], feedback.Feedback]:
    def read_stored(judged: Judged) -> feedback.Feedback:
        return feedback.read(settle(hand_in(student), judged).latest_report)

    return read_stored


def test_every_code_of_the_judge_has_words_for_a_student():
    assert set(verdicts.MEANINGS) == set(VERDICTS)
    assert all(meaning.sentence.endswith(".") for meaning in verdicts.MEANINGS.values())
    assert verdicts.explain("NEW") is verdicts.UNKNOWN


def test_checks_are_grouped_and_the_first_wrong_one_is_open(read, judged):
    page = read(judged)
    (group,) = page.groups
    assert (group.function, group.points, group.max_points) == ("rnn_cell_forward", 5.0, 10.0)
    assert [check.is_open for check in group.checks] == [False, True]
    assert page.marked == (1,)
    assert [hint.mistake for hint in page.hints] == ["tanh_on_output"]


def test_what_keeps_a_function_from_running_is_said_once(read, judged):
    crash = replace(judged.checks[1], verdict="RTE", message="It raised.", diagnosis=None)
    page = read(replace(judged, checks=(crash, replace(crash, message="It raised, too."))))
    assert [check.note for check in page.groups[0].checks] == ["It raised.", ""]


def test_wrong_values_each_have_their_own_words(read, judged):
    wrong = judged.checks[1]
    page = read(replace(judged, checks=(wrong, replace(wrong, message="So is this."))))
    assert [check.note for check in page.groups[0].checks] == ["`y` is off.", "So is this."]


def test_a_file_that_could_not_be_loaded_is_uniform(read, judged):
    checks = tuple(replace(check, verdict="CE", message="Line 1.", points=0.0) for check in judged.checks)
    assert read(replace(judged, verdict="CE", checks=checks, score=0.0)).is_uniform


def test_an_error_that_is_not_a_number_draws_no_bar(read, judged):
    wrong = replace(judged.checks[1], error=float("nan"), errors={"y": float("nan"), "h": 0.5})
    page = read(replace(judged, checks=(wrong,)))
    assert [bar.name for bar in page.groups[0].checks[0].bars] == ["h"]


@pytest.mark.parametrize(("value", "text"), [(None, "–"), (7, "7"), (20.0, "20"), (7.5, "7.5"), (1 / 3, "0.333")])
def test_points_have_no_needless_decimals(value, text):
    assert write_points(value) == text


@pytest.mark.parametrize(
    ("message", "markup"),
    [
        ("`h` is off", "<code>h</code> is off"),
        ("<b> `<i>`", "&lt;b&gt; <code>&lt;i&gt;</code>"),
        ("one ` alone", "one ` alone"),
        ("[x](http://evil)", "[x](http://evil)"),
    ],
)
def test_a_message_is_text_with_code_in_it_and_nothing_else(message, markup):
    assert write_ticked(message) == markup
