import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from quizzes.question_types import SpecError
from quizzes.question_types.multiple_choice import SCHEMES, Answer, mark, read_answer, read_spec

SPEC = {"options": ["a", "b", "c", "d", "e"], "correct": [1, 3]}
TICKS = st.sets(st.integers(0, 4)).map(sorted).map(tuple)


@pytest.mark.parametrize("scheme", SCHEMES)
@given(ticks=TICKS)
def test_only_the_right_ticks_earn_everything(scheme: str, ticks: tuple[int, ...]) -> None:
    fraction = mark(read_spec(SPEC | {"credit": scheme}), Answer(ticks)).fraction
    assert 0 <= fraction <= 1
    assert (fraction == 1) == (ticks == (1, 3))


@pytest.mark.parametrize("scheme", SCHEMES)
@given(ticks=TICKS.filter(lambda ticks: 0 not in ticks))
def test_one_wrong_tick_more_never_earns_more(scheme: str, ticks: tuple[int, ...]) -> None:
    spec = read_spec(SPEC | {"credit": scheme})
    assert mark(spec, Answer((0, *ticks))).fraction <= mark(spec, Answer(ticks)).fraction


def test_ticking_everything_earns_nothing_where_half_is_wrong() -> None:
    spec = read_spec({"options": ["a", "b", "c", "d"], "correct": [0, 1]})
    assert mark(spec, Answer((0, 1, 2, 3))).fraction == 0


@pytest.mark.parametrize("credit", ["generous", 1, ["per_option"]])
def test_an_unknown_scheme_is_refused_with_those_that_exist(credit: object) -> None:
    with pytest.raises(SpecError, match="right_minus_wrong, per_option"):
        read_spec(SPEC | {"credit": credit})


def test_stored_ticks_stay_with_their_options_in_every_order() -> None:
    spec = read_spec(SPEC | {"order": [4, 3, 2, 1, 0]})
    answer = read_answer(spec, {"choice": ["3", "1"]})
    page = render_to_string(
        "quizzes/question_types/multiple_choice/ask.html", {"question": spec, "answer": answer, "field": "q1."}
    )
    assert page.count("checked") == 2
    assert 'value="3" checked' in page
    assert page.index('value="4"') < page.index('value="0"')


def test_feedback_keeps_the_key_to_itself_unless_it_is_revealed() -> None:
    spec, answer = read_spec(SPEC), Answer((1, 2))
    context = {"question": spec, "answer": answer, "mark": mark(spec, answer)}
    template = "quizzes/question_types/multiple_choice/feedback.html"
    assert "not ticked" not in render_to_string(template, context | {"reveal": False})
    assert "Right, but not ticked" in render_to_string(template, context | {"reveal": True})
