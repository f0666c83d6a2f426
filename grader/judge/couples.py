"""Two of an author's mistakes at once: both changes made in one text, and that text run.

A mistake is a whole answer, right but for one thing. What it changes is found by comparing it with the right answer in
the same hand: the model answer or, where an author wrote the mistakes in another hand, what most of them share.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations, islice

import numpy as np

from grader.judge import mistakes
from grader.judge.authored import load_answer
from grader.judge.conventions import is_same
from grader.judge.declaration import AssignmentError
from grader.judge.library import Known, Library, Shelf, match_whole
from grader.judge.oracle import Key, Outputs
from grader.judge.patches import Change, find_changes, find_function, merge, write_plainly

_PIVOTS = 2
_MOST_COUPLES = 400

Named = dict[Key, tuple[Known, ...]]


# A right answer as the author of the mistakes writes it, and what every mistake changes in it.
Hand = tuple[str, dict[Known, tuple[Change, ...]]]
# What two give at once, with which two they are, arranged to be looked up.
Shelved = tuple[dict[Known, tuple[Known, Known]], dict[Key, Shelf]]


class Couples:
    """All that is known of an author's mistakes two at a time; what was run once is kept."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.authored = [entry for entry in library.entries if entry.mistake is not None]
        self.text, self.changes = self._read_hand()
        self.forms: dict[Known, list[Known]] = {}
        self.played: dict[tuple[Known, Known], Outputs] = {}
        self.with_base: dict[Known, Shelved] = {}
        self.by_effect: dict[frozenset[Key], Shelved] = {}

    def play(self, one: Known, two: Known) -> Outputs:
        """What an answer with both returns for the probe; empty where they cannot be made at once."""
        if (one, two) not in self.played:
            self.played[one, two] = self.played[two, one] = self._play(one, two)
        return self.played[one, two]

    def match_with(self, base: Known, wrong: Outputs, limits: Mapping[Key, float]) -> Named:
        """What is explained by one of the mistakes together with a base, a mistake itself."""
        if base not in self.with_base:
            self.with_base[base] = self._shelve((base, other) for other in self.authored if other is not base)
        return _match(self.with_base[base], wrong, limits)

    def list_forms(self, base: Known, twins: Sequence[Known]) -> list[Known]:
        """The ways to make a mistake of the forward pass: as its author has it; with backward as it is asked; and with
        whatever else it takes to give the results of a twin, such as the true gradient of what is computed.
        """
        if base not in self.forms:
            found = [base, *self._list_halves(base)]
            for other in self.authored:
                outputs = self.play(base, other)
                if outputs and any(_is_alike(outputs, twin.outputs) for twin in twins):
                    changes = (*self.changes[base], *self.changes[other])
                    found.append(self._add(base, outputs, changes))
            self.forms[base] = found
        return self.forms[base]

    def match_any(self, wrong: Outputs, rest: Outputs, limits: Mapping[Key, float]) -> Named:
        """What is explained by two that between them change all that is wrong, and nothing else."""
        asked = frozenset(wrong)
        if asked not in self.by_effect:
            self.by_effect[asked] = self._shelve(islice(self._list_likely(wrong), _MOST_COUPLES))
        return _match(self.by_effect[asked], rest, limits)

    def _shelve(self, pairs: Iterable[tuple[Known, Known]]) -> Shelved:
        made = {Known(one.diagnosis, outputs): (one, two) for one, two in pairs if (outputs := self.play(one, two))}
        return made, self.library.shelve(tuple(made))

    def _list_likely(self, wrong: Outputs) -> Iterator[tuple[Known, Known]]:
        shelves: Mapping[Key, Shelf] = self.library.shelves
        places = [at for at, entry in enumerate(self.library.entries) if entry.mistake is not None]
        changed = np.array([shelf.differs[places] for shelf in shelves.values()])
        asked = np.array([key in wrong for key in shelves])
        able = [at for at in range(len(places)) if changed[:, at].any() and not (changed[:, at] & ~asked).any()]
        for one, two in combinations(able, 2):
            if ((changed[:, one] | changed[:, two]) == asked).all():
                yield self.authored[one], self.authored[two]

    def _play(self, one: Known, two: Known) -> Outputs:
        text = merge(self.text, self.changes[one], self.changes[two])
        return {} if text is None else self._run(one, text)

    def _list_halves(self, base: Known) -> list[Known]:
        backward = self.library.pair.backward
        inside = find_function(self.text, backward.calls) if backward else range(0)
        kept = tuple(change for change in self.changes[base] if change.start not in inside)
        if not kept or len(kept) == len(self.changes[base]):
            return []
        text = merge(self.text, kept, ())
        outputs = self._run(base, text) if text else {}
        return [self._add(base, outputs, kept)] if outputs else []

    def _add(self, base: Known, outputs: Outputs, changes: tuple[Change, ...]) -> Known:
        form = Known(base.diagnosis, outputs, mistake=base.mistake)
        self.changes[form] = changes
        return form

    def _run(self, like: Known, text: str) -> Outputs:
        library = self.library
        try:
            functions = load_answer(library.assignment, text, library.assignment.folder / "two_mistakes.py")
        except AssignmentError:  # changes that do not go together make no program
            return {}
        if like.mistake is None:
            return {}
        return mistakes.play(replace(like.mistake, functions=functions), library.pair, library.drawn)

    def _read_hand(self) -> Hand:
        """The right text that leaves the mistakes the least to change."""
        if len(self.authored) < 2:
            return "", dict.fromkeys(self.authored, ())
        texts = {entry: write_plainly(entry.mistake.text) for entry in self.authored if entry.mistake}
        model = write_plainly(self.library.assignment.text("solution.py"))
        common = [_find_common(pivot, list(texts.values())) for pivot in list(texts.values())[:_PIVOTS]]
        hands: list[Hand] = [
            (right, {entry: find_changes(right, text) for entry, text in texts.items()})
            for right in [model, *(text for text in common if text and self._is_right(text))]
        ]
        return min(hands, key=lambda hand: sum(map(len, hand[1].values())))

    def _is_right(self, text: str) -> bool:
        outputs = self._run(self.authored[0], text)
        shelves = self.library.shelves
        return all(key in outputs and is_same(outputs[key], shelf.truth) for key, shelf in shelves.items())


def _match(shelved: Shelved, wrong: Outputs, limits: Mapping[Key, float]) -> Named:
    made, shelves = shelved
    return {key: made[found] for key, (found,) in match_whole(tuple(made), shelves, wrong, limits).items()}


def _is_alike(one: Outputs, other: Outputs) -> bool:
    return one.keys() == other.keys() and all(is_same(value, other[key]) for key, value in one.items())


def _find_common(pivot: str, texts: Sequence[str]) -> str | None:
    """One of many texts, with every change that more than half of the others make in it."""
    counts = Counter(change for text in texts for change in find_changes(pivot, text))
    return merge(pivot, [change for change, count in counts.items() if count > len(texts) / 2], ())


@lru_cache(maxsize=128)
def find_couples(library: Library) -> Couples:
    """The couples of a library, made when first asked for."""
    return Couples(library)
