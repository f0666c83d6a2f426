"""Reads text into lines that know what they are (bullet, item, equation, box heading, ...) and what they say.

Display mathematics and listings that span several lines become one line each, so that nothing inside of them is taken
for a title. Two lines with the same key say the same, whatever their bullet, emphasis or rising number is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quizzes.slides.labels import is_quiz_title, read_box_label, read_bullet, read_label

Kind = Literal["text", "bullet", "item", "equation", "code", "table", "box", "rule", "pause"]

MAX_SPAN = 80  # lines of one display equation or listing
RULE = re.compile(r"([-_=*])\1{2,}")
TABLE_ROW = re.compile(r"\|.*\|")
EQUATION_NUMBER = re.compile(r"\\(?:tag|label)\{[^{}]{0,60}\}|\\q?quad\s*\(\w{1,8}\)")
ENVIRONMENT = re.compile(r"\\begin\{(equation|align|gather|multline|eqnarray|displaymath|alignat|flalign)\*?\}")
# What opens a display and which words close it.
CLOSERS = {"$$": "$$", "\\[": "\\]", "```": "```"}


@dataclass(frozen=True)
class Line:
    """One logical line: its text without outer space, how far it is indented, how many blank lines precede it."""

    text: str
    kind: Kind
    key: str
    indent: int = 0
    blanks: int = 0
    stage: int = 0  # the overlay of its frame that showed it first


PAUSE = Line("", "pause", "")


def read_lines(text: str) -> list[Line]:
    """The lines of a text, blank ones counted at the next line."""
    raw = text.split("\n")
    lines: list[Line] = []
    blanks = index = 0
    while index < len(raw):
        stripped = raw[index].strip()
        if not stripped:
            blanks += 1
            index += 1
            continue
        span = _display_span(raw, index, stripped)
        joined = stripped if span == 1 else "\n".join(line.rstrip() for line in raw[index : index + span]).strip()
        indent = len(raw[index].expandtabs(4)) - len(raw[index].expandtabs(4).lstrip())
        lines.append(make_line(joined, indent=indent, blanks=blanks))
        blanks = 0
        index += span
    return lines


def make_line(text: str, *, indent: int = 0, blanks: int = 0) -> Line:
    """A line with its kind and key found from its text."""
    kind = _kind_of(text)
    return Line(text, kind, _key_of(text, kind), indent, blanks)


def _display_span(raw: Sequence[str], start: int, stripped: str) -> int:
    """How many lines the display that begins here covers; 1 where none begins or none ends."""
    environment = ENVIRONMENT.match(stripped)
    opener = next((mark for mark in CLOSERS if stripped.startswith(mark)), None)
    if environment is None and opener is None:
        return 1
    closer = f"\\end{{{environment[1]}" if environment else CLOSERS[opener or "$$"]
    if closer in stripped[len(opener or "") :]:
        return 1
    for index in range(start + 1, min(start + MAX_SPAN, len(raw))):
        if closer in raw[index]:
            return index - start + 1
    return 1


def _kind_of(text: str) -> Kind:
    if text.startswith("```") and "\n" in text:
        return "code"
    if text.startswith(("$$", "\\[")) or ENVIRONMENT.match(text):
        return "equation"
    if RULE.fullmatch(text):
        return "rule"
    if read_label(text):
        return "item"
    if bullet := read_bullet(text):
        return "item" if read_label(bullet["text"]) else "bullet"
    if TABLE_ROW.fullmatch(text):
        return "table"
    return "box" if read_box_label(text) else "text"


def _key_of(text: str, kind: Kind) -> str:
    plain = text
    if kind == "equation":
        plain = EQUATION_NUMBER.sub("", text)
    elif kind != "code" and (bullet := read_bullet(text)):
        plain = bullet["text"]
    elif kind in ("text", "box") and (is_quiz_title(text) or "quiz" in text.casefold()[:60]):
        plain = re.sub(r"\d+", "#", text)
    return " ".join(plain.replace("*", "").casefold().split())
