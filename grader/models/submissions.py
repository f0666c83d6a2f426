"""What students hand in and what came of it. The row is the truth; a broker's message is only a hint about it."""

import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from grader.models.assignments import Assignment

NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # sorts before every moment at which somebody had a verdict


def draw_seed() -> int:
    """Where a submission's hidden inputs come from: not to be guessed, and stored, so that a grade can be replayed."""
    return secrets.randbits(62)


class State(models.TextChoices):
    QUEUED = "queued", "waiting"
    RUNNING = "running", "being graded"
    DONE = "done", "graded"
    BROKEN = "broken", "held for the staff"


# What may follow what. A move that is not listed changes no row.
ALLOWED: Mapping[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.RUNNING}),
    State.RUNNING: frozenset({State.DONE, State.QUEUED, State.BROKEN}),
    State.DONE: frozenset({State.QUEUED}),  # to be graded again; the verdict it has stands until then
    State.BROKEN: frozenset({State.QUEUED}),
}


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def move(self, *, to: State, **fields: Any) -> int:
        """Change the state of those rows that may go there; says how many did. One statement, so never two winners."""
        rows, values = self.moving(to=to, **fields)
        return rows.update(**values)

    def moving(self, *, to: State, **fields: Any) -> "tuple[SubmissionQuerySet, dict[str, Any]]":
        """What `move` does: which rows may go there, and what becomes of them."""
        sources = [source for source, targets in ALLOWED.items() if to in targets]
        return self.filter(state__in=sources), {"state": to, **fields}

    def waiting(self) -> "SubmissionQuerySet":
        return self.filter(state=State.QUEUED)

    def in_turn(self) -> "SubmissionQuerySet":
        """Who deserves a worker most: people before regrades, then whose last verdict is longest ago.

        What somebody hands in while their own is waiting comes after everybody else's first.
        """
        return self.order_by("is_bulk", "own_before", "turn_at", "pk")

    def before(self, submission: "Submission") -> "SubmissionQuerySet":
        """Those whose turn comes earlier."""
        q = models.Q
        one = submission
        same_turn = q(turn_at=one.turn_at, pk__lt=one.pk)
        same_round = q(own_before=one.own_before) & (q(turn_at__lt=one.turn_at) | same_turn)
        same_kind = q(is_bulk=one.is_bulk) & (q(own_before__lt=one.own_before) | same_round)
        return self.filter(q(is_bulk__lt=one.is_bulk) | same_kind)

    def unfinished(self) -> "SubmissionQuerySet":
        return self.filter(state__in=[State.QUEUED, State.RUNNING])

    def broken(self) -> "SubmissionQuerySet":
        return self.filter(state=State.BROKEN)

    def with_people(self) -> "SubmissionQuerySet":
        return self.select_related("student", "assignment__course", "assignment__item")

    def to_be_judged(self) -> "SubmissionQuerySet":
        """What the judge needs to know, and nothing else: reading whole rows costs as much as storing a verdict."""
        return self.select_related("assignment").only("filename", "text", "seed", "assignment__source")

    def to_be_recorded(self) -> "SubmissionQuerySet":
        """What is needed to record a verdict, and nothing else."""
        own = ("assignment", "student", "counts", "is_bulk", "claimed_at", "queued_at", "finished_at")
        beside = ("assignment__item__title", "assignment__item__max_points", "student__id")
        return self.select_related("assignment__item", "student").only(*own, *beside)

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
    """One text that one person handed in. Made by submissions.py, moved by queue.py, regrades.py, grading.py."""

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
    queued_at = models.DateTimeField(default=timezone.now, help_text="Since when it waits, or has waited last.")
    finished_at = models.DateTimeField(null=True, blank=True)
    # What decides whose turn it is.
    is_bulk = models.BooleanField(default=False, help_text="To be graded again: nobody sits and waits for it.")
    own_before = models.PositiveIntegerField(default=0, help_text="How many of the same person's wait before it.")
    turn_at = models.DateTimeField(
        default=NEVER, help_text="When the person last had a verdict; the longest ago first."
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["state", "is_bulk", "own_before", "turn_at", "id"], name="submissions_in_turn"),
            models.Index(fields=["finished_at"], name="submissions_by_verdict"),
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


class ReportQuerySet(models.QuerySet["Report"]):
    def newest_runs(self) -> "ReportQuerySet":
        """One of each submission: what was graded again counts as it came out the last time."""
        newer = Report.objects.filter(submission=models.OuterRef("submission"), run__gt=models.OuterRef("run"))
        return self.filter(~models.Exists(newer))

    def judged(self) -> "ReportQuerySet":
        """Those that a worker made, not copied."""
        return self.filter(copied_from=None)


class Report(models.Model):
    """What one run of the judge found, with everything that is needed to find it again. Written by reports.py only."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="reports")
    run = models.PositiveIntegerField(default=1)
    verdict = models.CharField(max_length=10)
    points = models.DecimalField(max_digits=9, decimal_places=3)
    max_points = models.DecimalField(max_digits=9, decimal_places=3)
    data = models.JSONField(help_text="The judge's report: checks, messages, errors, diagnoses, seed.")
    versions = models.JSONField()
    timings_ms = models.JSONField()
    assignment_hash = models.CharField(max_length=64)
    copied_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="+", help_text="The same code's verdict."
    )
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["submission", "run"]
        constraints = [models.UniqueConstraint(fields=["submission", "run"], name="one_report_per_run")]

    def __str__(self) -> str:
        return f"{self.submission}, run {self.run}: {self.verdict}, {self.points} of {self.max_points}"

    @property
    def origin(self) -> str:
        """The name under which the ledger knows this run."""
        return f"submission:{self.submission_id}/run:{self.run}"
