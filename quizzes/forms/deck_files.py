"""The files of one deck as they are chosen in a browser: one, a source and its PDF, or several that belong together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from quizzes.slides import PICTURED, bundle
from quizzes.slides.source import MAX_BYTES, MAX_FILE_BYTES

SOURCES = (".tex", ".typ", ".qmd", ".md", ".rmd", ".ipynb", ".pptx", ".html", ".txt")

if TYPE_CHECKING:  # generic in its stubs only
    File = UploadedFile[Any]
else:
    File = UploadedFile


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """One file or more; its value is a list."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[File]:
        chosen = [each for each in data if each] if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(each, initial) for each in chosen or [None]]


@dataclass(frozen=True)
class DeckFiles:
    """What was chosen: the files of a deck, and the PDF that shows it as pages."""

    files: tuple[File, ...]
    pdf: File | None

    @property
    def size(self) -> int:
        return sum(file.size or 0 for file in (*self.files, *([self.pdf] if self.pdf else [])))

    def read(self) -> dict[str, Any]:
        """The arguments for decks.import_deck and editions.import_again; several files are one zip."""
        pdf = self.pdf.read() if self.pdf else None
        if len(self.files) == 1:
            return {"filename": self.files[0].name, "data": self.files[0].read(), "pdf": pdf}
        contents = {_name(file): file.read() for file in self.files}
        return {"filename": _name_all(contents), "data": bundle.pack(contents), "pdf": pdf}


def sort_files(files: Sequence[File], pdf: File | None) -> DeckFiles:
    """Files by what they are for. Raises ValidationError where they are too large, or several lectures at once."""
    pages = [file for file in files if _suffix(file) == ".pdf"]
    others = [file for file in files if file not in pages]
    if len(pages) > 1 or (pages and pdf and others):
        raise forms.ValidationError("These are several PDFs. Choose one lecture at a time.")
    if pages and others:
        pdf, files = pages[0], others
    for file in files:
        check_size(file, MAX_FILE_BYTES if _suffix(file) in PICTURED or len(files) > 1 else MAX_BYTES)
    chosen = DeckFiles(tuple(files), pdf)
    if len(files) > 1 and sum(file.size or 0 for file in files) > MAX_FILE_BYTES:
        raise forms.ValidationError(
            f"These files are larger than {MAX_FILE_BYTES // 2**20} MB together. Leave the pictures out."
        )
    return chosen


def check_size(file: File, most_bytes: int) -> File:
    if (file.size or 0) > most_bytes:
        raise forms.ValidationError(
            f"This file is larger than {most_bytes // 2**20} MB. Export the deck with smaller pictures, or as text, "
            "and try that."
        )
    return file


def _suffix(file: File) -> str:
    return PurePath(file.name or "").suffix.lower()


def _name(file: File) -> str:
    return PurePath(file.name or "file").name


def _name_all(contents: Mapping[str, bytes]) -> str:
    """ "main and 3 more.zip": after the file that is most likely the deck's own."""

    def place(name: str) -> tuple[bool, int]:
        suffix = PurePath(name).suffix.lower()
        return b"\\documentclass" not in contents[name], SOURCES.index(suffix) if suffix in SOURCES else len(SOURCES)

    return f"{PurePath(min(contents, key=place)).stem[:100]} and {len(contents) - 1} more.zip"
