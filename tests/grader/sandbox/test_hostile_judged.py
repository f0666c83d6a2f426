"""What is no danger to the machine but is after the marks: the judge gives it what its numbers deserve."""

import base64
import json

import pytest

from grader.judge import Assignment, grade, load_assignment
from grader.judge.declaration import GENERAL
from grader.judge.inputs import draw
from grader.sandbox import Sandbox, Source
from tests.grader.corpus import JUDGED, Case, read_cases

from .conftest import descriptors, inhabitants, mounts


@pytest.fixture(scope="module")
def rnn_cell() -> Assignment:
    return load_assignment("rnn_cell")


def written_for(case: Case, solution: str) -> Source:
    text = case.source.text
    if case.expected.get("with_solution"):
        text = f"{solution}\n\n{text}"
    if case.expected.get("encoded_solution"):
        text = f"ENCODED = {base64.b64encode(solution.encode())!r}\n{text}"
    return Source(case.source.filename, text)


def hidden_numbers(assignment: Assignment, seed: int) -> set[str]:
    """The first digits of everything that the general case is graded on, as a program would write them."""
    drawn = draw(assignment, assignment.pairs[0], case=GENERAL, seed=seed)
    arrays = [*drawn.arguments.values(), *drawn.upstream.values()]
    return {f"{abs(number):.7f}"[:-1] for array in arrays for number in array.ravel().tolist()}


@pytest.mark.parametrize("case", read_cases(JUDGED), ids=lambda case: case.name)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_shortcut_earns_what_its_numbers_deserve(case, seed, sandbox: Sandbox, rnn_cell, canary):
    sandbox.start()
    before = (mounts(), descriptors())
    report = grade(assignment=rnn_cell, source=written_for(case, rnn_cell.solution), seed=seed, sandbox=sandbox)
    expected = case.expected
    assert expected.get("least", 0.0) <= report.score <= expected.get("most", report.max_score), report
    assert report.verdict in expected.get("verdict", [report.verdict])
    assert report.max_score == 20.0
    assert all(0 <= check.points <= check.max_points for check in report.checks)
    shown = [f"{check.message} {check.title} {check.line}" for check in report.checks]
    assert not any(canary in text or "array(" in text or "[[" in text for text in shown)
    told = json.dumps(report.to_json())
    assert not [number for number in hidden_numbers(rnn_cell, seed) if number in told]
    assert (mounts(), descriptors()) == before
    assert len(inhabitants(sandbox)) <= 3
    honest = grade(assignment=rnn_cell, source=Source("honest.py", rnn_cell.solution), seed=seed, sandbox=sandbox)
    assert (honest.verdict, honest.score) == ("OK", 20.0)
