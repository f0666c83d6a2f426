"""Reads decks exported as web pages: reveal.js (Quarto, Jupyter, Marp), remark, and pages whose headings part them."""

import re

from quizzes.slides import marp
from quizzes.slides.deck import Deck, DeckError
from quizzes.slides.html_markdown import SlideWriter
from quizzes.slides.source import MAX_FILE_BYTES, decode

FORMAT = "html"
SUFFIXES = (".html", ".htm")
EMBEDDED = re.compile(r"data:[\w/+.-]{1,80};base64,[A-Za-z0-9+/=]*")
MAX_TEXT = 8 * 1024 * 1024  # of a page without the pictures in it
ENORMOUS = "This web page holds more text than a lecture. Please upload the slides' source or their PDF."


def read(data: bytes) -> Deck:
    """The deck that a web page shows. Raises DeckError where it holds no slides, or more than a lecture."""
    text = EMBEDDED.sub("", decode(data, longest_line=None, most_bytes=MAX_FILE_BYTES))
    if len(text) > MAX_TEXT:
        raise DeckError(ENORMOUS)
    writer = SlideWriter()
    try:
        writer.feed(text)
        writer.close()
    except (AssertionError, ValueError) as error:
        raise DeckError("This web page is damaged. Please export the slides again, or upload their PDF.") from error
    settings = f"title: {writer.title[:300]}" if writer.title else ""
    if writer.source.strip():
        return marp.read_text(writer.source, form=FORMAT, settings=settings, by_headings=False)
    whole = "\n\n---\n\n".join(map(_close_gaps, writer.slides)) if writer.slides else writer.rest
    return marp.read_text(whole, form=FORMAT, settings=settings, by_headings=False)


def _close_gaps(slide: str) -> str:
    """A slide's text with at most one empty line between two others."""
    return re.sub(r"\n{3,}", "\n\n", slide).strip()
