"""Forms of the gradebook: which rows to show, and points set by hand."""

from typing import Any

from django import forms

from courseapp.courses.forms import choose_section
from courseapp.courses.models import Course, Enrolment, EnrolmentQuerySet
from courseapp.courses.points import write_points
from courseapp.gradebook.models import GradeItem


class SectionForm(forms.Form):
    """Which section's rows; stands in the address."""

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course
        self.fields["section"] = choose_section(course=course, empty_label="All sections")

    def list_students(self) -> EnrolmentQuerySet:
        students = Enrolment.objects.filter(course=self.course).of_students()
        chosen = self.cleaned_data["section"] if self.is_valid() else None
        return students.filter(section=chosen) if chosen else students


class OverrideForm(forms.Form):
    points = forms.DecimalField(max_digits=9, decimal_places=3, min_value=0)
    reason = forms.CharField(
        max_length=500,
        help_text="The student and your colleagues read it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, item: GradeItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = write_points(item.max_points)
        self.fields["points"].help_text = f"From 0 to {most}."
        self.fields["points"].widget.attrs.update({"max": most, "step": "any", "inputmode": "decimal"})


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Why the results should count again", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
