"""Uploading a deck, or a newer file for one."""

from typing import Any

from django import forms

from quizzes.forms.deck_files import DeckFiles, File, SeveralFilesField, check_size, sort_files
from quizzes.slides.source import MAX_BYTES, MAX_FILE_BYTES
from quizzes.uploads import is_large

LARGEST_TEXT_MB, LARGEST_DECK_MB = MAX_BYTES // 2**20, MAX_FILE_BYTES // 2**20


class UploadForm(forms.Form):
    file = SeveralFilesField(
        label="Deck",
        help_text="A lecture deck as PDF, PowerPoint (.pptx), LaTeX (.tex), Markdown (.md, .qmd), Typst (.typ), "
        "notebook (.ipynb), web page (.html) or text (.txt), "
        f"up to {LARGEST_TEXT_MB} MB of text or {LARGEST_DECK_MB} MB with pictures. "
        "If it includes other files, choose them all at once, or a zip of them. "
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

    def clean_pdf(self) -> Any:
        file: File | None = self.cleaned_data["pdf"]
        if file is not None and not file.read(5).startswith(b"%PDF-"):
            raise forms.ValidationError("This is no PDF. Leave it out, or export the slides as PDF and choose that.")
        if file is not None:
            file.seek(0)
        return check_size(file, MAX_FILE_BYTES) if file else None

    def clean(self) -> dict[str, Any]:
        """Everything, and as `deck` the files by what they are for."""
        cleaned = super().clean() or {}
        if "file" in cleaned:
            try:
                cleaned["deck"] = sort_files(cleaned["file"], cleaned.get("pdf"))
            except forms.ValidationError as error:
                self.add_error("file", error)
        return cleaned

    def is_large(self) -> bool:
        """Whether the files are for the background."""
        return is_large(size=self._deck.size)

    def read_files(self) -> dict[str, Any]:
        """The arguments for decks.import_deck and editions.import_again."""
        return self._deck.read()

    @property
    def _deck(self) -> DeckFiles:
        deck: DeckFiles = self.cleaned_data["deck"]
        return deck
