"""Finds where overlay pages begin in text that has no page breaks, from the way the text repeats.

An overlay repeats its frame's title and shows (nearly) all lines of the overlay before. So a line is a title for
certain when the same line comes again and what stood below it stands below it again. Frames of one page do not repeat;
between two repeating frames their titles are told by their looks: known titles ("Table of Contents"), or a short line
that is no sentence and is followed by what slides hold (a box, bullets, a formula, a sentence).

Every search looks at most MAX_PAGE lines ahead, so that the time grows linearly with the text.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from quizzes.slides.labels import (
    capitalised_share,
    is_known_title,
    is_outline_title,
    is_quiz_title,
    looks_like_heading,
)
from quizzes.slides.lines import Line
from quizzes.slides.overlays import common_end, same_frame

MAX_PAGE = 120
MAX_NEW_LINES = 25  # what one overlay step may add
MAX_TRIES = 6
BODY_KINDS = ("box", "bullet", "item", "equation", "code", "table")
TITLE_CASE = 0.6
LECTURE_NUMBER = re.compile(r"(?:lecture|chapter|week|unit|module) \d", re.IGNORECASE)  # a subtitle on the title page


def page_starts(lines: Sequence[Line], *, titles: Collection[str] = (), whole: bool = True) -> list[int]:
    """Where pages begin in a stretch of lines, ascending, the first at 0.

    `titles` are keys known to be titles; with `whole` false the stretch was cut out by page breaks already, so that
    neither the looks of a line nor its coming again make it a title, unless it is known as one.
    """
    if not lines:
        return []
    return _Search(lines, titles, by_looks=whole).run()


class _Search:
    """One pass over the lines; `starts` grows as pages are found."""

    def __init__(self, lines: Sequence[Line], titles: Collection[str], *, by_looks: bool) -> None:
        self.lines = lines
        self.keys = [line.key for line in lines]
        self.following = _next_occurrences(self.keys)
        self.titles = {*titles, self.keys[0]}
        self.by_looks = by_looks
        self.spaced = sum(line.blanks > 0 for line in lines) > len(lines) / 10
        self.title_case = True
        self.entries: set[str] = set()
        self.starts: list[int] = []
        # Where the next overlay of a page that began here would begin; from the end, so that later ones are known.
        self.repeats: list[int | None] = [None] * len(lines)
        for index in range(len(lines) - 1, -1, -1):
            self.repeats[index] = self._find_repeat(index)

    def run(self) -> list[int]:
        self._learn_style()
        position = 0
        while position < len(self.lines):
            chain = self._chain(position)
            if len(chain) > 1:
                self.titles.add(self.keys[position])
            self.starts += chain
            end = self._least_end(chain)
            stop = self._next_repeating(end)
            self.starts += self._lone_titles(end, stop, page=chain[-1])
            position = stop
        return self.starts

    # Titles that repeat ------------------------------------------------------------------------------------------

    def _chain(self, start: int) -> list[int]:
        """The overlays of the frame that begins here, as far as each is told from the next."""
        chain = [start]
        while (following := self.repeats[chain[-1]]) is not None:
            doubled = len(chain) > 1 and chain[-1] - chain[-2] > 1 and self.keys[chain[-2] + 1] == self.keys[start]
            if doubled and following == chain[-1] + 1:
                break  # not the next page, but the box of the same name that the page before had as well
            chain.append(following)
        return chain

    def _find_repeat(self, start: int) -> int | None:
        later: int | None = self.following[start]
        for tries in range(MAX_TRIES):
            if later is None or later - start > MAX_PAGE:
                return None
            if self._shows_again(start, later, strict=tries > 0):
                return later
            later = self.following[later]
        return None

    def _shows_again(self, start: int, later: int, *, strict: bool) -> bool:
        page = self.lines[start + 1 : later]
        end = self.following[later]
        known = end is not None and end - later <= MAX_PAGE
        if not page:
            return looks_like_heading(self.lines[start].text) and not self._is_doubled(start)
        if self._holds_overlays(start + 1, later):
            return False
        if end is not None and known:
            window = self.lines[later + 1 : end]
        else:
            window = self.lines[later + 1 : later + 1 + len(page) + MAX_NEW_LINES]
        strict = strict or self._is_box(start)
        return same_frame(self.lines[start], page, self.lines[later], window, open_end=not known, strict=strict)

    def _holds_overlays(self, start: int, end: int) -> bool:
        """Whether a stretch is several pages rather than one, as a lecture that stands twice in its file is."""
        if end - start >= 8 and 2 * len(set(self.keys[start:end])) < end - start:
            return True
        for index in range(start, end):
            repeat, line = self.repeats[index], self.lines[index]
            inside = repeat is not None and index + 1 < repeat < end
            if inside and line.kind == "text" and looks_like_heading(line.text):
                return True
        return False

    def _is_doubled(self, start: int) -> bool:
        """Whether a title stands twice on each page: above the slide and above a box on it."""
        key = self.keys[start]
        third = self.following[start + 1]
        if third is None or third == start + 2 or third + 1 >= len(self.keys):
            return False
        return self.keys[third + 1] == key and (start == 0 or self.keys[start - 1] != key)

    def _least_end(self, chain: list[int]) -> int:
        """The first line that need not belong to the chain's last page."""
        if len(chain) == 1:
            return chain[0] + 1
        page = self.lines[chain[-2] + 1 : chain[-1]]
        first = chain[-1] + 1
        return first + common_end(page, self.lines[first : first + len(page) + MAX_NEW_LINES])

    def _begins_overlays(self, index: int) -> bool:
        line = self.lines[index]
        if line.kind not in ("text", "box") or self.following[index] is None:
            return False
        if not self.by_looks and line.key not in self.titles:
            return False
        return self.repeats[index] is not None

    def _is_box(self, index: int) -> bool:
        """Whether a line heads a box rather than a slide; "Pop Quiz" alone is more often a slide's title."""
        return self.lines[index].kind == "box" and not is_quiz_title(self.lines[index].text)

    def _next_repeating(self, start: int) -> int:
        """Where the next frame with overlays begins. A box heading gives way to a title that stands below it."""
        for index in range(start, len(self.lines)):
            if self._begins_overlays(index) and not (self._is_box(index) and self._title_below(index)):
                return index
        return len(self.lines)

    def _title_below(self, index: int) -> bool:
        period = self.repeats[index] or index
        return any(
            self.lines[below].kind == "text"
            and looks_like_heading(self.lines[below].text)
            and self._begins_overlays(below)
            for below in range(index + 1, period)
        )

    # Titles that do not ------------------------------------------------------------------------------------------

    def _learn_style(self) -> None:
        """Whether this deck writes Its Titles So: if it does, a line in sentence case is no title by looks."""
        repeated = [
            line.text
            for index, line in enumerate(self.lines)
            if line.kind == "text" and looks_like_heading(line.text) and self._begins_overlays(index)
        ]
        shares = sorted(map(capitalised_share, repeated))
        self.title_case = len(shares) < 3 or shares[len(shares) // 4] >= TITLE_CASE

    def _lone_titles(self, start: int, stop: int, *, page: int) -> Iterator[int]:
        for index in range(start, stop):
            if self._opens_page(index, page, stop):
                yield index
                page = index
            elif is_outline_title(self.lines[page].text):
                self.entries.add(_entry(self.keys[index]))

    def _opens_page(self, index: int, page: int, stop: int) -> bool:
        line, before = self.lines[index], self.lines[index - 1]
        if line.kind not in ("text", "box") or (self.spaced and not line.blanks):
            return False
        first = index == page + 1
        under_box = before.kind == "box" and not first
        outline = is_outline_title(self.lines[page].text)
        known = line.key in self.titles and looks_like_heading(line.text)
        if line.kind == "text" and known and not outline and not under_box:
            return True
        front = outline or (page == 0 and self.by_looks and not is_quiz_title(self.lines[0].text))
        if front and LECTURE_NUMBER.match(line.text):
            return False
        if is_known_title(line.text) or is_quiz_title(line.text):
            bare = first and (front or is_known_title(before.text))
            return bare or (not first and not under_box)
        if not self.by_looks or line.kind == "box" or under_box or (first and not front):
            return False
        if not self._heading(index) or (front and index + 1 < stop and is_quiz_title(self.lines[index + 1].text)):
            return False
        if self._has_body(index + 1, stop):
            return True
        return self._section_page(index, stop) or self._has_subtitle(index, stop, front=front)

    def _heading(self, index: int) -> bool:
        text = self.lines[index].text
        shown = capitalised_share(text)
        return looks_like_heading(text) and (shown >= TITLE_CASE or (not self.title_case and len(text) <= 60))

    def _has_body(self, index: int, stop: int) -> bool:
        if index >= stop:
            return False
        line = self.lines[index]
        sentence = line.text.endswith((".", ":", "?", "!")) and len(line.text.split()) >= 4
        return line.kind in BODY_KINDS or sentence or len(line.text) > 90

    def _section_page(self, index: int, stop: int) -> bool:
        """A page that holds nothing but the name of a section that the table of contents announced."""
        return index + 1 >= stop and _entry(self.keys[index]) in self.entries

    def _has_subtitle(self, index: int, stop: int, *, front: bool) -> bool:
        """A title below which a short line stands before the bullets; not among the names on a title page."""
        if front or index + 1 >= stop or capitalised_share(self.lines[index].text) < 0.8:
            return False
        before = self.lines[index - 1]
        closed = before.kind in BODY_KINDS or before.text.endswith((".", "!", "?"))
        below = self.lines[index + 1]
        return closed and below.kind == "text" and self._has_body(index + 2, stop)


def _next_occurrences(keys: Sequence[str]) -> list[int | None]:
    last: dict[str, int] = {}
    following: list[int | None] = [None] * len(keys)
    for index in range(len(keys) - 1, -1, -1):
        following[index] = last.get(keys[index])
        last[keys[index]] = index
    return following


def _entry(key: str) -> str:
    """A table of contents' entry without its number."""
    return key.lstrip("0123456789.) ").strip()
