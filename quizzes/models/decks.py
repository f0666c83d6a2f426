"""A lecture deck as it was uploaded, and its slides as they were read. Written by decks.py only."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from courseapp.courses.models import Course


class DeckQuerySet(models.QuerySet["Deck"]):
    def with_counts(self) -> "DeckQuerySet":
        """How many slides and questions each has, without reading the files themselves."""
        return self.defer("source").annotate(
            slide_count=models.Count("slides", distinct=True),
            question_count=models.Count("questions", distinct=True),
        )


class Deck(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="decks")
    title = models.CharField(max_length=300)
    filename = models.CharField(max_length=200)
    format = models.CharField(max_length=40)
    source = models.BinaryField(help_text="The file as it was uploaded.")
    sha256 = models.CharField("SHA-256 of the source", max_length=64)
    page_count = models.PositiveIntegerField()
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    objects = DeckQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["course", "sha256"], name="one_deck_per_file")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quizzes:deck", args=[self.pk])


class Slide(models.Model):
    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="slides")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300, blank=True)
    content = models.JSONField(help_text="The slide's blocks, as plain data.")
    text_hash = models.CharField(max_length=64)
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()

    class Meta:
        ordering = ["deck", "number"]
        constraints = [models.UniqueConstraint(fields=["deck", "number"], name="one_slide_per_number")]

    def __str__(self) -> str:
        return f"slide {self.number} of {self.deck}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:slide", args=[self.pk])
