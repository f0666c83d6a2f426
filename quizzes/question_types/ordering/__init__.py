"""Lines to be put in order.

The spec: `options` (the lines in the right order), `order` (the indexes of all lines as this student sees them; mixed
in a fixed way where it is missing) and `credit`, one of

- `per_place` (unless said otherwise): each line with its own number earns its share;
- `pairs`: two lines in the right order earn, two in the wrong order lose, so that one slip costs little;
- `all_or_nothing`.

`ask.html` puts a number field at each line. The fields' names say nothing about the right order.
"""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from quizzes.question_types.contract import Example, Mark, Part, Posted, SpecError
from quizzes.question_types.texts import read_index, read_scheme, read_texts

TITLE = "Ordering"
KEYS = frozenset({"options", "order", "shuffle", "credit"})
MOST = 20
SCHEMES = {
    "per_place": "Each line with its right number earns its share of the points.",
    "pairs": (
        "Every two lines in the right order earn a share of the points, every two in the wrong order take one away, "
        "never below zero."
    ),
    "all_or_nothing": "You earn the points if the whole order is right.",
}


@dataclass(frozen=True)
class Row:
    name: str
    text: str
    place: int | None  # from 1


@dataclass(frozen=True)
class Spec:
    options: tuple[str, ...]  # in the right order
    order: tuple[int, ...]
    scheme: str

    @property
    def credit(self) -> str:
        return SCHEMES[self.scheme]

    @property
    def asked(self) -> tuple[str, ...]:
        return tuple(sorted(self.options))

    @property
    def key(self) -> tuple[Part, ...]:
        return mark(self, None).parts

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names for the lines in the right order: by a digest of the words, which knows no order."""
        ranked = sorted(self.options, key=lambda text: hashlib.sha256(text.encode(errors="replace")).digest())
        return tuple(f"line{ranked.index(text)}" for text in self.options)

    @property
    def rows(self) -> tuple[Row, ...]:
        return make_rows(self, (None,) * len(self.options))


@dataclass(frozen=True)
class Answer:
    """For each line, in the right order, the number from 1 that it was given."""

    spec: Spec
    places: tuple[int | None, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        return make_rows(self.spec, self.places)

    def posted(self) -> dict[str, list[str]]:
        return {name: [str(place)] for name, place in zip(self.spec.names, self.places, strict=True) if place}


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    options = read_texts(data.get("options"), what="lines", fewest=2, most=MOST)
    order = data.get("order")
    scheme = read_scheme(data, SCHEMES)
    if order is None:
        names = Spec(options, (), scheme).names
        mixed = sorted(range(len(options)), key=lambda index: int(names[index].removeprefix("line")))
        return Spec(options, tuple(mixed if mixed != sorted(mixed) else reversed(mixed)), scheme)
    if not isinstance(order, list | tuple) or not all(type(index) is int for index in order):
        raise SpecError("The order of the lines must list their indexes.")
    if sorted(order) != list(range(len(options))):
        raise SpecError("The order of the lines must name every line once.")
    return Spec(options, tuple(order), scheme)


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """The numbers given so far; None where there is none. Raises MalformedAnswer for a number that no line can have."""
    count = len(spec.options)
    sentence = f"Number the lines from 1 to {count}."
    read = (read_index(posted, name, count=count + 1, sentence=sentence) for name in spec.names)
    places = tuple(place or None for place in read)
    return None if not any(places) else Answer(spec, places)


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Credit by the question's scheme; a number given twice stands for no place."""
    given = answer.places if answer else (None,) * len(spec.options)
    counts = Counter(place for place in given if place)
    places = [place if place and counts[place] == 1 else None for place in given]
    parts = tuple(
        Part(text, str(shown or ""), str(right), float(place == right))
        for right, (text, shown, place) in enumerate(zip(spec.options, given, places, strict=True), 1)
    )
    share = sum(part.fraction == 1 for part in parts) / len(parts)
    if spec.scheme == "pairs":
        steps = [0 if not (a and b) else 1 if a < b else -1 for a, b in combinations(places, 2)]
        share = max(0, sum(steps)) / len(steps)
    elif spec.scheme == "all_or_nothing":
        share = float(share == 1)
    twice = ", ".join(str(place) for place in sorted(counts) if counts[place] > 1)
    return Mark(
        share, (f"More than one line was given the number {twice}; none of them counts.",) if twice else (), parts
    )


def make_rows(spec: Spec, places: Sequence[int | None]) -> tuple[Row, ...]:
    return tuple(Row(spec.names[index], spec.options[index], places[index]) for index in spec.order)


def examples() -> Sequence[Example]:
    """The right order, a slip and the reverse under each scheme; numbers given twice, and numbers that cannot be."""
    spec: dict[str, Any] = {"options": ["Read the batch", "Forward", "Loss", "Backward", "Step"]}
    names = read_spec(spec).names
    pairs, strict = spec | {"credit": "pairs"}, spec | {"credit": "all_or_nothing"}

    def number(*places: int | str) -> dict[str, list[str]]:
        return {name: [str(place)] for name, place in zip(names, places, strict=False)}

    twice = "More than one line was given the number 2; none of them counts."
    return (
        Example(spec, number(1, 2, 3, 4, 5), 1.0),
        Example(spec, number(1, 2, 4, 3, 5), 0.6),
        Example(spec, number(1, 2, 2, "", ""), 0.2, (twice,)),
        Example(pairs, number(1, 2, 4, 3, 5), 0.8),
        Example(pairs, number(5, 4, 3, 2, 1), 0.0),
        Example(strict, number(1, 2, 3, 4, 5), 1.0),
        Example(strict, number(2, 1, 3, 4, 5), 0.0),
        Example(spec | {"order": [4, 3, 2, 1, 0]}, number(1, 2, 3, 4, 5), 1.0),
        Example(spec, {}, 0.0),
        Example(spec, number(6), None),
        Example(spec, number("first"), None),
        Example(spec, {names[0]: ["1", "2"]}, None),
    )
