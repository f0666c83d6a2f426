"""Finds labelled lists ("A) ..." on lines or in bullets of their own) in what a deck's source sets as running text."""

import re
from collections.abc import Sequence

from quizzes.slides.deck import Block, Bullets, Enumeration, Item, Paragraph
from quizzes.slides.labels import LabelledText, read_label
from quizzes.slides.structure import NEW_THOUGHT, options_on_one_line

MAX_OPTIONS = 8
BOLD_ANSWER = re.compile(r"\s(?=\*\*(?:(?:correct |right )?answer|solution|ans)\b[^*]{0,20}\*\*)", re.IGNORECASE)
FIRST_LABELS = ("A", "a", "1")


def read_labelled(lines: Sequence[str]) -> list[Block]:
    """Paragraphs and enumerations of lines of text; lines without labels are joined."""
    blocks: list[Block] = []
    prose: list[str] = []
    items: list[LabelledText] = []
    parts = [part for line in lines for part in (BOLD_ANSWER.split(line) or [""])]
    for line in [*parts, ""]:
        text = line.strip()
        item = read_item(text)
        if item and (items or item.label in FIRST_LABELS):
            if prose:
                blocks.append(Paragraph(" ".join(prose)))
                prose = []
            items += options_on_one_line(item)
            continue
        blocks += _write_items(items)
        items = []
        if prose and NEW_THOUGHT.match(text):
            blocks.append(Paragraph(" ".join(prose)))
            prose = []
        prose += [text] if text else []
    return [*blocks, Paragraph(" ".join(prose))] if prose else blocks


def read_item(text: str) -> LabelledText | None:
    """The labelled item that a line is, be its label bold."""
    if text.startswith("**"):
        label, _, rest = text[2:].partition("**")
        text = f"{label}{rest}" if len(label) <= 4 else f"{label} {rest}" if read_label(label) else text
    return read_label(text)


def _write_items(items: Sequence[LabelledText]) -> list[Block]:
    if len(items) == 1:
        return [Paragraph(f"{items[0].style} {items[0].text}")]
    return [Enumeration(items[0].style, tuple(Item(item.label, item.text) for item in items))] if items else []


def read_lettered(block: Block) -> Block:
    """Bullets such as "- A) text" or "- **(A)** text" as the enumeration that they are."""
    if not isinstance(block, Bullets) or not 2 <= len(block.items) <= MAX_OPTIONS:
        return block
    found = [label for bullet in block.items if (label := read_item(bullet.text)) is not None]
    if len(found) < len(block.items) or len({label.label for label in found}) < len(found):
        return block
    return Enumeration(found[0].style, tuple(Item(label.label, label.text) for label in found))


def join_lists(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with neighbouring lists of the same kind made one."""
    joined: list[Block] = []
    run: list[Block] = []
    known: set[str] = set()
    for block in blocks:
        last = run[-1] if run else None
        if isinstance(block, Bullets) and isinstance(last, Bullets):
            run.append(block)
            continue
        if isinstance(block, Enumeration) and isinstance(last, Enumeration) and _carries_on(last, block, known):
            run.append(block)
            known |= {item.label for item in block.items}
            continue
        joined += _join(run)
        run = [block]
        known = {item.label for item in block.items} if isinstance(block, Enumeration) else set()
    return [*joined, *_join(run)]


def _join(run: Sequence[Block]) -> list[Block]:
    """Lists of one kind as one list."""
    if len(run) < 2:
        return list(run)
    first = run[0]
    if isinstance(first, Enumeration):
        return [
            Enumeration(
                first.style, tuple(item for each in run if isinstance(each, Enumeration) for item in each.items)
            )
        ]
    return [Bullets(tuple(bullet for each in run if isinstance(each, Bullets) for bullet in each.items))]


def _carries_on(one: Enumeration, other: Enumeration, known: set[str]) -> bool:
    before, after = one.items[-1].label, other.items[0].label
    alike = before.isdecimal() == after.isdecimal() and before.isupper() == after.isupper()
    return alike and after not in known
