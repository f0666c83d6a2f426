"""Finds options in what was not written as a lettered list: ticked bullets, tables, running text."""

import re
from collections.abc import Iterable, Iterator, Sequence

from quizzes.drafting.marks import Marks, read_marks
from quizzes.drafting.truth import is_verdict
from quizzes.drafting.wording import is_called_question, normalised, plain
from quizzes.slides import Block, Box, Bullet, Bullets, Enumeration, Item, Paragraph, Slide, Table
from quizzes.slides.labels import read_label
from quizzes.slides.structure import options_on_one_line

MAX_OPTIONS = 8
INLINE = re.compile(r"(?P<stem>.{8,}?[?:…]|.{8,}?_{3,}\.?)\s+(?P<options>\(?[aA][).]\s.{1,600})", re.DOTALL)
# "Q: ... A: ...", in one paragraph or in two.
QUESTION_AND_ANSWER = re.compile(
    r"(?P<question>\W{0,4}(?:Q|Question)\s?\d{0,2}\s?[.:].{4,600}?\?\W{0,2})\s+\**A\s?\d{0,2}\s?[.:]\**\s+(?P<answer>.+)",
    re.DOTALL,
)
SHORT_ANSWER = re.compile(r"\**A\s?\d{0,2}\s?[.:]\**\s+(?P<answer>.+)", re.DOTALL)
UNLABELLED = "-"  # the style of options that have no letters of their own


def read_offers(blocks: Sequence[Block], *, quiz: bool) -> tuple[Block, ...]:
    """Blocks in which all that offers answers is an enumeration; outside of quizzes that takes boxes to tick."""
    offered: list[Block] = []
    for block in blocks:
        match block:
            case Box(kind, title, inner):
                offered.append(Box(kind, title, read_offers(inner, quiz=quiz or kind == "quiz")))
            case Bullets():
                asked = quiz or _asks(offered)
                offered += _read_bullets(block, quiz=quiz) if asked else [block]
            case Table(rows) if quiz:
                offered.append(_read_table(block, rows))
            case Paragraph(text) if told := QUESTION_AND_ANSWER.fullmatch(text):
                offered += [Paragraph(told["question"]), Paragraph(f"**Answer:** {told['answer']}")]
            case Paragraph(text) if _was_asked(offered) and (told := SHORT_ANSWER.fullmatch(text)):
                offered.append(Paragraph(f"**Answer:** {told['answer']}"))
            case Paragraph(text) if quiz or "?" in text:
                offered += _read_paragraph(block)
            case _:
                offered.append(block)
    return tuple(offered)


def find_marks(options: Sequence[str], slides: Iterable[Slide]) -> Marks | None:
    """What later slides mark among the same options, where an author shows them again with the right one set apart."""
    wanted = [normalised(option) for option in options]
    for slide in slides:
        for block in _lists(read_offers(slide.blocks, quiz=True)):
            marks = read_marks([item.text for item in block.items])
            if marks.right and [normalised(option) for option in marks.options] == wanted:
                return marks
    return None


def _lists(blocks: Iterable[Block]) -> Iterator[Enumeration]:
    for block in blocks:
        if isinstance(block, Enumeration):
            yield block
        elif isinstance(block, Box):
            yield from _lists(block.blocks)


def label_bullets(texts: Sequence[str]) -> Enumeration:
    """Bullets as options, lettered by their place."""
    return Enumeration(UNLABELLED, tuple(Item(chr(ord("A") + place), text) for place, text in enumerate(texts)))


def _was_asked(before: Sequence[Block]) -> bool:
    return bool(before) and isinstance(before[-1], Paragraph) and is_called_question(before[-1].text)


def _asks(before: Sequence[Block]) -> bool:
    return bool(before) and isinstance(before[-1], Paragraph) and plain(before[-1].text).endswith("?")


def _read_bullets(block: Bullets, *, quiz: bool) -> list[Block]:
    """Bullets whose marks show that they are options; a first one with others below it asks."""
    items = block.items
    head: list[Block] = []
    deepest = max(bullet.level for bullet in items)
    if len(items) > 2 and items[0].level < deepest and all(bullet.level == deepest for bullet in items[1:]):
        head, items = [Paragraph(items[0].text)], tuple(Bullet(0, bullet.text) for bullet in items[1:])
    levels = {bullet.level for bullet in items}
    if not 2 <= len(items) <= MAX_OPTIONS or len(levels) > 1:
        return [block]
    if any(plain(bullet.text).endswith("?") for bullet in items):
        return [block]
    marks = read_marks([bullet.text for bullet in items])
    if marks.boxed or (quiz and marks.right):
        return [*head, label_bullets([bullet.text for bullet in items])]
    return [*head, Bullets(items)] if head and quiz and "?" in items[0].text else [block]


def _read_table(table: Table, rows: Sequence[Sequence[str]]) -> Block:
    """A table with a letter in each row's first cell, options in its cells, or statements beside their verdicts."""
    cells = [cell.strip() for row in rows for cell in row if cell.strip()]
    labels = [label for cell in cells if (label := read_label(plain(cell))) is not None and label.text]
    wanted = [chr(ord("A") + place) for place in range(len(cells))]
    if len(cells) > 1 and sorted(label.label.upper() for label in labels) == wanted:
        return Enumeration("A)", tuple(Item(label.label, label.text) for label in sorted(labels)))
    told = [row for row in rows[1:] if len(row) == 2 and is_verdict(row[1])]
    if told and len(told) == len(rows) - 1:
        return Enumeration(
            "1.", tuple(Item(str(place), f"{row[0]} ({plain(row[1])})") for place, row in enumerate(told, 1))
        )
    shown = [row for row in rows if any(cell.strip() for cell in row)]
    letters = [plain(row[0]).strip("().") for row in shown]
    expected = [chr(ord("A") + place) for place in range(len(shown))]
    if len(shown) < 2 or [letter.upper() for letter in letters] != expected:
        return table
    texts = [" | ".join(cell for cell in row[1:] if cell) for row in shown]
    return Enumeration("A)", tuple(Item(label, text) for label, text in zip(letters, texts, strict=True)))


def _read_paragraph(paragraph: Paragraph) -> list[Block]:
    """A question with its options behind it in the same paragraph."""
    found = INLINE.fullmatch(paragraph.text)
    first = read_label(" ".join(found["options"].split())) if found else None
    parts = options_on_one_line(first) if first else []
    if found is None or len(parts) < 2:
        return [paragraph]
    items = tuple(Item(part.label, part.text.rstrip(" ,;")) for part in parts)
    return [Paragraph(found["stem"].strip()), Enumeration(parts[0].style, items)]
