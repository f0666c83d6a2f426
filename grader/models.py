"""What students hand in and what came of it. The row is the truth; a broker's message is only a hint about it."""

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.courses.models import Course
from courseapp.gradebook.models import GradeItem


def draw_seed() -> int:
    """Where a submission's hidden inputs come from: not to be guessed, and stored, so that a grade can be replayed."""
    return secrets.randbits(62)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def published(self) -> "AssignmentQuerySet":
        return self.filter(published_at__lte=timezone.now())

    def in_order(self) -> "AssignmentQuerySet":
        return self.order_by(models.F("due_at").asc(nulls_last=True), "title")

    def with_results_of(self, user: User) -> "AssignmentQuerySet":
        own = models.Q(submissions__student=user)
        return self.annotate(
            tries=models.Count("submissions", filter=own, distinct=True),
            best=models.Max("submissions__reports__points", filter=own),
        )


class Assignment(models.Model):
    """A catalogue entry, or a folder of the course's own, given to a course. Written by content.py only."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="assignments")
    slug = models.SlugField(max_length=80)
    source = models.CharField(max_length=500, help_text="A slug of the catalogue, or the path of an assignment folder.")
    title = models.CharField(max_length=200)
    item = models.OneToOneField(GradeItem, on_delete=models.PROTECT, related_name="+")
    opens_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Submissions a student has; empty: any number.",
    )
    cooldown_s = models.PositiveIntegerField(default=0, help_text="Seconds between two submissions of a student.")
    hourly_limit = models.PositiveSmallIntegerField(default=60, validators=[MinValueValidator(1)])

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "slug"], name="one_assignment_per_slug")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("grader:assignment", args=[self.course.slug, self.slug])

    @property
    def is_published(self) -> bool:
        return self.published_at is not None and self.published_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        return self.opens_at is None or self.opens_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.due_at is not None and self.due_at < timezone.now()


class State(models.TextChoices):
    QUEUED = "queued", "waiting"
    RUNNING = "running", "being graded"
    DONE = "done", "graded"
    BROKEN = "broken", "held for the staff"


# What may follow what. A move that is not listed changes no row.
ALLOWED: Mapping[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.RUNNING}),
    State.RUNNING: frozenset({State.DONE, State.QUEUED, State.BROKEN}),
    State.DONE: frozenset(),
    State.BROKEN: frozenset({State.QUEUED}),
}


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def move(self, *, to: State, **fields: Any) -> int:
        """Change the state of those rows that may go there; says how many did. One statement, so never two winners."""
        sources = [source for source, targets in ALLOWED.items() if to in targets]
        return self.filter(state__in=sources).update(state=to, **fields)

    def waiting(self) -> "SubmissionQuerySet":
        return self.filter(state=State.QUEUED)

    def unfinished(self) -> "SubmissionQuerySet":
        return self.filter(state__in=[State.QUEUED, State.RUNNING])

    def broken(self) -> "SubmissionQuerySet":
        return self.filter(state=State.BROKEN)

    def with_people(self) -> "SubmissionQuerySet":
        return self.select_related("student", "assignment__course", "assignment__item")

    def with_latest_report(self) -> "SubmissionQuerySet":
        newest = Report.objects.filter(submission=models.OuterRef("pk")).order_by("-run")
        return self.annotate(
            points=models.Subquery(newest.values("points")[:1]),
            max_points=models.Subquery(newest.values("max_points")[:1]),
            verdict=models.Subquery(newest.values("verdict")[:1]),
        )

    def latest_of_each_student(self) -> "SubmissionQuerySet":
        later = Submission.objects.filter(
            assignment=models.OuterRef("assignment"),
            student=models.OuterRef("student"),
            number__gt=models.OuterRef("number"),
        )
        return self.filter(~models.Exists(later))


class Submission(models.Model):
    """One text that one person handed in. Made by submissions.py, moved by queue.py and grading.py."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="submissions")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField(help_text="Counts this person's submissions to this assignment, from 1.")
    filename = models.CharField(max_length=120)
    text = models.TextField(help_text="The module that is graded. Never changed.")
    sha256 = models.CharField(max_length=64)
    seed = models.BigIntegerField(default=draw_seed)
    counts = models.BooleanField(help_text="Off: tried by the staff; not recorded in the gradebook.")
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    claim = models.CharField(max_length=32, blank=True, default="", help_text="Who holds it may store the verdict.")
    claimed_by = models.CharField(max_length=120, blank=True, default="")
    claimed_at = models.DateTimeField(null=True, blank=True)
    deliveries = models.PositiveSmallIntegerField(default=0, help_text="How often a worker has begun to grade it.")
    trouble = models.CharField(max_length=300, blank=True, default="", help_text="What went wrong on our side, last.")
    submitted_at = models.DateTimeField(default=timezone.now)
    hinted_at = models.DateTimeField(default=timezone.now, help_text="When the workers were last told of it.")
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["state", "hinted_at"], name="submissions_by_state"),
            models.Index(fields=["student", "submitted_at"], name="submissions_of_a_student"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "student", "number"], name="submissions_are_counted"),
            models.CheckConstraint(
                condition=models.Q(state=State.RUNNING) ^ models.Q(claim=""), name="only_a_running_one_is_claimed"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.DONE) ^ models.Q(finished_at=None), name="only_a_graded_one_is_finished"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment}, {self.student}, no. {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("A submission is never changed; it moves from state to state by SubmissionQuerySet.move.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("grader:submission", args=[self.pk])

    @property
    def is_finished(self) -> bool:
        return self.state == State.DONE

    @property
    def is_waiting(self) -> bool:
        return self.state in {State.QUEUED, State.RUNNING}

    @property
    def latest_report(self) -> "Report | None":
        return self.reports.order_by("-run").first()


class Report(models.Model):
    """What one run of the judge found, with everything that is needed to find it again. Written by grading.py only."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="reports")
    run = models.PositiveIntegerField(default=1)
    verdict = models.CharField(max_length=10)
    points = models.DecimalField(max_digits=9, decimal_places=3)
    max_points = models.DecimalField(max_digits=9, decimal_places=3)
    data = models.JSONField(help_text="The judge's report: checks, messages, errors, diagnoses, seed.")
    versions = models.JSONField()
    timings_ms = models.JSONField()
    assignment_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["submission", "run"]
        constraints = [models.UniqueConstraint(fields=["submission", "run"], name="one_report_per_run")]

    def __str__(self) -> str:
        return f"{self.submission}, run {self.run}: {self.verdict}, {self.points} of {self.max_points}"

    @property
    def origin(self) -> str:
        """The name under which the ledger knows this run."""
        return f"submission:{self.submission_id}/run:{self.run}"


class WorkerQuerySet(models.QuerySet["Worker"]):
    def alive(self) -> "WorkerQuerySet":
        return self.filter(seen_at__gt=timezone.now() - Worker.SILENCE)


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
