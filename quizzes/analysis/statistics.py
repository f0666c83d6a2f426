"""Classical item statistics. Arrays have a row for each student and a column for each question; NaN: not asked.

Standard deviations and covariances divide by n - 1. A figure that cannot be computed (nobody answered, no variation)
is None, never zero. Sources: Ebel and Frisbie, Essentials of Educational Measurement, 5th edition, chapter 13
(facility, discrimination by upper and lower groups); Crocker and Algina, Introduction to Classical and Modern Test
Theory, 1986, chapters 7 and 14 (alpha, standard error of measurement, corrected item-total correlation).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

GROUPS = 5
EXTREME_SHARE = 0.27  # Kelley, Journal of Educational Psychology 30, 1939: best for telling two groups apart


def facility(fractions: Floats) -> float | None:
    """The mean fraction (0 to 1) that the question earned; also called item difficulty, p."""
    known = fractions[~np.isnan(fractions)]
    return float(known.mean()) if known.size else None


def correlate(item: Floats, rest: Floats) -> float | None:
    """Corrected item-total correlation: of the item with the points of all other items, -1 to 1 (Pearson)."""
    x, y = _pair(item, rest)
    if x.size < 2:
        return None
    x, y = x - x.mean(), y - y.mean()
    spread = float(np.sqrt((x @ x) * (y @ y)))
    return None if spread <= _noise(item, rest) else float(np.clip(x @ y / spread, -1, 1))


def discriminative_efficiency(item: Floats, rest: Floats) -> float | None:
    """The covariance with the rest, as a share of the largest that these same marks could have had in another order.

    That is when the highest mark goes to who has the highest rest, and so on down (rearrangement inequality).
    """
    x, y = _pair(item, rest)
    if x.size < 2:
        return None
    most = float((np.sort(x) - x.mean()) @ (np.sort(y) - y.mean()))
    return None if most <= _noise(item, rest) else float((x - x.mean()) @ (y - y.mean()) / most)


def upper_lower(fractions: Floats, totals: Floats) -> float | None:
    """Discrimination index D: the mean fraction of the best 27 % by total less that of the lowest 27 %, -1 to 1."""
    x, y = _pair(fractions, totals)
    size = round(EXTREME_SHARE * x.size)
    if size < 1:
        return None
    order = np.argsort(y, kind="stable")
    return float(x[order[-size:]].mean() - x[order[:size]].mean())


def alpha(points: Floats) -> float | None:
    """Cronbach's alpha over the questions (Psychometrika 16, 1951); of students who were asked all of them."""
    whole = points[~np.isnan(points).any(axis=1)]
    students, items = whole.shape
    if students < 2 or items < 2:
        return None
    total = float(whole.sum(axis=1).var(ddof=1))
    if total <= 1e-12:
        return None
    return items / (items - 1) * (1 - float(whole.var(axis=0, ddof=1).sum()) / total)


def standard_error(points: Floats) -> float | None:
    """Standard error of measurement, in points: the totals' standard deviation times the root of 1 - alpha."""
    reliability = alpha(points)
    if reliability is None:
        return None
    whole = points[~np.isnan(points).any(axis=1)]
    unreliable = 1 - reliability if reliability < 1 - 1e-12 else 0.0  # the root would blow rounding errors up
    return float(whole.sum(axis=1).std(ddof=1) * np.sqrt(unreliable))


def split(totals: Floats, groups: int = GROUPS) -> Ints:
    """For each student the group by total, 0 the lowest; the groups' sizes differ by one at most."""
    ranks = np.empty(totals.size, dtype=np.int64)
    ranks[np.argsort(totals, kind="stable")] = np.arange(totals.size)
    return ranks * groups // max(totals.size, 1)


def count_choices(choices: Sequence[Sequence[int]], groups: Ints, *, options: int) -> Floats:
    """The share of each group (rows) that chose each option (columns); NaN for a group without students."""
    counts, sizes = np.zeros((GROUPS, options)), np.zeros(GROUPS)
    for chosen, group in zip(choices, groups, strict=True):
        sizes[group] += 1
        for option in chosen:
            counts[group, option] += 1
    with np.errstate(invalid="ignore", divide="ignore"):
        return counts / sizes[:, None]


def histogram(totals: Floats, *, most: float, bins: int = 10) -> list[int]:
    """How many totals lie in each of equally wide steps from zero to `most`; the last one takes `most` itself."""
    counts, _ = np.histogram(np.clip(totals, 0, most), bins=bins, range=(0, most or 1))
    return [int(count) for count in counts]


def _pair(one: Floats, other: Floats) -> tuple[Floats, Floats]:
    known = ~(np.isnan(one) | np.isnan(other))
    return one[known], other[known]


def _noise(one: Floats, other: Floats) -> float:
    """Below this a product of two spreads is rounding error."""
    size = np.nanmax(np.abs(one), initial=0.0) * np.nanmax(np.abs(other), initial=0.0)
    return float(1e-12 * max(size, 1e-12) * max(one.size, 1))
