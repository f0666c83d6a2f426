"""Puts the overlay pages of one frame back together.

An overlay mostly adds lines to the one before. It may also replace some (Beamer's \\only and \\alt), show fewer, or
write the same line differently (an option first without, then with its bullet). All that any overlay showed is kept
once.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from quizzes.slides.labels import is_quiz_title, read_box_label
from quizzes.slides.lines import PAUSE, Line

SHORT = 20  # letters of a line that is not taken for the beginning of another one by chance
WORDS = 6  # of a question that stands for itself
MAX_CELLS = 40_000  # size of an alignment table; pages larger than that are merged without one


def merge_pages(
    pages: Sequence[Sequence[Line]], frame_numbers: Sequence[str] = ()
) -> list[tuple[list[Line], int, int]]:
    """Frames as (lines, first page, last page), pages counted from 0; the first line of a frame is its title.

    `frame_numbers` are those printed on the pages ("" where there is none); pages of different numbers stay apart.
    """
    frames: list[tuple[list[Line], int, int]] = []
    for number, page in enumerate(pages):
        numbers = {printed for printed in frame_numbers[max(0, number - 1) : number + 1] if printed}
        alike = frames and page and frames[-1][0] and len(numbers) < 2
        if alike and _continues(frames[-1][0], pages[number - 1], page):
            lines, first, _ = frames[-1]
            staged = [replace(line, stage=number - first) for line in page]
            frames[-1] = (merge_lines(lines, staged), first, number)
        else:
            frames.append((list(page), number, number))
    return frames


def _continues(merged: Sequence[Line], before: Sequence[Line], page: Sequence[Line]) -> bool:
    if not before or merged[0].key != page[0].key:
        return False
    return same_frame(before[0], before[1:], page[0], page[1:]) or same_frame(merged[0], merged[1:], page[0], page[1:])


def same_frame(
    title: Line,
    page: Sequence[Line],
    next_title: Line,
    next_page: Sequence[Line],
    *,
    open_end: bool = False,
    strict: bool = False,
) -> bool:
    """Whether two pages under the same title are overlays of one frame.

    They are if one shows all that the other shows, or half of it, or begins with the same words under the very same
    title. With `open_end` the second page's end is not known, so that all or half of the first page must be found in
    it; `strict` asks for all.
    """
    if _shared(page, next_page) == len(page) or (not next_page and not open_end):
        return True
    page, next_page = _telling(page), _telling(next_page)
    if strict or not page or not next_page:
        return False
    shared = _shared(page, next_page)
    smaller = len(page) if open_end else min(len(page), len(next_page))
    if shared == smaller:
        return True
    if is_quiz_title(title.text) and page[0].key != next_page[0].key:
        return False  # two quizzes may well have the same options
    begins_alike = page[0].key == next_page[0].key and title.text == next_title.text
    return 2 * shared >= smaller or begins_alike


def _shared(one: Sequence[Line], other: Sequence[Line]) -> int:
    return sum((Counter(line.key for line in one) & Counter(line.key for line in other)).values())


def _telling(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines that tell one frame from another, which the headings of boxes found anywhere do not."""
    return [line for line in lines if line.kind != "box" or not _is_generic(line)]


def _is_generic(line: Line) -> bool:
    label = read_box_label(line.text)
    return label is not None and label.generic


def merge_lines(merged: Sequence[Line], page: Sequence[Line]) -> list[Line]:
    """All lines of both in reading order, each once; where one grew out of another, the grown one."""
    pairs = align([line.key for line in merged], [line.key for line in page])
    result: list[Line] = []
    left = right = 0
    for left_match, right_match in [*pairs, (len(merged), len(page))]:
        result += _fill_gap(result, merged[left:left_match], page[right:right_match])
        if left_match < len(merged):
            result.append(_better(merged[left_match], page[right_match]))
        left, right = left_match + 1, right_match + 1
    return result


def _fill_gap(above: Sequence[Line], old: Sequence[Line], new: Sequence[Line]) -> list[Line]:
    """What stood between two common lines: each line that went away before the first new line of its kind.

    Lines of other kinds come first, or last where the new ones carry on the list above. A line that a new one begins
    with has grown into it and is left out.
    """
    new = [line for line in new if not any(_cuts_short(line, other) for other in old)]
    gone = [line for line in old if not any(len(line.key) > 3 and other.key.startswith(line.key) for other in new)]
    others = [line for line in gone if line.kind not in {other.kind for other in new}]
    filled: list[Line] = []
    for line in new:
        filled += [other for other in gone if other.kind == line.kind]
        gone = [other for other in gone if other.kind != line.kind]
        filled.append(line)
    carries_on = bool(above and new) and above[-1].kind == new[0].kind
    return [*filled, *others] if carries_on else [*others, *filled]


def _cuts_short(line: Line, other: Line) -> bool:
    """Whether a line says again how another one begins, as copies of a frame do."""
    return (
        line.kind == other.kind and len(line.key) > SHORT and other.key.startswith(line.key) and line.key != other.key
    )


def with_pause(lines: Sequence[Line]) -> list[Line]:
    """The lines of a merged frame, with a pause where what was shown only after its question begins."""
    place = _find_reveal(lines)
    return list(lines) if place is None else [*lines[:place], PAUSE, *lines[place:]]


def _find_reveal(lines: Sequence[Line]) -> int | None:
    """Where, in a frame that asks, what was shown only after the question begins; None where there is no such place.

    A question of few words ("But why?") may well belong to the answer.
    """
    asking = [line for line in lines if "?" in line.text and line.kind != "code"]
    stages = [line.stage for line in asking if len(line.text.split()) >= WORDS] or [line.stage for line in asking[:1]]
    if not stages:
        return None
    shown = max(stages)
    start = next((place for place, line in enumerate(lines) if line.stage > shown), None)
    if start is None or any(line.stage <= shown for line in lines[start:]):
        return None
    return start


def _better(old: Line, new: Line) -> Line:
    """The bulleted form of a line wins; otherwise the first, since quiz numbers rise with every overlay."""
    ticked = new.text[0] in "☑✅✓✔●◉■☒" and old.text[0] in "☐○◯□"
    grown = new.text != old.text and new.text.endswith(old.text)
    return replace(new, stage=old.stage) if ticked or grown else old


def common_end(page: Sequence[Line], following: Sequence[Line]) -> int:
    """How many of the following lines it takes to show again what the page showed."""
    pairs = align([line.key for line in page], [line.key for line in following])
    while pairs and following[pairs[-1][1]].kind == "box":  # the next frame may have a box of the same name
        pairs.pop()
    return pairs[-1][1] + 1 if pairs else 0


def align(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest common subsequence as index pairs, each match as early in `new` as can be."""
    pairs = _align_all(old, new)
    if len(pairs) == len(old) or len(old) * len(new) > MAX_CELLS:
        return pairs
    # lengths[i][j]: of the longest common subsequence of old[i:] and new[j:]
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        row, below = lengths[i], lengths[i + 1]
        for j in range(len(new) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if old[i] == new[j] else max(below[j], row[j + 1])
    pairs = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _align_all(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Matches found by going through `new` once; all of `old` when it is contained in order."""
    pairs: list[tuple[int, int]] = []
    for index, key in enumerate(new):
        if len(pairs) < len(old) and key == old[len(pairs)]:
            pairs.append((len(pairs), index))
    return pairs
