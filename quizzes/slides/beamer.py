"""Reads the LaTeX source of Beamer decks: frames, their titles and structure, whatever overlays show them in."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizzes.slides.deck import Block, Code, Deck, DeckError, Slide
from quizzes.slides.source import decode
from quizzes.slides.tex_blocks import FrameReader
from quizzes.slides.tex_macros import Expander
from quizzes.slides.tex_scan import Tex
from quizzes.slides.tex_source import MARK, read_shown

FORMAT = "beamer"
SUFFIXES = (".tex", ".latex", ".ltx", ".beamer")

START = re.compile(
    r"\\begin\s*\{(?:frame|slide)\}|\\frame(?![A-Za-z])\s*(?:<[^<>]{1,40}>)?(?=\s*[\[{])|\\maketitle(?![A-Za-z])"
)
END = re.compile(r"\\end\s*\{(?:frame|slide)\}")
SECTION = re.compile(r"\\(?:sub)*section\*?\s*(?=[\[{])")
QUESTION = re.compile(r"\\question(?![A-Za-z])|\\titledquestion\s*\{[^{}]{0,200}\}")
DOCUMENT = re.compile(r"\\begin\s*\{document\}")
DOCUMENT_END = re.compile(r"\\end\s*\{document\}")
TITLE = re.compile(r"\\title\s*(?:\[[^\[\]]{0,300}\]\s*)?(?=\{)")

COLOUR = re.compile(r"\{\s*\\color(?:<[^<>]{1,20}>)?\{([\w!. ]{1,40})\}([^{}]{1,500})\}")
BOLD = re.compile(r"\{\s*\\(?:bfseries|bf)(?![A-Za-z])\s*([^{}]{1,500})\}")
COLOURED_ITEM = re.compile(
    r"(\\item(?:<[^<>]{1,20}>)?\s*)(?:\\(?:only|uncover)<[^<>]{1,20}>\s*\{\s*)?\\color\{([\w!. ]{1,40})\}\s*\}?"
    r"\s*([^\\{}\n]{1,300})"
)
BOLD_ITEM = re.compile(r"(\\item(?:<[^<>]{1,20}>)?\s*)\\(?:bfseries|bf)(?![A-Za-z])\s*([^\\{}\n]{1,300})")
BLANK = re.compile(  # a gap to be filled in
    r"\\(?:underline|uline)\s*\{(?:\\[hv]space\*?\{[^{}]{1,20}\}|\\q?quad|\\h?phantom\{[^{}]{0,80}\}|\\[ ,;~]|[~\s])+\}"
    r"|\\rule(?:\[[^\[\]]{1,20}\])?\{\s*[\d.]+\s*(?:cm|mm|em|in|ex|pt)\s*\}\{\s*(?:0?\.\d+\s*(?:pt|mm|ex|em)|1\s*pt)\s*\}"
    r"|\\fillin(?![A-Za-z])(?:\[[^\[\]]{0,200}\]){0,2}|\\blank(?![A-Za-z])(?:\{\})?"
)

Frame = tuple[str, tuple[Block, ...]]


def read(data: bytes) -> Deck:
    """The deck of a Beamer source. Raises DeckError where there is no frame, or its commands have no end."""
    text = decode(data).replace(MARK, "")
    shown = read_shown(text)
    expanded = _write_groups(Expander().expand(shown.text))
    title = _deck_title(expanded, shown.listings)
    body = expanded
    if begin := DOCUMENT.search(expanded):
        end = DOCUMENT_END.search(expanded, begin.end())
        body = expanded[begin.end() : end.start() if end else len(expanded)]
    frames = list(_read_frames(body, title, shown.listings))
    frames = frames or list(_read_exam(body, shown.listings)) or list(_read_sections(body, shown.listings))
    if not any(name or blocks for name, blocks in frames):
        raise DeckError("There are no frames in this LaTeX file. Please upload the file that holds the slides.")
    slides = tuple(
        Slide(number, name, blocks, (number, number)) for number, (name, blocks) in enumerate(frames, start=1)
    )
    return Deck(title or next((name for name, _ in frames if name), "Untitled lecture"), FORMAT, slides, len(slides))


def _write_groups(text: str) -> str:
    """Text in which what is declared at the beginning of a group is a command with an argument, and gaps are gaps."""
    text = COLOUR.sub(r"\\textcolor{\1}{\2}", BOLD.sub(r"\\textbf{\1}", text))
    text = COLOURED_ITEM.sub(r"\1\\textcolor{\2}{\3}", BOLD_ITEM.sub(r"\1\\textbf{\2}", text))
    return BLANK.sub(r"\\_\\_\\_\\_", text)


def _deck_title(text: str, listings: Sequence[Code | str]) -> str:
    found = TITLE.search(text)
    if found is None:
        return ""
    part = text[found.end() : found.end() + 2000]
    reader = FrameReader(part, listings)
    group = reader.tex.group(0, len(part))
    return reader.line(group.start, group.end) if group else ""


def _read_frames(text: str, title: str, listings: Sequence[Code | str]) -> Iterator[Frame]:
    position = 0
    while start := START.search(text, position):
        if start.group().startswith("\\maketitle"):
            position = start.end()
            if title:
                yield title, ()
        elif start.group().startswith("\\frame"):
            tex = Tex(text[start.end() : _next_start(text, start.end())])
            group = tex.group(option.after if (option := tex.option(0, len(tex.text))) else 0, len(tex.text))
            position = start.end() + (group.after if group else 0)
            if group:
                yield _read_frame(tex.part(group), title, listings, named=False)
        else:
            following = _next_start(text, start.end())
            end = END.search(text, start.end(), following)
            stop = end.start() if end else following
            position = end.end() if end else following
            yield _read_frame(text[start.end() : stop], title, listings, named=True)


def _next_start(text: str, position: int) -> int:
    """Where the next frame begins at the latest, so that a forgotten \\end costs one frame only."""
    following = START.search(text, position)
    while following and following.group().startswith("\\maketitle"):
        following = START.search(text, following.end())
    return following.start() if following else len(text)


def _read_frame(text: str, deck_title: str, listings: Sequence[Code | str], *, named: bool) -> Frame:
    reader = FrameReader(text, listings)
    tex, end = reader.tex, len(text)
    position = tex.overlay(tex.skip_space(0, end), end)
    title = ""
    while option := tex.option(position, end):
        position = tex.overlay(option.after, end)
    if named and (group := tex.group(position, end)):
        title, position = reader.line(group.start, group.end), group.after
        if text[position : position + 1] == "{" and (subtitle := tex.group(position, end)):
            position = subtitle.after
    blocks = tuple(reader.blocks(position, end))
    titlepage = "\\titlepage" in text or "\\maketitle" in text
    return reader.title or title or (deck_title if titlepage else ""), blocks


def _read_exam(text: str, listings: Sequence[Code | str]) -> Iterator[Frame]:
    """A sheet of the exam class, which has no frames: each of its questions is a slide."""
    starts = list(QUESTION.finditer(text))
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=False), 1):
        part = text[start.end() : end]
        reader = FrameReader(part, listings)
        option = reader.tex.option(0, len(part))  # its points
        yield f"Question {number}", tuple(reader.blocks(option.after if option else 0, len(part)))


def _read_sections(text: str, listings: Sequence[Code | str]) -> Iterator[Frame]:
    """A LaTeX text without frames: each of its sections is a slide."""
    starts = [found.end() for found in SECTION.finditer(text)]
    for start, following in pairwise([*starts, len(text)]):
        part = SECTION.sub("", text[start:following])
        reader = FrameReader(part, listings)
        option = reader.tex.option(0, len(part))
        group = reader.tex.group(option.after if option else 0, len(part))
        if group:
            yield reader.line(group.start, group.end), tuple(reader.blocks(group.after, len(part)))
