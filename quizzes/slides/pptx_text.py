"""The paragraphs of a PowerPoint shape: Markdown with mathematics, and how each is listed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from quizzes.slides.characters import repair
from quizzes.slides.deck import Block, Bullet, Bullets, Enumeration, Equation, Item
from quizzes.slides.labelled import join_lists, read_labelled
from quizzes.slides.office_math import M, write_latex
from quizzes.slides.tex_names import nth_label

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
A14 = "{http://schemas.microsoft.com/office/drawing/2010/main}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MAX_LEVEL = 5
NUMBERINGS = (("alphaUc", "A"), ("alphaLc", "a"), ("arabic", "1"), ("romanUc", "I"), ("romanLc", "i"))
SPECIAL = re.compile(r"([*$`\\])")
COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


@dataclass(frozen=True)
class Line:
    """One paragraph; `mark` is "bullet", "" or the style of its number, `start` the number it begins with."""

    text: str
    level: int
    mark: str
    start: int = 1


def read_lines(body: Element, *, bulleted: bool) -> list[Line]:
    """The paragraphs of a text body; `bulleted` is what a paragraph is that does not say."""
    lines: list[Line] = []
    for paragraph in body.findall(f"{A}p"):
        text = _text(paragraph)
        properties = paragraph.find(f"{A}pPr")
        level, mark, start = 0, "bullet" if bulleted else "", 1
        if properties is not None:
            level = int(properties.get("lvl", "0")) if properties.get("lvl", "0").isdecimal() else 0
            numbered = properties.find(f"{A}buAutoNum")
            if properties.find(f"{A}buNone") is not None:
                mark = ""
            elif properties.find(f"{A}buChar") is not None or properties.find(f"{A}buBlip") is not None:
                mark = "bullet"
            elif numbered is not None:
                mark = _style(numbered.get("type", ""))
                start = int(numbered.get("startAt", "1")) if numbered.get("startAt", "1").isdecimal() else 1
        if text.strip():
            lines.append(Line(text, min(level, MAX_LEVEL), mark, start))
    return lines


def _style(kind: str) -> str:
    sample = next((sample for name, sample in NUMBERINGS if kind.startswith(name)), "1")
    if kind.endswith("ParenBoth"):
        return f"({sample})"
    return f"{sample})" if kind.endswith("ParenR") else f"{sample}."


def _text(paragraph: Element) -> str:
    """A paragraph as Markdown, runs of one emphasis together."""
    parts: list[tuple[str, str]] = []
    for text, emphasis in _runs(paragraph):
        if parts and parts[-1][1] == emphasis and emphasis:
            parts[-1] = (parts[-1][0] + text, emphasis)
        else:
            parts.append((text, emphasis))
    return "".join(_emphasise(text, emphasis) for text, emphasis in parts).strip()


def _emphasise(text: str, mark: str) -> str:
    core = text.strip()
    if not mark or not core or "\n" in core:
        return text
    start = text.index(core)
    return f"{text[:start]}{mark}{core}{mark}{text[start + len(core) :]}"


def _runs(paragraph: Element) -> Iterator[tuple[str, str]]:
    for child in _chosen(paragraph):
        if child.tag == f"{A}r":
            text = SPECIAL.sub(r"\\\1", repair("".join(part.text or "" for part in child.findall(f"{A}t"))))
            yield text, _emphasis(child.find(f"{A}rPr"))
        elif child.tag == f"{A}br":
            yield "\n", ""
        elif child.tag == f"{A}fld" and child.get("type", "").startswith(("slidenum", "datetime")):
            continue
        elif child.tag == f"{A}fld":
            yield "".join(part.text or "" for part in child.iter(f"{A}t")), ""
        elif child.tag == f"{A14}m":
            formulas = [write_latex(formula) for formula in child.iter(f"{M}oMath")]
            yield " ".join(f"${latex}$" for latex in formulas if latex), ""


def _chosen(parent: Element) -> Iterator[Element]:
    """Children, and of alternatives the first, in which mathematics is mathematics and no picture of it."""
    for child in parent:
        if child.tag == f"{COMPATIBLE}AlternateContent":
            choice = child.find(f"{COMPATIBLE}Choice")
            yield from choice if choice is not None else ()
        else:
            yield child


def _emphasis(properties: Element | None) -> str:
    """Bold for what is bold, underlined or coloured, since each of these marks words."""
    if properties is None:
        return ""
    colour = properties.find(f"{A}solidFill/{A}srgbClr")
    marked = colour is not None and is_colourful(colour.get("val", ""))
    if properties.get("b") in ("1", "true") or properties.get("u", "none") != "none" or marked:
        return "**"
    return "*" if properties.get("i") in ("1", "true") else ""


def is_colourful(rgb: str) -> bool:
    """Whether a colour (RRGGBB) is neither black, grey nor white."""
    if not COLOUR.fullmatch(rgb):
        return False
    channels = [int(rgb[place : place + 2], 16) for place in (0, 2, 4)]
    return max(channels) - min(channels) > 90


def write_blocks(lines: Sequence[Line]) -> list[Block]:
    """Lines as bullets, enumerations, display mathematics and paragraphs."""
    blocks: list[Block] = []
    prose: list[str] = []
    places: dict[int, int] = {}
    for line in lines:
        if not line.mark:
            prose += line.text.split("\n")
            continue
        blocks += _write_prose(prose)
        prose = []
        text = " ".join(line.text.split())
        for deeper in [level for level in places if level > line.level]:
            del places[deeper]
        if line.mark == "bullet":
            blocks.append(Bullets((Bullet(line.level, text),)))
            continue
        place = places.get(line.level, line.start - 1)
        places[line.level] = place + 1
        sample = line.mark.strip("().")
        blocks.append(Enumeration(line.mark, (Item(nth_label(sample, place), text),)))
    return join_lists([*blocks, *_write_prose(prose)])


def _write_prose(lines: Sequence[str]) -> list[Block]:
    blocks: list[Block] = []
    run: list[str] = []
    for line in lines:
        if line.startswith("$") and line.endswith("$") and line.count("$") == 2:
            blocks += [*read_labelled(run), Equation(line[1:-1])]
            run = []
        else:
            run.append(line)
            if not line.endswith((",", "-")):
                blocks += [] if _is_list(run) else read_labelled(run)
                run = run if _is_list(run) else []
    return [*blocks, *read_labelled(run)]


def _is_list(run: Sequence[str]) -> bool:
    """Whether lines so far are labelled ones, which belong together."""
    return re.match(r"\**\(?[A-Ha-h1-9][).]", run[0]) is not None
