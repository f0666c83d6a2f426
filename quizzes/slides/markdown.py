"""Writes blocks as Markdown, the form in which stems and explanations are kept and shown."""

from collections.abc import Iterable

from quizzes.slides.deck import (
    Block,
    Box,
    Bullets,
    Code,
    Enumeration,
    Equation,
    Paragraph,
    Picture,
    Table,
)

BOX_NAMES = {"key_points": "Key points", "important": "Important", "definition": "Definition", "example": "Example"}


def write_markdown(blocks: Iterable[Block]) -> str:
    """Blocks as Markdown, separated by blank lines; a box becomes a bold line and its contents."""
    return "\n\n".join(part for part in map(_write_block, blocks) if part)


def _write_block(block: Block) -> str:
    match block:
        case Paragraph(text):
            return text
        case Bullets(bullets):
            return "\n".join(f"{'  ' * bullet.level}- {bullet.text}" for bullet in bullets)
        case Enumeration():
            return _write_enumeration(block)
        case Equation(latex, number):
            tag = f" \\tag{{{number}}}" if number else ""
            return f"$$\n{latex}{tag}\n$$"
        case Code(text, language):
            return f"```{language}\n{text}\n```"
        case Table(rows):
            return _write_table(rows)
        case Picture(_, description):
            return f"*{description}*" if description else ""
        case Box("notes", _, _):
            return ""
        case Box(kind, title, inner):
            heading = title or BOX_NAMES.get(kind, "")
            return "\n\n".join(part for part in (f"**{heading}**" if heading else "", write_markdown(inner)) if part)


def _write_enumeration(block: Enumeration) -> str:
    if all(item.label.isdecimal() and item.label.isascii() for item in block.items):
        return "\n".join(f"{item.label}. {item.text}" for item in block.items)
    return "\n".join(f"- {item.label}) {item.text}" for item in block.items)


def _write_table(rows: tuple[tuple[str, ...], ...]) -> str:
    if not rows:
        return ""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])
