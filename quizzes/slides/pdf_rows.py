"""Lays the runs of a PDF's page out in rows and cells, and writes each as Markdown with $mathematics$."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quizzes.slides.pdf_formula import FUNCTIONS, PROSE_SIGNS
from quizzes.slides.pdf_glyphs import HYPHEN
from quizzes.slides.pdf_runs import LIMITS, SAME_LINE, SMALLER, SPACE, Run, holds_symbol, write_math

CELL_GAP = 1.4  # of the size: a wider gap parts two cells
LABEL = re.compile(r"\(?(?:[A-Ha-h]|\d{1,2}|[ivx]{1,4})\)?[).]?|[•◦▪▶►‣●○■▸✓✗✔✘–*-]")
LETTER = re.compile(r"[A-Za-z]{1,2}\(?|[xyz01]")
OPERATOR = re.compile(r"[-+=<>/|()\[\],.:;!∣∥'\s\d%−]+")
SCRIPTED = re.compile(r"(?P<before>.*[^A-Za-z0-9.])(?P<base>[A-Za-z]{1,2}|\d+(?:\.\d+)?)")
ORDINAL = re.compile(r"\s*(?:st|nd|rd|th|[*†‡])\s*")
SHORT = re.compile(r"[A-Za-z]|[A-Za-z]?\(|\)|\d+(?:[.,]\d+)*")


@dataclass
class Cell:
    """One stretch of a row: its runs, extent, baseline and size."""

    runs: list[Run]
    x0: float
    x1: float
    y: float
    size: float
    text: str = ""
    mono: bool = False

    @property
    def is_label(self) -> bool:
        return LABEL.fullmatch(self.text.strip()) is not None


def read_rows(runs: Sequence[Run], *, body: str) -> list[list[Cell]]:
    """The rows of a page from top to bottom, each cut into cells; `body` is the family of the deck's text font."""
    rows: list[list[Run]] = []
    placed: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.size, -run.y)):
        owner = _row_of(run, rows)
        if owner is None:
            rows.append([run])
        else:
            owner.append(run)
        placed.append(run)
    rows = [sorted(row, key=lambda run: run.x0) for row in rows]
    rows.sort(key=lambda row: -_base(row).y)
    return [_read_cells(row, body) for row in rows]


def _base(row: Sequence[Run]) -> Run:
    return max(row, key=lambda run: run.size)


def _row_of(run: Run, rows: Sequence[list[Run]]) -> list[Run] | None:
    """The row that a run belongs to: on the same baseline, or as a script close to what is larger."""
    best: tuple[float, list[Run]] | None = None
    for row in rows:
        base = row[0]
        shift = run.y - base.y
        if not -1.4 * base.size < shift < 1.6 * base.size:
            continue
        if abs(shift) < SAME_LINE * min(base.size, run.size * 1.5):
            distance = abs(shift) / base.size
        elif run.size <= SMALLER * base.size and _is_script(run, row, shift):
            distance = 0.3 + abs(shift) / base.size
        else:
            continue
        if best is None or distance < best[0]:
            best = (distance, row)
    return best[1] if best else None


def _is_script(run: Run, row: Sequence[Run], shift: float) -> bool:
    size = row[0].size
    if -0.45 * size < shift < 0.8 * size:
        return any(-0.5 * size < run.x0 - other.x1 < 0.35 * size for other in row) or any(
            -0.1 * size < other.x0 - run.x1 < 0.3 * size and other.x0 > run.x0 for other in row
        )
    return any(
        (other.text.strip() in LIMITS or other.text.strip() in ("max", "min", "lim", "arg max", "arg min", "argmax"))
        and other.x0 - size < run.middle < other.x1 + size
        for other in row
    )


def _read_cells(row: Sequence[Run], body: str) -> list[Cell]:
    size = _base(row).size
    groups: list[list[Run]] = []
    end = -1e9
    for run in row:
        if groups and run.x0 - end < CELL_GAP * size:
            groups[-1].append(run)
        else:
            groups.append([run])
        end = max(end, run.x1) if groups[-1][0] is not run else run.x1
    if len(groups) >= 4 and _is_stretched(groups):
        groups = [list(row)]
    cells = [_make_cell(group, body) for group in groups]
    return _join_labels(cells)


def _is_stretched(groups: Sequence[Sequence[Run]]) -> bool:
    """Whether the gaps between words are as wide as they are since their line was stretched to fill its width."""
    gaps = [right[0].x0 - left[-1].x1 for left, right in pairwise(groups)]
    return max(gaps) - min(gaps) < 0.25 * groups[0][0].size


def _make_cell(runs: list[Run], body: str) -> Cell:
    base = _base(runs)
    cell = Cell(runs, min(run.x0 for run in runs), max(run.x1 for run in runs), base.y, base.size)
    cell.mono = all(run.font.mono for run in runs)
    cell.text = _write(runs, body, mono_row=cell.mono)
    return cell


def _join_labels(cells: list[Cell]) -> list[Cell]:
    """Cells with labels and bullets put before what they label."""
    joined: list[Cell] = []
    for cell in cells:
        last = joined[-1] if joined else None
        if last is not None and last.is_label and not cell.is_label and cell.x0 - last.x1 < 4 * cell.size:
            text = f"{last.text.strip()} {cell.text}"
            size = max(last.size, cell.size) if len(last.text) > 2 else cell.size
            joined[-1] = Cell(last.runs + cell.runs, last.x0, cell.x1, cell.y, size, text, cell.mono)
        else:
            joined.append(cell)
    return joined


def _write(runs: Sequence[Run], body: str, *, mono_row: bool) -> str:
    """A cell as Markdown: stretches of mathematics between dollars, code of a line of prose between backticks."""
    if mono_row:
        return _plain(runs)
    runs = _part_bases(runs)
    kinds = _kinds(runs, body)
    parts: list[str] = []
    index = 0
    end = runs[0].x0
    while index < len(runs):
        stop = index + 1
        while stop < len(runs) and kinds[stop] == kinds[index]:
            stop += 1
        stretch = runs[index:stop]
        spaced = bool(parts) and (stretch[0].x0 - end > SPACE * stretch[0].size or parts[-1].endswith(" "))
        written = _write_stretch(stretch, kinds[index])
        parts.append((" " if spaced and not parts[-1].endswith(" ") else "") + written)
        if stretch[-1].text.endswith(" ") and not parts[-1].endswith(" "):
            parts[-1] += " "
        end = max(run.x1 for run in stretch)
        index = stop
    return re.sub(r" +", " ", "".join(parts)).strip()


def _write_stretch(stretch: Sequence[Run], kind: str) -> str:
    if kind == "math":
        latex = write_math(stretch)
        if re.fullmatch(r"[\d.,:;()%\s-]+", latex.replace("\\%", "%")):
            return latex.replace("\\%", "%")
        before, latex, after = _outer_punctuation(latex)
        return f"{before}${latex}${after}" if latex else before + after
    text = _plain(stretch)
    return f"`{text.strip()}`" if kind == "code" and text.strip() else text


def _outer_punctuation(latex: str) -> tuple[str, str, str]:
    """Punctuation that ends a sentence rather than a formula, and brackets without their like, set outside of it."""
    after = ""
    while latex and (latex[-1] in ",.;:?!" or (latex[-1] in ")]" and latex.count("(") < latex.count(")"))):
        if latex.endswith(("\\,", "\\;", "\\:", "\\!")):
            break
        after = latex[-1] + after
        latex = latex[:-1].rstrip()
    before = ""
    while latex and latex[0] in ",.;:(" and not (latex[0] == "(" and latex.count("(") <= latex.count(")")):
        before += latex[0]
        latex = latex[1:].lstrip()
    return before, latex, after


def _plain(runs: Sequence[Run]) -> str:
    parts: list[str] = []
    end = runs[0].x0
    for run in runs:
        gap = run.x0 - end
        if parts and gap > SPACE * run.size and not parts[-1].endswith(" "):
            parts.append(" ")
        parts.append(run.latex or run.text)
        end = run.x1
    return "".join(parts)


def _part_bases(runs: Sequence[Run]) -> list[Run]:
    """Runs in which what a script belongs to, the last letter or number before it, is a run of its own."""
    parted: list[Run] = []
    for index, run in enumerate(runs):
        follower = runs[index + 1] if index + 1 < len(runs) else None
        found = SCRIPTED.fullmatch(run.text) if follower is not None and not run.latex and not run.font.mono else None
        if found is None or follower is None or not _is_raised(follower, run) or ORDINAL.fullmatch(follower.text):
            parted.append(run)
            continue
        cut = run.x1 - (run.x1 - run.x0) * len(found["base"]) / len(run.text)
        parted.append(Run(found["before"], run.x0, cut, run.y, run.size, run.font))
        parted.append(Run(found["base"], cut, run.x1, run.y, run.size, run.font))
    return parted


def _is_raised(run: Run, base: Run) -> bool:
    """Whether a run is a superscript or a subscript of the one before it."""
    close = -0.3 * base.size < run.x0 - base.x1 < 0.3 * base.size
    return close and run.size <= SMALLER * base.size and abs(run.y - base.y) > 0.1 * base.size


def _kinds(runs: Sequence[Run], body: str) -> list[str]:
    """For each run of a cell whether it is prose, code or mathematics; what stands between formulas joins them."""
    kinds: list[str] = []
    for index, run in enumerate(runs):
        script = index > 0 and _is_raised(run, runs[index - 1]) and kinds[-1] != "code"
        script = script and not ORDINAL.fullmatch(run.text) and not re.search(r"[A-Za-z]{3}$", runs[index - 1].text)
        symbol = holds_symbol(run.text) and not (set(run.text) & set("→") and len(run.text.strip()) > 4)
        alone = run.text.strip() in PROSE_SIGNS and not run.font.math
        letters = len(re.findall(r"[A-Za-z]{3,}", run.text))
        if run.is_math(body) or (script and HYPHEN not in run.text) or (symbol and not alone and letters < 1):
            kinds.append("math")
        else:
            kinds.append("code" if run.font.mono else "text")
    _drop_lone_bullet(runs, kinds)
    _spread(runs, kinds)
    return kinds


def _drop_lone_bullet(runs: Sequence[Run], kinds: list[str]) -> None:
    if LABEL.fullmatch(runs[0].text.strip()) and len(runs) > 1 and runs[1].x0 - runs[0].x1 > 0.25 * runs[1].size:
        kinds[0] = "text"


def _neighbour(runs: Sequence[Run], kinds: Sequence[str], index: int, step: int) -> str:
    """The kind of the run beside another, "" where there is none close by."""
    place = index + step
    if not 0 <= place < len(runs):
        return ""
    left, right = sorted((runs[index], runs[place]), key=lambda run: run.x0)
    return kinds[place] if right.x0 - left.x1 < 0.45 * left.size else ""


def _spread(runs: Sequence[Run], kinds: list[str]) -> None:
    """Makes mathematics of what is part of it: the base of a script, signs and single letters between formulas."""
    widths = {run.font: 0.0 for run, kind in zip(runs, kinds, strict=True) if kind == "text"}
    for run, kind in zip(runs, kinds, strict=True):
        if kind == "text" and not LETTER.fullmatch(run.text.strip()):
            widths[run.font] += run.x1 - run.x0
    plain = max(widths, key=lambda font: widths[font]) if any(widths.values()) else None
    for index in range(1, len(runs)):
        scripted = kinds[index] == "math" and abs(runs[index].y - runs[index - 1].y) > 0.05 * runs[index - 1].size
        short = SHORT.fullmatch(runs[index - 1].text.strip()) is not None
        if scripted and short and kinds[index - 1] == "text" and not runs[index - 1].text.endswith(" "):
            kinds[index - 1] = "math"
    for index, run in enumerate(runs):
        variable = kinds[index] == "text" and LETTER.fullmatch(run.text.strip()) and run.font != plain
        if variable and "math" in (_neighbour(runs, kinds, index, -1), _neighbour(runs, kinds, index, 1)):
            kinds[index] = "math"
    for index in range(1, len(runs) - 1):
        between = kinds[index - 1] == "math" and kinds[index + 1] == "math" and kinds[index] == "text"
        text = runs[index].text.strip()
        if between and len(text) <= 12 and OPERATOR.fullmatch(text) and not text.startswith((", ", ". ", "; ")):
            kinds[index] = "math"
    for index, run in enumerate(runs):
        beside = "math" in kinds[max(0, index - 1) : index + 2]
        if kinds[index] == "text" and beside and run.text.strip() in FUNCTIONS and not run.text.endswith(" "):
            kinds[index] = "math"
