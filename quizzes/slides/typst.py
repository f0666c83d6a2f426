"""Reads the Typst source of decks: Touying, Polylux, diatypst and the like, whose slides are headings or calls."""

import re

from quizzes.slides.deck import Deck, DeckError, Slide
from quizzes.slides.source import decode
from quizzes.slides.typst_blocks import Binding
from quizzes.slides.typst_calls import DeckReader
from quizzes.slides.typst_scan import MARK, Span, Typst, set_aside

FORMAT = "typst"
SUFFIXES = (".typ", ".typst")

SECOND_LEVEL = re.compile(r"^[ \t]*==[ \t]+\S", re.MULTILINE)
SLIDE_LEVEL = re.compile(r"slide-level\s*:\s*(\d)")
TITLE = re.compile(r"\btitle\s*:\s*(?=[\[\"])")
SET_TITLE = re.compile(r"#(?:show\s*:|set\s+document\()|config-info\(")


def read(data: bytes) -> Deck:
    """The deck of a Typst source. Raises DeckError where it has no slides, or its functions have no end."""
    shown = set_aside(decode(data).replace(MARK, ""))
    source = Typst(shown.text)
    level = SLIDE_LEVEL.search(shown.text)
    by_headings = 2 if SECOND_LEVEL.search(shown.text) else 1
    reader = DeckReader(source, shown.listings, int(level[1]) if level else by_headings)
    names: dict[str, Binding] = {}
    reader.markup(0, len(source.text), names, 0)
    reader.flow.flush()
    frames = [frame for frame in reader.frames if frame.title or not frame.flow.is_empty]
    if not frames:
        raise DeckError("There are no slides in this Typst file. Please upload the file that holds the slides.")
    slides = tuple(
        Slide(number, frame.title, tuple(frame.flow.blocks), (number, number))
        for number, frame in enumerate(frames, start=1)
    )
    named = next((frame.title for frame in frames if frame.title), "Untitled lecture")
    return Deck(_deck_title(reader) or named, FORMAT, slides, len(slides))


def _deck_title(reader: DeckReader) -> str:
    """What the theme is told that the deck is called."""
    for told in SET_TITLE.finditer(reader.source.text):
        found = TITLE.search(reader.source.text, told.end(), told.end() + 2000)
        if found:
            stop = reader.source.line_end(found.end(), len(reader.source.text))
            return reader.read_title(Span(found.end(), stop))
    return ""
