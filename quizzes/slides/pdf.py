"""Reads PDF decks: overlays put together, titles told by their size, running headers and footers left out."""

import re
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TypeVar

import pypdfium2
from pypdfium2 import raw

from quizzes.slides.deck import Block, Deck, DeckError, Picture, Slide
from quizzes.slides.lines import Line, make_line
from quizzes.slides.mathematics import wrap_bare_tex
from quizzes.slides.overlays import merge_pages, with_pause
from quizzes.slides.paging import BARE_FOOTER
from quizzes.slides.pdf_glyphs import HYPHEN, Page, PageReader
from quizzes.slides.pdf_lines import Logical, join_rows, read_order
from quizzes.slides.pdf_rows import Cell, read_rows
from quizzes.slides.pdf_runs import read_runs
from quizzes.slides.source import MAX_FILE_BYTES
from quizzes.slides.structure import read_blocks

FORMAT = "pdf"
SUFFIXES = (".pdf",)
MAX_SECONDS = 60.0
MAX_PAGES = 1500
MARGIN = 0.11  # of the height: where headers and footers stand
TOP = 0.8  # of the height: titles mostly stand above
TITLE_ZONE = 0.55  # of the height: titles stand above
LARGER = 1.12  # of the text's size: what titles are at least
FURNITURE_SHARE = 0.3
DISPLAY = re.compile(r"\$(?P<latex>[^$]{3,})\$[.,]?(?P<number> \\tag\{[\d.]+\})?")
FRAME_NUMBER = re.compile(r"(?:^|\s)(\d{1,4})(?: ?/ ?\d{1,4})?$")
BROKEN = "This PDF cannot be read: it is damaged or is no PDF. Please export it again and upload that."
LOCKED = "This PDF is protected with a password. Please save it without one and upload that."

Rows = list[list[Cell]]
Result = TypeVar("Result")


def read(data: bytes) -> Deck:
    """The deck that a PDF shows. Raises DeckError where it is damaged, locked, too long or has no text."""
    if len(data) > MAX_FILE_BYTES:
        raise DeckError("This PDF is larger than 40 MB. Please export it with smaller pictures.")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).casefold()
        raise DeckError(LOCKED if locked else BROKEN) from error
    try:
        return _read(document)
    except (pypdfium2.PdfiumError, UnicodeError) as error:
        raise DeckError(BROKEN) from error
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument) -> Deck:
    count = len(document)
    if count > MAX_PAGES:
        raise DeckError(f"This PDF has {count:,} pages. Please upload at most {MAX_PAGES:,} at a time.")
    reader = PageReader(document)
    started = time.monotonic()
    pages = [_in_time(reader.read(index), started) for index in range(count)]
    body = _body_family(pages)
    sheets = [_in_time(read_rows(read_runs(page), body=body), started) for page in pages]
    heights = [page.height for page in pages]
    size = _body_size(sheets)
    furniture = _furniture(sheets, heights, size)
    limit = _right_edge(sheets)
    lines = [
        _read_page(rows, height=height, size=size, limit=limit, furniture=furniture)
        for rows, height in zip(sheets, heights, strict=True)
    ]
    if not any(lines):
        raise DeckError("There is no text in this PDF, only pictures. Please upload one whose text can be selected.")
    slides = tuple(
        _make_slide(
            number, merged, (first + 1, last + 1), pictures=max(page.pictures for page in pages[first : last + 1])
        )
        for number, (merged, first, last) in enumerate(merge_pages(lines, _frame_numbers(sheets, heights)), start=1)
    )
    title = next((slide.title for slide in slides if slide.title), "Untitled lecture")
    return Deck(title, FORMAT, slides, count)


def _in_time(result: Result, started: float) -> Result:
    """What was read, if reading has not taken too long by now."""
    if time.monotonic() - started > MAX_SECONDS:
        raise DeckError("This PDF takes too long to read. Please export it again with plain text, a part at a time.")
    return result


def _body_family(pages: Sequence[Page]) -> str:
    """The family ("lmsans") of the font that most text is set in."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts.update(glyph.font.name for glyph in page.glyphs)
    name = counts.most_common(1)[0][0] if counts else ""
    return re.sub(r"[-\d].*", "", name.rpartition("+")[2]).casefold()


def _body_size(sheets: Sequence[Rows]) -> float:
    """The size that most of the deck's characters have."""
    counts: Counter[float] = Counter()
    for rows in sheets:
        for row in rows:
            for cell in row:
                counts[round(cell.size * 2) / 2] += len(cell.text)
    return counts.most_common(1)[0][0] if counts else 10.0


def _right_edge(sheets: Sequence[Rows]) -> float:
    """How far to the right text reaches, footers aside: what all but a fiftieth of the rows keep to."""
    edges = sorted(row[-1].x1 for rows in sheets for row in rows if len(row[-1].text) > 12)
    return edges[int(0.98 * (len(edges) - 1))] if edges else 1e9


def _mark(cell: Cell) -> tuple[int, str]:
    return round(cell.y / 3), re.sub(r"\d+", "#", cell.text)


def _furniture(sheets: Sequence[Rows], heights: Sequence[float], size: float) -> set[tuple[int, str]]:
    """What stands at the same place in the margins of many pages under different titles."""
    counts: Counter[tuple[int, str]] = Counter()
    tops: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    for rows, height in zip(sheets, heights, strict=True):
        heading = max((cell for row in rows for cell in row), key=lambda cell: cell.size, default=None)
        for row in rows:
            for cell in row:
                if cell.y < MARGIN * height or cell.y > (1 - MARGIN) * height:
                    counts[_mark(cell)] += 1
                    tops[_mark(cell)].add(heading.text if heading else "")
    least = max(3, FURNITURE_SHARE * len(sheets))
    return {mark for mark, count in counts.items() if count >= 3 and (count >= least or len(tops[mark]) >= 3)}


def _read_page(rows: Rows, *, height: float, size: float, limit: float, furniture: set[tuple[int, str]]) -> list[Line]:
    title, rest = _take_title(rows, height, size)
    kept: Rows = []
    for row in rest:
        cells = [cell for cell in row if not _is_furniture(cell, height, size, furniture)]
        if cells:
            kept.append(cells)
    edge = max([limit, *(row[-1].x1 for row in kept if len(row[-1].text) > 20)]) if kept else limit
    logical = join_rows(read_order(kept, min(edge, 1.1 * limit)))
    lines = [make_line(title)] if title else []
    return [*lines, *_make_lines(logical)]


def _frame_numbers(sheets: Sequence[Rows], heights: Sequence[float]) -> list[str]:
    """The frame's number on each page; none at all where every page counts, since then they tell no frames."""
    numbers: list[str] = []
    for rows, height in zip(sheets, heights, strict=True):
        low = [cell.text for row in rows for cell in row if cell.y < MARGIN * height]
        found = [match[1] for text in low if (match := FRAME_NUMBER.search(text))]
        numbers.append(found[-1] if found else "")
    known = [number for number in numbers if number]
    return numbers if len(set(known)) < 0.95 * len(known) else [""] * len(sheets)


def _is_furniture(cell: Cell, height: float, size: float, furniture: set[tuple[int, str]]) -> bool:
    low, high = cell.y < MARGIN * height, cell.y > (1 - MARGIN) * height
    if not (low or high):
        return False
    number = low and (BARE_FOOTER.fullmatch(cell.text) or re.fullmatch(r"\d{1,4}", cell.text))
    return bool(number and cell.size <= size) or _mark(cell) in furniture


def _take_title(rows: Rows, height: float, size: float) -> tuple[str, Rows]:
    """The title of a page and its other rows; the title is what is largest, if that is larger than the text."""
    candidates = [
        cell for row in rows for cell in row[:1]
        if cell.size >= LARGER * size and cell.y > TITLE_ZONE * height and re.search(r"[^\W\d_]{2}|\?", cell.text)
    ]  # fmt: skip
    if not candidates:
        return "", rows
    candidates = [cell for cell in candidates if cell.y > TOP * height] or candidates
    largest = max(cell.size for cell in candidates)
    first = max((cell for cell in candidates if cell.size > 0.9 * largest), key=lambda cell: cell.y)
    parts: list[Cell] = []
    rest: Rows = []
    for row in rows:
        row = [cell for cell in row if not _is_badge(cell, first)]
        if not row:
            continue
        cell = row[0]
        near = not parts or 0 < parts[-1].y - cell.y < 1.5 * cell.size
        alike = abs(cell.size - first.size) < 0.08 * first.size and abs(cell.x0 - first.x0) < 0.5 * height
        if cell is first or (parts and near and alike and cell.y < first.y):
            parts.append(cell)
            rest += [row[1:]] if len(row) > 1 else []
        else:
            rest.append(row)
    return " ".join(cell.text.replace(HYPHEN, "") for cell in parts), rest


def _is_badge(cell: Cell, title: Cell) -> bool:
    """Whether something small stands beside the title: a section's name, a sign that this is a question."""
    return abs(cell.y - title.y) < 0.6 * title.size and cell.x0 > title.x1 and cell.size < 0.75 * title.size


def _make_lines(logical: Sequence[Logical]) -> list[Line]:
    """Lines for the readers of blocks; code in one listing, gaps told as blank lines."""
    lines: list[Line] = []
    left = min((line.x0 for line in logical if not line.mono), default=0.0)
    index = 0
    while index < len(logical):
        line = logical[index]
        blanks = 0
        if index:
            above = logical[index - 1].last
            gap = above.y - line.y
            blanks = int(gap > 1.9 * line.size or gap < 0)
        end = index + 1
        if line.mono:
            while end < len(logical) and logical[end].mono and logical[end - 1].y - logical[end].y < 3 * line.size:
                end += 1
            if end - index > 1 or len(line.text.split()) > 1:
                lines.append(make_line(_listing(logical[index:end]), blanks=blanks))
                index = end
                continue
            end = index + 1
        indent = max(0, round((line.x0 - left) / (0.5 * line.size)))
        text = line.text.replace(HYPHEN, "").strip()
        if (display := DISPLAY.fullmatch(text)) and line.x0 > left + 2 * line.size:
            text = f"$${display['latex']}{display['number'] or ''}$$"
        if text:
            lines.append(make_line(text, indent=indent, blanks=blanks))
        index = end
    return lines


def _listing(logical: Sequence[Logical]) -> str:
    left = min(line.x0 for line in logical)
    rows = [" " * round((line.x0 - left) / (0.6 * line.size)) + line.text.replace(HYPHEN, "-") for line in logical]
    return "\n".join(["```", *rows, "```"])


def _make_slide(number: int, lines: Sequence[Line], pages: tuple[int, int], *, pictures: int) -> Slide:
    titled = bool(lines) and lines[0].kind in ("text", "box")
    title = wrap_bare_tex(lines[0].text.strip("*# ")) if titled else ""
    blocks: tuple[Block, ...] = read_blocks(with_pause(lines[1:] if titled else lines))
    shown = tuple(Picture(f"page-{pages[0]}-{count}") for count in range(1, min(pictures, 3) + 1)) if pictures else ()
    return Slide(number, title, (*blocks, *shown), pages)
