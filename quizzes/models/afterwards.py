"""What people say after attempts were submitted. Each table names its only writer; nothing is ever overwritten."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone

from quizzes.models.attempts import Answer
from quizzes.models.questions import Question, QuestionVersion
from quizzes.models.quizzes import Quiz


class RulingQuerySet(models.QuerySet["Ruling"]):
    def standing(self) -> "RulingQuerySet":
        return self.filter(withdrawn_at=None)


class Ruling(models.Model):
    """How a question of a quiz counts, decided after it was answered. Written by rulings.py only."""

    class Kind(models.TextChoices):
        KEY = "key", "marked by the corrected question"
        POINTS = "points", "worth other points"
        FULL = "full", "full points for everybody"
        DROP = "drop", "counts for nobody"

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="rulings")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="rulings")
    kind = models.CharField(max_length=8, choices=Kind)
    version = models.ForeignKey(QuestionVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True, validators=[MinValueValidator(0)])
    points_before = models.DecimalField(max_digits=6, decimal_places=2, help_text="What the question was worth before.")
    reason = models.CharField(max_length=300)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RulingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["quiz", "question"], name="rulings_of_a_question")]

    def __str__(self) -> str:
        return f"{self.question} in {self.quiz}: {self.get_kind_display()}"


class HandMark(models.Model):
    """What a person gave an answer; the newest counts. Written by hand_marks.py only."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="hand_marks")
    shares = models.JSONField(help_text="For each line of the rubric how much of it is there, from 0 to 1.")
    fraction = models.FloatField(validators=[MinValueValidator(0), MaxValueValidator(1)])
    comment = models.TextField(blank=True, help_text="For the student. Markdown.")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.fraction:.0%} for {self.answer}"


class MarksRelease(models.Model):
    """Since when hand marks of a question count and are shown. Written by hand_marks.py only."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="mark_releases")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="mark_releases")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["quiz", "question"], name="marks_are_released_once")]

    def __str__(self) -> str:
        return f"marks of {self.question} in {self.quiz}"


class ObjectionQuerySet(models.QuerySet["Objection"]):
    def waiting(self) -> "ObjectionQuerySet":
        return self.filter(settled_at=None)


class Objection(models.Model):
    """A student thinks that a question or its key is wrong, and what the staff say. Written by objections.py only."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="objections")
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    reply = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"objection to {self.answer}"
