"""All right options out of several.

The spec is that of `single_choice`, where `correct` lists all right options, with `credit`, one of

- `right_minus_wrong` (unless said otherwise): each right option ticked earns its share, each wrong one takes one away;
- `per_option`: every option decided rightly, ticked or left, earns its share;
- `all_or_nothing`.

`ask.html` shows tick boxes. A form without a tick is no answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from statistics import fmean
from typing import Any

from quizzes.question_types import single_choice
from quizzes.question_types.contract import Example, MalformedAnswer, Mark, Offered, Posted
from quizzes.question_types.single_choice import Option
from quizzes.question_types.texts import read_scheme

TITLE = "Several right options"
KEYS = frozenset({"options", "correct", "feedback", "order", "shuffle", "credit"})
FIELD = "choice"
MOST_ENUMERATED = 10  # options
SCHEMES = {
    "right_minus_wrong": (
        "Each right option you tick earns its share of the points; each wrong one takes a share away, never below zero."
    ),
    "per_option": (
        "Every option counts the same: you earn its share by ticking a right one or leaving a wrong one. "
        "Ticking nothing earns nothing."
    ),
    "all_or_nothing": "You earn the points if you tick all right options and no other.",
}


@dataclass(frozen=True)
class Spec:
    options: tuple[str, ...]
    correct: tuple[int, ...]
    feedback: tuple[str, ...]
    shown: tuple[Option, ...]
    scheme: str

    @property
    def credit(self) -> str:
        return SCHEMES[self.scheme]

    @property
    def asked(self) -> tuple[str, ...]:
        return self.options

    @property
    def offered(self) -> tuple[Offered, ...]:
        return single_choice.offer(self.options, self.correct)

    @property
    def guess(self) -> float | None:
        """The mean over all ways to tick something, each as likely; None where there are too many to try."""
        count = len(self.options)
        if count > MOST_ENUMERATED:
            return None
        ticked = chain.from_iterable(combinations(range(count), size) for size in range(1, count + 1))
        return fmean(mark(self, Answer(choices)).fraction for choices in ticked)


@dataclass(frozen=True)
class Answer:
    """The ticked options' indexes in the original order."""

    choices: tuple[int, ...]

    def posted(self) -> dict[str, list[str]]:
        return {FIELD: [str(choice) for choice in self.choices]}

    @property
    def picked(self) -> tuple[int, ...]:
        return self.choices


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    base = single_choice.read_spec(data)
    return Spec(base.options, base.correct, base.feedback, base.shown, read_scheme(data, SCHEMES))


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """The ticked options; None where none is. Raises MalformedAnswer for what the boxes cannot have sent."""
    values = posted.get(FIELD, ())
    if isinstance(values, str) or len(set(values)) < len(values):
        raise MalformedAnswer("An option was sent twice. Please tick the options again.")
    known = {str(index): index for index in range(len(spec.options))}
    if any(value not in known for value in values):
        raise MalformedAnswer("This question has no such option. Please tick the options again.")
    return Answer(tuple(sorted(known[value] for value in values))) if values else None


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Credit by the question's scheme; the remarks are what the author wrote for the ticked options."""
    if answer is None:
        return Mark(0.0)
    chosen, correct = set(answer.choices), set(spec.correct)
    if spec.scheme == "all_or_nothing":
        fraction = float(chosen == correct)
    elif spec.scheme == "per_option":
        fraction = (len(spec.options) - len(chosen ^ correct)) / len(spec.options)
    else:
        fraction = max(0, len(chosen & correct) - len(chosen - correct)) / len(correct)
    remarks = tuple(spec.feedback[choice] for choice in answer.choices if spec.feedback[choice])
    return Mark(fraction, remarks)


def examples() -> Sequence[Example]:
    """Each scheme with all, some and too many ticks."""
    spec = {
        "options": ["LSTM", "GRU", "Max pooling", "Dropout"],
        "correct": [0, 1],
        "feedback": ["", "", "Pooling has no gate.", ""],
    }
    per_option, strict = spec | {"credit": "per_option"}, spec | {"credit": "all_or_nothing"}
    return (
        Example(spec, {FIELD: ["0", "1"]}, 1.0),
        Example(spec, {FIELD: ["1"]}, 0.5),
        Example(spec, {FIELD: ["0", "1", "3"]}, 0.5),
        Example(spec, {FIELD: ["2", "3"]}, 0.0, ("Pooling has no gate.",)),
        Example(spec, {}, 0.0),
        Example(per_option, {FIELD: ["0"]}, 0.75),
        Example(per_option, {FIELD: ["0", "1"]}, 1.0),
        Example(per_option, {}, 0.0),
        Example(strict, {FIELD: ["0"]}, 0.0),
        Example(strict, {FIELD: ["1", "0"]}, 1.0),
        Example(spec, {FIELD: ["4"]}, None),
        Example(spec, {FIELD: ["0", "0"]}, None),
        Example(spec, {FIELD: [""]}, None),
    )
