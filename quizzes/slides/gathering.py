"""Puts options together that stand apart: in columns, in cells of a grid, in paragraphs of their own."""

import re
from collections.abc import Sequence
from dataclasses import replace

from quizzes.slides.deck import Block, Box, Bullets, Enumeration, Item, Paragraph, Slide
from quizzes.slides.labelled import join_lists, read_item, tighten, without_even_emphasis
from quizzes.slides.labels import LabelledText
from quizzes.slides.pauses import keep_pause

# "Two**Two**", "Two Two ✓": what one overlay showed, and what the next one put in its place.
TWICE = re.compile(r"(?P<plain>[^*]+?)\s*(?P<marked>\*\*(?P=plain)\*\*|(?P=plain) *(?:✓|\$\\checkmark\$))")
MAX_TWICE = 400


def gather_slide(slide: Slide) -> Slide:
    """The slide with its options in one list each."""
    blocks = gather(_settle(keep_pause(slide.blocks)))
    return slide if blocks == slide.blocks else replace(slide, blocks=blocks)


def _settle(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks in which an item that one overlay shows plain and the next one marked is there once, marked."""
    settled: list[Block] = []
    for block in blocks:
        match block:
            case Bullets(bullets):
                settled.append(Bullets(tuple(each._replace(text=_mark_once(each.text)) for each in bullets)))
            case Enumeration(style, items):
                settled.append(Enumeration(style, tuple(each._replace(text=_mark_once(each.text)) for each in items)))
            case Box():
                settled.append(replace(block, blocks=_settle(block.blocks)))
            case _:
                settled.append(block)
    return tuple(settled)


def _mark_once(text: str) -> str:
    found = TWICE.fullmatch(text) if len(text) < MAX_TWICE and ("**" in text or "✓" in text) else None
    return found["marked"] if found else text


def gather(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Blocks in which paragraphs labelled A, B, C ... that follow each other are one enumeration, as are its parts."""
    gathered: list[Block] = []
    run: list[tuple[Block, LabelledText]] = []
    for block in (part for each in _tighten(blocks) for part in _split_bullets(each)):
        item = read_item(block.text) if isinstance(block, Paragraph) else None
        if item and len(item.label) == 1 and item.label.isalpha() and _follows(run, item):
            run.append((block, item))
            continue
        gathered += _write_run(run)
        run = [(block, item)] if item and item.label in ("A", "a") else []
        if not run:
            gathered.append(replace(block, blocks=gather(block.blocks)) if isinstance(block, Box) else block)
    return tuple(_sorted(block) for block in join_lists([*gathered, *_write_run(run)]))


def _tighten(blocks: Sequence[Block]) -> list[Block]:
    """Blocks in which paragraphs that follow each other with loose labels have usual ones."""
    texts = tighten([block.text if isinstance(block, Paragraph) else "" for block in blocks])
    return [
        Paragraph(text) if isinstance(block, Paragraph) else block for block, text in zip(blocks, texts, strict=True)
    ]


def _split_bullets(block: Block) -> list[Block]:
    """Bullets of which some are lettered options, as the bullets before them, the options, and the bullets after."""
    if not isinstance(block, Bullets):
        return [block]
    items = [read_item(text) for text in tighten([bullet.text for bullet in block.items])]
    start = next((place for place, item in enumerate(items) if item and item.label in ("A", "a")), len(items))
    run: list[LabelledText] = []
    for item in items[start:]:
        if item is None or (run and ord(item.label[0]) != ord(run[-1].label) + 1):
            break
        run.append(item)
    if len(run) < 2:
        return [block]
    end = start + len(run)
    options = Enumeration(run[0].style, tuple(Item(each.label, each.text) for each in run))
    before, after = block.items[:start], block.items[end:]
    heads: list[Block] = [Paragraph(before[0].text)] if len(before) == 1 else [Bullets(before)] if before else []
    return [*heads, options, *([Bullets(after)] if after else [])]


def _follows(run: Sequence[tuple[Block, LabelledText]], item: LabelledText) -> bool:
    """Whether an item carries on a list, by columns (A, C, B, D) or in order."""
    if not run:
        return False
    labels = {each.label for _, each in run}
    return item.label not in labels and ord(item.label) - ord(run[0][1].label) in range(1, 8)


def _write_run(run: Sequence[tuple[Block, LabelledText]]) -> list[Block]:
    labels = sorted(item.label for _, item in run)
    whole = len(run) > 1 and labels == [chr(ord(labels[0]) + place) for place in range(len(run))]
    if not whole:
        return [block for block, _ in run]
    even = without_even_emphasis([item for _, item in run])
    return [Enumeration(run[0][1].style, tuple(Item(item.label, item.text) for item in even))]


def _sorted(block: Block) -> Block:
    """Options in two columns may have been read row by row; their letters put them right."""
    if not isinstance(block, Enumeration) or not block.items[0].label.isalpha():
        return block
    labels = [item.label for item in block.items]
    expected = [chr(ord("A" if labels[0].isupper() else "a") + place) for place in range(len(labels))]
    if labels == expected or sorted(labels) != expected:
        return block
    return Enumeration(block.style, tuple(sorted(block.items, key=lambda item: item.label)))
