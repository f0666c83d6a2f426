"""What holds for every built-in assignment: model answer right, starter worth nothing, mistakes caught by name."""

import re

import pytest

from grader.judge import list_slugs, load_assignment
from grader.judge.mistakes import list_mistakes
from grader.judge.sizes import describe

# The recurrent cell's own tests ask the same of it, and more.
ASSIGNMENTS = {slug: load_assignment(slug) for slug in list_slugs() if slug != "rnn_cell"}
MISTAKES = [(slug, mistake) for slug, assignment in ASSIGNMENTS.items() for mistake in list_mistakes(assignment)]
AT_AN_EDGE = {"squeezed_results", "sigmoid_overflows", "tanh_through_exponentials"}
LATER_SEEDS = (4, 9)  # the audit of an author uses 1 to 3


@pytest.fixture(params=ASSIGNMENTS)
def assignment(request):
    return ASSIGNMENTS[request.param]


@pytest.mark.parametrize("seed", [*range(20), 2**63 - 1])
def test_the_solution_gets_full_marks(grade_text, assignment, seed):
    report = grade_text(assignment.solution, seed=seed, assignment=assignment)
    assert [check.name for check in report.checks if check.verdict != "OK"] == []
    assert report.score == report.max_score == 20


def test_the_starter_earns_nothing(grade_text, assignment):
    report = grade_text(assignment.starter, assignment=assignment)
    assert (report.verdict, report.score) == ("NOTRY", 0)


def test_there_are_enough_mistakes(assignment):
    assert len(list_mistakes(assignment)) >= 20


@pytest.mark.parametrize(("slug", "mistake"), MISTAKES, ids=lambda value: getattr(value, "slug", value))
@pytest.mark.parametrize("seed", LATER_SEEDS)
def test_each_mistake_is_named_on_every_wrong_value(grade_text, slug, mistake, seed):
    report = grade_text(mistake.text, seed=seed, assignment=ASSIGNMENTS[slug])
    assert report.score < report.max_score
    assert {check.diagnosis.mistake for check in report.checks if check.diagnosis} == {mistake.slug}
    wrong = [check for check in report.checks if check.kind in {"values", "backward"} and check.verdict == "WA"]
    assert all(check.diagnosis is not None for check in wrong)


def test_a_mistake_of_the_edges_costs_little(grade_mistake, assignment):
    slugs = {mistake.slug for mistake in list_mistakes(assignment)} & AT_AN_EDGE
    assert slugs
    assert all(grade_mistake(assignment.slug, slug).score >= 19 for slug in slugs)


def test_no_two_mistakes_have_one_title(assignment):
    titles = [mistake.title for mistake in list_mistakes(assignment)]
    assert len(set(titles)) == len(titles)


def test_the_statement_and_the_starter_say_what_the_declaration_says(assignment):
    for function in assignment.functions:
        header = f"def {function.name}({', '.join(argument.name for argument in function.arguments)}):"
        assert header in assignment.statement
        assert header in assignment.starter
        assert f"return {', '.join(result.name for result in function.results)}" in assignment.statement


def test_the_statement_gives_every_shape(assignment):
    for function in (pair.forward for pair in assignment.pairs):
        for named in (*function.arguments, *function.judged):
            row = re.search(rf"^\| .*`{named.name}` \|.*\| (\(.*\)) \|$", assignment.statement, re.MULTILINE)
            assert row is not None, named.name
            assert row.group(1) == describe(named.shape)
