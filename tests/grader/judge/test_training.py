"""Training: the judge measures the parameters on examples that the student's process never has."""

import textwrap
from dataclasses import replace

import pytest

from grader.judge import AssignmentError, load_assignment, plan_checks
from grader.judge.learned import limits_of
from grader.judge.lessons import draw_examples, score

DECLARED = """
title = "A line"
summary = "One line through points, and how to find it."

[sizes]
N = [3, 6]
D = [4, 8]

[[function]]
name = "line"
[function.arguments]
x = ["N", "D"]
w = ["D"]
[function.results]
y = ["N"]

[[training]]
name = "fit"
expectation = "The weights tell the sign of 90 % of hidden points."
points = 3
examples = 60
hidden = 200
threshold = 0.9
least = 0.6
seconds = 1
after = ["line"]
[training.sizes]
D = 5
H = [1, 4]
[training.arguments]
x = ["N", "D"]
y = ["N"]
features = { size = "D" }
[training.results.parameters.dict]
w = ["D"]
V = ["H", "D"]
"""
LESSONS = """
import numpy as np


def fit_data(rng, world, count):
    x = rng.standard_normal((count, 5))
    return {"x": x, "y": np.sign(x @ world.standard_normal(5))}


def fit_score(reference, examples, parameters):
    found = reference.line(examples["x"], parameters["w"])
    return (found * examples["y"] > 0).double().mean()
"""
REFERENCE = "def line(x, w):\n    return x @ w\n"
FIT = """
import numpy as np


def line(x, w):
    return x @ w


def fit(x, y, features):
    print("fitting", len(x))
    w = np.linalg.lstsq(x, y, rcond=None)[0]
    return {"w": w, "V": np.ones((2, features))}
"""
RETURN = 'return {"w": w, "V": np.ones((2, features))}'


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    folder = tmp_path_factory.mktemp("line")
    written = {"statement.md": "", "starter.py": "def line(x, w):\n    raise NotImplementedError\n", "solution.py": FIT}
    written |= {"assignment.toml": DECLARED, "reference.py": REFERENCE, "training.py": LESSONS}
    for name, text in written.items():
        (folder / name).write_text(text)
    return folder


@pytest.fixture(scope="module")
def train(lesson, sandbox, grade_text):
    """Grade the solution with one thing changed: the finding of the training, and the whole report."""

    def run(old="", new="", *, seed=7):
        assert old in FIT
        report = grade_text(FIT.replace(old, new, 1), seed=seed, assignment=load_assignment(lesson))
        return report.checks[-1], report

    return run


def test_what_students_are_told_beforehand(lesson):
    planned = plan_checks(load_assignment(lesson))[-1]
    assert (planned.name, planned.kind, planned.max_points) == ("fit.training", "training", 3.0)
    assert planned.expectation.startswith("The weights tell")


def test_good_parameters_earn_full_marks_and_what_was_printed_is_shown(train):
    check, report = train()
    assert (check.verdict, check.points, report.verdict) == ("OK", 3.0, "OK")
    assert report.stdout == "--- what `fit` printed ---\nfitting 60\n"


def test_the_same_seed_gives_the_same_verdict(train):
    assert train(seed=3)[0] == train(seed=3)[0]


@pytest.mark.parametrize(
    ("new", "verdict", "says"),
    [
        ('return {"w": -w, "V": np.ones((2, 5))}', "WA", "it has not learned those yet"),
        ('return {"w": w * np.nan, "V": np.ones((2, 5))}', "WA", "NaN"),
        ('return {"w": w * 1e300 * 1e300, "V": np.ones((2, 5))}', "WA", "infinity"),
        ('return {"w": w * 1e200, "V": np.ones((2, 5))}', "WA", "numbers above 1e+06"),
        ('return {"w": w * 1j, "V": np.ones((2, 5))}', "WA", "complex"),
        ('return {"w": w[:4], "V": np.ones((2, 5))}', "WA", "shape (4,); (D,) is asked, with D = 5"),
        ('return {"w": w, "V": np.ones((9, 5))}', "WA", "You have chosen H = 9; 1 to 4 is allowed"),
        ('return {"w": w, "V": np.ones((0, 5))}', "WA", "You have chosen H = 0"),
        ('return {"w": w, "V": np.ones(5)}', "WA", "shape (5,); (H, D) is asked"),
        ('return {"w": w}', "IFE", "`V` is None"),
        ('return {"w": "all of them", "V": w}', "IFE", "`w` is a str"),
        ("return None", "IFE", "None for parameters, and not a dict of w, V"),
        ("return 0.99", "IFE", "`fit` returned"),
        ("raise NotImplementedError", "NOTRY", "is not written yet"),
        ("return undefined", "RTE", "NameError"),
        ("import os; os._exit(0)", "NORES", "ended while `fit` ran"),
        ("while True: pass", "TLE", "did not finish within 1 seconds"),
    ],
)
def test_what_is_wrong_with_parameters_is_said(train, new, verdict, says):
    check, report = train(RETURN, new)
    assert (check.verdict, check.points) == (verdict, 0.0)
    assert says in check.message
    assert report.score == report.max_score - 3


def test_in_between_marks_are_in_proportion(train):
    check, _ = train(RETURN, 'w[np.abs(w).argmax()] = 0\n    return {"w": w, "V": np.ones((2, 5))}')
    assert check.verdict == "PARTIAL"
    assert 0 < check.points < 3
    assert "90% is asked" in check.message


def test_it_is_run_only_once_the_functions_it_is_made_of_are_right(train):
    check, _ = train("return x @ w", "return x @ w + 1")
    assert (check.verdict, check.points) == ("NOTRY", 0.0)
    assert "run once `line` is right" in check.message


def test_weights_that_were_learned_for_another_submission_do_not_fit(lesson):
    assignment = load_assignment(lesson)
    (training,) = assignment.trainings
    scores = []
    for seed in range(12):
        given = draw_examples(assignment, training, seed=seed, hidden=False)
        w = given["y"] @ given["x"]
        other = draw_examples(assignment, training, seed=seed + 1, hidden=True)
        scores.append(score(assignment, training, other, {"w": w}))
    assert sum(scores) / len(scores) < 0.75


def test_hidden_examples_are_of_the_same_world_and_others(lesson):
    assignment = load_assignment(lesson)
    (training,) = assignment.trainings
    given, hidden = (draw_examples(assignment, training, seed=1, hidden=each) for each in (False, True))
    assert (len(given["x"]), len(hidden["x"])) == (60, 200)
    assert not {row.tobytes() for row in given["x"]} & {row.tobytes() for row in hidden["x"]}
    assert score(assignment, training, hidden, {"w": given["y"] @ given["x"]}) > 0.8


def test_the_time_of_a_training_is_its_own(lesson):
    assignment = load_assignment(lesson)
    limits = limits_of(assignment, replace(assignment.trainings[0], seconds=55))
    assert limits.call_s == 55 < limits.cpu_s
    assert limits.session_s > 55 * limits.patience
    assert limits.memory_bytes == assignment.limits.memory_bytes


def change(lesson, tmp_path, name, old, new):
    for path in lesson.glob("*.*"):
        text = path.read_text()
        assert path.name != name or old in text
        (tmp_path / path.name).write_text(text.replace(old, new, 1) if path.name == name else text)
    return tmp_path


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('name = "fit"', 'name = "line"', "cannot name a function"),
        ("seconds = 1", "seconds = 100", "seconds may be 60 at most"),
        ("threshold = 0.9", "threshold = 90", "threshold is a share"),
        ("least = 0.6", "least = 0.95", "least is not above it"),
        ("examples = 60", "examples = 0", "examples must be a whole number"),
        ('after = ["line"]', 'after = ["lines"]', "after names lines"),
        ("H = [1, 4]", "G = [1, 4]", "the size H of V is not declared"),
        ("D = 5", "D = [5, 6]", "must be one number"),
        ("D = 5", "D = 0", "must be a number, or a range"),
        ('expectation = "The weights', 'expected = "The weights', "expectation is missing"),
        ('V = ["H", "D"]', 'V = ["2*H", "D"]', "must have it as an axis of its own"),
        ('V = ["H", "D"]', 'V = "cache"', "results that are arrays"),
        ("points = 3", "points = 3\nepochs = 4", "epochs is not something"),
    ],
)
def test_what_an_author_mistypes_is_refused(lesson, tmp_path, old, new, reason):
    folder = change(lesson, tmp_path, "assignment.toml", old, new)
    with pytest.raises(AssignmentError, match=reason):
        load_assignment(folder)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("def fit_data", "def fitdata", "must define fit_data"),
        ('{"x": x, "y"', '{"x": x, "z"', "gives no y, which is an argument"),
        ("return {", "return [] and {", "must return a dict of arrays"),
        (".double().mean()", ".double().sum()", "must return a share from 0 to 1"),
        ('parameters["w"]', 'parameters["u"]', "fit_score failed: KeyError"),
    ],
)
def test_what_fails_in_an_authors_training_is_theirs(lesson, tmp_path, grade_text, old, new, reason):
    folder = change(lesson, tmp_path, "training.py", old, new)
    with pytest.raises(AssignmentError, match=reason):
        grade_text(FIT, assignment=load_assignment(folder))


def test_a_training_needs_its_file_and_the_file_its_declaration(lesson, tmp_path):
    folder = change(lesson, tmp_path, "training.py", "", "")
    (folder / "training.py").unlink()
    with pytest.raises(AssignmentError, match="this file is missing"):
        load_assignment(folder)
    (folder / "training.py").write_text(textwrap.dedent(LESSONS))
    text = (folder / "assignment.toml").read_text()
    (folder / "assignment.toml").write_text(text[: text.index("[[training]]")])
    with pytest.raises(AssignmentError, match="declare \\[\\[training\\]\\]"):
        load_assignment(folder)
