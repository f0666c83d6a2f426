"""What calls of functions show in Typst decks: slides, quizzes, boxes, tables, pictures, and what the file defines."""

import re
from typing import NamedTuple

from quizzes.slides.box_names import box_kind, titled_kind
from quizzes.slides.deck import Block, Box, Bullet, Bullets, Enumeration, Equation, Item, Paragraph, Picture, Table
from quizzes.slides.tex_names import nth_label
from quizzes.slides.typst_blocks import Binding, Scope, as_line
from quizzes.slides.typst_code import CodeReader
from quizzes.slides.typst_names import (
    ANSWER,
    BOLD,
    DROPPED,
    GREEN,
    INLINE,
    ITALIC,
    LAYOUT,
    NOTES,
    OVERLAYS,
    PICTURE,
    REVEALING,
    SLIDE,
    SPREAD,
    STYLE,
)
from quizzes.slides.typst_scan import METHOD, Span

NAMED = re.compile(r"([A-Za-z_][\w-]*)\s*:(?!:)")
SHOWN = re.compile(r"[\[{$\x00]|[A-Za-z_][\w.-]*[(\[]")
COUNT = re.compile(r"\d{1,2}")
LETTER = re.compile(r"\(?([A-Ha-h])\)?[).]?")
QUESTION_WORDS = ("question", "stem", "prompt", "q")
OPTION_WORDS = ("options", "choices", "answers")
KEY_WORDS = ("correct", "answer", "key", "solution")
WHY_WORDS = ("explanation", "why", "explain", "feedback", "reason")


class Arguments(NamedTuple):
    """Expressions given by place and by name."""

    placed: tuple[Span, ...]
    named: dict[str, Span]

    def first_of(self, names: tuple[str, ...]) -> Span | None:
        return next((self.named[name] for name in names if name in self.named), None)


class DeckReader(CodeReader):
    """Reads a whole Typst deck."""

    def call(self, name: str, at: int, end: int, scope: Scope, depth: int) -> int:
        self.count_step()
        arguments, position = self._arguments(at, end)
        name = name.removesuffix(".with")
        short = name.rpartition(".")[2]
        bound = scope.get(name)
        if SLIDE.search(name):
            self._slide(name, arguments, scope, depth)
        elif name in LAYOUT or short in LAYOUT:
            self._show(name if name in LAYOUT else short, arguments, scope, depth)
        elif ANSWER.search(name):
            self._answer(arguments, scope, depth)
        elif box_kind(name) == "quiz" and (arguments.placed or arguments.named):
            self._quiz(arguments, scope, depth)
        elif bound is not None and bound.parameters is not None and not self._is_box(name, arguments):
            self._own(bound, arguments, scope, depth)
        elif self._is_box(name, arguments):
            self._box(name, arguments, scope, depth)
        else:
            self._unknown(arguments, scope, depth)
        return position

    def _arguments(self, at: int, end: int) -> tuple[Arguments, int]:
        """The arguments of the call whose brackets open here, blocks of content behind them included."""
        placed: list[Span] = []
        named: dict[str, Span] = {}
        text = self.source.text
        while at < end and text[at] in "([" and (span := self.source.inside(at, end)):
            for part in self.source.split(span) if text[at] == "(" else ():
                if found := NAMED.match(text, part.start, part.end):
                    named[found[1]] = self.source.trim(Span(found.end(), part.end))
                else:
                    placed.append(part)
            if text[at] == "[":
                placed.append(Span(at, span.end + 1))
            at = span.end + 1
            if method := METHOD.match(text, at, end):
                at = method.end()
        return Arguments(tuple(placed), named), at

    def _blocks(self, span: Span, scope: Scope, depth: int) -> list[Block]:
        return self.capture(lambda: self.code(span, scope, depth + 1))

    def _text(self, span: Span | None, scope: Scope, depth: int) -> str:
        return as_line(self._blocks(span, scope, depth)) if span else ""

    def _slide(self, name: str, arguments: Arguments, scope: Scope, depth: int) -> None:
        title = self._text(arguments.first_of(("title", "heading")), scope, depth)
        last = self.frames[-1]
        if self.captures:
            self._unknown(arguments, scope, depth)
            return
        if not last.flow.is_empty or (title and last.title):
            self.open_frame(title)
        elif title:
            last.title = title
        self.in_slide = True
        for part in arguments.placed:
            if self._is_shown(part) or len(arguments.placed) == 1:
                self.code(part, scope, depth + 1)
                self.flow.flush()
        self.in_slide = False
        if name == "slide" and not self.frames[-1].title:  # a second #slide below a heading; #focus-slide has none
            self.frames[-1].title = last.title

    def _is_shown(self, span: Span) -> bool:
        return SHOWN.match(self.source.text, span.start, span.end) is not None

    # Layout

    def _show(self, name: str, arguments: Arguments, scope: Scope, depth: int) -> None:
        placed = arguments.placed
        if name in DROPPED:
            if name in ("pause", "meanwhile"):
                self.flow.pause()
            elif name == "colbreak":
                self.flow.flush()
            elif name in NOTES and placed:
                self.flow.add(Box("notes", "", tuple(self._blocks(placed[-1], scope, depth))))
        elif name in BOLD or name in ITALIC or (name == "text" and self._is_marked(arguments)):
            self._styled("*" if name in ITALIC else "**", placed, scope, depth)
        elif name == "table":
            self._table(arguments, scope, depth)
        elif name == "image":
            alt = self._text(arguments.named.get("alt"), scope, depth)
            self.flow.add(Picture(self.source.part(placed[0]).strip('"')[:300], alt)) if placed else None
        elif name in ("list", "enum"):
            self._items(name, arguments, scope, depth)
        elif name == "link":
            self.code(placed[-1], scope, depth + 1) if placed else None
        elif name == "raw":
            self.flow.text.append(f"`{self.source.part(placed[0]).strip(chr(34))}`" if placed else "")
        elif name == "alternatives":  # what stands there in the end is meant
            self.code(placed[-1], scope, depth + 1) if placed else None
        elif name in SPREAD or name in ("figure", "quote"):
            self._spread(arguments, scope, depth)
        elif name in INLINE:
            if name in REVEALING and not self.captures:
                self.flow.reveal()
            for part in placed:
                if name not in OVERLAYS or self._is_shown(part):
                    self.code(part, scope, depth + 1)

    def _spread(self, arguments: Arguments, scope: Scope, depth: int) -> None:
        for part in (*arguments.placed, *filter(None, [arguments.named.get("caption")])):
            self.flow.flush()
            self.code(part, scope, depth + 1)
        self.flow.flush()

    def _is_marked(self, arguments: Arguments) -> bool:
        fill, weight = (arguments.named.get(name) for name in ("fill", "weight"))
        green = fill is not None and GREEN.search(self.source.part(fill)) is not None
        return green or (weight is not None and "bold" in self.source.part(weight))

    def _styled(self, mark: str, parts: tuple[Span, ...], scope: Scope, depth: int) -> None:
        for part in parts:
            blocks = self._blocks(part, scope, depth)
            if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
                self.flow.text.append(f"{mark}{blocks[0].text.replace('**', '').strip()}{mark}")
            elif blocks:
                self.flow.add(*blocks)

    def _table(self, arguments: Arguments, scope: Scope, depth: int) -> None:
        cells: list[str] = []
        for part in arguments.placed:
            if self.source.text.startswith(("table.header(", "table.footer("), part.start):
                inner, _ = self._arguments(self.source.text.index("(", part.start), part.end)
                cells += [self._text(cell, scope, depth) for cell in inner.placed]
            elif not self.source.text.startswith(("table.hline", "table.vline", ".."), part.start):
                cells.append(self._text(part, scope, depth))
        width = self._columns(arguments.named.get("columns"))
        rows = [tuple(cells[start : start + width]) for start in range(0, len(cells), width)]
        if rows:
            self.flow.add(Table(tuple(rows)))

    def _columns(self, span: Span | None) -> int:
        if span is None:
            return 1
        if number := COUNT.fullmatch(self.source.part(span)):
            return max(1, int(number.group()))
        inside = self.source.inside(span.start, span.end)
        return max(1, len(self.source.split(inside))) if inside else 1

    def _items(self, name: str, arguments: Arguments, scope: Scope, depth: int) -> None:
        texts = [self._text(part, scope, depth) for part in arguments.placed]
        numbering = arguments.named.get("numbering")
        found = STYLE.search(self.source.part(numbering)) if numbering else STYLE.search(self.numbering)
        if name == "list":
            self.flow.add(Bullets(tuple(Bullet(0, text) for text in texts)))
        elif texts:
            sample, style = (found[2], found.group()) if found else ("1", "1.")
            items = tuple(Item(nth_label(sample, place), text) for place, text in enumerate(texts))
            self.flow.add(Enumeration(style, items))

    # What the file defines, and what nobody defines

    def _own(self, bound: Binding, arguments: Arguments, scope: Scope, depth: int) -> None:
        inner = dict(bound.scope)
        places = [name for name in bound.parameters or () if name not in arguments.named]
        for name, part in zip(places, arguments.placed, strict=False):
            inner[name.removeprefix("..")] = Binding(part, scope)
        inner.update({name: Binding(part, scope) for name, part in arguments.named.items()})
        self.code(bound.body, inner, depth + 1)

    def _unknown(self, arguments: Arguments, scope: Scope, depth: int) -> None:
        for part in arguments.placed:
            written = self.source.part(part)
            if written.startswith('"') and PICTURE.fullmatch(written.strip('"')):
                self.flow.add(Picture(written.strip('"')))
            elif self._is_shown(part):
                self.flow.flush() if len(arguments.placed) > 1 else None
                self.code(part, scope, depth + 1)

    # Boxes and quizzes

    def _is_box(self, name: str, arguments: Arguments) -> bool:
        return box_kind(name) is not None and any(self._is_shown(part) for part in arguments.placed)

    def _box(self, name: str, arguments: Arguments, scope: Scope, depth: int) -> None:
        placed = list(arguments.placed)
        title = self._text(arguments.first_of(("title", "name", "header")), scope, depth)
        if not title and len(placed) > 1:
            title = self._text(placed.pop(0), scope, depth)
        kind, title = titled_kind(box_kind(name) or "other", title)
        blocks = [block for part in placed for block in self._blocks(part, scope, depth)]
        self.flow.add(Box(kind, title, tuple(blocks)))

    def _quiz(self, arguments: Arguments, scope: Scope, depth: int) -> None:
        """`#mcq([stem], [a], [b])`, `#quiz(question: [..], options: ([a], [b]), correct: "B")`, `#popquiz[..]`."""
        asked = arguments.first_of(QUESTION_WORDS)
        placed = list(arguments.placed)
        title = self._text(arguments.named.get("title"), scope, depth)
        stem = self._blocks(asked or placed.pop(0), scope, depth) if asked or placed else []
        offered = arguments.first_of(OPTION_WORDS)
        parts = [offered] if offered else placed
        options = [self._text(each, scope, depth) for part in parts for each in self._elements(part)]
        if len(options) > 1:
            items = tuple(Item(nth_label("A", place), option) for place, option in enumerate(options))
            stem.append(Enumeration("A.", items))
        elif not title and options and as_line(stem) and len(as_line(stem)) < 40:
            title, stem = as_line(stem), [block for part in parts for block in self._blocks(part, scope, depth)]
        elif options:
            stem.append(Paragraph(options[0]))
        key = self._text(arguments.first_of(KEY_WORDS), scope, depth)
        why = self._text(arguments.first_of(WHY_WORDS), scope, depth)
        stem += [Paragraph(f"**Answer:** {key}")] if key else []
        stem += [Paragraph(f"Explanation: {why}")] if why else []
        self.flow.add(Box("quiz", title, tuple(stem)))

    def _elements(self, part: Span) -> list[Span]:
        inside = self.source.inside(part.start, part.end) if self.source.text[part.start] == "(" else None
        return self.source.split(inside) if inside else [part]

    def _answer(self, arguments: Arguments, scope: Scope, depth: int) -> None:
        """`#mcq-answer([B], [text], [why])`, or a box with the answer."""
        blocks = [self._blocks(part, scope, depth) for part in arguments.placed]
        blocks = [each for each in blocks if each]
        if not blocks:
            return
        first = as_line(blocks[0])
        letter = LETTER.fullmatch(first.replace("**", "").strip())
        if letter and len(blocks) > 1 and not any(isinstance(block, Equation) for block in blocks[1][1:]):
            self.flow.add(Paragraph(f"**Answer: {letter[1]})** {as_line(blocks[1])}"))
            blocks = blocks[2:]
        elif isinstance(blocks[0][0], Paragraph) and not re.match(r"\W*answer", first, re.IGNORECASE):
            self.flow.add(Paragraph(f"**Answer:** {blocks[0][0].text}"), *blocks[0][1:])
            blocks = blocks[1:]
        self.flow.add(*[block for each in blocks for block in each])

    def read_title(self, span: Span) -> str:
        """The content or string that begins a region."""
        inside = self.source.inside(span.start, span.end)
        end = inside.end + 1 if inside else self.source.text.find('"', span.start + 1, span.end) + 1
        return self._text(Span(span.start, end), {}, 0) if end > span.start else ""
