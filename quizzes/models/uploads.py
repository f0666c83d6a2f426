"""A large deck that waits to be read in the background. Written by uploads.py only."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from courseapp.courses.models import Course
from quizzes.models.decks import Deck


class Upload(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        READING = "reading", "Being read"
        DONE = "done", "Read"
        FAILED = "failed", "Not read"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="deck_uploads")
    filename = models.CharField(max_length=200)
    source = models.BinaryField(help_text="The file, until it is read.")
    pdf = models.BinaryField(null=True, blank=True, help_text="The deck as pages, where the source is something else.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    step = models.CharField(max_length=100, blank=True, help_text="What is being done with it now.")
    message = models.TextField(blank=True, help_text="What came of it, for whoever uploaded it.")
    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, null=True, blank=True, related_name="uploads")
    renews = models.ForeignKey(
        Deck,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        help_text="The deck for which this is a newer file.",
    )
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("quizzes:upload", args=[self.pk])

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.DONE, self.State.FAILED)
