"""Reads a deck as a program: `python -m quizzes.slides.reading NAME` with the file on standard input, JSON out.

It is run where the file can hurt nothing: `quizzes.confined` says how.
"""

import json
import sys
from typing import Any

from quizzes.slides import Deck, DeckError, Slide, from_records, read_deck, to_records

TOO_MUCH = "This file takes more memory to read than there is for it. Please upload one lecture at a time."
MAX_TEXT = 20_000_000  # characters in all slides together; more is no lecture


def main(filename: str) -> None:
    """Write what the file holds, or why it cannot be read."""
    try:
        written = write_deck(read_deck(filename, sys.stdin.buffer.read()))
        if len(written) > MAX_TEXT:
            raise DeckError(TOO_MUCH)
    except DeckError as error:
        written = json.dumps({"error": str(error)})
    except (MemoryError, RecursionError):
        written = json.dumps({"error": TOO_MUCH})
    sys.stdout.buffer.write(written.encode())


def write_deck(deck: Deck) -> str:
    slides = [{"title": slide.title, "pages": slide.pages, "blocks": to_records(slide.blocks)} for slide in deck.slides]
    record = {"title": deck.title, "format": deck.format, "pages": deck.page_count, "slides": slides}
    return json.dumps(record, ensure_ascii=False)


def parse_deck(written: bytes) -> Deck:
    """The deck that `main` wrote. Raises DeckError where it could not be read, ValueError where this is not it."""
    try:
        record: dict[str, Any] = json.loads(written)
        if error := record.get("error"):
            raise DeckError(str(error)[:500])
        slides = tuple(
            Slide(number, slide["title"], from_records(slide["blocks"]), (slide["pages"][0], slide["pages"][1]))
            for number, slide in enumerate(record["slides"], 1)
        )
        return Deck(record["title"], record["format"], slides, record["pages"])
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise ValueError(f"this is no deck that was written: {error}") from error


if __name__ == "__main__":
    main(sys.argv[1])
