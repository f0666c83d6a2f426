"""Cuts extracted text into overlay pages, using page breaks where the text has them.

Form feeds are certain. Footers such as "4 / 13" and ruled lines end a page but may be missing here and there. Where
there is nothing, `segmentation` finds the pages from the way their text repeats.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from quizzes.slides.labels import looks_like_heading
from quizzes.slides.lines import Line, read_lines
from quizzes.slides.segmentation import page_starts

FOOTER = re.compile(r"(?P<before>.{0,80}?)(?P<page>\d{1,4}) ?(?:/|of) ?(?P<total>\d{1,4})(?P<after>\D{0,80})")
BARE_FOOTER = re.compile(r"(?:(?:page|slide) )?\d{1,4} ?(?:/|of) ?\d{1,4}", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"\d{1,4}")
FURNITURE_SHARE = 0.6
SEVERAL_SHARE = 0.3
PAGE_LINES = {2: 2, 1: 3}  # lines that pages have on average, by the number of blank lines between them

Page = list[Line]


def split_pages(text: str) -> list[Page]:
    """The overlay pages of a text, each a list of lines; a page without any text is an empty list."""
    if "\f" in text:
        parts = text.split("\f")
        if not parts[-1].strip():
            parts.pop()
        pages = [[line for line in read_lines(part) if line.kind != "rule"] for part in parts]
        return _without_furniture(pages)
    return _split_unmarked(read_lines(text))


def _split_unmarked(lines: list[Line]) -> list[Page]:
    footers = _footers(lines)
    rules = {index for index, line in enumerate(lines) if line.kind == "rule"}
    marks = footers | (rules if len(rules) >= 2 else set())
    chunks: list[Page] = [[]]
    for index, line in enumerate(lines):
        if index in marks:
            chunks.append([])
        elif index not in rules:
            chunks[-1].append(line)
    chunks = [chunk for chunk in chunks if chunk]
    if len(chunks) == 1 and len(pages := _split_at_gaps(chunks[0])) > 1:
        return pages
    titles = {chunk[0].key for chunk in chunks} if len(chunks) > 1 else set()
    pages = []
    for number, chunk in enumerate(chunks):  # the title page may well lack the footer that all others have
        starts = page_starts(chunk, titles=titles, whole=number == 0)
        pages += [chunk[start:end] for start, end in zip(starts, [*starts[1:], len(chunk)], strict=True)]
    return pages


def _footers(lines: Sequence[Line]) -> set[int]:
    """Where lines like "n / N" stand, with or without the same words around them each time."""
    bare = [index for index, line in enumerate(lines) if BARE_FOOTER.fullmatch(line.text)]
    worded: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        found = FOOTER.fullmatch(line.text) if line.kind == "text" and len(line.text) <= 180 else None
        if found and (found["before"].strip() or found["after"].strip()):
            worded[found["before"].strip(), found["total"], found["after"].strip()].append(index)
    # The same fraction again and again is what a slide says; only numbers that move on are a footer's.
    ends_with_one = bool(bare) and bare[-1] == len(lines) - 1
    footers = set(bare) if ends_with_one or len({lines[index].text for index in bare}) >= 2 else set()
    for places in worded.values():
        if len({lines[index].text for index in places}) >= 3:
            footers.update(places)
    return footers


def _split_at_gaps(lines: Page) -> list[Page]:
    """Pages set apart by more blank lines than anything on them, if that is how this text was written.

    It is believed only where such gaps are followed by what can be a title and hardly ever come back on the same page,
    and where most of these look like titles or many repeat the one before; blank lines at random do none of that.
    """
    for gap in (2, 1):
        starts = [0, *(index for index, line in enumerate(lines) if index and line.blanks >= gap)]
        pages = [lines[start:end] for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]
        if len(pages) >= 4 and len(lines) >= PAGE_LINES[gap] * len(pages) and _are_pages(pages):
            several = sum(len(page_starts(page)) > 1 for page in pages) if gap > 1 else 0
            if several <= SEVERAL_SHARE * len(pages):  # else the gaps set sections apart rather than pages
                return pages
    return [lines]


def _are_pages(pages: Sequence[Page]) -> bool:
    odd = sum(
        page[0].kind not in ("text", "box") or any(line.key == page[0].key for line in page[2:]) for page in pages
    )
    repeated = sum(earlier[0].key == later[0].key for earlier, later in pairwise(pages))
    titled = sum(looks_like_heading(page[0].text) for page in pages)
    return odd <= 0.1 * len(pages) and (titled >= 0.9 * len(pages) or repeated >= 0.25 * len(pages))


def _without_furniture(pages: list[Page]) -> list[Page]:
    """Pages without the running headers and footers that stand on most of them."""
    for place, neighbour in ((-1, 0), (-1, 0), (0, 1)):
        marks: defaultdict[str, set[str]] = defaultdict(set)
        counts: Counter[str] = Counter()
        for page in pages:
            if len(page) >= 2:
                mark = re.sub(r"\d+", "#", page[place].key)
                marks[mark].add(page[neighbour].key)
                counts[mark] += 1
        running = {
            mark
            for mark, count in counts.items()
            if count >= 3 and len(marks[mark]) >= 3 and (count >= FURNITURE_SHARE * len(pages) or "/ #" in mark)
        }
        pages = [
            _trimmed(page, place) if len(page) >= 2 and re.sub(r"\d+", "#", page[place].key) in running else page
            for page in pages
        ]
    return [_trimmed(page, -1) if page and _is_page_number(page[-1], len(page)) else page for page in pages]


def _is_page_number(line: Line, length: int) -> bool:
    return bool(BARE_FOOTER.fullmatch(line.text) or (length >= 2 and PAGE_NUMBER.fullmatch(line.text)))


def _trimmed(page: Page, place: int) -> Page:
    return page[:-1] if place == -1 else page[1:]
