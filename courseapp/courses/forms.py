"""Forms about people: one person, a filter, an invite, a file, a code."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from courseapp.accounts.forms import AddressField
from courseapp.courses import invites, rosters
from courseapp.courses.models import Course, EnrolmentQuerySet, Invite, Role, Section
from courseapp.courses.people import Place

NO_SECTION = "none"


def choose_section(*, course: Course, empty_label: str = "No section", **options: Any) -> forms.ModelChoiceField:
    sections = Section.objects.filter(course=course)
    return forms.ModelChoiceField(queryset=sections, required=False, empty_label=empty_label, **options)


class PlaceForm(forms.Form):
    """A role and a section of one course."""

    role = forms.ChoiceField(choices=Role)

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"] = choose_section(course=course)

    @property
    def place(self) -> Place:
        return Place(role=Role(self.cleaned_data["role"]), section=self.cleaned_data["section"])


class PersonForm(PlaceForm):
    email = AddressField()
    name = forms.CharField(max_length=150, help_text="As it should appear in the gradebook.")
    field_order = ["name", "email", "role"]


class EnrolmentForm(PlaceForm):
    is_active = forms.BooleanField(
        label="In the course",
        required=False,
        help_text="Without this they see nothing of the course; their marks stay.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["role", "section", "is_active"])


class FilterForm(forms.Form):
    """Which people to list: everything stands in the address."""

    q = forms.CharField(label="Name or address", required=False, max_length=100)
    role = forms.ChoiceField(choices=[("", "All roles"), *Role.choices], required=False)
    left = forms.BooleanField(label="Show who left", required=False)

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = [(str(section.pk), section.name) for section in Section.objects.filter(course=course)]
        choices = [("", "All sections"), (NO_SECTION, "No section"), *sections]
        self.fields["section"] = forms.ChoiceField(choices=choices, required=False)

    def narrow(self, people: EnrolmentQuerySet) -> EnrolmentQuerySet:
        """The people that the valid parts of the filter let through; nonsense filters nothing."""
        self.is_valid()
        wanted = self.cleaned_data
        people = people.filter(is_active=not wanted.get("left")).matching(wanted.get("q", ""))
        if role := wanted.get("role"):
            people = people.filter(role=role)
        if (section := wanted.get("section")) == NO_SECTION:
            return people.filter(section=None)
        return people.filter(section=section) if section else people


class InviteForm(forms.Form):
    expires_at = forms.DateTimeField(
        label="Open until",
        required=False,
        help_text="Leave it empty to close the code by hand.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"] = choose_section(course=course, help_text="Who joins with the code lands there.")
        self.order_fields(["section", "expires_at"])

    def clean_expires_at(self) -> Any:
        moment = self.cleaned_data["expires_at"]
        if moment is not None and moment <= timezone.now():
            raise ValidationError("This moment has passed. Choose a later one, or leave it empty.")
        return moment


class RosterForm(forms.Form):
    file = forms.FileField(
        label="CSV file",
        help_text="At most 1 MB and 5,000 lines.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv"}),
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > rosters.LARGEST_BYTES:
            raise ValidationError("The file is larger than 1 MB. Split it into several files, or remove columns.")
        return file


class CodeForm(forms.Form):
    code = forms.CharField(
        label="Invite code",
        max_length=60,
        help_text="Ten letters and digits, from your instructor. Spaces do not matter.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    invite: Invite

    def clean_code(self) -> str:
        try:
            self.invite = invites.find(code=self.cleaned_data["code"])
        except invites.InviteError as error:
            raise ValidationError(str(error)) from None
        return self.invite.code


class NewcomerForm(forms.Form):
    """Somebody without an account, or who does not know that they have one."""

    name = forms.CharField(
        label="Your name",
        max_length=150,
        help_text="As it should appear in the gradebook.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(help_text="We send a link there, so that nobody can use an address that is not theirs.")
