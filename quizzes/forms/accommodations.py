"""Granting more time, other dates or more attempts."""

from typing import Any

from django import forms

from courseapp.accounts.models import User
from courseapp.courses.models import Course, Enrolment, Section
from quizzes.accommodations import Grant
from quizzes.forms.quizzes import MomentField
from quizzes.models.accommodations import LARGEST_FACTOR

EVERY, THIS = "every", "this"


class AccommodationForm(forms.Form):
    whom = forms.ChoiceField(label="For", error_messages={"required": "Choose a student or a section."})
    scope = forms.ChoiceField(
        label="Which quizzes", choices=[(THIS, "this quiz"), (EVERY, "every quiz of the course")], initial=THIS
    )
    time_factor = forms.DecimalField(
        label="Time, multiplied by", required=False, min_value=1, max_value=LARGEST_FACTOR, decimal_places=2
    )
    extra_minutes = forms.IntegerField(label="Extra minutes", required=False, min_value=1, max_value=10_000)
    extra_attempts = forms.IntegerField(label="Extra attempts", required=False, min_value=1, max_value=20)
    opens_at = MomentField(label="Opens")
    due_at = MomentField(label="Due")
    closes_at = MomentField(label="Late answers until")
    reason = forms.CharField(label="Why", required=False, max_length=300, help_text="For your colleagues.")

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        enrolments = Enrolment.objects.filter(course=course).of_students().by_name()
        self._people: dict[str, User | Section] = {f"section:{each.pk}": each for each in course.sections.all()}
        self._people |= {f"student:{each.user_id}": each.user for each in enrolments}
        field = self.fields["whom"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  tells the type checker
        field.choices = [("", "Choose …"), *((key, str(whom)) for key, whom in self._people.items())]

    @property
    def is_for_every_quiz(self) -> bool:
        return bool(self.cleaned_data["scope"] == EVERY)

    def read_whom(self) -> User | Section:
        return self._people[self.cleaned_data["whom"]]

    def read_grant(self) -> Grant:
        return Grant(**{name: self.cleaned_data[name] for name in Grant.__dataclass_fields__})
