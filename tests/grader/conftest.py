"""An assignment to submit to, ways to hand in, and a process's bench that is closed at the end."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any

import pytest
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.celery import app
from courseapp.courses.models import Course
from grader import coursework, grading, submissions
from grader.bench import BENCH
from grader.grading import Claim
from grader.judge import CheckResult, Diagnosis, load_assignment
from grader.judge import Report as Judged
from grader.models import Assignment, Submission

HandIn = Callable[..., Submission]
Settle = Callable[..., Submission]


@pytest.fixture(autouse=True)
def no_broker(tmp_path: Path) -> None:
    """No test talks to a broker that somebody else runs."""
    app.conf.broker_url = f"redis+socket://{tmp_path}/nobody.sock"
    app._after_fork()  # forget the connections made so far


@pytest.fixture(scope="session")
def bench() -> Iterator[None]:
    """The real judge and the real sandbox of this process."""
    yield
    BENCH.close()


@pytest.fixture
def assignment(course: Course) -> Assignment:
    now = timezone.now()
    dates: dict[str, Any] = {
        "opens_at": now - timedelta(days=1),
        "due_at": now + timedelta(days=7),
        "published_at": now,
    }
    made, _ = coursework.ensure(course=course, slug="rnn-cell", source="rnn_cell", cooldown_s=0, **dates)
    return made


@pytest.fixture
def draft(course: Course) -> Assignment:
    """Not published: for the staff to look at."""
    made, _ = coursework.ensure(course=course, slug="draft", source="rnn_cell", title="A draft of another cell")
    return made


@pytest.fixture
def illustrated(course: Course) -> Assignment:
    """Its statement has a figure."""
    made, _ = coursework.ensure(course=course, slug="attention", source="attention", published_at=timezone.now())
    return made


@pytest.fixture
def broken_assignment(course: Course, tmp_path: Path) -> Assignment:
    """Its folder has gone."""
    folder = tmp_path / "cell"
    copytree(load_assignment("rnn_cell").folder, folder)
    made, _ = coursework.ensure(course=course, slug="gone", source=str(folder), published_at=timezone.now())
    rmtree(folder)
    return made


@pytest.fixture
def solution() -> str:
    return load_assignment("rnn_cell").solution


@pytest.fixture
def mistake() -> Callable[[str], str]:
    """The text of a known wrong answer."""
    return lambda name: (load_assignment("rnn_cell").folder / "mistakes" / f"{name}.py").read_text()


@pytest.fixture
def hand_in(assignment: Assignment) -> HandIn:
    def submit(student: User, text: str = "x = 1\n") -> Submission:
        return submissions.submit(assignment=assignment, student=student, filename="submission.py", data=text.encode())

    return submit


@pytest.fixture
def judged() -> Judged:
    """A report as the judge makes it, by hand: for what happens to a report, not for how it comes about."""
    check: dict[str, Any] = {
        "function": "rnn_cell_forward",
        "kind": "values",
        "expectation": "The next state.",
        "max_points": 5.0,
    }
    right = CheckResult(name="rnn_cell_forward.h", title="h", verdict="OK", points=5.0, message="", **check)
    wrong = CheckResult(
        name="rnn_cell_forward.y",
        title="y",
        verdict="WA",
        points=0.0,
        message="`y` is off.",
        error=0.25,
        tolerance=1e-7,
        errors={"y": 0.25},
        diagnosis=Diagnosis(mistake="tanh_on_output", title="A tanh on the output", hint="The output is linear."),
        line=1,
        **check,
    )
    return Judged(
        assignment="rnn_cell",
        assignment_hash="0123456789abcdef",
        score=5.0,
        max_score=10.0,
        verdict="PARTIAL",
        checks=(right, wrong),
        timings_ms={"total": 12.5},
        versions={"numpy": "2"},
        seed=1,
    )


def take(submission: Submission) -> Claim:
    claim = grading.take(submission.pk)
    assert claim is not None
    return claim


@pytest.fixture
def settle(judged: Judged) -> Settle:
    """Store a verdict without judging."""

    def store(submission: Submission, report: Judged = judged) -> Submission:
        assert grading.store(take(submission), report)
        return Submission.objects.get(pk=submission.pk)

    return store
