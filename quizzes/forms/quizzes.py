"""The rules of a quiz, which questions it asks, and what they are worth."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings

from quizzes import authoring
from quizzes.authoring import Draws, Terms
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


class FirstTermsForm(forms.Form):
    """What is asked when a quiz is made; the rest is in its settings."""

    title = forms.CharField(
        max_length=200, error_messages={"required": "Give the quiz a title, such as “Week 3: recurrent networks”."}
    )
    opens_at = MomentField(label="Opens")
    due_at = MomentField(label="Due")
    attempts_allowed = forms.IntegerField(label="Attempts", min_value=1, max_value=MOST_ATTEMPTS, initial=1)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            for name, sentence in authoring.list_faults(self.read_terms()).items():
                self.add_error(name, sentence)
        return cleaned

    def read_terms(self) -> Terms:
        """What is left empty is as a new quiz has it."""
        said = {name: self.cleaned_data.get(name) for name in Terms.__dataclass_fields__}
        return Terms(**{name: value for name, value in said.items() if value not in (None, "")})


class TermsForm(FirstTermsForm):
    """Everything about how a quiz is taken."""

    intro = forms.CharField(
        label="Introduction",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What students read before they start. Markdown, with $mathematics$.",
    )
    time_limit = forms.IntegerField(label="Minutes", required=False, min_value=1, max_value=20_000)
    closes_at = MomentField(label="Late answers until")
    late_percent = forms.DecimalField(
        label="Percent off when late", required=False, min_value=0, max_value=100, decimal_places=2
    )
    late_per = forms.ChoiceField(label="Taken off", required=False, choices=Quiz.LatePer.choices)
    counting = forms.ChoiceField(label="Of several attempts", required=False, choices=Quiz.Counting.choices)
    layout = forms.ChoiceField(label="Pages", required=False, choices=Quiz.Layout.choices)
    shuffle_questions = forms.BooleanField(label="Each attempt has its own order of questions", required=False)
    shuffle_options = forms.BooleanField(label="Each attempt has its own order of options", required=False)
    access_code = forms.CharField(
        label="Access code", required=False, max_length=40, help_text="Asked before starting; say it in the room."
    )
    feedback = forms.ChoiceField(label="Feedback", required=False, choices=Quiz.Feedback.choices)
    score_shown = forms.ChoiceField(label="Score", required=False, choices=Quiz.Shown.choices)
    score_date = MomentField(label="Score shown from")
    key_shown = forms.ChoiceField(label="Right answers", required=False, choices=Quiz.Shown.choices)
    key_date = MomentField(label="Right answers shown from")
    explanation_shown = forms.ChoiceField(label="Explanations and slides", required=False, choices=Quiz.Shown.choices)
    explanation_date = MomentField(label="Explanations shown from")

    def list_releases(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """What is shown afterwards, each with its date."""
        return [(self[f"{what}_shown"], self[f"{what}_date"]) for what in ("score", "key", "explanation")]


def describe_terms(quiz: Quiz) -> dict[str, Any]:
    """The terms of a quiz as a form shows them at first."""
    return {name: getattr(quiz, name) for name in Terms.__dataclass_fields__}


class MakeQuizForm(FirstTermsForm):
    """A quiz of some of a deck's questions."""

    questions = forms.ModelMultipleChoiceField(
        queryset=Question.objects.none(),
        error_messages={"required": "Tick at least one question for the quiz.", "list": "Tick the questions again."},
    )

    def __init__(self, *args: Any, offered: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
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


class PlacesForm(forms.Form):
    """The points and the pool of each question, and which of them to take out."""

    draws = forms.CharField(
        label="Drawn from each pool",
        required=False,
        max_length=400,
        help_text="Such as “A: 3, B: 1”: each attempt asks three of pool A and one of B. Nothing repeats in later "
        "attempts until a pool is used up.",
    )

    def __init__(self, *args: Any, quiz: Quiz, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["draws"].initial = ", ".join(f"{pool.name}: {pool.draw}" for pool in quiz.pools.all())
        self.places = list(quiz.places.select_related("question__current", "pool").order_by("position"))
        for place in self.places:
            number, pool = place.position, place.pool.name if place.pool else ""
            self.fields[f"points_{place.pk}"] = forms.DecimalField(
                label=f"Points for question {number}",
                min_value=Decimal(0),
                max_value=Decimal(1000),
                decimal_places=2,
                initial=points(place.points),
            )
            self.fields[f"pool_{place.pk}"] = forms.CharField(
                label=f"Pool of question {number}", required=False, max_length=40, initial=pool
            )
            self.fields[f"remove_{place.pk}"] = forms.BooleanField(label=f"Remove question {number}", required=False)

    def clean_draws(self) -> dict[str, int]:
        parts = [part.rpartition(":") for part in self.cleaned_data["draws"].split(",") if part.strip()]
        if not all(name.strip() and number.strip().isdecimal() for name, _, number in parts):
            raise forms.ValidationError("Write each pool with how many are drawn from it, such as “A: 3, B: 1”.")
        return {name.strip(): int(number) for name, _, number in parts}

    def rows(self) -> list[tuple[Any, forms.BoundField, forms.BoundField, forms.BoundField]]:
        names = ("points", "pool", "remove")
        return [(place, *(self[f"{name}_{place.pk}"] for name in names)) for place in self.places]  # type: ignore[misc]

    def read_points(self) -> dict[Question, Decimal]:
        """What is left, in order."""
        return {place.question: self.cleaned_data[f"points_{place.pk}"] for place in self._list_left()}

    def read_draws(self) -> Draws:
        pools = {place.question: self.cleaned_data[f"pool_{place.pk}"].strip() for place in self._list_left()}
        return Draws({question: name for question, name in pools.items() if name}, self.cleaned_data["draws"])

    def _list_left(self) -> list[Any]:
        return [place for place in self.places if not self.cleaned_data[f"remove_{place.pk}"]]
