"""Reads Typst markup into frames of blocks: headings, lists, text, formulas; calls are left to `typst_calls`."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from quizzes.slides.deck import Block, Bullet, Bullets, Code, DeckError, Enumeration, Equation, Item, Paragraph
from quizzes.slides.flow import Flow
from quizzes.slides.labelled import join_lists, read_lettered
from quizzes.slides.tex_names import nth_label
from quizzes.slides.typst_math import write_latex
from quizzes.slides.typst_names import STYLE
from quizzes.slides.typst_scan import STRING, TOO_DEEP, Span, Typst

MAX_DEPTH = 60
MAX_STEPS = 200_000
MAX_LEVEL = 5
ENDLESS = "The functions that this Typst file defines do not come to an end. Please check its #let lines."
MARKER = re.compile(
    r"[ \t]*(?:(?P<heading>={1,6})[ \t]+|(?P<bullet>-)[ \t]+|(?P<plus>\+)[ \t]+|(?P<number>\d{1,3})\.[ \t]+"
    r"|/[ \t]+(?P<term>[^:\n\[\](){}]{1,120}):[ \t]*|(?P<ruler>-{3,})[ \t]*(?=\n|\Z))"
)
NEXT = re.compile(
    r"\\(?P<sign>[^\s])|(?P<broken>\\(?=\s|\Z))|(?P<hash>#)|(?P<math>\$)|(?P<gap>\n[ \t]*(?=\n))|(?P<line>\n)"
    r"|(?P<strong>\*)|(?P<emph>(?<!\w)_|_(?!\w))|<[A-Za-z][\w:.-]{0,80}>|(?P<ref>@[A-Za-z][\w:.-]{0,80})|\x00(?P<listing>\d+)\x00"
    r"|(?P<bracket>[\[\]])"
)
TYPOGRAPHY = (("---", "—"), ("--", "–"), ("~", " "), ("...", "…"))

Scope = Mapping[str, "Binding"]


@dataclass(frozen=True)
class Binding:
    """What a name stands for: an expression of the file, or a function of its parameters."""

    body: Span
    scope: Scope
    parameters: tuple[str, ...] | None = None


@dataclass
class Frame:
    title: str = ""
    flow: Flow = field(default_factory=Flow)


class MarkupReader:
    """Reads markup; `frames` are the slides so far. A subclass reads what stands behind a #."""

    def __init__(self, tex: Typst, listings: Sequence[Code | str], slide_level: int) -> None:
        self.source = tex
        self.listings = listings
        self.slide_level = slide_level
        self.frames = [Frame()]
        self.flow = self.frames[0].flow
        self.captures = self.steps = self.level = 0
        self.in_slide = False
        self.numbering = "1."

    def read_hash(self, at: int, end: int, scope: Scope, depth: int) -> int:
        raise NotImplementedError

    def find_name(self, name: str, scope: Scope) -> str:
        """The mathematics that a name stands for, as Typst."""
        bound = scope.get(name)
        text = self.source.part(bound.body).strip() if bound and bound.parameters is None else ""
        return text[1:-1] if text.startswith("$") and text.endswith("$") and len(text) > 1 else ""

    # Frames

    def open_frame(self, title: str) -> None:
        """A slide of its own begins; one that has nothing on it yet takes the title."""
        if not self.frames[-1].flow.is_empty or self.frames[-1].title:
            self.frames[-1].flow.flush()
            self.frames.append(Frame())
        self.frames[-1].title = title
        self.flow = self.frames[-1].flow

    def capture(self, read: Callable[[], object]) -> list[Block]:
        """The blocks that `read` writes."""
        outer, self.flow = self.flow, Flow()
        level, self.level, numbering = self.level, 0, self.numbering
        self.captures += 1
        read()
        self.captures -= 1
        inner, self.flow, self.level, self.numbering = self.flow, outer, level, numbering
        inner.flush()
        return inner.blocks

    def line(self, span: Span, scope: Scope, depth: int) -> str:
        """Markup as one line of text."""
        return as_line(self.capture(lambda: self.markup(span.start, span.end, scope, depth)))

    # Markup

    def markup(self, position: int, end: int, scope: Scope, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise DeckError(TOO_DEEP)
        at_start = True
        text = self.source.text
        while position < end:
            if at_start and (marker := MARKER.match(text, position, end)):
                position = self._marked(marker, end, scope, depth)
            found = None if position >= end else NEXT.search(text, position, end)
            self._prose(text[position : found.start() if found else end])
            if found is None:
                return
            position = self._token(found, end, scope, depth)
            at_start = found["line"] is not None or found["gap"] is not None

    def _prose(self, text: str) -> None:
        for written, shown in TYPOGRAPHY:
            text = text.replace(written, shown)
        self.flow.text.append(text)

    def _token(self, found: re.Match[str], end: int, scope: Scope, depth: int) -> int:
        self.count_step()
        kind, at = found.lastgroup, found.start()
        match kind:
            case "sign":
                self.flow.text.append(f"\\{found['sign']}" if found["sign"] in "*_$`\\" else found["sign"])
            case "broken":
                self.flow.text.append("\n")
            case "hash":
                return self.read_hash(at, end, scope, depth)
            case "math":
                return self.formula(at, end, scope)
            case "gap":
                self.flow.flush()
            case "line":
                self.flow.text.append(" ")
            case "strong":
                self.flow.text.append("**")
            case "emph":
                self.flow.text.append("*")
            case "listing":
                self.listing(int(found["listing"]))
            case "bracket":
                self.flow.text.append(found["bracket"])
        return found.end()

    def count_step(self) -> None:
        self.steps += 1
        if self.steps > MAX_STEPS:
            raise DeckError(ENDLESS)

    def listing(self, number: int) -> None:
        listing = self.listings[number] if number < len(self.listings) else ""
        if isinstance(listing, Code):
            self.flow.add(listing)
        elif listing:
            self.flow.text.append(f"`{listing}`")

    def formula(self, at: int, end: int, scope: Scope) -> int:
        span = self.source.inside(at, end)
        if span is None:
            self.flow.text.append("\\$")
            return at + 1
        math = self.source.part(span)
        latex = write_latex(math, lambda name: write_latex(self.find_name(name, scope)))
        if len(math) > 1 and math[0].isspace() and math[-1].isspace():
            self.flow.add(Equation(latex)) if latex else None
        elif latex:
            self.flow.text.append(f"${latex}$")
        return span.end + 1

    def text_string(self, at: int, end: int) -> str:
        """The words of a string, as Markdown."""
        string = STRING.match(self.source.text, at, end)
        words = string.group()[1:-1] if string else ""
        words = words.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")
        return re.sub(r"([*$`])", r"\\\1", words)

    # Headings and lists

    def _marked(self, marker: re.Match[str], end: int, scope: Scope, depth: int) -> int:
        """What a line that begins with a marker holds; where the text goes on."""
        if marker["ruler"]:
            if self.captures or self.in_slide:
                return marker.end()
            self.open_frame(self.frames[-1].title)
            return marker.end()
        if marker["heading"]:
            stop = self.source.line_end(marker.end(), end)
            self.heading(len(marker["heading"]), self.line(Span(marker.end(), stop), scope, depth + 1))
            return stop
        return self._list(marker, end, scope, depth)

    def heading(self, level: int, title: str) -> None:
        frame = self.frames[-1]
        if not self.captures and not self.in_slide and level <= self.slide_level:
            self.open_frame(title)
            self.numbering = "1."
        elif not self.captures and not frame.title and frame.flow.is_empty:
            frame.title = title
        elif title:
            self.flow.add(Paragraph(f"**{title.replace('**', '')}**"))

    def _list(self, marker: re.Match[str], end: int, scope: Scope, depth: int) -> int:
        """A list: items with this marker, each with all that stands deeper below it."""
        self.flow.flush()
        indent = _indent(marker)
        blocks: list[Block] = []
        place, position = 0, marker.start()
        found: re.Match[str] | None = marker
        while found and _indent(found) == indent and not (found["heading"] or found["ruler"]):
            stop = self._item_end(found.end(), indent, end)
            text, inner = self._item(Span(found.end(), stop), scope, depth)
            if found["plus"] or found["number"]:
                label = found["number"] or nth_label(self._sample(), place)
                blocks.append(Enumeration(self._style(), (Item(label, text),)))
                place += 1
            else:
                term = f"**{found['term'].strip()}** " if found["term"] else ""
                blocks.append(Bullets((Bullet(min(self.level, MAX_LEVEL), f"{term}{text}"),)))
            blocks += inner
            position = stop
            found = MARKER.match(self.source.text, position + 1, end) if position + 1 < end else None
            self.count_step()
        self.flow.blocks += [read_lettered(block) for block in join_lists(blocks)]
        return position

    def _item(self, span: Span, scope: Scope, depth: int) -> tuple[str, list[Block]]:
        """The text of an item and the blocks below it."""
        level = self.level

        def read() -> None:
            self.level = level + 1
            self.markup(span.start, span.end, scope, depth + 1)

        texts: list[str] = []
        blocks = self.capture(read)
        for index, block in enumerate(blocks):
            if not isinstance(block, (Paragraph, Equation)):
                return " ".join(texts), blocks[index:]
            texts.append(block.text if isinstance(block, Paragraph) else f"${block.latex}$")
        return " ".join(texts), []

    def _item_end(self, position: int, indent: int, end: int) -> int:
        """Where the lines end that belong to an item: those that stand deeper than its marker."""
        text = self.source.text
        while True:
            position = self.source.line_end(position, end)
            following = re.compile(r"\n(?:[ \t]*\n)*(?P<indent>[ \t]*)(?=\S)").match(text, position, end)
            if following is None or len(following["indent"]) <= indent:
                return position
            position = following.end()

    def _style(self) -> str:
        found = STYLE.search(self.numbering)
        return found.group() if found else "1."

    def _sample(self) -> str:
        found = STYLE.search(self.numbering)
        return found[2] if found else "1"


def _indent(marker: re.Match[str]) -> int:
    return len(marker.group()) - len(marker.group().lstrip())


def as_line(blocks: Sequence[Block]) -> str:
    """Blocks as one line of text, as far as they are text."""
    texts: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(text):
                texts.append(text)
            case Equation(latex):
                texts.append(f"${latex}$")
            case Bullets(items):
                texts += [item.text for item in items]
            case Enumeration(_, labelled):
                texts += [f"{item.label}) {item.text}" for item in labelled]
            case Code(text):
                texts.append(f"`{' '.join(text.split())}`")
    return " ".join(texts)
