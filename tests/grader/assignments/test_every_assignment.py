"""What holds for every built-in assignment: model answer right, starter worth nothing, mistakes caught by name."""

import re

import pytest

from grader.judge import list_slugs, load_assignment
from grader.judge.mistakes import list_mistakes
from grader.judge.sizes import describe

# The recurrent cell's own tests ask the same of it, and more.
ASSIGNMENTS = {slug: load_assignment(slug) for slug in list_slugs() if slug != "rnn_cell"}
MISTAKES = [(slug, mistake) for slug, assignment in ASSIGNMENTS.items() for mistake in list_mistakes(assignment)]
CELLS_AND_SEQUENCES = {"gru_cell", "gru_sequence", "lstm_cell", "lstm_sequence", "rnn_sequence"}
AT_AN_EDGE = {"squeezed_results", "sigmoid_overflows", "tanh_through_exponentials"}
MANY_SEEDS, FEW_SEEDS, ONE_SEED = (*range(8), 2**63 - 1), (0, 2**63 - 1), (0,)
LATER_SEEDS = (4, 9)  # the audit of an author uses 1 to 3


def choose_seeds(assignment):
    """A process with torch takes a hundred times as long to begin as one without; a training takes seconds."""
    if assignment.trainings:
        return ONE_SEED
    return FEW_SEEDS if assignment.flavour == "torch" else MANY_SEEDS


SOLUTIONS = [(slug, seed) for slug, assignment in ASSIGNMENTS.items() for seed in choose_seeds(assignment)]


@pytest.fixture(params=ASSIGNMENTS)
def assignment(request):
    return ASSIGNMENTS[request.param]


@pytest.mark.parametrize(("slug", "seed"), SOLUTIONS)
def test_the_solution_gets_full_marks(grade_text, slug, seed):
    report = grade_text(ASSIGNMENTS[slug].solution, seed=seed, assignment=ASSIGNMENTS[slug])
    assert [check.name for check in report.checks if check.verdict != "OK"] == []
    assert report.score == report.max_score == 20


def test_the_starter_earns_nothing(grade_text, assignment):
    report = grade_text(assignment.starter, assignment=assignment)
    assert (report.verdict, report.score) == ("NOTRY", 0)


def test_there_are_enough_mistakes(assignment):
    least = 20 if assignment.slug in CELLS_AND_SEQUENCES else 16
    assert len(list_mistakes(assignment)) >= least


@pytest.mark.parametrize(("slug", "mistake"), MISTAKES, ids=lambda value: getattr(value, "slug", value))
def test_each_mistake_is_named_on_every_wrong_value(grade_text, slug, mistake):
    seed = LATER_SEEDS[len(mistake.slug) % len(LATER_SEEDS)]
    report = grade_text(mistake.text, seed=seed, assignment=ASSIGNMENTS[slug])
    assert report.score < report.max_score
    assert {check.diagnosis.mistake for check in report.checks if check.diagnosis} == {mistake.slug}
    wrong = [check for check in report.checks if check.kind in {"values", "backward"} and check.verdict == "WA"]
    assert all(check.diagnosis is not None for check in wrong)


def test_a_mistake_of_the_edges_costs_little(grade_mistake, assignment):
    slugs = {mistake.slug for mistake in list_mistakes(assignment)} & AT_AN_EDGE
    assert slugs or assignment.slug not in CELLS_AND_SEQUENCES
    assert all(grade_mistake(assignment.slug, slug).score >= 19 for slug in slugs)


def test_no_two_mistakes_have_one_title(assignment):
    titles = [mistake.title for mistake in list_mistakes(assignment)]
    assert len(set(titles)) == len(titles)


def test_the_statement_and_the_starter_say_what_the_declaration_says(assignment):
    for function in assignment.tasks:
        if function.calls:
            own = ["self"] if "." in function.calls else []
            header = f"def {function.calls.rpartition('.')[2]}({', '.join([*own, *function.takes])}):"
            assert header in assignment.statement
            assert header in assignment.starter
            assert f"return {function.signature.rpartition(' -> ')[2]}" in assignment.statement


def test_the_statement_says_what_a_training_is_given_and_what_is_asked_of_it(assignment):
    for training in assignment.trainings:
        for number in (f"{training.examples}", f"{training.hidden}", f"{training.seconds:g} seconds"):
            assert number in assignment.statement
        assert {f"{training.threshold:.0%}", f"{training.least:.0%}"} <= set(
            re.findall(r"\d+%", assignment.statement.replace(" %", "%"))
        )


def test_the_statement_gives_every_shape(assignment):
    for function in (pair.forward for pair in assignment.pairs):
        weights = {key for _, key in function.form.kind.weights} if function.form and function.form.kind else set()
        listed = [
            argument
            for argument in function.arguments
            if argument.name not in weights and (argument.shape or not argument.carried)  # a state is of any kind
        ]
        for named in (*listed, *function.judged):
            rows = re.findall(rf"^\| .*`{named.name}` \|.*\| (\(.*\)) \|$", assignment.statement, re.MULTILINE)
            assert describe(named.shape) in rows, named.name
