"""Reads Markdown decks: Marp, reveal.js and Quarto, with front matter, `---` between slides and boxes of any kind."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizzes.slides import liascript, markdown_dialects
from quizzes.slides.deck import Deck, DeckError, Slide
from quizzes.slides.marp_blocks import read_slide
from quizzes.slides.source import decode

FORMAT = "markdown"
SUFFIXES = (".md", ".markdown", ".qmd", ".rmd", ".mdx")

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
RULER = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})$")
FENCED_DIV = re.compile(r" {0,3}:{3,}(.*)")
VERTICAL = re.compile(r"--\s*$")
HEADING = re.compile(r" {0,3}(#{1,6})(?:\s|$)")
SETTING = re.compile(r"[\w.-]+\s*:|\s|#|-\s|$")
DIVIDER = re.compile(r"headingDivider\s*:\s*\[?\s*(\d)")
SLIDE_LEVEL = re.compile(r"slide-level\s*:\s*(\d)")
TITLE = re.compile(r"title\s*:\s*[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
NOTES = re.compile(
    r"(?:speaker )?notes?:(?=\s*$|\s+(?:the |correct )*(?:answer|solution|key)\b|\s+\(?[A-H][).]?\s+is\b)",
    re.IGNORECASE,
)
# An option that reveal.js turns green, or that is of a class that says so.
HIGHLIGHT = re.compile(r"<!--\s*\.element:[^<>]{0,200}(?:highlight-(?:current-)?green|\bcorrect\b)[^<>]{0,200}-->")
PAUSE = re.compile(r"\s*(?:\. \. \.|<!--\s*(?:pause|fragment)\s*-->)\s*", re.IGNORECASE)
MAX_FRONT_MATTER = 200


@dataclass(frozen=True)
class Source:
    """A deck's text without front matter and comments, each line told whether it stands in a listing."""

    settings: str
    lines: tuple[tuple[str, bool], ...]


def read(data: bytes, *, quarto: bool = False) -> Deck:
    """The deck that this Markdown source describes. Raises DeckError where there is nothing to read."""
    return read_text(decode(data), by_headings=quarto)


def read_text(text: str, *, by_headings: bool, form: str = FORMAT, settings: str = "") -> Deck:
    """The deck of a Markdown text; `by_headings` tells that headings begin slides even where rulers do as well."""
    text, is_liascript = liascript.rewrite(markdown_dialects.rewrite(text))
    source = _prepare(text)
    parts = _split(source, by_headings=by_headings or is_liascript)
    read_parts = [read_slide("\n".join(part)) for part in parts]
    if not any(title or blocks for title, blocks in read_parts):
        raise DeckError("There are no slides in this file. Please upload a deck with text on its slides.")
    slides = tuple(
        Slide(number, title, blocks, (number, number)) for number, (title, blocks) in enumerate(read_parts, start=1)
    )
    named = TITLE.search(settings or source.settings)
    title = named[1] if named else next((slide.title for slide in slides if slide.title), "Untitled lecture")
    return Deck(title, form, slides, len(slides))


def _prepare(text: str) -> Source:
    lines = text.replace("\0", "").split("\n")
    settings: list[str] = []
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() == "---":
        for index in range(start + 1, min(len(lines), start + MAX_FRONT_MATTER)):
            if lines[index].rstrip() in ("---", "..."):
                settings, lines = lines[start + 1 : index], lines[index + 1 :]
                break
            if not SETTING.match(lines[index]):
                break
    directives = "\n".join(settings) + "\n" + "\n".join(re.findall(r"<!--\s*headingDivider[^>]*", text))
    return Source(directives, tuple(_without_comments(lines)))


def _without_comments(lines: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Lines and whether they stand in a listing; HTML comments outside of listings are left out."""
    fence = ""
    comment = False
    for line in lines:
        if comment:
            _, closed, line = line.partition("-->")
            comment = not closed
            if comment or not line.strip():
                continue
        found = FENCE.match(line)
        if fence:
            closes = found and found[1][0] == fence[0] and len(found[1]) >= len(fence) and not found[2].strip()
            yield line, True
            fence = "" if closes else fence
            continue
        if found and not ("`" in found[2] and found[1][0] == "`"):
            fence = found[1]
            yield line, True
            continue
        before = line = '<div class="pause"></div>' if PAUSE.fullmatch(line) else HIGHLIGHT.sub("✓", line)
        line, comment = _cut_comments(line)
        if line.strip() or line == before:
            yield line, False


def _cut_comments(line: str) -> tuple[str, bool]:
    """A line without its comments, and whether the last of them goes on; one shown as code stays."""
    if "<!--" not in line or "`<!--" in line:
        return line, False
    kept: list[str] = []
    while "<!--" in line:
        before, _, rest = line.partition("<!--")
        kept.append(before)
        _, closed, line = rest.partition("-->")
        if not closed:
            return "".join(kept), True
    return "".join([*kept, line]), False


def _split(source: Source, *, by_headings: bool) -> list[list[str]]:
    """The lines of each slide. Without any ruler, and in Quarto always, headings begin slides as well."""
    rulers = sum(_is_ruler(source.lines, index) for index in range(len(source.lines)))
    found = DIVIDER.search(source.settings)
    level = int(found[1]) if found else 0
    if by_headings:
        found = SLIDE_LEVEL.search(source.settings)
        level = int(found[1]) if found else 2
    elif not rulers and not level:
        headings = [len(mark[1]) for line, inside in source.lines if not inside and (mark := HEADING.match(line))]
        level = 1 if headings.count(1) > 1 else 2
    parts: list[list[str]] = [[]]
    notes = False
    depths = _div_depths(source.lines)
    for index, (line, inside) in enumerate(source.lines):
        if _is_ruler(source.lines, index):
            parts.append([])
            notes = False
            continue
        heading = None if inside or depths[index] else HEADING.match(line)
        if heading and len(heading[1]) <= level and any(kept.strip() for kept in parts[-1]):
            parts.append([])
            notes = False
        if not inside and not notes and (said := NOTES.match(line)):
            notes = True  # up to the end of the slide
            parts[-1] += ["", '<aside class="notes">', "", line[said.end() :], ""]
        else:
            parts[-1].append(line)
    while len(parts) > 1 and not any(line.strip() for line in parts[-1]):
        parts.pop()
    if len(parts) > 1 and not any(line.strip() for line in parts[0]):
        parts.pop(0)
    return parts


def _div_depths(lines: Sequence[tuple[str, bool]]) -> list[int]:
    """How many fenced divs (`:::`) are open before each line; none at all where they are not closed as they should."""
    depths: list[int] = []
    depth = 0
    for line, inside in lines:
        depths.append(depth)
        if not inside and (fence := FENCED_DIV.match(line)):
            depth += 1 if fence[1].strip() else -1
            if depth < 0:
                break
    return depths if depth == 0 else [0] * len(lines)


def _is_ruler(lines: Sequence[tuple[str, bool]], index: int) -> bool:
    """Whether a line parts two slides; right under text, `---` makes that text a heading instead."""
    line, inside = lines[index]
    if inside or line.strip(" -*_") or not line.strip():
        return False
    alone = index == 0 or not lines[index - 1][0].strip()
    if VERTICAL.match(line):
        return alone and (index + 1 == len(lines) or not lines[index + 1][0].strip())
    return RULER.match(line) is not None and (alone or "-" not in line)
