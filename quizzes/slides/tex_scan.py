"""LaTeX source as a text in which groups, arguments and environments are found, each in constant or bounded time."""

import re
from typing import NamedTuple

from quizzes.slides.deck import DeckError

MAX_OPTION = 4000
MAX_DEPTH = 60
BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z@:_-]{1,60})(\*?)\}|\\\\")
BRACKET = re.compile(r"\\.|[\[\]{]|\n\n", re.DOTALL)
OVERLAY = re.compile(r"<[\w\s,.:|@+*-]{1,80}>")
COMMAND = re.compile(r"\\([A-Za-z@]+)\*?|\\(.)", re.DOTALL)
TOO_DEEP = "The braces of this LaTeX file are nested too deeply to be read. Please check that each one is closed."


class Span(NamedTuple):
    """What an argument holds: text[start:end]; `after` is where the text goes on behind it."""

    start: int
    end: int
    after: int


class Tex:
    """A LaTeX text with its braces and environments matched once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.closers: dict[int, int] = {}
        open_braces: list[int] = []
        for found in BRACE.finditer(text):
            if found.group() == "{":
                open_braces.append(found.start())
                if len(open_braces) > 20 * MAX_DEPTH:
                    raise DeckError(TOO_DEEP)
            elif found.group() == "}" and open_braces:
                self.closers[open_braces.pop()] = found.start()
        self.ends: dict[int, re.Match[str]] = {}
        self._match_environments()

    def _match_environments(self) -> None:
        opened: list[re.Match[str]] = []
        for found in ENVIRONMENT.finditer(self.text):
            if found[1] == "begin":
                opened.append(found)
            elif found[1] == "end":
                for back in range(1, min(len(opened), 8) + 1):  # a forgotten \end does not spoil what is around it
                    if opened[-back][2] == found[2]:
                        self.ends[opened[-back].start()] = found
                        del opened[-back:]
                        break

    def skip_space(self, position: int, end: int) -> int:
        """Where the next thing stands that is no white space; a blank line is not skipped."""
        start = position
        while position < end and self.text[position] in " \t\n":
            position += 1
        return start if self.text.count("\n", start, position) > 1 else position

    def group(self, position: int, end: int) -> Span | None:
        """The group in braces that follows."""
        position = self.skip_space(position, end)
        close = self.closers.get(position, -1)
        return Span(position + 1, close, close + 1) if position < end and 0 <= close < end else None

    def argument(self, position: int, end: int) -> Span | None:
        """The group, command or character that follows."""
        if found := self.group(position, end):
            return found
        position = self.skip_space(position, end)
        if position >= end or self.text[position] in "{}\n":
            return None
        command = COMMAND.match(self.text, position, end)
        after = command.end() if command else position + 1
        return Span(position, after, after)

    def option(self, position: int, end: int) -> Span | None:
        """The argument in square brackets that follows."""
        position = self.skip_space(position, end)
        if position >= end or self.text[position] != "[":
            return None
        index, limit = position + 1, min(end, position + MAX_OPTION)
        while found := BRACKET.search(self.text, index, limit):
            if found.group() == "]":
                return Span(position + 1, found.start(), found.end())
            if found.group() in ("[", "\n\n"):
                return None
            index = self.closers.get(found.start(), found.start()) + 1 if found.group() == "{" else found.end()
        return None

    def overlay(self, position: int, end: int) -> int:
        """Where the text goes on behind an overlay specification such as <2-> or <+->, if there is one."""
        found = OVERLAY.match(self.text, position, end)
        return found.end() if found else position

    def part(self, span: Span) -> str:
        return self.text[span.start : span.end]
