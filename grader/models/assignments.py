"""What is asked: assignments, as they are given to a course."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from courseapp.courses.models import Course
from courseapp.gradebook.models import GradeItem


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def published(self) -> "AssignmentQuerySet":
        return self.filter(published_at__lte=timezone.now())

    def in_order(self) -> "AssignmentQuerySet":
        return self.order_by(models.F("due_at").asc(nulls_last=True), "title")


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
    publish_at = models.DateTimeField(
        null=True, blank=True, help_text="To be published then, once its audit lets it through; empty: nobody asked."
    )
    attempts = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text="Submissions a student has; empty: any number.",
    )
    cooldown_s = models.PositiveIntegerField(default=0, help_text="Seconds between two submissions of a student.")
    hourly_limit = models.PositiveSmallIntegerField(default=60, validators=[MinValueValidator(1)])
    # The attempt with which each hint comes, 0: never; empty: as the assignment's folder says.
    hint_where = models.PositiveSmallIntegerField(null=True, blank=True)
    hint_what = models.PositiveSmallIntegerField(null=True, blank=True)
    hint_how = models.PositiveSmallIntegerField(null=True, blank=True)

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
