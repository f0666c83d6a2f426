"""What every deck reader returns: a deck of slides, their structure kept, whatever the file's format was.

Text is Markdown: inline mathematics stands between single dollars as LaTeX, bold between double asterisks.
"""

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

BoxKind = Literal["definition", "example", "important", "theorem", "key_points", "quiz", "notes", "other"]


class DeckError(Exception):
    """A file that cannot be read as a deck; the message says in one sentence what to do about it."""


class Bullet(NamedTuple):
    """One bullet; level 0 is the outermost."""

    level: int
    text: str


class Item(NamedTuple):
    """One item of an enumeration, with the label as printed but without its punctuation ("A", "2")."""

    label: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


PAUSE = Paragraph("")  # says nothing; what follows was shown only after what stands before it


@dataclass(frozen=True)
class Bullets:
    """A bulleted list, nested by level."""

    items: tuple[Bullet, ...]


@dataclass(frozen=True)
class Enumeration:
    """A labelled list; style shows how its first label was written: "A)", "(a)", "A.", "1."."""

    style: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Equation:
    """Display mathematics: LaTeX without its delimiters, and the number printed beside it, if any."""

    latex: str
    number: str | None = None


@dataclass(frozen=True)
class Code:
    """A listing."""

    text: str
    language: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells; the first row is the heading."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """An image, by its name inside the upload, with the words that stand for it."""

    source: str
    description: str = ""


@dataclass(frozen=True)
class Box:
    """A titled box. The title is what the author wrote ("RNN equations"), without the word for its kind.

    One of kind "notes" holds what only the speaker sees; it is no part of the slide's text.
    """

    kind: BoxKind
    title: str
    blocks: tuple["Block", ...]


Block = Paragraph | Bullets | Enumeration | Equation | Code | Table | Picture | Box


@dataclass(frozen=True)
class Slide:
    """One frame of the lecture, all its overlays merged; pages are the first and the last it covered, from 1."""

    number: int
    title: str
    blocks: tuple[Block, ...]
    pages: tuple[int, int]

    @cached_property
    def text(self) -> str:
        """Title and body as plain lines, for searching and comparing."""
        return "\n".join(line for line in (self.title, *text_lines(self.blocks)) if line)

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 (hexadecimal) of the text without differences of case and white space."""
        return hashlib.sha256(" ".join(self.text.casefold().split()).encode()).hexdigest()


@dataclass(frozen=True)
class Deck:
    """A lecture. `page_count` counts overlay pages, `slides` what is left when overlays are merged."""

    title: str
    format: str
    slides: tuple[Slide, ...]
    page_count: int


def text_lines(blocks: tuple[Block, ...]) -> list[str]:
    """Every line of text in the blocks, in reading order; list items keep their labels."""
    lines: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(text):
                lines.append(text)
            case Bullets(bullets):
                lines += [bullet.text for bullet in bullets]
            case Enumeration(_, items):
                lines += [f"{item.label}) {item.text}" for item in items]
            case Equation(latex, number):
                lines.append(f"{latex} ({number})" if number else latex)
            case Code(text, _):
                lines += text.splitlines()
            case Table(rows):
                lines += [" | ".join(row) for row in rows]
            case Picture(_, description):
                lines.append(description)
            case Box("notes", _, _):
                continue
            case Box(_, title, inner):
                lines += [title, *text_lines(inner)]
    return lines
