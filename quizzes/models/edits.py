"""What somebody has typed into a question's form and not saved yet. Written by edits.py only."""

from django.conf import settings
from django.db import models

from quizzes.models.questions import Question


class Edit(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="edits")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    data = models.JSONField(help_text="What the form posts: lists of texts by field.")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "author"], name="one_edit_per_person")]

    def __str__(self) -> str:
        return f"unsaved edit of {self.question} by {self.author}"
