"""Reads the LaTeX of one frame, its own commands already expanded, into blocks."""

import re
from collections.abc import Sequence

from quizzes.slides.box_names import box_kind, titled_kind
from quizzes.slides.deck import Block, Box, BoxKind, Code, DeckError, Equation, Picture
from quizzes.slides.flow import Flow
from quizzes.slides.tex_lists import read_list, read_table
from quizzes.slides.tex_names import (
    ANSWERING,
    BOLD,
    CHOICES,
    CODE,
    DISPLAYS,
    DROPPED_ARGUMENTS,
    ITALIC,
    LISTS,
    NOTHING,
    PARTING,
    PLAIN_COLOURS,
    REVEALING,
    TABLES,
    TRANSPARENT,
)
from quizzes.slides.tex_scan import MAX_DEPTH, TOO_DEEP, Tex
from quizzes.slides.tex_text import CHARACTERS, MATHEMATICAL, SYMBOLS, accent, clean_formula, display, write_prose

NEXT = re.compile(
    r"\\(?P<command>[A-Za-z@]+)\*?|\\(?P<sign>.)|(?P<math>\$\$?)|[{}&]|(?P<gap>\n[ \t]*\n\s*)|\x00(?P<listing>\d+)\x00",
    re.DOTALL,
)
DOLLAR = re.compile(r"(?<!\\)\$")
TITLE = re.compile(r"(?:^|[,\s])title\s*=\s*(\{(?:[^{}]|\{[^{}]*\})*\}|[^,\]]*)")
KIND = re.compile(r"^kind=([^,]*)")
LATER = re.compile(r"\s*<(?:[2-9]|1\d)")
MAX_FORMULA = 8000


class FrameReader:
    """Reads parts of one LaTeX text; `title` is what \\frametitle said."""

    def __init__(self, text: str, listings: Sequence[Code | str]) -> None:
        self.tex = Tex(text)
        self.listings = listings
        self.title = ""

    def blocks(self, start: int, end: int, level: int = 0, depth: int = 0) -> list[Block]:
        """The blocks of text[start:end]; `level` counts the lists around it."""
        flow = Flow()
        self._walk(start, end, flow, level, depth)
        flow.flush()
        return flow.blocks

    def line(self, start: int, end: int, depth: int = 0) -> str:
        """Text[start:end] as one line."""
        flow = Flow()
        self._walk(start, end, flow, 0, depth)
        return " ".join("".join(flow.text).split())

    def _walk(self, position: int, end: int, flow: Flow, level: int, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise DeckError(TOO_DEEP)
        text = self.tex.text
        while found := NEXT.search(text, position, end):
            flow.text.append(write_prose(text[position : found.start()].replace("\n", " ")))
            position = found.end()
            if found["command"]:
                position = self._command(found, end, flow, level, depth)
            elif found["sign"]:
                position = self._sign(found, end, flow)
            elif found["math"]:
                position = self._dollars(found, end, flow)
            elif found["gap"]:
                flow.flush()
            elif found["listing"]:
                listing = self.listings[int(found["listing"])] if int(found["listing"]) < len(self.listings) else ""
                if isinstance(listing, Code):
                    flow.add(listing)
                else:
                    flow.text.append(f"`{listing}`")
            elif found.group() == "{" and found.start() in self.tex.closers:
                close = min(self.tex.closers[found.start()], end)
                self._walk(position, close, flow, level, depth + 1)
                position = close + 1
        flow.text.append(write_prose(text[position:end].replace("\n", " ")))

    def _sign(self, found: re.Match[str], end: int, flow: Flow) -> int:
        sign = found["sign"]
        if sign in "([":
            closer = "\\)" if sign == "(" else "\\]"
            close = self.tex.text.find(closer, found.end(), min(end, found.end() + MAX_FORMULA))
            if close < 0:
                return found.end()
            self._formula(self.tex.text[found.end() : close], flow, shown=sign == "[")
            return close + 2
        marked = accent(sign, "")
        if marked is not None and (letter := self.tex.argument(found.end(), end)):
            flow.text.append(accent(sign, self.tex.part(letter)) or "")
            return letter.after
        flow.text.append(CHARACTERS.get(sign, ""))
        if sign == "\\" and (gap := self.tex.option(found.end(), min(end, found.end() + 20))):
            return gap.after
        return found.end()

    def _dollars(self, found: re.Match[str], end: int, flow: Flow) -> int:
        shown = found["math"] == "$$"
        closing = DOLLAR.search(self.tex.text, found.end(), min(end, found.end() + MAX_FORMULA))
        if closing is None:
            return found.end()
        self._formula(self.tex.text[found.end() : closing.start()], flow, shown=shown)
        return closing.end() + (shown and self.tex.text[closing.end() : closing.end() + 1] == "$")

    def _formula(self, latex: str, flow: Flow, *, shown: bool) -> None:
        if shown:
            latex, number = display("", latex)
            if latex:
                flow.add(Equation(latex, number))
        elif latex := clean_formula(latex):
            flow.text.append(f"${latex}$")

    def _command(self, found: re.Match[str], end: int, flow: Flow, level: int, depth: int) -> int:
        name = found["command"]
        if name == "begin":
            return self._environment(found, end, flow, level, depth)
        if name == "end":
            group = self.tex.group(found.end(), end)
            return group.after if group else found.end()
        if name in REVEALING and level == 0 and LATER.match(self.tex.text, found.end()):
            flow.reveal()
        if name in ("par", "pause"):
            flow.pause() if name == "pause" and level == 0 else flow.flush()
            return self._skip_options(found.end(), end)
        if name in SYMBOLS:
            flow.text.append(SYMBOLS[name])
            return self._skip_empty(found.end(), end)
        if name in MATHEMATICAL:
            flow.text.append(f"$\\{name}$")
            return self._skip_empty(found.end(), end)
        if name in BOLD or name in ITALIC or name in CODE:
            return self._styled(name, found.end(), end, flow, level, depth)
        if name in CHOICES:
            return self._choose(CHOICES[name], found.end(), end, flow, level, depth)
        marked = accent(name, "") if len(name) == 1 else None
        if marked is not None and (letter := self.tex.argument(found.end(), end)):
            flow.text.append(accent(name, self.tex.part(letter)) or "")
            return letter.after
        return self._plain_command(name, found.end(), end, flow)

    def _plain_command(self, name: str, position: int, end: int, flow: Flow) -> int:
        position = self._skip_options(position, end)
        group = self.tex.group(position, end)
        if name == "ensuremath" and group:
            self._formula(self.tex.part(group), flow, shown=False)
            return group.after
        if name == "frametitle" and group:
            self.title = self.line(group.start, group.end)
            return group.after
        if name in ("includegraphics", "includesvg") and group:
            flow.add(Picture(self.tex.part(group).strip()[:300]))
            return group.after
        if name == "href" and group and (shown := self.tex.group(group.after, end)):
            flow.text.append(f"[{self.line(shown.start, shown.end)}]({self.tex.part(group).strip()})")
            return shown.after
        if name == "url" and group:
            flow.text.append(self.tex.part(group))
            return group.after
        if name in PARTING:
            flow.flush()
        if name == "note" and group:
            flow.add(Box("notes", "", tuple(self.blocks(group.start, group.end))))
            return group.after
        if name == "textcolor" and group:
            plain = PLAIN_COLOURS.fullmatch(self.tex.part(group)) is not None
            return group.after if plain else self._styled("textbf", group.after, end, flow, 0, 1)
        if ANSWERING.search(name) and group:
            flow.flush()
            flow.text.append("**Answer:** ")
            return position
        if name == "caption":
            flow.flush()
            return position
        dropped = DROPPED_ARGUMENTS.get(name, 0)
        while dropped and group:
            position = self._skip_options(group.after, end)
            group = self.tex.group(position, end)
            dropped -= 1
        return position

    def _skip_options(self, position: int, end: int) -> int:
        position = self.tex.overlay(position, end)
        if position < end and self.tex.text[position] == "[" and (option := self.tex.option(position, end)):
            position = self.tex.overlay(option.after, end)
        return position

    def _skip_empty(self, position: int, end: int) -> int:
        return position + 2 if self.tex.text.startswith("{}", position) and position + 2 <= end else position

    def _styled(self, name: str, position: int, end: int, flow: Flow, level: int, depth: int) -> int:
        """Bold, italic and code, unless whole blocks are set so."""
        position = self.tex.overlay(position, end)
        group = self.tex.group(position, end)
        if group is None:
            return position
        inner = Flow()
        self._walk(group.start, group.end, inner, level, depth + 1)
        if inner.blocks:
            inner.flush()
            flow.add(*inner.blocks)
            return group.after
        text = "".join(inner.text)
        mark = "**" if name in BOLD else "`" if name in CODE else "*"
        text = text.replace(mark, "") if mark != "*" else text
        if mark == "`":
            text = text.replace("\\_", "_").replace("\\$", "$")
        parts = [f"{mark}{line.strip()}{mark}" if line.strip() else line for line in text.split("\n")]
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        flow.text.append(" " * bool(before) + "\n".join(parts) + " " * bool(after))
        return group.after

    def _choose(self, count: int, position: int, end: int, flow: Flow, level: int, depth: int) -> int:
        position = self.tex.overlay(position, end)
        for place in range(count):
            group = self.tex.group(position, end)
            if group is None:
                break
            if place == count - 2:
                self._walk(group.start, group.end, flow, level, depth + 1)
            position = group.after
        return position

    def _environment(self, found: re.Match[str], end: int, flow: Flow, level: int, depth: int) -> int:
        """What stands between \\begin and its \\end."""
        name = self.tex.group(found.end(), end)
        closing = self.tex.ends.get(found.start())
        if name is None or closing is None or closing.start() > end:
            return name.after if name else found.end()
        kind = self.tex.part(name).rstrip("*")
        start, stop = name.after, closing.start()
        if kind in DISPLAYS:
            latex, number = display(kind, self.tex.text[start:stop])
            if latex:
                flow.add(Equation(latex, number))
        elif kind in LISTS:
            start = self.tex.overlay(start, stop)
            option = self.tex.option(start, stop)
            flow.flush()
            chosen = self.tex.part(option) if option else ""
            body = (option.after if option else start, stop)
            flow.blocks += read_list(
                self.tex, kind, chosen, body, level, lambda one, two, deep: self.blocks(one, two, deep, depth + 1)
            )
        elif kind in TABLES:
            start = self._skip_arguments(start, stop, TABLES[kind])
            flow.add(*read_table(self.tex, (start, stop), lambda one, two: self.line(one, two, depth + 1)))
        elif kind not in NOTHING:
            self._box(kind, start, stop, flow, level, depth)
        return closing.end()

    def _skip_arguments(self, position: int, end: int, count: int) -> int:
        position = self._skip_options(position, end)
        for _ in range(count):
            group = self.tex.group(position, end)
            position = self._skip_options(group.after, end) if group else position
        return position

    def _box(self, name: str, start: int, stop: int, flow: Flow, level: int, depth: int) -> None:
        """A box, or an environment that only arranges what is in it."""
        kind: BoxKind | None = None if name in TRANSPARENT else box_kind(name)
        if kind is None and name != "ownbox":
            start = self._skip_arguments(start, stop, TRANSPARENT.get(name, 0))
            flow.flush()
            self._walk(start, stop, flow, level, depth + 1)
            flow.flush()
            return
        start = self.tex.overlay(start, stop)
        option = self.tex.option(start, stop)
        title = "Solution" if ANSWERING.search(name) else ""
        if option:
            start = option.after
            written = self.tex.part(option)
            named, own = TITLE.search(written), KIND.search(written)
            kind = (box_kind(own[1]) or "other") if own else kind
            shown = named[1].strip("{} ") if named else "" if "=" in written else written
            title = FrameReader(shown, ()).line(0, len(shown), depth + 1) or title
        start = self.tex.overlay(start, stop)
        group = self.tex.group(start, stop) if self.tex.text[start : start + 1] == "{" else None
        if group:
            title = self.line(group.start, group.end, depth + 1) or title
            start = self.tex.overlay(group.after, stop)
        found_kind, title = titled_kind(kind or "other", "" if title.isdecimal() else title)
        flow.add(Box(found_kind, title, tuple(self.blocks(start, stop, 0, depth + 1))))
