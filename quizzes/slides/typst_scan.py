"""Typst source as a text whose comments are gone, whose listings are set aside, and whose brackets are matched once."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from quizzes.slides.deck import Code, DeckError

MARK = "\x00"
MAX_OPEN = 1200
TOO_DEEP = "The brackets of this Typst file are nested too deeply to be read. Please check that each one is closed."
SET_ASIDE = re.compile(
    r'"(?:[^"\\\n]|\\.){0,2000}"|(?P<fence>`{3,})|`(?P<inline>[^`\n]{0,2000})`|(?P<block>/\*)|(?<![:/])//[^\n]*|\\.',
    re.DOTALL,
)
LANGUAGE = re.compile(r"([A-Za-z][\w+#-]{0,20})(?=\s)")
STOP = re.compile(r'[\\\[\](){}$"#\n;]')
STRING = re.compile(r'"(?:[^"\\]|\\.){0,4000}"', re.DOTALL)
STATEMENT = re.compile(r"#(?:let|set|show|import|include|if|for|while|return|context)\b(?!-)")
NAME = re.compile(r"#?[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*")
METHOD = re.compile(r"\.[A-Za-z][\w-]*(?=[(\[])")
CLOSING = {")": "(", "]": "[", "}": "{"}


@dataclass(frozen=True)
class Listings:
    """Text in which marks stand for listings."""

    text: str
    listings: tuple[Code | str, ...]  # a block of code, or the words of one inside a line


class Span(NamedTuple):
    """text[start:end]"""

    start: int
    end: int


def set_aside(source: str) -> Listings:
    """The text without comments, marks in the places of its listings."""
    listings: list[Code | str] = []
    parts: list[str] = []
    unclosed: set[str] = set()
    position = 0
    while found := SET_ASIDE.search(source, position):
        parts.append(source[position : found.start()])
        position = found.end()
        closer = found["fence"] or ("*/" if found["block"] else "")
        if found["inline"] is not None:
            listings.append(found["inline"].strip())
        elif not closer:
            parts.append("" if found.group().startswith("//") else found.group())
            continue
        else:
            end = -1 if closer in unclosed else source.find(closer, position)
            if end < 0:
                unclosed.add(closer)
                continue
            body, position = source[position:end], end + len(closer)
            if found["block"]:
                continue
            language = LANGUAGE.match(body)
            text = body[language.end() if language else 0 :].strip("\n").rstrip()
            listings.append(Code(text, language[1].lower() if language else "") if "\n" in body else text.strip())
        parts.append(f"{MARK}{len(listings) - 1}{MARK}")
    return Listings("".join([*parts, source[position:]]), tuple(listings))


class Typst:
    """A Typst text with its brackets and formulas matched, whichever of its three modes they stand in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closers: dict[int, int] = {}
        self.statements: dict[int, int] = {}  # where the # stands: where the statement ends
        self.opened: list[tuple[str, int, bool]] = []  # "[({$#", where, and whether an expression may go on behind it
        self.going_on = -1  # where brackets would belong to the expression just read
        position = 0
        while found := STOP.search(text, position):
            position = self._step(found.group(), found.start())
        while self.opened:
            self._end_statement(len(text)) if self.opened[-1][0] == "#" else self.opened.pop()

    @property
    def _mode(self) -> str:
        return self.opened[-1][0] if self.opened else "["

    def _step(self, sign: str, at: int) -> int:
        """Take one sign into account; where to look on."""
        mode, goes_on = self._mode, at == self.going_on
        code = mode in "({#"
        if sign == "\\":
            return at + 1 if code else at + 2
        if sign == '"' and (code or mode == "$" or goes_on):
            string = STRING.match(self.text, at)
            return string.end() if string else at + 1
        if sign == "#" and not code:
            return self._read_hash(at)
        if sign == "$":
            self._close("$", at) if mode == "$" else self._open("$", at, going_on=False)
        elif sign == "[" and (mode != "$" or goes_on):
            self._open("[", at, going_on=goes_on)
        elif sign in "({" and (code or goes_on):
            self._open(sign, at, going_on=goes_on)
        elif sign in CLOSING:
            return self._read_closing(sign, at)
        elif sign in "\n;" and mode == "#":
            self._end_statement(at)
        return at + 1

    def _open(self, sign: str, at: int, *, going_on: bool) -> None:
        if len(self.opened) > MAX_OPEN:
            raise DeckError(TOO_DEEP)
        self.opened.append((sign, at, going_on))

    def _read_hash(self, at: int) -> int:
        if STATEMENT.match(self.text, at):
            self._open("#", at, going_on=False)
            return at + 1
        name = NAME.match(self.text, at)
        self.going_on = name.end() if name else at + 1
        return self.going_on

    def _read_closing(self, sign: str, at: int) -> int:
        wanted = CLOSING[sign]
        if self._mode == "$" or (self._mode == "[" and sign != "]"):
            return at + 1
        while self._mode == "#" and self.opened:
            self._end_statement(at)
        for back in range(1, min(len(self.opened), 8) + 1):  # one bracket too many does not spoil what is around it
            if self.opened[-back][0] == wanted:
                del self.opened[len(self.opened) - back + 1 :]
                return self._close(wanted, at)
        return at + 1

    def _close(self, sign: str, at: int) -> int:
        _, start, going_on = self.opened.pop()
        self.closers[start] = at
        if going_on:
            method = METHOD.match(self.text, at + 1)
            self.going_on = method.end() if method else at + 1
            return self.going_on
        return at + 1

    def _end_statement(self, at: int) -> None:
        _, start, _ = self.opened.pop()
        self.statements[start] = at

    def inside(self, opening: int, end: int) -> Span | None:
        """What stands in the brackets that open here."""
        close = self.closers.get(opening, -1)
        return Span(opening + 1, close) if 0 <= close < end else None

    def line_end(self, position: int, end: int) -> int:
        """Where the line ends, brackets and formulas over several lines being part of it."""
        while position < end and self.text[position] != "\n":
            close = self.closers.get(position, -1)
            position = close + 1 if position < close < end else position + 1
        return min(position, end)

    def split(self, span: Span, sign: str = ",") -> list[Span]:
        """The parts of a code region between signs that stand in no inner brackets, white space around them cut."""
        parts: list[Span] = []
        position = start = span.start
        while position < span.end:
            char = self.text[position]
            if char == '"' and (string := STRING.match(self.text, position, span.end)):
                position = string.end()
                continue
            close = self.closers.get(position, -1)
            if position < close < span.end:
                position = close
            elif char == sign:
                parts.append(self.trim(Span(start, position)))
                start = position + 1
            position += 1
        parts.append(self.trim(Span(start, span.end)))
        return [part for part in parts if part.start < part.end]

    def trim(self, span: Span) -> Span:
        start, end = span
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        return Span(start, end)

    def part(self, span: Span) -> str:
        return self.text[span.start : span.end]
