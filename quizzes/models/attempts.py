"""A student's attempt at a quiz, and its answers. Written by attempts.py until it is submitted, then by scoring.py."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from quizzes.models.questions import QuestionVersion
from quizzes.models.quizzes import Quiz

GRACE = timedelta(seconds=10)  # answers may be this long on their way; whoever hands in within it was in time


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def open(self) -> "AttemptQuerySet":
        return self.filter(submitted_at=None)

    def submitted(self) -> "AttemptQuerySet":
        return self.exclude(submitted_at=None)

    def overdue(self, now: datetime) -> "AttemptQuerySet":
        return self.open().filter(ends_at__lte=now - GRACE)


class Attempt(models.Model):
    quiz = models.ForeignKey(Quiz, on_delete=models.PROTECT, related_name="attempts")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="quiz_attempts")
    number = models.PositiveSmallIntegerField()
    seed = models.BigIntegerField(help_text="Whatever is drawn for this attempt is drawn from it.")
    started_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(
        null=True, blank=True, help_text="When time is up: the time limit or the quiz's end, whichever comes first."
    )
    page = models.PositiveSmallIntegerField(default=1, help_text="Where there is no way back: the furthest question.")
    submitted_at = models.DateTimeField(null=True, blank=True)
    was_closed = models.BooleanField(default=False, help_text="Submitted by us when it was due, not by the student.")
    late_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=0, help_text="What lateness takes off the points of the answers."
    )
    points = models.DecimalField(
        max_digits=9, decimal_places=3, null=True, blank=True, help_text="After what lateness takes off."
    )
    max_points = models.DecimalField(max_digits=9, decimal_places=3)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        ordering = ["quiz", "student", "number"]
        indexes = [
            models.Index(fields=["ends_at"], condition=models.Q(submitted_at=None), name="open_attempts_by_end"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "student", "number"], name="one_attempt_per_number"),
            models.UniqueConstraint(
                fields=["quiz", "student"],
                condition=models.Q(submitted_at=None),
                name="one_open_attempt_per_student",
            ),
            models.CheckConstraint(
                condition=models.Q(submitted_at=None) | models.Q(points__isnull=False), name="a_submitted_one_is_marked"
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.number} of {self.student} at {self.quiz}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:attempt", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.submitted_at is None

    def is_overdue(self, now: datetime) -> bool:
        """Whether time is up, and whatever was on its way must have arrived."""
        return self.ends_at is not None and now >= self.ends_at + GRACE

    def measure_seconds_left(self, now: datetime) -> int | None:
        """Rounded up, so that a page and a save that follows it agree; None where there is no end."""
        return None if self.ends_at is None else max(0, -((now - self.ends_at) // timedelta(seconds=1)))

    def is_locked(self, answer: "Answer") -> bool:
        """Whether an answer stays as it is though the attempt is open."""
        passed = self.quiz.layout == Quiz.Layout.ONE_WAY and answer.position != self.page
        return passed or answer.checked_at is not None


class Answer(models.Model):
    """The place for one answer, made when the attempt starts: which version was asked, and what was said to it."""

    attempt = models.ForeignKey(Attempt, on_delete=models.CASCADE, related_name="answers")
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, related_name="answers")
    position = models.PositiveSmallIntegerField()
    data = models.JSONField(null=True, blank=True, help_text="What was answered; null for nothing yet.")
    revision = models.PositiveIntegerField(default=0, help_text="How often it was saved.")
    tab = models.CharField(max_length=32, blank=True, help_text="The browser tab that saved it last.")
    sequence = models.PositiveIntegerField(default=0, help_text="That tab's own count of what it sent.")
    saved_at = models.DateTimeField(null=True, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True, help_text="Since then it is marked and stays as it is.")
    fraction = models.FloatField(null=True, blank=True)
    points = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    max_points = models.DecimalField(max_digits=6, decimal_places=2)
    key = models.ForeignKey(
        QuestionVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="The corrected version by which it is marked, if a ruling says so. Written by scoring.py.",
    )

    class Meta:
        ordering = ["attempt", "position"]
        constraints = [models.UniqueConstraint(fields=["attempt", "position"], name="one_answer_per_position")]

    def __str__(self) -> str:
        return f"answer {self.position} in {self.attempt}"

    @property
    def is_answered(self) -> bool:
        return self.data is not None

    @property
    def marked_version(self) -> QuestionVersion:
        """The version by whose key it is marked."""
        return self.key or self.version
