"""Of the pauses of a slide the one that parts a question from its answer; all others say nothing that is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizzes.slides.deck import PAUSE, Block, Box, Bullets, Enumeration, Paragraph, Picture


def keep_pause(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without any pause but the first that follows a question and precedes what may answer it.

    Lists that are shown later may well be what the question offers.
    """
    flat = list(_walk(blocks))
    return _without_pauses(blocks, keep=_find(flat)) if PAUSE in flat else tuple(blocks)


def _walk(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Box) and block.kind != "notes":
            yield from _walk(block.blocks)


def _find(flat: Sequence[Block]) -> int:
    """Which pause, counted from 0, is the one to keep; -1 for none."""
    asked = False
    count = -1
    for place, block in enumerate(flat):
        if block != PAUSE:
            asked = asked or (isinstance(block, Paragraph | Bullets | Enumeration) and _asks(block))
            continue
        count += 1
        following = next((each for each in flat[place + 1 :] if each != PAUSE), None)
        if asked and following is not None and not isinstance(following, Bullets | Enumeration | Picture):
            return count
    return -1


def _asks(block: Paragraph | Bullets | Enumeration) -> bool:
    texts = [block.text] if isinstance(block, Paragraph) else [item.text for item in block.items]
    return any("?" in text for text in texts)


def _without_pauses(blocks: Sequence[Block], *, keep: int) -> tuple[Block, ...]:
    left = [keep]

    def copy(inner: Sequence[Block]) -> tuple[Block, ...]:
        kept: list[Block] = []
        for block in inner:
            if block == PAUSE:
                kept += [PAUSE] if left[0] == 0 else []
                left[0] -= 1
            elif isinstance(block, Box) and block.kind != "notes":
                kept.append(replace(block, blocks=copy(block.blocks)))
            else:
                kept.append(block)
        return tuple(kept)

    return copy(blocks)
