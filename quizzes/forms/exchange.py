"""Bringing questions of other systems into a quiz."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from quizzes.formats.contract import MAX_BYTES

LARGEST_MB = MAX_BYTES // 1_000_000


class QuestionFileForm(forms.Form):
    file = forms.FileField(
        label="File with questions",
        help_text=f"The kind of file is recognised by its ending and its first words. Up to {LARGEST_MB} MB.",
        allow_empty_file=True,  # the format says what is wrong with an empty one
        error_messages={"required": "Choose the file with the questions first."},
        max_length=200,
    )

    def clean_file(self) -> Any:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(f"This file is larger than {LARGEST_MB} MB. Split it into several.")
        return file


class ParcelForm(forms.Form):
    """What the preview showed, sent back."""

    parcel = forms.CharField(
        widget=forms.HiddenInput, error_messages={"required": "Choose the file with the questions first."}
    )
