"""Reads text extracted from slides in which every overlay repeats its frame, with or without page breaks.

Such text is what one gets out of a Beamer PDF: a frame that uncovers four bullets one by one stands there four times,
its title included, and nothing need tell where one page ends and the next begins.
"""

from collections.abc import Sequence

from quizzes.slides.characters import repair
from quizzes.slides.deck import Deck, DeckError, Slide
from quizzes.slides.lines import Line
from quizzes.slides.mathematics import wrap_bare_tex
from quizzes.slides.overlays import merge_pages, with_pause
from quizzes.slides.paging import split_pages
from quizzes.slides.source import decode
from quizzes.slides.structure import read_blocks

FORMAT = "overlay_text"
SUFFIXES = (".txt", ".text")


def read(data: bytes) -> Deck:
    """The deck whose extracted text this is. Raises DeckError where there is no readable text."""
    pages = split_pages(repair(decode(data)))
    if not any(pages):
        raise DeckError("There is no text in this file. Please upload the text of your slides.")
    slides = tuple(
        _read_slide(number, lines, (first + 1, last + 1))
        for number, (lines, first, last) in enumerate(merge_pages(pages), start=1)
    )
    title = next((slide.title for slide in slides if slide.title), "Untitled lecture")
    return Deck(title, FORMAT, slides, len(pages))


def _read_slide(number: int, lines: Sequence[Line], pages: tuple[int, int]) -> Slide:
    titled = bool(lines) and lines[0].kind in ("text", "box")
    title = wrap_bare_tex(lines[0].text.strip("*# ")) if titled else ""
    return Slide(number, title, read_blocks(with_pause(lines[1:] if titled else lines)), pages)
