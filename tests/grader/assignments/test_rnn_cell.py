"""The recurrent cell: its model answer is right, its starter earns nothing, each known mistake is caught by name."""

import re

import pytest

from grader.judge import load_assignment
from grader.judge.mistakes import list_mistakes

MISTAKES = {mistake.slug: mistake for mistake in list_mistakes(load_assignment("rnn_cell"))}
SEEDS = (0, 1, 2)
AT_AN_EDGE = {"squeezed_results", "tanh_through_exponentials"}


@pytest.mark.parametrize("seed", [*range(20), 2**63 - 1])
def test_the_solution_gets_full_marks(grade_text, rnn_cell, seed):
    report = grade_text(rnn_cell.solution, seed=seed)
    assert [check.name for check in report.checks if check.verdict != "OK"] == []
    assert report.score == report.max_score == 20


def test_the_starter_earns_nothing(grade_text, rnn_cell):
    report = grade_text(rnn_cell.starter)
    assert (report.verdict, report.score) == ("NOTRY", 0)


def test_there_are_enough_mistakes():
    assert len(MISTAKES) >= 20


@pytest.mark.parametrize("slug", MISTAKES)
def test_each_mistake_is_caught_and_called_by_its_own_name(grade_text, slug):
    for seed in SEEDS:
        report = grade_text(MISTAKES[slug].text, seed=seed)
        assert report.score < report.max_score
        assert report.verdict == "PARTIAL"
        assert {check.diagnosis.mistake for check in report.checks if check.diagnosis} == {slug}


@pytest.mark.parametrize("slug", sorted(set(MISTAKES) - AT_AN_EDGE))
def test_each_mistake_that_shows_in_general_is_named_on_every_wrong_value(grade_text, slug):
    report = grade_text(MISTAKES[slug].text, seed=9)
    wrong = [check for check in report.checks if check.kind in {"values", "backward"} and check.verdict != "OK"]
    assert wrong
    assert all(check.diagnosis is not None and check.diagnosis.mistake == slug for check in wrong)


@pytest.mark.parametrize("slug", sorted(AT_AN_EDGE))
def test_a_mistake_of_the_edges_costs_little(grade_text, slug):
    assert grade_text(MISTAKES[slug].text, seed=9).score >= 19


def test_the_gradients_of_a_wrong_forward_follow_through(grade_text):
    report = grade_text(MISTAKES["hidden_bias_forgotten"].text, seed=9)
    followed = {
        check.name.split(".")[1] for check in report.checks if check.kind == "backward" and check.follow_through
    }
    assert followed == {"dx", "dh_prev", "dW_xh", "dW_hh", "dW_hy"}


def test_the_statement_says_what_the_declaration_says(rnn_cell):
    statement = rnn_cell.statement
    for function in rnn_cell.functions:
        arguments = ", ".join(argument.name for argument in function.arguments)
        assert f"def {function.name}({arguments}):" in statement
        assert f"return {', '.join(result.name for result in function.results)}" in statement
        assert f"def {function.name}({arguments}):" in rnn_cell.starter
    for argument in rnn_cell.functions[0].arguments:
        shape = re.search(rf"\| `{argument.name}` \|.*\| (\(.*\)) \|", statement)
        assert shape is not None
        assert (
            shape.group(1) == f"({', '.join(size.text for size in argument.shape)}{',' * (len(argument.shape) == 1)})"
        )
