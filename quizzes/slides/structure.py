"""Turns the lines of a slide's body into blocks: boxes, bullets, enumerations, equations, listings, paragraphs."""

import re
from collections.abc import Sequence

from quizzes.slides.deck import (
    PAUSE,
    Block,
    Box,
    Bullet,
    Bullets,
    Code,
    Enumeration,
    Equation,
    Item,
    Paragraph,
    Table,
)
from quizzes.slides.labels import LabelledText, read_box_label, read_bullet, read_label
from quizzes.slides.lines import Line
from quizzes.slides.mathematics import wrap_bare_tex

EQUATION_NUMBER = re.compile(r"\s*(?:\\tag\{(\w{1,8})\}|\\q?quad\s*\((\w{1,8})\))\s*$")
AFTER_DISPLAY = re.compile(r"\((\w{1,8})\)")
WRAPPER = re.compile(r"\\begin\{(equation|displaymath)\*?\}(.*)\\end\{\1\*?\}", re.DOTALL)
NEXT_OPTION = re.compile(r"(?<=\s)\(?([B-Hb-h])[).](?=\s)")
# Words that begin something of their own, however closely they follow the line above.
NEW_THOUGHT = re.compile(
    r"\W{0,3}(?:(?:the )?(?:correct |right )?answers?|ans|correct|solution|antwort|lösung|réponse|respuesta|risposta"
    r"|explanation|reason(?:ing)?|why|hint|step \d+"
    r"|method \d+)\W{0,3}[:.]",
    re.IGNORECASE,
)
BOXES = "☐☑☒✅❌"
SIGNS = BOXES + "✓✔✗✘○●◯◉□■"
LONE_NUMBER = 9  # above it a number at the beginning of a line is one that is told
MAX_LEVEL = 5
WRAP_WIDTH = 45


def read_blocks(lines: Sequence[Line]) -> tuple[Block, ...]:
    """The blocks of a slide's body. A box reaches to the next box's heading: extracted text does not show its end."""
    headings = [index for index, line in enumerate(lines) if line.kind == "box"]
    ends = [*headings, len(lines)]
    blocks = _plain_blocks(lines[: ends[0]])
    for start, end in zip(headings, ends[1:], strict=True):
        label = read_box_label(lines[start].text)
        inner = tuple(_plain_blocks(lines[start + 1 : end]))
        if label is None:
            blocks += [Paragraph(wrap_bare_tex(lines[start].text)), *inner]
        else:
            blocks.append(Box(label.kind, wrap_bare_tex(label.title), inner))
    return tuple(blocks)


def _plain_blocks(lines: Sequence[Line]) -> list[Block]:
    blocks: list[Block] = []
    index = 0
    while index < len(lines):
        end = _run_end(lines, index)
        blocks += _read_run(lines[index:end])
        index = end
    return blocks


def _run_end(lines: Sequence[Line], start: int) -> int:
    """Where the block that begins here ends; wrapped lines belong to what they continue."""
    kind = lines[start].kind
    end = start + 1
    while end < len(lines):
        line = lines[end]
        if kind == "text" and (line.kind != "text" or line.blanks or not _is_wrapped(lines[end - 1], line)):
            break
        if kind in ("bullet", "item") and line.kind != kind and not _continues_item(lines[start:end], line):
            break
        if kind not in ("text", "bullet", "item") and (line.kind != kind or kind in ("equation", "code")):
            break
        end += 1
    return end


def _is_wrapped(before: Line, line: Line) -> bool:
    """Whether a line carries on the one before: that one is long, or this one begins in mid-sentence."""
    if NEW_THOUGHT.match(line.text):
        return False
    return len(before.text) >= WRAP_WIDTH or not (line.text[0].isupper() or line.text[0].isdigit())


def _continues_item(run: Sequence[Line], line: Line) -> bool:
    if line.kind == "bullet":  # bullets below a labelled item are its own only where they are indented
        return False
    if line.kind != "text" or line.blanks or NEW_THOUGHT.match(line.text):
        return False
    return line.indent > run[0].indent or line.text[0].islower() or line.text[0] in "(,;=+"


def _read_run(run: Sequence[Line]) -> list[Block]:
    match run[0].kind:
        case "pause":
            return [PAUSE]
        case "bullet":
            return [_read_bullets(run)]
        case "item":
            return _read_items(run)
        case "equation":
            return _read_equation(run[0].text)
        case "code":
            opening, _, rest = run[0].text.partition("\n")
            return [Code(rest.rpartition("\n")[0], opening.strip("` "))]
        case "table":
            rows = [tuple(cell.strip() for cell in line.text.strip("|").split("|")) for line in run]
            return [Table(tuple(row for row in rows if not all(set(cell) <= set("-: ") for cell in row)))]
    return [Paragraph(wrap_bare_tex(" ".join(line.text for line in run)))]


def _joined(run: Sequence[Line]) -> list[tuple[int, str]]:
    """The items of a list as (indentation, text with its mark), wrapped lines joined."""
    joined: list[tuple[int, list[str]]] = []
    for line in run:
        if line.kind == "text" and joined:
            joined[-1][1].append(line.text)
        else:
            joined.append((line.indent, [line.text]))
    return [(indent, " ".join(parts)) for indent, parts in joined]


def _read_bullets(run: Sequence[Line]) -> Bullets:
    joined = _joined(run)
    told = _are_told_apart(joined)
    indents: list[int] = []
    items: list[Bullet] = []
    for indent, text in joined:
        while indents and indents[-1] > indent:
            indents.pop()
        if not indents or indents[-1] < indent:
            indents.append(indent)
        bullet = None if told else read_bullet(text)
        items.append(Bullet(min(len(indents) - 1, MAX_LEVEL), wrap_bare_tex(bullet["text"] if bullet else text)))
    return Bullets(tuple(items))


def _are_told_apart(joined: Sequence[tuple[int, str]]) -> bool:
    """Whether bullets are boxes, some of which are ticked, so that the marks belong to what is said."""
    marks = {text[0] for _, text in joined}
    return marks <= set(SIGNS) and (len(marks) > 1 or bool(marks & set(BOXES))) and len({at for at, _ in joined}) == 1


def _read_items(run: Sequence[Line]) -> list[Block]:
    """Enumerations, a new one wherever labels start over or are written otherwise."""
    groups: list[list[LabelledText]] = []
    for _, text in _joined(run):
        bullet = read_bullet(text)
        item = read_label(bullet["text"] if bullet else text)
        if item is None:
            continue
        for part in options_on_one_line(item):
            if groups and _same_shape(groups[-1][-1], part) and part.label not in {one.label for one in groups[-1]}:
                groups[-1].append(part)
            else:
                groups.append([part])
    return [_read_group(group) for group in groups]


def _read_group(group: Sequence[LabelledText]) -> Block:
    first = group[0]
    alone = first.label.isalpha() or (first.label.isdecimal() and int(first.label) > LONE_NUMBER)
    if len(group) == 1 and first.style.endswith(".") and alone:  # "A. Turing showed ...", "20. But why?" list nothing
        return Paragraph(wrap_bare_tex(f"{first.style} {first.text}"))
    ordered = sorted(group, key=lambda item: item.label) if _is_shuffled(group) else group
    return Enumeration(ordered[0].style, tuple(Item(item.label, wrap_bare_tex(item.text)) for item in ordered))


def _is_shuffled(group: Sequence[LabelledText]) -> bool:
    """Options in two columns are read row by row (A, C, B, D) or in other orders; letters put them right."""
    labels = [item.label for item in group]
    expected = [chr(ord("A" if labels[0].isupper() else "a") + place) for place in range(len(labels))]
    return labels != expected and sorted(labels) == expected


def _same_shape(one: LabelledText, other: LabelledText) -> bool:
    def shape(item: LabelledText) -> tuple[str, bool, bool]:
        return item.style.replace(item.label, ""), item.label.isdecimal(), item.label.isupper()

    return shape(one) == shape(other)


def options_on_one_line(item: LabelledText) -> list[LabelledText]:
    """ "A) 4  B) 8  C) 16" as three items; marks inside of mathematics do not count."""
    if item.label.isdecimal() or len(item.label) > 1:
        return [item]
    shape = item.style.replace(item.label, "{}", 1)
    parts = [item.label]
    texts: list[str] = []
    position = 0
    for found in NEXT_OPTION.finditer(item.text):
        before = item.text[position : found.start()]
        rises = found[1] > parts[-1] and found[1].isupper() == item.label.isupper() and before.strip()
        alike = item.text[found.start() : found.end()] == shape.format(found[1])
        if not (rises and alike) or before.count("$") % 2:
            continue
        texts.append(before.strip())
        parts.append(found[1])
        position = found.end()
    texts.append(item.text[position:].strip())
    return [LabelledText(label, shape.format(label), text) for label, text in zip(parts, texts, strict=True)]


def _read_equation(text: str) -> list[Block]:
    """A display, and what stands behind it on the same line."""
    opener, closer = ("\\[", "\\]") if text.startswith("\\[") else ("$$", "$$")
    rest = ""
    if text.startswith(opener):
        body, found, rest = text[2:].partition(closer)
        if not found:
            return [Paragraph(text.replace("$$", ""))]
    else:
        wrapped = WRAPPER.fullmatch(text)
        body = wrapped[2] if wrapped else text
    body = body.strip()
    number = EQUATION_NUMBER.search(body)
    label = (number[1] or number[2]) if number else None
    if number:
        body = body[: number.start()].strip()
    behind = AFTER_DISPLAY.fullmatch(rest.strip())
    equation = Equation(body, label or (behind[1] if behind else None))
    if behind or not rest.strip():
        return [equation]
    return [equation, Paragraph(wrap_bare_tex(rest.strip()))]
