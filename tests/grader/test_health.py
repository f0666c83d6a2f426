"""The sentence on every page while nothing is graded."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grader import health, workers
from grader.models import Worker

pytestmark = pytest.mark.django_db


def test_a_site_without_assignments_says_nothing():
    assert health.describe_closure() == ""


def test_one_ready_worker_is_enough(assignment):
    workers.report(name="one:1", closed="bubblewrap is not installed")
    workers.report(name="two:2")
    assert health.describe_closure() == ""


def test_closed_workers_say_why_and_that_nothing_is_lost(assignment):
    workers.report(name="one:1", closed="bubblewrap is not installed; run `apt-get install bubblewrap`.")
    sentence = health.describe_closure()
    assert sentence.startswith("Grading is closed for now")
    assert "apt-get install bubblewrap" in sentence
    assert "Your submissions are kept and will be graded as soon as it opens." in sentence


def test_without_a_worker_grading_is_closed(assignment):
    assert "no worker is running" in health.describe_closure()


def test_a_worker_that_fell_silent_does_not_count(assignment):
    workers.report(name="one:1")
    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=1))
    assert "no worker is running" in health.describe_closure()


def test_a_worker_that_signs_off_is_gone(assignment):
    workers.report(name="one:1")
    workers.sign_off(name="one:1")
    assert not Worker.objects.exists()
