"""One warm jail for all tests of the judge, assignments to grade with, and folders to break."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.judge import Assignment, Report, Source, grade, load_assignment
from grader.sandbox import Sandbox
from tests.grader.slots import slot

SLOT = slot(6)


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(slot=SLOT) as box:
        yield box


@pytest.fixture(scope="session")
def rnn_cell() -> Assignment:
    return load_assignment("rnn_cell")


@pytest.fixture(scope="session")
def grade_text(sandbox: Sandbox, rnn_cell: Assignment) -> Callable[..., Report]:
    """Grade a text as somebody's submission."""

    def grade_one(text: str, *, seed: int = 7, assignment: Assignment = rnn_cell) -> Report:
        return grade(assignment=assignment, source=Source("submission.py", text), seed=seed, sandbox=sandbox)

    return grade_one


@pytest.fixture
def folder(tmp_path: Path, rnn_cell: Assignment) -> Path:
    """A copy of a whole assignment, to change at will."""
    copy = tmp_path / "my_cell"
    shutil.copytree(rnn_cell.folder, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy
