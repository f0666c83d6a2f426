"""Deck readers: a file of a lecture's slides in, a `Deck` out; one module a format, plain dataclasses, no Django."""

from dataclasses import replace
from pathlib import PurePath

from quizzes.slides import beamer, bundle, html_deck, marp, notebook, overlay_text, pdf, pptx, typst
from quizzes.slides.bundle_main import find_main
from quizzes.slides.bundle_parts import write_whole
from quizzes.slides.deck import (
    PAUSE,
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
from quizzes.slides.gathering import gather_slide
from quizzes.slides.markdown import write_markdown
from quizzes.slides.records import from_records, to_records

__all__ = [
    "PAUSE",
    "PICTURED",
    "SUFFIXES",
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

SUFFIXES = (
    ".txt",
    *pdf.SUFFIXES,
    *pptx.SUFFIXES,
    *beamer.SUFFIXES,
    *marp.SUFFIXES,
    *typst.SUFFIXES,
    *notebook.SUFFIXES,
    *html_deck.SUFFIXES,
    *bundle.SUFFIXES,
)

PICTURED = (
    *pdf.SUFFIXES,
    *pptx.SUFFIXES,
    *notebook.SUFFIXES,
    *html_deck.SUFFIXES,
    *bundle.SUFFIXES,
)  # hold pictures too, and may be so much larger


def read_deck(filename: str, data: bytes) -> Deck:
    """The deck in a file, read by the reader for its kind.

    Raises DeckError, whose message says what is wrong with the file and what to do.
    """
    deck = _read(filename, data)
    return replace(deck, slides=tuple(map(gather_slide, deck.slides)))


def _read(filename: str, data: bytes) -> Deck:
    suffix = PurePath(filename).suffix.lower()
    if suffix in pdf.SUFFIXES or data.startswith(b"%PDF"):
        return pdf.read(data)
    if suffix in bundle.SUFFIXES and data.startswith(b"PK"):
        return _read_bundle(data)
    if suffix in html_deck.SUFFIXES:
        return html_deck.read(data)
    if suffix in marp.SUFFIXES:
        return marp.read(data, quarto=suffix in (".qmd", ".rmd"))
    if suffix in beamer.SUFFIXES:
        return beamer.read(data)
    if suffix in pptx.SUFFIXES and data.startswith(b"PK"):
        return pptx.read(data)
    if suffix in notebook.SUFFIXES:
        return notebook.read(data)
    if suffix in typst.SUFFIXES:
        return typst.read(data)
    return overlay_text.read(data)


def _read_bundle(data: bytes) -> Deck:
    """The deck whose files are in a zip."""
    files = bundle.read_bundle(data)
    main = find_main(files)
    if PurePath(main).suffix.lower() in pdf.SUFFIXES:
        raise DeckError(f"This zip file holds a PDF ({main}) and no source. Please upload the PDF itself.")
    whole = write_whole(files, main).encode() if main in files.texts else files.read_bytes(main)
    try:
        return _read(main, whole)
    except DeckError as error:
        raise DeckError(f"{main}: {error}") from error
