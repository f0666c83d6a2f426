"""What one student or one section is granted beyond a quiz's rules. Written by accommodations.py only."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from courseapp.courses.models import Course, Section
from quizzes.models.quizzes import Quiz

LARGEST_FACTOR = 10


class Accommodation(models.Model):
    """For one quiz, or for every quiz of the course. A field that is empty grants nothing."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="quiz_accommodations")
    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, null=True, blank=True, related_name="accommodations")
    student = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="quiz_accommodations"
    )
    section = models.ForeignKey(
        Section, on_delete=models.CASCADE, null=True, blank=True, related_name="quiz_accommodations"
    )
    time_factor = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LARGEST_FACTOR)],
    )
    extra_minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    opens_at = models.DateTimeField("opens", null=True, blank=True)
    due_at = models.DateTimeField("due", null=True, blank=True)
    closes_at = models.DateTimeField("closes", null=True, blank=True)
    extra_attempts = models.PositiveSmallIntegerField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(student__isnull=False, section=None) | models.Q(student=None, section__isnull=False),
                name="granted_to_a_student_or_a_section",
            ),
            models.UniqueConstraint(
                "course",
                *(Coalesce(models.F(whom), 0) for whom in ("quiz", "student", "section")),
                name="one_accommodation_each",
            ),
            models.CheckConstraint(
                condition=models.Q(quiz__isnull=False) | models.Q(opens_at=None, due_at=None, closes_at=None),
                name="dates_are_for_one_quiz",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.student or self.section}: {self.quiz or 'every quiz'}"
