"""Uploading a deck."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from quizzes.slides.source import MAX_BYTES

LARGEST_DECK_MB = MAX_BYTES // 2**20


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Deck",
        help_text=f"A lecture deck as Markdown (.md, .qmd), LaTeX (.tex) or text (.txt), up to {LARGEST_DECK_MB} MB. "
        "Pages that repeat a slide with one more line are merged.",
        allow_empty_file=True,  # the reader says what is wrong with an empty one
        error_messages={"required": "Choose the file of your deck first."},
        max_length=200,
    )

    def clean_file(self) -> Any:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            raise forms.ValidationError(
                f"This file is larger than {LARGEST_DECK_MB} MB. Export the deck as text, without pictures, and try it."
            )
        return file
