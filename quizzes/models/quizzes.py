"""A quiz: questions in order, worth points, taken under rules. Written by authoring.py only."""

from datetime import datetime

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


class Quiz(models.Model):
    """Rules stand here as they are for everybody; `rules.py` works out what accommodations make of them."""

    class Counting(models.TextChoices):
        BEST = "best", "the best attempt counts"
        LAST = "last", "the last attempt counts"
        AVERAGE = "average", "the average of the attempts counts"

    class Layout(models.TextChoices):
        ALL = "all", "all questions on one page"
        EACH = "each", "a page for each question"
        ONE_WAY = "one_way", "a page for each question, without a way back"

    class LatePer(models.TextChoices):
        ONCE = "once", "once"
        HOUR = "hour", "for each hour begun"
        DAY = "day", "for each day begun"

    class Feedback(models.TextChoices):
        END = "end", "after submitting"
        QUESTION = "question", "after each question"

    class Shown(models.TextChoices):
        NOW = "now", "at once"
        DUE = "due", "when nobody can answer any more"
        DATE = "date", "on a date"
        NEVER = "never", "never"

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="quizzes")
    slug = models.SlugField("address", max_length=60)
    title = models.CharField(max_length=200)
    intro = models.TextField("introduction", blank=True)
    opens_at = models.DateTimeField("opens", null=True, blank=True)
    due_at = models.DateTimeField("due", null=True, blank=True)
    attempts_allowed = models.PositiveSmallIntegerField(
        "attempts", default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_ATTEMPTS)]
    )
    closes_at = models.DateTimeField(
        "closes", null=True, blank=True, help_text="Until when late answers are taken; empty: none are."
    )
    time_limit = models.PositiveSmallIntegerField("minutes", null=True, blank=True, validators=[MinValueValidator(1)])
    late_percent = models.DecimalField(
        max_digits=5, decimal_places=2, default=0, validators=[MinValueValidator(0), MaxValueValidator(100)]
    )
    late_per = models.CharField(max_length=4, choices=LatePer, default=LatePer.DAY)
    counting = models.CharField(max_length=8, choices=Counting, default=Counting.BEST)
    layout = models.CharField(max_length=8, choices=Layout, default=Layout.ALL)
    shuffle_questions = models.BooleanField(default=False)
    shuffle_options = models.BooleanField(default=False)
    access_code = models.CharField(max_length=40, blank=True, help_text="Said in the room; asked before starting.")
    feedback = models.CharField(max_length=8, choices=Feedback, default=Feedback.END)
    score_shown = models.CharField(max_length=5, choices=Shown, default=Shown.NOW)
    score_date = models.DateTimeField(null=True, blank=True)
    key_shown = models.CharField(max_length=5, choices=Shown, default=Shown.NOW)
    key_date = models.DateTimeField(null=True, blank=True)
    explanation_shown = models.CharField(max_length=5, choices=Shown, default=Shown.NOW)
    explanation_date = models.DateTimeField(null=True, blank=True)
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
    def is_published(self) -> bool:
        return self.published_at is not None

    def has_opened(self, now: datetime) -> bool:
        return self.opens_at is None or self.opens_at <= now

    @property
    def ends_at(self) -> datetime | None:
        """When the last answer is taken, late ones included."""
        return self.closes_at or self.due_at

    def is_over(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= now


class Pool(models.Model):
    """Questions of a quiz of which each attempt draws some."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="pools")
    name = models.CharField(max_length=40)
    draw = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])

    class Meta:
        ordering = ["quiz", "name"]
        constraints = [models.UniqueConstraint(fields=["quiz", "name"], name="one_pool_per_name")]

    def __str__(self) -> str:
        return f"{self.draw} of {self.name}"


class QuizQuestion(models.Model):
    """The place of one question in one quiz, and what it is worth there."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="places")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="places")
    position = models.PositiveSmallIntegerField()
    points = models.DecimalField(max_digits=6, decimal_places=2, validators=[MinValueValidator(0)])
    pool = models.ForeignKey(Pool, on_delete=models.SET_NULL, null=True, blank=True, related_name="places")

    class Meta:
        ordering = ["quiz", "position"]
        constraints = [
            models.UniqueConstraint(fields=["quiz", "position"], name="one_question_per_position"),
            models.UniqueConstraint(fields=["quiz", "question"], name="a_question_once_per_quiz"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. of {self.quiz}"
