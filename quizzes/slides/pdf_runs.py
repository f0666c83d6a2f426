"""Puts the glyphs of a PDF's page together to runs of one font and to rows, with scripts, fractions and roots."""

from collections.abc import Sequence
from dataclasses import dataclass

from quizzes.slides.pdf_formula import ACCENTS, SYMBOLS, tidy, to_latex
from quizzes.slides.pdf_glyphs import Font, Glyph, Page, Rule

SAME_LINE = 0.22  # of the size: how far apart baselines of one row may be
SPACE = 0.16  # of the size: a wider gap parts two words
SMALLER = 0.89  # scripts are set at most this large
MAX_RUNS = 1_200  # on one page; a page of more is a picture drawn with letters
COMPOSED = Font("composed", mono=False, math=True, bold=False, roman_math=False)
LIMITS = frozenset("∑∏∫⋃⋂")
BULLET_SIGNS = frozenset("•◦▪▶►‣●○■–")


@dataclass
class Run:
    """Glyphs of one font side by side; `latex` is set where they were composed to a fraction or a root."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    font: Font
    latex: str = ""
    last_x0: float = 0.0  # where its last glyph begins; ligatures come as several glyphs at one place

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    def is_math(self, body: str) -> bool:
        """Whether this is mathematics for certain, in a deck whose text is set in the font family `body`."""
        if self.latex or (self.font.math and self.text.strip() not in BULLET_SIGNS):
            return True
        return self.font.roman_math and not self.font.bold and not body.startswith("cm")


def read_runs(page: Page) -> list[Run]:
    """The runs of a page; what mathematics stacks (fractions, roots) is one run each."""
    runs = _fold_accents(_join_glyphs(page.glyphs)[:MAX_RUNS])
    for rule in sorted(page.rules, key=lambda rule: rule.x1 - rule.x0):
        if rule.x1 - rule.x0 < 0.7 * page.width:
            runs = _compose(runs, rule)
    return runs


def _join_glyphs(glyphs: Sequence[Glyph]) -> list[Run]:
    runs: list[Run] = []
    for glyph in glyphs:
        last = runs[-1] if runs else None
        if glyph.text == " ":
            if last is not None and last.text[-1:] != " ":
                last.text += " "
            continue
        if last is not None and _touches(last, glyph):
            gap = glyph.x0 - last.x1
            spaced = gap > SPACE * glyph.size and last.text[-1] != " "
            last.text += (" " if spaced else "") + glyph.text
            last.x1 = max(last.x1, glyph.x1)
            last.last_x0 = glyph.x0
        else:
            runs.append(Run(glyph.text, glyph.x0, glyph.x1, glyph.y, glyph.size, glyph.font, last_x0=glyph.x0))
    return [run for run in runs if run.text.strip()]


def _touches(run: Run, glyph: Glyph) -> bool:
    same = run.font == glyph.font and abs(run.size - glyph.size) < 0.05 * run.size
    gap = glyph.x0 - run.x1
    near = -0.6 * run.size < gap < 0.9 * run.size or glyph.x0 == run.last_x0
    return same and abs(run.y - glyph.y) < 0.05 * run.size and near


def _fold_accents(runs: list[Run]) -> list[Run]:
    """Runs with accents that stand over a letter put into the letter's LaTeX."""
    accents = [run for run in runs if run.text.strip() in ACCENTS and not run.latex]
    folded: set[int] = set()
    for accent in accents:
        for run in runs:
            over = abs(run.y - accent.y) < 0.75 * run.size and run.x0 - 1 <= accent.middle <= run.x1 + 1
            if run is accent or not over or len(run.text.strip()) != 1 or run.latex or run.text.strip() in ACCENTS:
                continue
            letter = to_latex(run.text.strip(), roman=False).strip()
            run.latex = f"\\{ACCENTS[accent.text.strip()]}{{{letter}}}"
            folded.add(id(accent))
            break
    return [run for run in runs if id(run) not in folded]


def _compose(runs: list[Run], rule: Rule) -> list[Run]:
    """The runs with those above and below a rule made a fraction, or those under a root's bar made a root."""
    inside = [run for run in runs if rule.x0 - 1.5 <= run.x0 and run.x1 <= rule.x1 + 1.5]
    root = next((run for run in runs if run.text.strip() == "√" and abs(run.x1 - rule.x0) < 0.4 * run.size), None)
    below = [run for run in inside if 0 < rule.y - run.y < 1.35 * run.size]
    if root is not None and below:
        latex = f"\\sqrt{{{write_math(below)}}}"
        size = max(run.size for run in below)
        y = max(below, key=lambda run: run.size).y
        composed = Run("√", root.x0, rule.x1, y, size, COMPOSED, latex)
        return [run for run in runs if run is not root and run not in below] + [composed]
    above = [run for run in inside if 0 < run.y - rule.y < 1.0 * run.size]
    if not above or not below:
        return runs
    numerator, denominator = _nearest_row(above, from_above=True), _nearest_row(below, from_above=False)
    widest = max(_extent(numerator), _extent(denominator))
    size = max(run.size for run in numerator)
    if rule.x1 - rule.x0 > widest + 0.8 * size:  # a rule of a table, or under a heading
        return runs
    beside = [
        run for run in runs
        if run not in inside and abs(run.y - rule.y + 0.25 * run.size) < 0.2 * run.size
        and (abs(run.x1 - rule.x0) < 3 * run.size or abs(run.x0 - rule.x1) < 3 * run.size)
    ]  # fmt: skip
    base = max((run.size for run in beside), default=size)
    y = beside[0].y if beside else rule.y - 0.25 * base
    latex = f"\\frac{{{write_math(numerator)}}}{{{write_math(denominator)}}}"
    used = {id(run) for run in (*numerator, *denominator)}
    kept = [run for run in runs if id(run) not in used]
    return [*kept, Run("/", rule.x0, rule.x1, y, base, COMPOSED, latex)]


def _nearest_row(runs: list[Run], *, from_above: bool) -> list[Run]:
    """Of the runs on one side of a rule, those on the row next to it, scripts included."""
    base = max(run.size for run in runs)
    full = [run for run in runs if run.size > SMALLER * base]
    y = min(run.y for run in full) if from_above else max(run.y for run in full)
    return [run for run in runs if abs(run.y - y) < 0.75 * base]


def _extent(runs: Sequence[Run]) -> float:
    return max(run.x1 for run in runs) - min(run.x0 for run in runs)


def write_math(runs: Sequence[Run]) -> str:
    """Runs beside each other as LaTeX, smaller and shifted ones as scripts of what they follow."""
    ordered = sorted(runs, key=lambda run: run.x0)
    base = max(run.size for run in ordered)
    baseline = next((run.y for run in ordered if run.size > SMALLER * base), ordered[0].y)
    parts: list[str] = []
    upper: list[Run] = []
    lower: list[Run] = []
    end = ordered[0].x0
    for run in ordered:
        shift = run.y - baseline
        if run.size <= SMALLER * base and shift > 0.13 * base and parts:
            upper.append(run)
        elif run.size <= SMALLER * base and shift < -0.06 * base and parts:
            lower.append(run)
        else:
            parts += _write_scripts(upper, lower)
            upper, lower = [], []
            latex = run.latex or to_latex(run.text, roman=run.font.roman_math or not run.font.math)
            parts.append((" " if run.x0 - end > SPACE * run.size else "") + latex)
        end = run.x1
    return tidy("".join([*parts, *_write_scripts(upper, lower)]))


def _write_scripts(upper: Sequence[Run], lower: Sequence[Run]) -> list[str]:
    parts = [f"_{{{write_math(lower)}}}"] if lower else []
    if upper:
        latex = write_math(upper)
        parts.append(latex if set(latex) == {"'"} else f"^{{{latex}}}")
    return parts


def holds_symbol(text: str) -> bool:
    """Whether a text holds a sign that only mathematics uses."""
    return any(sign in SYMBOLS for sign in text)
