"""Who grades, and what went wrong on our side."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from grader.models.submissions import Submission


class Incident(models.Model):
    """A failure of ours: something that could not be graded when it was tried. Written by incidents.py only."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="incidents")
    worker = models.CharField(max_length=120, blank=True, default="")
    trouble = models.CharField(max_length=300)
    occurred_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.submission_id}: {self.trouble}"


class WorkerQuerySet(models.QuerySet["Worker"]):
    def alive(self) -> "WorkerQuerySet":
        return self.filter(seen_at__gt=timezone.now() - Worker.SILENCE)

    def ready(self) -> "WorkerQuerySet":
        return self.alive().filter(state=Worker.State.READY)


class Worker(models.Model):
    """A process that grades, as it last reported itself. Written by workers.py only."""

    SILENCE = timedelta(seconds=20)  # after this long without a sign it counts as gone

    class State(models.TextChoices):
        READY = "ready", "ready"
        CLOSED = "closed", "closed"

    name = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=8, choices=State)
    reason = models.CharField(max_length=500, blank=True, default="", help_text="Why it is closed, and what to do.")
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField()

    objects = WorkerQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"
