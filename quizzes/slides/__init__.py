"""Deck readers: a file of a lecture's slides in, a `Deck` out; one module a format, plain dataclasses, no Django."""

from pathlib import PurePath

from quizzes.slides import beamer, marp, overlay_text, pdf
from quizzes.slides.deck import (
    Block,
    Box,
    BoxKind,
    Bullet,
    Bullets,
    Code,
    Deck,
    DeckError,
    Enumeration,
    Equation,
    Item,
    Paragraph,
    Picture,
    Slide,
    Table,
)
from quizzes.slides.markdown import write_markdown
from quizzes.slides.records import from_records, to_records

__all__ = [
    "Block",
    "Box",
    "BoxKind",
    "Bullet",
    "Bullets",
    "Code",
    "Deck",
    "DeckError",
    "Enumeration",
    "Equation",
    "Item",
    "Paragraph",
    "Picture",
    "Slide",
    "Table",
    "from_records",
    "read_deck",
    "to_records",
    "write_markdown",
]

# Formats that are known but not read yet, so that nobody gets the mark-up of one as a slide's text.
UNREAD = {
    ".typ": "Typst source",
    ".ipynb": "a notebook",
    ".html": "a web page",
    ".htm": "a web page",
}


def read_deck(filename: str, data: bytes) -> Deck:
    """The deck in a file, read by the reader for its kind.

    Raises DeckError, whose message says what is wrong with the file and what to do.
    """
    suffix = PurePath(filename).suffix.lower()
    if suffix in pdf.SUFFIXES or data.startswith(b"%PDF"):
        return pdf.read(data)
    if suffix in UNREAD:
        raise DeckError(f"{suffix} files ({UNREAD[suffix]}) cannot be read yet. Please upload the text as .txt.")
    if suffix in marp.SUFFIXES:
        return marp.read(data, quarto=suffix in (".qmd", ".rmd"))
    if suffix in beamer.SUFFIXES:
        return beamer.read(data)
    return overlay_text.read(data)
