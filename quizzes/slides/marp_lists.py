"""Lists and tables of Markdown slides."""

from collections.abc import Sequence

from markdown_it.token import Token

from quizzes.slides.deck import Block, Bullet, Bullets, Code, Enumeration, Equation, Item, Table
from quizzes.slides.labelled import join_lists, read_lettered
from quizzes.slides.marp_text import clean, read_paragraph

MAX_LEVEL = 5


def end_of(tokens: Sequence[Token], start: int) -> int:
    """The index after the token that closes what begins at `start`."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth <= 0:
            return index + 1
    return len(tokens)


def read_list(tokens: Sequence[Token], level: int = 0) -> list[Block]:
    """The blocks of a list: bullets with their level, or an enumeration; bullets that are all lettered are one too."""
    blocks: list[Block] = []
    ordered = tokens[0].type == "ordered_list_open"
    number = int(tokens[0].attrs.get("start", 1)) if ordered else 0
    index = 1
    while index < len(tokens) - 1:
        end = end_of(tokens, index)
        text, inner = _read_item(tokens[index + 1 : end - 1], 0 if ordered else level + 1)
        if ordered:
            blocks.append(Enumeration("1.", (Item(str(number), text),)))
            number += 1
        elif text or not inner:
            blocks.append(Bullets((Bullet(min(level, MAX_LEVEL), text),)))
        blocks += inner
        index = end
    return [block if ordered else read_lettered(block) for block in join_lists(blocks)]


def _read_item(tokens: Sequence[Token], level: int) -> tuple[str, list[Block]]:
    """The text of a list's item and the blocks in it."""
    texts: list[str] = []
    blocks: list[Block] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        end = end_of(tokens, index)
        if token.type in ("bullet_list_open", "ordered_list_open"):
            blocks += read_list(tokens[index:end], level)
        elif token.type in ("paragraph_open", "heading_open"):
            parts = read_paragraph(tokens[index + 1].content)
            if len(parts) > 1 and any(isinstance(part, Enumeration) for part in parts):
                blocks += parts
            else:
                texts.append(clean(tokens[index + 1].content))
        elif token.type in ("fence", "code_block"):
            blocks.append(Code(token.content.rstrip("\n"), token.info.strip().split(" ")[0]))
        elif token.type == "math_block":
            blocks.append(Equation(token.content.strip()))
        elif token.type == "html_block":
            texts.append(clean(token.content))
        index = end
    return " ".join(text for text in texts if text), blocks


def read_table(tokens: Sequence[Token]) -> Table:
    """The rows of a table, the heading first."""
    rows: list[list[str]] = []
    for index, token in enumerate(tokens):
        if token.type == "tr_open":
            rows.append([])
        elif token.type in ("th_open", "td_open") and rows:
            rows[-1].append(clean(tokens[index + 1].content))
    return Table(tuple(tuple(row) for row in rows))
