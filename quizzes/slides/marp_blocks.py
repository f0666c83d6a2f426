"""Turns the Markdown of one slide into its title and blocks."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin

from quizzes.slides.box_names import box_kind, titled_kind
from quizzes.slides.deck import PAUSE, Block, Box, BoxKind, Code, Equation, Paragraph
from quizzes.slides.html_lists import write_lists
from quizzes.slides.marp_lists import end_of, read_list, read_table
from quizzes.slides.marp_text import TAG, clean, read_paragraph

MAX_BOXES = 12
BLOCK_TAGS = {"div", "section", "aside", "details", "article", "blockquote", "main", "figure", "center"}
BLOCK_TAG = re.compile(r"^ {0,3}(</?(?:div|section|aside|details|article|center)\b[^<>]*>)", re.IGNORECASE)
TRAILING_TAG = re.compile(r"(</(?:div|section|aside|details|article|center)>)\s*$", re.IGNORECASE)
CLASS = re.compile(r"""class\s*=\s*["']?([^"'>]*)""", re.IGNORECASE)
TITLE = re.compile(r"""title\s*=\s*["']([^"'>]*)""", re.IGNORECASE)
FENCED_DIV = re.compile(r" {0,3}:{3,}\s*(?P<name>\{[^{}]{0,300}\}|[\w-]+|)\s*(?P<title>.*)")
COUNTED = re.compile(r"^( {0,3})(?:\(@[\w-]{0,30}\)|#\.)(?=\s)")  # Pandoc counts these items itself
DIRECTIVE = re.compile(r"\{(?P<name>[\w:-]+)\}\s*(?P<title>.*)")
DIRECTIVES = {"admonition", "note", "warning", "tip", "hint", "important", "dropdown", "solution", "exercise", "answer",
              "question", "quiz", "attention", "caution", "danger", "seealso", "proof", "theorem", "definition",
              "example", "lemma", "remark", "topic", "toggle", "card", "solution-start", "exercise-start"}  # fmt: skip
DIRECTIVE_SETTING = re.compile(r"\s*:[\w-]{1,30}:(?:\s.*)?")
ANSWERING = re.compile(r"solution|answer", re.IGNORECASE)
NOTES = {"notes", "speaker-notes", "speaker-note", "presenter-notes"}

QUIZ_CLASS = re.compile(r"\{[^{}]*\.(?:[\w-]*quiz[\w-]*|question)[^{}]*\}\s*$")
PARSER = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin, allow_blank_lines=False)
PARSER.core.ruler.enableOnly(["normalize", "block"])  # text stays Markdown, so nothing inside a line is parsed


@dataclass
class _Open:
    """A box (or the slide itself) whose end has not come yet."""

    kind: BoxKind | None = None
    title: str = ""
    blocks: list[Block] = field(default_factory=list)


def read_slide(text: str) -> tuple[str, tuple[Block, ...]]:
    """The title (its highest heading among the first) and the blocks of a slide."""
    return _Reader().read(text)


class _Reader:
    def __init__(self) -> None:
        self.stack = [_Open()]
        self.headings: list[tuple[int, str]] = []
        self.is_quiz = False  # its heading is of a class that says so

    def read(self, text: str) -> tuple[str, tuple[Block, ...]]:
        self._read_tokens(PARSER.parse(_space_out(text)))
        while len(self.stack) > 1:
            self._close()
        if self.is_quiz:
            self.stack[0].blocks = [Box("quiz", "", tuple(self.stack[0].blocks))]
        title = ""
        if self.headings:
            title = min(self.headings, key=lambda heading: heading[0])[1]
            others = [Paragraph(f"**{name}**") for _, name in self.headings if name != title and name]
            return title, (*others, *self.stack[0].blocks)
        return title, tuple(self.stack[0].blocks)

    def _add(self, *blocks: Block) -> None:
        self.stack[-1].blocks += blocks

    def _close(self) -> None:
        box = self.stack.pop()
        if box.kind is None:
            self._add(*box.blocks)
        elif box.blocks or box.title:
            kind, title = titled_kind(box.kind, box.title)
            self._add(Box(kind, title, tuple(box.blocks)))

    def _read_tokens(self, tokens: Sequence[Token]) -> None:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            end = end_of(tokens, index)
            match token.type:
                case "heading_open":
                    self.is_quiz = self.is_quiz or QUIZ_CLASS.search(tokens[index + 1].content) is not None
                    self._read_heading(int(token.tag[1]), clean(tokens[index + 1].content))
                case "paragraph_open":
                    self._add(*read_paragraph(tokens[index + 1].content))
                case "bullet_list_open" | "ordered_list_open":
                    self._add(*read_list(tokens[index:end]))
                case "blockquote_open":
                    self._read_tokens(tokens[index + 1 : end - 1])
                case "table_open":
                    self._add(read_table(tokens[index:end]))
                case "fence" | "code_block":
                    self._read_fence(token)
                case "math_block" | "math_block_label":
                    self._add(Equation(token.content.strip()))
                case "html_block":
                    self._read_html(token.content)
            index = end

    def _read_heading(self, level: int, text: str) -> None:
        if len(self.stack) == 1 and not self.stack[0].blocks:
            self.headings.append((level, text))
        elif len(self.stack) > 1 and not self.stack[-1].blocks and not self.stack[-1].title:
            self.stack[-1].title = text
        elif text:
            self._add(Paragraph(f"**{text.replace('**', '')}**"))

    def _read_fence(self, token: Token) -> None:
        directive = DIRECTIVE.match(token.info.strip())
        name = directive["name"].rpartition(":")[2] if directive else ""
        if directive and name in DIRECTIVES and len(self.stack) < MAX_BOXES:
            title = "Solution" if ANSWERING.search(name) else directive["title"]
            self.stack.append(_Open(box_kind(name) or "other", title))
            depth = len(self.stack)
            self._read_tokens(PARSER.parse(_space_out(_without_settings(token.content))))
            while len(self.stack) >= depth:
                self._close()
            return
        language = token.info.strip().strip("{}").split(" ")[0].split(",")[0]
        self._add(Code(token.content.rstrip("\n"), language))

    def _read_html(self, content: str) -> None:
        position = 0
        for tag in TAG.finditer(content):
            name = tag["name"].lower()
            if name not in BLOCK_TAGS and name not in ("summary", "style", "script"):
                continue
            between = content[position : tag.start()]
            position = tag.end()
            if name in ("style", "script"):
                if tag["close"]:
                    continue
                end = content.find(f"</{name}", position)
                position = len(content) if end < 0 else end
            self._add_text(between)
            if name in BLOCK_TAGS:
                self._read_tag(tag)
        self._add_text(content[position:])

    def _add_text(self, content: str) -> None:
        if not content.strip() or content.lstrip().startswith(("<!", "<?")):
            return
        if "<li" in content.lower():
            self._read_tokens(PARSER.parse(write_lists(content)))
        else:
            self._add(*read_paragraph(content.strip()))

    def _read_tag(self, tag: re.Match[str]) -> None:
        if tag["close"]:
            if len(self.stack) > 1:
                self._close()
        elif len(self.stack) < MAX_BOXES:
            names, title = CLASS.search(tag["rest"]), TITLE.search(tag["rest"])
            given = names[1].split() if names else []
            if NOTES.intersection(given):
                self.stack.append(_Open("notes"))
                return
            if "pause" in given:
                self._add(PAUSE)
            kinds = [kind for name in given if (kind := box_kind(name))]
            kind = "quiz" if "quiz" in kinds else kinds[0] if kinds else None
            self.stack.append(_Open(kind, html.unescape(title[1]) if title else ""))


def _without_settings(text: str) -> str:
    """A directive's content without the settings (":class: dropdown") it begins with."""
    lines = text.split("\n")
    while lines and (not lines[0].strip() or DIRECTIVE_SETTING.fullmatch(lines[0])):
        lines.pop(0)
    return "\n".join(lines)


def _space_out(text: str) -> str:
    """Text in which block tags, fenced divs and displays stand apart from what is around them, so that it is parsed."""
    lines: list[str] = []
    fence = display = opened = False
    for line in text.split("\n"):
        if opened and not fence and DIRECTIVE_SETTING.fullmatch(line):
            continue
        opened = line.lstrip().startswith(":::")
        if re.match(r" {0,3}(?:```|~~~)", line):
            fence = not fence
        if fence:
            lines.append(line)
            continue
        if line.lstrip().startswith("$$") and not display:
            lines += ["", line]
            display = line.strip().count("$$") == 1
            lines += [] if display else [""]
        elif display:
            lines.append(line)
            if "$$" in line:
                display = False
                lines.append("")
        else:
            lines += _space_tags(line)
    return "\n".join(lines)


def _space_tags(line: str) -> list[str]:
    if div := FENCED_DIV.fullmatch(line):
        return ["", _div_tag(div["name"], div["title"]), ""]
    if opening := BLOCK_TAG.match(line):
        rest = line[opening.end() :]
        return ["", opening[1], "", *(_space_tags(rest.lstrip()) if rest.strip() else ())]
    if closing := TRAILING_TAG.search(line):
        return [*_space_tags(line[: closing.start()]), "", closing[1], ""]
    return [COUNTED.sub(r"\g<1>1.", line)]


def _div_tag(name: str, title: str) -> str:
    """The HTML of a fenced div: `::: {.callout-tip title="T"}`, `:::{admonition} T`, `:::`."""
    if not name:
        return "</div>"
    named = TITLE.search(name)
    if ANSWERING.search(name) and not named:
        title = "Solution"
    classes = " ".join(re.findall(r"[\w-]+", TITLE.sub("", name)))
    shown = html.escape(named[1] if named else title.strip(": "))
    return f'<div class="{classes}" title="{shown}">'
