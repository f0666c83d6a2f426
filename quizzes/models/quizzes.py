"""A quiz: questions in order, worth points, open for a while. Written by authoring.py only."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone

from courseapp.courses.models import Course
from courseapp.gradebook.models import GradeItem
from quizzes.models.questions import Question

MOST_ATTEMPTS = 20


class QuizQuerySet(models.QuerySet["Quiz"]):
    def published(self) -> "QuizQuerySet":
        return self.filter(published_at__isnull=False)

    def in_order(self) -> "QuizQuerySet":
        return self.order_by(models.F("due_at").asc(nulls_last=True), "title")

    def with_sums(self) -> "QuizQuerySet":
        return self.annotate(question_count=models.Count("places"), points_sum=models.Sum("places__points"))


class Quiz(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="quizzes")
    slug = models.SlugField("address", max_length=60)
    title = models.CharField(max_length=200)
    intro = models.TextField("introduction", blank=True)
    opens_at = models.DateTimeField("opens", null=True, blank=True)
    due_at = models.DateTimeField("due", null=True, blank=True)
    attempts_allowed = models.PositiveSmallIntegerField(
        "attempts", default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_ATTEMPTS)]
    )
    published_at = models.DateTimeField(null=True, blank=True)
    grade_item = models.OneToOneField(GradeItem, on_delete=models.PROTECT, null=True, blank=True, related_name="quiz")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    questions = models.ManyToManyField(Question, through="QuizQuestion", related_name="quizzes")

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "quizzes"
        constraints = [models.UniqueConstraint(fields=["course", "slug"], name="one_quiz_per_address")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("quizzes:quiz", args=[self.course.slug, self.slug])

    @property
    def max_points(self) -> Decimal:
        return sum((place.points for place in self.places.all()), Decimal(0))

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    def has_opened(self, now: datetime) -> bool:
        return self.opens_at is None or self.opens_at <= now

    def is_over(self, now: datetime) -> bool:
        return self.due_at is not None and self.due_at <= now


class QuizQuestion(models.Model):
    """The place of one question in one quiz, and what it is worth there."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="places")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=6, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        ordering = ["quiz", "position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "position"], name="one_question_per_position"),
            models.UniqueConstraint(fields=["quiz", "question"], name="a_question_once_per_quiz"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. of {self.quiz}"
