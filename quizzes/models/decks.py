"""A lecture deck as it was uploaded, and its slides as they were read. Written by decks.py and editions.py only."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from courseapp.courses.models import Course


class DeckQuerySet(models.QuerySet["Deck"]):
    def with_counts(self) -> "DeckQuerySet":
        """How many slides and questions each has, without reading the files themselves."""
        return self.defer("source", "pdf").annotate(
            slide_count=models.Count("slides", filter=models.Q(slides__retired_at=None), distinct=True),
            question_count=models.Count("questions", distinct=True),
        )


class Deck(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="decks")
    title = models.CharField(max_length=300)
    filename = models.CharField(max_length=200)
    format = models.CharField(max_length=40)
    source = models.BinaryField(help_text="The file as it was uploaded.")
    sha256 = models.CharField("SHA-256 of the source", max_length=64)
    pdf = models.BinaryField(null=True, blank=True, help_text="The deck as pages, where the source is something else.")
    pages_sha256 = models.CharField("SHA-256 of the PDF that shows it", max_length=64, blank=True)
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


class PastFile(models.Model):
    """What a deck was read from before a newer file took its place."""

    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="past_files")
    filename = models.CharField(max_length=200)
    source = models.BinaryField()
    pdf = models.BinaryField(null=True, blank=True)
    sha256 = models.CharField("SHA-256 of the source", max_length=64)
    replaced_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["deck", "replaced_at"]

    def __str__(self) -> str:
        return f"{self.filename}, before {self.replaced_at:%Y-%m-%d %H:%M}"


class SlideQuerySet(models.QuerySet["Slide"]):
    def current(self) -> "SlideQuerySet":
        """Those that the deck has now."""
        return self.filter(retired_at=None)


class Slide(models.Model):
    """What a slide says never changes: where a newer file says something else, another slide takes its place."""

    deck = models.ForeignKey(Deck, on_delete=models.CASCADE, related_name="slides")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300, blank=True)
    content = models.JSONField(help_text="The slide's blocks, as plain data.")
    text_hash = models.CharField(max_length=64)
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()
    picture_page = models.PositiveIntegerField(null=True, blank=True, help_text="The page of the PDF that shows it.")
    retired_at = models.DateTimeField(null=True, blank=True, help_text="When a newer file no longer said this.")
    successor = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="predecessors")

    objects = SlideQuerySet.as_manager()

    class Meta:
        ordering = ["deck", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["deck", "number"], condition=models.Q(retired_at=None), name="one_slide_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"slide {self.number} of {self.deck}"

    def get_absolute_url(self) -> str:
        return reverse("quizzes:slide", args=[self.pk])

    def get_picture_url(self) -> str:
        return f"{reverse('quizzes:picture', args=[self.pk])}?pdf={self.deck.pages_sha256[:16]}"

    @property
    def has_picture(self) -> bool:
        """Whether a page of the deck's PDF shows it. The PDF that showed a retired one has been replaced."""
        return self.picture_page is not None and bool(self.deck.pages_sha256) and not self.is_retired

    @property
    def is_retired(self) -> bool:
        return self.retired_at is not None

    def find_current(self) -> "Slide | None":
        """What stands in its place now; None where nothing does."""
        slide: Slide | None = self
        while slide is not None and slide.is_retired:
            slide = slide.successor
        return slide
