"""What is decided about a question after it was answered."""

from decimal import Decimal
from typing import Any

from django import forms

from quizzes.models import Question, QuestionVersion, Quiz, Ruling
from quizzes.rulings import Proposal
from quizzes.templatetags.quiz_words import points

Kind = Ruling.Kind


class RulingForm(forms.Form):
    kind = forms.ChoiceField(
        label="What to do", widget=forms.RadioSelect, error_messages={"required": "Choose what to do."}
    )
    points = forms.DecimalField(
        label="New points, where it is worth others",
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(1000),
        decimal_places=2,
    )
    reason = forms.CharField(
        label="Why",
        max_length=300,
        help_text="Your students read this in their grades.",
        error_messages={"required": "Say why: your students will read it."},
    )

    def __init__(self, data: Any = None, *, quiz: Quiz, question: Question, corrected: QuestionVersion | None) -> None:
        super().__init__(data)
        place = quiz.places.filter(question=question).first()
        worth = points(place.points) if place else ""
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101  tells the type checker
        kind.choices = [
            *([(Kind.KEY, "Mark everybody by the question as it stands now")] if corrected else []),
            (Kind.FULL, "Give everybody full points for it"),
            (Kind.DROP, "Let it count for nobody"),
            (Kind.POINTS, f"Let it be worth other points than {worth}"),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("kind") == Kind.POINTS and cleaned.get("points") is None and "points" not in self.errors:
            self.add_error("points", "Say how many points the question is worth now.")
        return cleaned

    def read_proposal(self) -> Proposal:
        cleaned = self.cleaned_data
        return Proposal(kind=cleaned["kind"], reason=cleaned["reason"], points=cleaned["points"])
