"""A question, where it came from, and what it said at each time. Written by authoring.py and decks.py only."""

from typing import Any, NoReturn

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from courseapp.courses.models import Course
from quizzes.models.decks import Deck, Slide


class QuestionQuerySet(models.QuerySet["Question"]):
    def with_text(self) -> "QuestionQuerySet":
        """Their current words and the slides they stand on, in three queries whatever their number."""
        return self.select_related("current").prefetch_related(
            models.Prefetch(
                "anchors", Anchor.objects.select_related("slide__deck").defer("slide__deck__source", "slide__deck__pdf")
            )
        )

    def stale(self) -> "QuestionQuerySet":
        """Those whose slides, or the deck's own words for them, have changed, and nobody has decided about yet."""
        changed = Anchor.objects.filter(
            question=models.OuterRef("pk"), slide__retired_at__isnull=False, is_settled=False
        )
        told = models.Q(models.Exists(changed)) | models.Q(offer__isnull=False)
        return self.filter(told).exclude(state=Question.State.REJECTED)

    def in_order(self) -> "QuestionQuerySet":
        return self.order_by("deck_id", "position", "pk")


class Question(models.Model):
    """What stays the same while the words change: its place in the course and on the slides."""

    class Origin(models.TextChoices):
        FOUND = "found", "found in the deck"
        DRAFTED = "drafted", "drafted from a slide"
        WRITTEN = "written", "written by hand"

    class State(models.TextChoices):
        PROPOSED = "proposed", "proposed"
        ACCEPTED = "accepted", "accepted"
        REJECTED = "rejected", "rejected"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="questions")
    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, null=True, blank=True, related_name="questions")
    position = models.PositiveIntegerField(default=0, help_text="Its place among the deck's questions.")
    key = models.CharField(max_length=120, blank=True, help_text="Its name in the course's files, if it has one.")
    origin = models.CharField(max_length=8, choices=Origin)
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    current = models.OneToOneField(
        "QuestionVersion", on_delete=models.RESTRICT, null=True, blank=True, related_name="current_of"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "key"], condition=~models.Q(key=""), name="one_question_per_key")
        ]

    def __str__(self) -> str:
        return f"question {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:edit-question", args=[self.pk])

    def get_place_url(self) -> str:
        """Where the staff see it among others: beside its slide, or else in a quiz."""
        if self.deck_id is not None:
            return f"{reverse('quizzes:deck', args=[self.deck_id])}#question-{self.pk}"
        quiz = self.quizzes.select_related("course").first()
        return quiz.get_absolute_url() if quiz else reverse("quizzes:decks", args=[self.course.slug])

    @property
    def latest(self) -> "QuestionVersion":
        """What it says now. A question is stored together with its first version."""
        if self.current is None:
            raise ValueError(f"{self} has no version.")
        return self.current


class Anchor(models.Model):
    """A slide that a question stands on (the first one) or is answered on, and what that slide said then."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="anchors")
    slide = models.ForeignKey(Slide, on_delete=models.CASCADE, related_name="anchors")
    position = models.PositiveSmallIntegerField()
    text_hash = models.CharField(max_length=64)
    is_settled = models.BooleanField(default=False, help_text="Somebody kept the question although its slide is gone.")

    class Meta:
        ordering = ["question", "position"]
        constraints = [
            models.UniqueConstraint(fields=["question", "position"], name="one_anchor_per_position"),
            models.UniqueConstraint(fields=["question", "slide"], name="one_anchor_per_slide"),
        ]

    def __str__(self) -> str:
        return f"{self.question} on {self.slide}"


class Offer(models.Model):
    """What a newer file of the deck says where the question says something else. Written by anchors.py only."""

    question = models.OneToOneField(Question, on_delete=models.CASCADE, related_name="offer")
    wording = models.JSONField(help_text="What a version of it would say.")
    slides = models.JSONField(default=list, help_text="The ids of the slides it stands on, in order.")
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"new words for {self.question}"


class QuestionVersionQuerySet(models.QuerySet["QuestionVersion"]):
    def update(self, **fields: Any) -> NoReturn:
        raise TypeError("A version never changes: students have answered it. Make a new one.")

    def delete(self) -> NoReturn:
        raise TypeError("A version is never deleted: students have answered it.")


class QuestionVersion(models.Model):
    """What a question said at one time. Never changed, because attempts refer to it."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40, help_text="The question type, such as single_choice.")
    label = models.CharField(max_length=200, blank=True, help_text="What the deck calls it, such as Pop Quiz #1.")
    stem = models.TextField()
    spec = models.JSONField(default=dict, help_text="What the question type needs: options, key, and so on.")
    points = models.DecimalField(max_digits=6, decimal_places=2, default=1, validators=[MinValueValidator(0)])
    explanation = models.TextField(blank=True)
    evidence = models.TextField(blank=True, help_text="The words from which the key was read.")
    doubts = models.JSONField(default=list, blank=True, help_text="What the reader was unsure of.")
    generator = models.CharField(max_length=120, blank=True, help_text="What drew its numbers, where students differ.")
    variant = models.PositiveSmallIntegerField(default=0, help_text="0 as the staff see it; from 1 as students get it.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = QuestionVersionQuerySet.as_manager()

    class Meta:
        ordering = ["question", "number", "variant"]
        constraints = [models.UniqueConstraint(fields=["question", "number", "variant"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"version {self.number} of {self.question}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("A version never changes: students have answered it. Make a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("A version is never deleted: students have answered it.")
