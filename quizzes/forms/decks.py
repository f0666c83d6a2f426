"""Uploading a deck, or a newer file for one."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from quizzes.slides import PICTURED
from quizzes.slides.source import MAX_BYTES, MAX_FILE_BYTES
from quizzes.uploads import is_large

LARGEST_TEXT_MB, LARGEST_DECK_MB = MAX_BYTES // 2**20, MAX_FILE_BYTES // 2**20


class UploadForm(forms.Form):
    file = forms.FileField(
        label="Deck",
        help_text="A lecture deck as PDF, PowerPoint (.pptx), LaTeX (.tex), Markdown (.md, .qmd), Typst (.typ), "
        "notebook (.ipynb) or text (.txt), "
        f"up to {LARGEST_TEXT_MB} MB of text or {LARGEST_DECK_MB} MB with pictures. "
        "Pages that repeat a slide with one more line are merged.",
        allow_empty_file=True,  # the reader says what is wrong with an empty one
        error_messages={"required": "Choose the file of your deck first."},
        max_length=200,
    )
    pdf = forms.FileField(
        label="The same deck as PDF",
        required=False,
        help_text="If you have it: its pages are shown as pictures of the slides.",
        max_length=200,
    )

    def clean_file(self) -> Any:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        pictured = PurePath(file.name or "").suffix.lower() in PICTURED
        return _check_size(file, MAX_FILE_BYTES if pictured else MAX_BYTES)

    def clean_pdf(self) -> Any:
        file: UploadedFile[Any] | None = self.cleaned_data["pdf"]
        if file is not None and not file.read(5).startswith(b"%PDF-"):
            raise forms.ValidationError("This is no PDF. Leave it out, or export the slides as PDF and choose that.")
        if file is not None:
            file.seek(0)
        return _check_size(file, MAX_FILE_BYTES) if file else None

    def is_large(self) -> bool:
        """Whether the files are for the background."""
        pdf = self.cleaned_data["pdf"]
        return is_large(size=self.cleaned_data["file"].size + (pdf.size if pdf else 0))

    def read_files(self) -> dict[str, Any]:
        """The arguments for decks.import_deck and editions.import_again."""
        file, pdf = self.cleaned_data["file"], self.cleaned_data["pdf"]
        return {"filename": file.name, "data": file.read(), "pdf": pdf.read() if pdf else None}


def _check_size(file: "UploadedFile[Any]", most_bytes: int) -> "UploadedFile[Any]":
    if (file.size or 0) > most_bytes:
        raise forms.ValidationError(
            f"This file is larger than {most_bytes // 2**20} MB. Export the deck with smaller pictures, or as text, "
            "and try that."
        )
    return file
