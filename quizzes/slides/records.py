"""Blocks as plain data (dicts, lists, strings) and back, so that they can be kept as JSON."""

from collections.abc import Iterable, Mapping
from typing import Any

from quizzes.slides.deck import (
    Block,
    Box,
    Bullet,
    Bullets,
    Code,
    Enumeration,
    Equation,
    Item,
    Paragraph,
    Picture,
    Table,
)

Record = dict[str, Any]


def to_records(blocks: Iterable[Block]) -> list[Record]:
    """Blocks as JSON-ready dicts; the key `block` names the type."""
    return [_to_record(block) for block in blocks]


def from_records(records: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    """The blocks that `to_records` was given."""
    return tuple(_from_record(record) for record in records)


def _to_record(block: Block) -> Record:
    match block:
        case Paragraph(text):
            return {"block": "paragraph", "text": text}
        case Bullets(bullets):
            return {"block": "bullets", "items": [{"level": level, "text": text} for level, text in bullets]}
        case Enumeration(style, items):
            pairs = [{"label": label, "text": text} for label, text in items]
            return {"block": "enumeration", "style": style, "items": pairs}
        case Equation(latex, number):
            return {"block": "equation", "latex": latex, "number": number}
        case Code(text, language):
            return {"block": "code", "text": text, "language": language}
        case Table(rows):
            return {"block": "table", "rows": [list(row) for row in rows]}
        case Picture(source, description):
            return {"block": "picture", "source": source, "description": description}
        case Box(kind, title, inner):
            return {"block": "box", "kind": kind, "title": title, "blocks": to_records(inner)}


def _from_record(record: Mapping[str, Any]) -> Block:
    match record["block"]:
        case "paragraph":
            return Paragraph(record["text"])
        case "bullets":
            return Bullets(tuple(Bullet(item["level"], item["text"]) for item in record["items"]))
        case "enumeration":
            return Enumeration(record["style"], tuple(Item(item["label"], item["text"]) for item in record["items"]))
        case "equation":
            return Equation(record["latex"], record["number"])
        case "code":
            return Code(record["text"], record["language"])
        case "table":
            return Table(tuple(tuple(row) for row in record["rows"]))
        case "picture":
            return Picture(record["source"], record["description"])
        case "box":
            return Box(record["kind"], record["title"], from_records(record["blocks"]))
    raise ValueError(f"no block is called {record['block']!r}")
