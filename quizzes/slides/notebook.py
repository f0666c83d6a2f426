"""Reads Jupyter notebooks: Markdown cells as slides say or as headings part them, code cells, outputs that are text."""

import json
import re
from collections.abc import Iterator
from typing import Any

from quizzes.slides import marp
from quizzes.slides.deck import Deck, DeckError
from quizzes.slides.source import MAX_FILE_BYTES, decode

FORMAT = "notebook"
SUFFIXES = (".ipynb",)
BEGINS = {"slide", "subslide"}
LEFT_OUT = {"skip"}
HIDING_TAGS = {"remove-cell", "remove_cell", "hide-cell", "remove-input"}
MAX_OUTPUT = 2000
BROKEN = "This notebook cannot be read: it is no notebook, or damaged. Please save it again in Jupyter and upload that."
ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def read(data: bytes) -> Deck:
    """The deck that a notebook shows. Raises DeckError where it is damaged or empty."""
    try:
        notebook = json.loads(decode(data, longest_line=None, most_bytes=MAX_FILE_BYTES))
    except (ValueError, RecursionError) as error:
        raise DeckError(BROKEN) from error
    cells = _cells(notebook)
    marked = any(_slide_type(cell) in BEGINS for cell in cells)
    parts: list[str] = []
    for cell in cells:
        if _slide_type(cell) in LEFT_OUT or HIDING_TAGS & _tags(cell):
            continue
        if marked and _slide_type(cell) in BEGINS and parts:
            parts.append("---")
        written = _write_cell(cell)
        parts += ['<aside class="notes">', *written, "</aside>"] if _slide_type(cell) == "notes" else written
    return marp.read_text("\n\n".join(parts), form=FORMAT, settings=_language(notebook), by_headings=not marked)


def _cells(notebook: Any) -> list[dict[str, Any]]:
    """The cells of a notebook of format 4, or of format 3 with its worksheets."""
    if not isinstance(notebook, dict):
        raise DeckError(BROKEN)
    sheets = notebook.get("worksheets")
    cells = notebook.get("cells")
    if cells is None and isinstance(sheets, list):
        cells = [cell for sheet in sheets if isinstance(sheet, dict) for cell in sheet.get("cells") or ()]
    if not isinstance(cells, list):
        raise DeckError(BROKEN)
    return [cell for cell in cells if isinstance(cell, dict)]


def _metadata(cell: dict[str, Any], name: str) -> Any:
    metadata = cell.get("metadata")
    return metadata.get(name) if isinstance(metadata, dict) else None


def _slide_type(cell: dict[str, Any]) -> str:
    shown = _metadata(cell, "slideshow")
    return str(shown.get("slide_type", "")) if isinstance(shown, dict) else ""


def _tags(cell: dict[str, Any]) -> set[str]:
    tags = _metadata(cell, "tags")
    return {tag for tag in tags if isinstance(tag, str)} if isinstance(tags, list) else set()


def _language(notebook: dict[str, Any]) -> str:
    """The notebook's title, as a front matter's line, where its metadata has one."""
    title = _metadata(notebook, "title")
    return f"title: {' '.join(title.split())[:300]}" if isinstance(title, str) and title.strip() else ""


def _write_cell(cell: dict[str, Any]) -> list[str]:
    """A cell as Markdown."""
    source = _join(cell.get("source", cell.get("input", ""))).strip("\n")
    kind = cell.get("cell_type")
    if not source.strip():
        return []
    if kind == "markdown":
        return [source]
    if kind == "heading":
        level = cell.get("level")
        return [f"{'#' * (level if isinstance(level, int) and 1 <= level <= 6 else 1)} {source}"]
    if kind != "code":
        return []
    outputs = cell.get("outputs")
    texts = [text for output in outputs if (text := _output(output))] if isinstance(outputs, list) else []
    return [_fence(source, "python"), *(_fence(text, "text") for text in texts)]


def _output(output: Any) -> str:
    """What an output says, as far as it is text."""
    if not isinstance(output, dict):
        return ""
    data = output.get("data")
    text = output.get("text") or (data.get("text/plain") if isinstance(data, dict) else "")
    return ANSI.sub("", _join(text)).strip("\n")[:MAX_OUTPUT]


def _join(text: Any) -> str:
    if isinstance(text, list):
        return "".join(part for part in text if isinstance(part, str))
    return text if isinstance(text, str) else ""


def _fence(text: str, language: str) -> str:
    """Text as a listing, whatever it contains."""
    longest: Iterator[int] = (len(run.group()) for run in re.finditer(r"`{3,}", text))
    fence = "`" * max(3, *(length + 1 for length in longest), 3)
    return f"{fence}{language}\n{text}\n{fence}"
