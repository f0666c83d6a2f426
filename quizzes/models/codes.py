"""Access codes that did not open a quiz. Written by codes.py only."""

from django.conf import settings
from django.db import models

from quizzes.models.quizzes import Quiz


class WrongCode(models.Model):
    """When a student tried one; not what they tried."""

    quiz = models.ForeignKey(Quiz, on_delete=models.CASCADE, related_name="wrong_codes")
    student = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["quiz", "student", "tried_at"], name="wrong_codes_of_a_student")]

    def __str__(self) -> str:
        return f"a wrong code of {self.student} for {self.quiz}"
