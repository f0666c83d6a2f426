"""/metrics: right for all processes, and for nobody but operators and a program with the token."""

import pytest

from courseapp.accounts.models import User
from grader import grading, metrics, workers
from tests.grader.conftest import take


def read_metrics() -> dict[str, float]:
    lines = [line for line in metrics.render().decode().splitlines() if not line.startswith("#")]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def test_the_queue_is_counted(hand_in, student, other_student, settle):
    workers.report(name="one:1")
    settle(hand_in(student))
    settle(hand_in(student, "y = 1"))
    grading.give_back(take(hand_in(other_student)), trouble="The sandbox stopped.")
    found = read_metrics()
    assert found['courseapp_submissions{state="done"}'] == 2
    assert found['courseapp_submissions{state="queued"}'] == 1
    assert found['courseapp_verdicts_total{copied="no",verdict="PARTIAL"}'] == 2
    assert found["courseapp_grading_failures_total"] == 1
    assert found['courseapp_workers{state="ready"}'] == 1
    assert found['courseapp_oldest_wait_seconds{queue="people"}'] > 0
    assert found['courseapp_grading_phase_seconds{phase="total",quantile="0.5"}'] == 0.0125
    for phase in ("queue", "claimed", "store"):
        assert found[f'courseapp_grading_phase_seconds{{phase="{phase}",quantile="0.95"}}'] >= 0


@pytest.mark.django_db
def test_an_empty_site_has_figures_too():
    assert read_metrics()['courseapp_submissions{state="queued"}'] == 0


def test_only_operators_read_them(cast, sign_in):
    expected = {"anonymous": 403, "student": 403, "assistant": 403, "instructor": 200, "outsider": 200}
    assert {role: sign_in(cast[role]).get("/metrics").status_code for role in expected} == expected
    root = User.objects.create_superuser("root@example.edu", "correct horse", name="Root")
    assert "courseapp_workers" in sign_in(root).get("/metrics").content.decode()


@pytest.mark.parametrize(
    ("token", "header", "status"),
    [
        ("s3cret", "Bearer s3cret", 200),
        ("s3cret", "Bearer s3cre", 403),
        ("s3cret", "s3cret", 403),
        ("s3cret", "Bearer ", 403),
        ("s3cret", "Bearer \u00e9", 403),
        ("", "Bearer ", 403),
        ("", "Bearer", 403),
    ],
)
def test_a_program_needs_the_token_and_without_one_there_is_none(token, header, status, course, sign_in, settings):
    settings.METRICS_TOKEN = token
    assert sign_in(None).get("/metrics", headers={"Authorization": header}).status_code == status
