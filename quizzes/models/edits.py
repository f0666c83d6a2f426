"""What somebody has typed into a question's form and not saved yet. Written by edits.py only."""

from django.conf import settings
from django.db import models

from quizzes.models.decks import Slide
from quizzes.models.questions import Question


class Edit(models.Model):
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="edits", null=True)
    slide = models.ForeignKey(
        Slide, on_delete=models.CASCADE, related_name="edits", null=True, help_text="Where a new question is written."
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    data = models.JSONField(help_text="What the form posts: lists of texts by field.")
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "author"], name="one_edit_per_person"),
            models.UniqueConstraint(fields=["slide", "author"], name="one_new_question_per_person"),
            models.CheckConstraint(
                condition=models.Q(question__isnull=False, slide__isnull=True)
                | models.Q(question__isnull=True, slide__isnull=False),
                name="edit_of_a_question_or_for_a_slide",
            ),
        ]

    def __str__(self) -> str:
        return f"unsaved edit of {self.question or self.slide} by {self.author}"
