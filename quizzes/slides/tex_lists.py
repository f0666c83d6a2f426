"""Lists and tables of LaTeX decks: where their items and cells stand, and the blocks that they become."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from quizzes.slides.deck import Block, Bullet, Bullets, Enumeration, Equation, Item, Paragraph, Table
from quizzes.slides.labelled import join_lists, read_item, read_lettered
from quizzes.slides.tex_names import ITEM_COMMANDS, ITEM_SIGNS, LETTERED, RIGHT_ITEMS, nth_label, read_style
from quizzes.slides.tex_scan import Span, Tex

MAX_LEVEL = 5
STEP = re.compile(r"\\\\|\\([A-Za-z]+)\*?|\\.|[{&]", re.DOTALL)
SET_ITEM = re.compile(r"\\setcounter\{enum[iv]+\}\{(\d{1,3})\}")
START = re.compile(r"start\s*=\s*(\d{1,3})")

ReadBlocks = Callable[[int, int, int], list[Block]]


def read_list(tex: Tex, name: str, option: str, body: tuple[int, int], level: int, read: ReadBlocks) -> list[Block]:
    """The blocks of an itemize, description, enumerate or the like; `level` counts the lists around it."""
    numbered = "enum" in name or name in LETTERED
    style, sample = read_style(LETTERED.get(name, option), level)
    first = SET_ITEM.search(tex.text, *body) or START.search(option)
    place = (int(first[1]) - (0 if first.re is SET_ITEM else 1)) if first else 0
    blocks: list[Block] = []
    items = _items(tex, *body)
    alerted = sum(item.mark == "**" for item in items) < len(items)  # all of them, one at a time: that marks nothing
    for span, label, mark in items:
        text, inner = _split_item(read(span.start, span.end, level + 1))
        if mark and text:
            text = f"{mark} {text}" if mark != "**" else f"**{text.replace('**', '')}**" if alerted else text
        if label is not None and (explicit := read_item(f"{label} {text or '…'}")):
            blocks.append(Enumeration(explicit.style, (Item(explicit.label, text),)))
        elif label:
            blocks.append(Bullets((Bullet(min(level, MAX_LEVEL), f"**{label}** {text}".strip()),)))
        elif numbered:
            blocks.append(Enumeration(style, (Item(nth_label(sample, place), text),)))
            place += 1
        elif text or not inner:
            blocks.append(Bullets((Bullet(min(level, MAX_LEVEL), text),)))
        blocks += inner
    return [read_lettered(block) for block in join_lists(blocks)]


def _split_item(blocks: Sequence[Block]) -> tuple[str, list[Block]]:
    """The text of an item, formulas within it, and the blocks below it."""
    texts: list[str] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            texts.append(block.text)
        elif isinstance(block, Equation):
            texts.append(f"${block.latex}$")
        else:
            return " ".join(texts), list(blocks[index:])
    return " ".join(texts), []


class _Item(NamedTuple):
    """Where an item's contents stand, the label it was given in brackets, and what marks it: a tick, a box, bold."""

    span: Span
    label: str | None
    mark: str


def _items(tex: Tex, start: int, end: int) -> list[_Item]:
    marks: list[tuple[int, int, str | None, str]] = []
    position = start
    while found := STEP.search(tex.text, position, end):
        position = _jump(tex, found)
        if found[1] in ITEM_COMMANDS:
            position = tex.overlay(found.end(), end)
            mark = "✓" if found[1] in RIGHT_ITEMS else "**" if "alert" in tex.text[found.end() : position] else ""
            option = tex.option(position, end)
            label = tex.part(option).replace("\\textbf", "").strip("{} ") if option else None
            position = option.after if option else position
            if label and (sign := _read_sign(label)):
                label, mark = None, "✓" if sign["right"] else "☐"
            marks.append((found.start(), tex.overlay(position, end), label, mark))
    stops = [*(mark[0] for mark in marks), end][1:]
    return [
        _Item(Span(begin, max(begin, stop), stop), label, mark)
        for (_, begin, label, mark), stop in zip(marks, stops, strict=True)
    ]


def _read_sign(label: str) -> re.Match[str] | None:
    """The sign drawn in front of an item; of several, each on an overlay of its own, the last."""
    if "<" not in label:
        return ITEM_SIGNS.fullmatch(label)
    *_, last = [None, *ITEM_SIGNS.finditer(label)]
    return last


def _jump(tex: Tex, found: re.Match[str]) -> int:
    """Where to go on: behind a group or an inner environment, which have items and cells of their own."""
    if found.group() == "{":
        return tex.closers.get(found.start(), found.start()) + 1
    if found[1] == "begin" and (ending := tex.ends.get(found.start())):
        return ending.end()
    return found.end()


def read_table(tex: Tex, body: tuple[int, int], read: Callable[[int, int], str]) -> list[Block]:
    """A table, or an enumeration where all its cells are labelled options."""
    start, end = body
    rows: list[list[str]] = [[]]
    position = begin = start
    while found := STEP.search(tex.text, position, end):
        position = _jump(tex, found)
        if found.group() in ("&", "\\\\") or found[1] == "tabularnewline":
            rows[-1].append(read(begin, found.start()))
            begin = position
            if found.group() != "&":
                option = tex.option(position, end)
                begin = position = option.after if option else position
                rows.append([])
    rows[-1].append(read(begin, end))
    cells = [cell for row in rows for cell in row if cell]
    labels = [label for cell in cells if (label := read_item(cell)) is not None]
    if len(cells) >= 2 and len(labels) == len(cells):
        labels.sort(key=lambda label: label.label)
        return [Enumeration(labels[0].style, tuple(Item(label.label, label.text) for label in labels))]
    shown = tuple(tuple(row) for row in rows if any(row))
    return [Table(shown)] if shown else []
