"""Nothing that a student reads holds a hidden input or a value that was expected."""

import re
from collections.abc import Iterator

import numpy as np
import pytest

from grader.judge import Assignment, Report, Source, grade, read_source
from grader.judge.questions import prepare
from tests.grader.judge.test_accidents import CASES, build
from tests.grader.judge.test_honest import HONEST

SEED = 5
DIGITS = 4
NUMBER = re.compile(r"\d+\.\d+(?:e[-+]?\d+)?")


def hidden_numbers(assignment: Assignment) -> np.ndarray:
    """Everything that was drawn or expected, by absolute value."""
    found = []
    for pair in assignment.pairs:
        questions = prepare(assignment, pair, seed=SEED)
        for asked in questions.cases.values():
            drawn, truth = asked.drawn, asked.truth
            for named in (drawn.arguments, drawn.upstream, truth.values, truth.gradients):
                found += [np.abs(value).ravel() for value in named.values()]
        for crowd in (questions.joint_crowd, questions.gather_full_crowd()):
            found += [np.abs(value).ravel() for point in crowd.points for value in point.values()]
            found += [np.abs(value).ravel() for named in crowd.expected.values() for value in named.values()]
    return np.unique(np.concatenate(found))


def words_of(report: Report) -> Iterator[str]:
    """All that a report says, but what the program itself printed."""
    yield report.message
    for check in report.checks:
        yield from (check.title, check.expectation, check.message)
        if check.diagnosis:
            yield from (check.diagnosis.title, check.diagnosis.hint)


def give_away(text: str, hidden: np.ndarray) -> list[str]:
    """The numbers of a text, written with four digits or more, that are a hidden number rounded."""
    found = []
    for written in NUMBER.findall(text):
        digits = len(written.partition("e")[0].replace(".", "").lstrip("0"))
        if digits >= DIGITS:
            value = float(written)
            if np.any(np.abs(hidden - value) <= value * 10.0 ** (1 - digits)):
                found.append(written)
    return found


def submissions(assignment: Assignment) -> Iterator[tuple[str, Source]]:
    for path in HONEST:
        yield path.name, read_source(path.name, path.read_bytes())
    for path in (*assignment.mistakes, assignment.folder / "starter.py"):
        yield path.name, read_source(path.name, path.read_bytes())
    for name, case in CASES.items():
        if case["verdict"] != "BADSUB" and "limits" not in case:  # the loop would take two seconds each time
            yield name, read_source("submission.py", build(case, assignment.solution).encode())


@pytest.fixture(scope="module")
def hidden(rnn_cell) -> np.ndarray:
    return hidden_numbers(rnn_cell)


def test_a_number_that_is_given_away_would_be_found(hidden):
    value = float(hidden[len(hidden) // 2])
    assert give_away(f"`h` should be {value:.6g} here.", hidden)
    assert not give_away("the error is 0.67, at most 1.5 is allowed", hidden)


def test_no_message_holds_a_hidden_number(sandbox, rnn_cell, hidden):
    graded = 0
    for name, source in submissions(rnn_cell):
        report = grade(assignment=rnn_cell, source=source, seed=SEED, sandbox=sandbox)
        for text in words_of(report):
            assert give_away(text, hidden) == [], (name, text)
        graded += 1
    assert graded > 80
