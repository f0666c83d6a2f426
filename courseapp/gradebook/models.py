"""What can be earned (an item), and what was earned (entries, only ever added)."""

from datetime import datetime
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone

from courseapp.courses.models import Course


class GradeItemQuerySet(models.QuerySet["GradeItem"]):
    def published(self) -> "GradeItemQuerySet":
        return self.filter(published_at__lte=timezone.now())

    def showing_results(self) -> "GradeItemQuerySet":
        """Those whose points students may see now."""
        is_open = models.Q(results_from=None) | models.Q(results_from__lte=timezone.now())
        return self.published().filter(is_open, results_hidden=False)

    def in_order(self) -> "GradeItemQuerySet":
        return self.order_by(models.F("due_at").asc(nulls_last=True), "title")


class GradeItem(models.Model):
    """One column of the gradebook. Written by items.py only, on behalf of a quiz or an assignment."""

    class Counting(models.TextChoices):
        BEST = "best", "the best result counts"
        LAST = "last", "the last result counts"
        AVERAGE = "average", "the average of the results counts"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="grade_items")
    key = models.CharField(max_length=120, help_text="Who stands behind it, such as quiz:week-3.")
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=300, help_text="Where a member of the course finds it.")
    max_points = models.DecimalField(max_digits=9, decimal_places=3)
    counting = models.CharField(max_length=8, choices=Counting, default=Counting.BEST)
    opens_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    results_from = models.DateTimeField(
        null=True, blank=True, help_text="From when on students see their points; empty: as soon as there are any."
    )
    results_hidden = models.BooleanField(default=False, help_text="Students do not see their points at all.")

    objects = GradeItemQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="one_item_per_key")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.url

    def shows_results(self, now: datetime) -> bool:
        """Whether a student may see their points."""
        return not self.results_hidden and (self.results_from is None or self.results_from <= now)

    @property
    def kind(self) -> str:
        return self.key.partition(":")[0]


class GradeEntryQuerySet(models.QuerySet["GradeEntry"]):
    def update(self, **fields: Any) -> NoReturn:
        raise TypeError("Entries of the ledger are never changed; record another one.")

    def delete(self) -> NoReturn:
        raise TypeError("Entries of the ledger are never deleted; record another one.")


class GradeEntry(models.Model):
    """One thing that was said about one student's points. Written by ledger.py only."""

    class Kind(models.TextChoices):
        RESULT = "result", "result"
        OVERRIDE = "override", "set by hand"
        WITHDRAWAL = "withdrawal", "setting by hand withdrawn"

    item = models.ForeignKey(GradeItem, on_delete=models.PROTECT, related_name="entries")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grade_entries")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.RESULT)
    points = models.DecimalField(max_digits=9, decimal_places=3, null=True)
    origin = models.CharField(max_length=120, unique=True, help_text="Where it came from, such as submission:42/run:1.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True, default="")
    recorded_at = models.DateTimeField(default=timezone.now)

    objects = GradeEntryQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["item", "student"], name="entries_of_a_student")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="withdrawal") | models.Q(points__isnull=False), name="an_entry_has_points"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="result") | (models.Q(author__isnull=False) & ~models.Q(reason="")),
                name="a_hand_set_entry_has_author_and_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student}: {self.points} for {self.item} ({self.origin})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("Entries of the ledger are never changed; record another one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Entries of the ledger are never deleted; record another one.")
