"""Two mistakes at once: computed from two variations of the reference, where no single one explains a result.

One that explains other results is the base, and the second is looked for in its company. If nothing explains a wrong
forward pass, every two forward variations are tried. What was computed once is kept for the next submission.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from grader.judge import mistakes, variations
from grader.judge.couples import Named, find_couples
from grader.judge.library import SAME, Known, Library, Shelf, match_whole
from grader.judge.mistakes import Mistake
from grader.judge.oracle import Key, Outputs
from grader.judge.variations import Variation

_MOST_BASES = 2
_MOST_TWINS = 3
_UNLIKELY_SECOND = ("factor_", "gate_order_")


def match_two(
    library: Library, wrong: Outputs, rest: Outputs, limits: Mapping[Key, float], bases: Sequence[Known]
) -> Named:
    """What is explained by a base together with another; or, where the forward pass is unexplained, by any two."""
    found = _match_couples(library, wrong, rest, limits, bases)
    forward = library.pair.forward.name
    left = {key: value for key, value in rest.items() if key not in found}
    unexplained = {key: value for key, value in left.items() if key[0] == forward}
    found |= _match_forward(library, left, unexplained, limits) if unexplained else {}
    for base in bases[:_MOST_BASES] or _list_upstream(library):
        own = [base] if base.mistake is not None else []
        for twin in [*own, *find_twins(library, base)]:
            left = {key: value for key, value in rest.items() if key not in found}
            if not left:
                return found
            entries, shelves = _combine_with_all(library, twin)
            matched = match_whole(entries, shelves, left, limits)
            found |= {
                key: (library.find_author(base), *map(library.find_author, second)) for key, second in matched.items()
            }
    return found


def _match_couples(
    library: Library, wrong: Outputs, rest: Outputs, limits: Mapping[Key, float], bases: Sequence[Known]
) -> Named:
    """Two of the author's mistakes: with what is known already if anything is, else any two."""
    couples = find_couples(library)
    found: Named = {}
    for base in bases[:_MOST_BASES]:
        twins = find_twins(library, base)
        for same in _list_authored(library, base):
            for form in couples.list_forms(same, twins):
                left = {key: value for key, value in rest.items() if key not in found}
                found |= couples.match_with(form, left, limits) if left else {}
    left = {key: value for key, value in rest.items() if key not in found}
    return found | (couples.match_any(wrong, left, limits) if left else {})


def _list_authored(library: Library, known: Known) -> list[Known]:
    """The author's own mistakes that do the same as this, at least forward if it is wrong there."""
    same = np.array([each.mistake is not None for each in library.entries]) & _find_alike(library, known)
    own = [known] if known.mistake is not None else []
    return [
        *own,
        *(library.entries[at] for at in np.flatnonzero(same)[:_MOST_TWINS] if library.entries[at] is not known),
    ]


def find_twins(library: Library, known: Known) -> list[Known]:
    """The variations that do the same as this: at least forward, if it is wrong there. They differ going back."""
    same = np.array([each.variation is not None for each in library.entries]) & _find_alike(library, known)
    return [library.entries[at] for at in np.flatnonzero(same)[:_MOST_TWINS].tolist()]


def _find_alike(library: Library, known: Known) -> npt.NDArray[np.bool_]:
    """Which entries give the same where this one is wrong: forward, if it is wrong there."""
    forward = library.pair.forward.name
    place = library.entries.index(known)
    wrong = [key for key, shelf in library.shelves.items() if shelf.differs[place]]
    keys = [key for key in wrong if key[0] == forward] or wrong
    same = np.full(len(library.entries), bool(keys))
    for key, shelf in library.shelves.items():
        if key in keys or key[0] == forward:
            if np.isnan(shelf.rows[place]).any():
                return np.zeros(len(library.entries), dtype=bool)
            same &= shelf.distances(shelf.rows[place]) <= SAME
    return same


def _list_upstream(library: Library) -> list[Known]:
    """Where nothing is known yet: what goes in going back changes every gradient at once, and so hides the second."""
    return [entry for entry in library.entries if entry.variation and entry.variation.parts[0].upstream]


def _combine_with_all(library: Library, base: Known) -> tuple[tuple[Known, ...], dict[Key, Shelf]]:
    if base not in library.combined:
        entries = tuple(_play_with_all(library, base))
        library.combined[base] = entries, library.shelve(entries)
    return library.combined[base]


def _play_with_all(library: Library, base: Known) -> Iterator[Known]:
    for entry in library.entries:
        second = entry.variation
        if second is None or second.side == "forward":
            continue
        if base.mistake is not None:
            if not second.parts[0].edits:
                yield Known(entry.diagnosis, _play_around(library, base.mistake, second), variation=second)
            continue
        if base.variation is None:
            continue
        likely = second.slug.startswith("factor_missing") or not second.slug.startswith(_UNLIKELY_SECOND)
        if likely and second.slug != base.variation.slug:
            both = _play(library, base.variation, second)
            if both:
                yield Known(entry.diagnosis, both, variation=second)


def _play_around(library: Library, mistake: Mistake, second: Variation) -> Outputs:
    """An author's mistake, given another upstream gradient, or with something done to the gradients that it returns."""
    drawn, pair = library.drawn, library.pair
    part = second.parts[0]
    given = replace(drawn, upstream=part.upstream(drawn.upstream, drawn)) if part.upstream else drawn
    outputs = dict(mistakes.play(mistake, pair, given))
    backward = pair.backward
    if backward is not None and part.finish:
        keys = {result.of: (backward.name, result.name) for result in backward.judged}
        gradients = {of: outputs[key] for of, key in keys.items() if key in outputs}
        if len(gradients) == len(keys):
            outputs |= {keys[of]: value for of, value in part.finish(gradients, drawn).items() if of in keys}
    return outputs


def _match_forward(library: Library, rest: Outputs, unexplained: Outputs, limits: Mapping[Key, float]) -> Named:
    """Any two forward variations; then, going back, each with either gradient."""
    if library.pairs is None:
        pairs = tuple(_play_pairs(library))
        library.pairs = pairs, library.shelve(tuple(both for _, _, both in pairs))
    pairs, shelves = library.pairs
    entries = tuple(both for _, _, both in pairs)
    matched = match_whole(entries, shelves, unexplained, limits)
    if not matched:
        return {}
    first, second, _ = pairs[entries.index(next(iter(matched.values()))[0])]
    names = tuple(library.find_author(each) for each in (first, second))
    found: Named = dict.fromkeys(matched, names)
    ways = product(find_twins(library, first), find_twins(library, second))
    played = [_play(library, one.variation, two.variation) for one, two in ways if one.variation and two.variation]
    fuller = tuple(Known(first.diagnosis, outputs) for outputs in played if outputs)
    back = {key: value for key, value in rest.items() if key not in found}
    return found | dict.fromkeys(match_whole(fuller, library.shelve(fuller), back, limits), names)


def _play_pairs(library: Library) -> Iterator[tuple[Known, Known, Known]]:
    for one, two in combinations(_list_forward(library), 2):
        if one.variation is not None and two.variation is not None and one.diagnosis != two.diagnosis:
            outputs = _play(library, one.variation, two.variation, forward_only=True)
            if outputs:
                yield one, two, Known(one.diagnosis, outputs)


def _list_forward(library: Library) -> list[Known]:
    """One for each different forward pass."""
    found: list[Known] = []
    seen: set[bytes] = set()
    for entry in library.entries:
        if entry.variation is not None and entry.variation.side == "forward":
            values = [value for (name, _), value in entry.outputs.items() if name == library.pair.forward.name]
            trace = np.concatenate([value.ravel() for value in values]).round(9).tobytes()
            if trace not in seen:
                seen.add(trace)
                found.append(entry)
    return found


def _play(library: Library, one: Variation, two: Variation, *, forward_only: bool = False) -> Outputs:
    both = variations.combine(one, two)
    return variations.play(library.assignment, library.pair, both, library.drawn, forward_only=forward_only)
