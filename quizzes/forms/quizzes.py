"""The rules of a quiz, which questions it asks, and what they are worth."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings

from quizzes.authoring import Terms
from quizzes.models import Question, Quiz
from quizzes.models.quizzes import MOST_ATTEMPTS
from quizzes.templatetags.quiz_words import points

MOMENT_FORMAT = "%Y-%m-%dT%H:%M"


class MomentField(forms.DateTimeField):
    """A date with a time, chosen in the browser's own picker."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT_FORMAT)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, help_text=f"Time zone: {settings.TIME_ZONE}.", **kwargs)
        self.error_messages["invalid"] = "Write a date and a time, such as 2026-11-30 18:00."


class TermsForm(forms.Form):
    title = forms.CharField(
        max_length=200, error_messages={"required": "Give the quiz a title, such as “Week 3: recurrent networks”."}
    )
    intro = forms.CharField(
        label="Introduction",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What students read before they start. Markdown, with $mathematics$.",
    )
    opens_at = MomentField(label="Opens")
    due_at = MomentField(label="Due")
    attempts_allowed = forms.IntegerField(
        label="Attempts", min_value=1, max_value=MOST_ATTEMPTS, initial=1, help_text="The best one counts."
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opens_at, due_at = cleaned.get("opens_at"), cleaned.get("due_at")
        if opens_at and due_at and opens_at >= due_at:
            self.add_error("due_at", "The quiz would be due before it opens. Choose a later moment.")
        return cleaned

    def read_terms(self) -> Terms:
        return Terms(**{name: self.cleaned_data[name] for name in Terms.__dataclass_fields__})


def describe_terms(quiz: Quiz) -> dict[str, Any]:
    """The terms of a quiz as a form shows them at first."""
    return {name: getattr(quiz, name) for name in Terms.__dataclass_fields__}


class MakeQuizForm(TermsForm):
    """A quiz of some of a deck's questions."""

    questions = forms.ModelMultipleChoiceField(
        queryset=Question.objects.none(),
        error_messages={"required": "Tick at least one question for the quiz.", "list": "Tick the questions again."},
    )

    def __init__(self, *args: Any, offered: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["intro"]
        field = self.fields["questions"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101  tells the type checker
        field.queryset = Question.objects.filter(pk__in=[question.pk for question in offered])
        self._order = {question.pk: place for place, question in enumerate(offered)}

    def chosen_ids(self) -> set[int]:
        """What is ticked when the form is shown."""
        ticked = self["questions"].value() or []
        return {int(each) for each in ticked if str(each).isdecimal()}

    def read_questions(self) -> list[Question]:
        """The chosen ones in the deck's order."""
        return sorted(self.cleaned_data["questions"], key=lambda question: self._order[question.pk])

    def read_terms(self) -> Terms:
        cleaned = self.cleaned_data
        return Terms(
            title=cleaned["title"],
            opens_at=cleaned["opens_at"],
            due_at=cleaned["due_at"],
            attempts_allowed=cleaned["attempts_allowed"],
        )


class PlacesForm(forms.Form):
    """The points of each question, and which of them to take out."""

    def __init__(self, *args: Any, quiz: Quiz, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = list(quiz.places.select_related("question__current").order_by("position"))
        for place in self.places:
            self.fields[f"points_{place.pk}"] = forms.DecimalField(
                label=f"Points for question {place.position}",
                min_value=Decimal(0),
                max_value=Decimal(1000),
                decimal_places=2,
                initial=points(place.points),
            )
            self.fields[f"remove_{place.pk}"] = forms.BooleanField(
                label=f"Remove question {place.position}", required=False
            )

    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField]]:
        return [(place, self[f"points_{place.pk}"], self[f"remove_{place.pk}"]) for place in self.places]

    def read_points(self) -> dict[Question, Decimal]:
        """What is left, in order."""
        return {
            place.question: self.cleaned_data[f"points_{place.pk}"]
            for place in self.places
            if not self.cleaned_data[f"remove_{place.pk}"]
        }
