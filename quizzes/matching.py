"""Which slide of a newer file stands for which slide of the older one. Plain data in and out."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

LEAST_ALIKE = 0.5  # below that, one slide went and another came
TITLE_BONUS = 0.25
REACH = 40  # how far apart slides may stand that are compared; those with one title always are

Kind = Literal["same", "moved", "edited"]


@dataclass(frozen=True)
class Page:
    """A slide as far as matching goes."""

    title: str
    text: str
    text_hash: str

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(self.text.casefold().split())

    @cached_property
    def heading(self) -> str:
        return " ".join(self.title.casefold().split())


@dataclass(frozen=True)
class Match:
    """Indexes (from 0) into the older and the newer slides. `moved`: same text, in another order among the others."""

    old: int
    new: int
    kind: Kind


def match(old: Sequence[Page], new: Sequence[Page]) -> list[Match]:
    """Each slide at most once: first those whose text is the same, then the most alike, as long as they are alike.

    Who is in neither half of the result was removed, or is new.
    """
    same = _match_same(old, new)
    left_old = sorted(set(range(len(old))) - {pair[0] for pair in same})
    left_new = sorted(set(range(len(new))) - {pair[1] for pair in same})
    kept = _longest_run(same)
    matches = [Match(*pair, kind="same" if pair in kept else "moved") for pair in same]
    matches += [Match(*pair, kind="edited") for pair in _match_alike(old, new, left_old, left_new)]
    return sorted(matches, key=lambda each: each.new)


def compare(one: Page, other: Page) -> float:
    """How alike two slides are: the share of words they have in common (Dice), and more under the same title."""
    total = one.words.total() + other.words.total()
    shared = 2 * (one.words & other.words).total() / total if total else 1.0
    same_title = bool(one.heading) and one.heading == other.heading
    return shared + TITLE_BONUS * same_title


def _match_same(old: Sequence[Page], new: Sequence[Page]) -> list[tuple[int, int]]:
    """Slides with equal text in their order; copies of one slide are paired first with first."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for index, page in enumerate(old):
        places[page.text_hash].append(index)
    pairs = []
    for index, page in enumerate(new):
        if places[page.text_hash]:
            pairs.append((places[page.text_hash].pop(0), index))
    return pairs


def _longest_run(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The most pairs that are in the same order on both sides: the others moved. By patience sorting."""
    ends: list[int] = []  # the least old index that a run of this length ends with
    last: list[int] = []  # and which pair that is
    before: list[int] = []
    for place, (index, _) in enumerate(pairs):
        length = bisect_left(ends, index)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [index]
        last[length : length + 1] = [place]
    run, place = set(), last[-1] if last else -1
    while place >= 0:
        run.add(pairs[place])
        place = before[place]
    return run


def _match_alike(
    old: Sequence[Page], new: Sequence[Page], left_old: Sequence[int], left_new: Sequence[int]
) -> list[tuple[int, int]]:
    """The most alike pair first; of equally alike ones, those that stand closest to where they stood."""
    scored = []
    for rank_old, place_old in enumerate(left_old):
        for rank_new, place_new in enumerate(left_new):
            apart = abs(rank_old - rank_new)
            if apart > REACH and old[place_old].heading != new[place_new].heading:
                continue
            score = compare(old[place_old], new[place_new])
            if score >= LEAST_ALIKE:
                scored.append((-score, apart, place_old, place_new))
    pairs: list[tuple[int, int]] = []
    used_old, used_new = set[int](), set[int]()
    for _, _, place_old, place_new in sorted(scored):
        if place_old not in used_old and place_new not in used_new:
            pairs.append((place_old, place_new))
            used_old.add(place_old)
            used_new.add(place_new)
    return pairs
