"""One option out of several.

The spec: `options` (two to twenty Markdown texts), `correct` (the index of the right option, or a list of indexes any
of which earns full marks), optionally `feedback` (a text for each option, empty ones allowed) and `order` (the indexes
of all options in the order in which this student sees them). Answers are stored as indexes into `options`, whatever the
order was.

`ask.html` shows radio buttons, `feedback.html` the same options with what was chosen and, if revealed, what was right.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeGuard

from quizzes.question_types.contract import Example, MalformedAnswer, Mark, Offered, Posted, SpecError

TITLE = "One right option"
KEYS = frozenset({"options", "correct", "feedback", "order", "shuffle"})
FIELD = "choice"
MIN_OPTIONS, MAX_OPTIONS = 2, 20


@dataclass(frozen=True)
class Option:
    """An option as it is shown: its index in the original order, the letter it bears on the page, its text."""

    index: int
    letter: str
    text: str
    is_correct: bool
    feedback: str = ""


@dataclass(frozen=True)
class Spec:
    """A question whose options stand in their original order; `order` is the order in which they are shown."""

    options: tuple[str, ...]
    correct: tuple[int, ...]
    feedback: tuple[str, ...]
    order: tuple[int, ...]

    @property
    def shown(self) -> tuple[Option, ...]:
        """The options in the order of display."""
        return tuple(
            Option(index, chr(ord("A") + place), self.options[index], index in self.correct, self.feedback[index])
            for place, index in enumerate(self.order)
        )

    @property
    def asked(self) -> tuple[str, ...]:
        return self.options

    @property
    def offered(self) -> tuple[Offered, ...]:
        return offer(self.options, self.correct)

    @property
    def guess(self) -> float:
        return len(self.correct) / len(self.options)


@dataclass(frozen=True)
class Answer:
    """The chosen option's index in the original order."""

    choice: int

    def posted(self) -> dict[str, list[str]]:
        return {FIELD: [str(self.choice)]}

    @property
    def picked(self) -> tuple[int, ...]:
        return (self.choice,)


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    options = _read_options(data.get("options"))
    correct = _read_correct(data.get("correct"), count=len(options))
    return Spec(
        options,
        correct,
        _read_feedback(data.get("feedback"), len(options)),
        _read_order(data.get("order"), len(options)),
    )


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """The chosen option; None where none was. Raises MalformedAnswer for what the buttons cannot have sent."""
    values = posted.get(FIELD, ())
    if isinstance(values, str) or len(values) > 1:
        raise MalformedAnswer("Please choose one option only.")
    if not values or values[0] == "":
        return None
    if not isinstance(values[0], str) or not re.fullmatch(r"\d{1,2}", values[0], re.ASCII):
        raise MalformedAnswer("This is not one of the options. Please choose again.")
    if int(values[0]) >= len(spec.options):
        raise MalformedAnswer("This question has no such option. Please choose again.")
    return Answer(int(values[0]))


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Everything or nothing; the remark is the feedback that the author wrote for the chosen option."""
    if answer is None:
        return Mark(0.0)
    remark = spec.feedback[answer.choice]
    return Mark(1.0 if answer.choice in spec.correct else 0.0, (remark,) if remark else ())


def examples() -> Sequence[Example]:
    """Right, wrong, unanswered and malformed answers."""
    spec = {"options": ["It shrinks", "It grows", "It stays"], "correct": 1, "feedback": ["Look at the sign.", "", ""]}
    shuffled = spec | {"order": [2, 0, 1]}
    lenient = {"options": ["1", "one", "two"], "correct": [0, 1]}
    return (
        Example(spec, {FIELD: ["1"]}, 1.0),
        Example(spec, {FIELD: ["0"]}, 0.0, ("Look at the sign.",)),
        Example(spec, {FIELD: ["2"]}, 0.0),
        Example(spec, {}, 0.0),
        Example(spec, {FIELD: [""]}, 0.0),
        Example(shuffled, {FIELD: ["1"]}, 1.0),
        Example(lenient, {FIELD: ["0"]}, 1.0),
        Example(lenient, {FIELD: ["1"]}, 1.0),
        Example(spec, {FIELD: ["3"]}, None),
        Example(spec, {FIELD: ["-1"]}, None),
        Example(spec, {FIELD: ["1", "1"]}, None),
        Example(spec, {FIELD: ["It grows"]}, None),
    )


def offer(options: Sequence[str], correct: Sequence[int]) -> tuple[Offered, ...]:
    """The options in their original order, with the letters that they have then."""
    return tuple(Offered(chr(ord("A") + place), text, place in correct) for place, text in enumerate(options))


def _read_options(value: object) -> tuple[str, ...]:
    if not _is_texts(value):
        raise SpecError("Write the options as a list of texts.")
    options = tuple(text.strip() for text in value)
    if not MIN_OPTIONS <= len(options) <= MAX_OPTIONS:
        raise SpecError(f"A choice needs {MIN_OPTIONS} to {MAX_OPTIONS} options; this one has {len(options)}.")
    if not all(options):
        raise SpecError(f"Option {options.index('') + 1} is empty. Write something there, or remove it.")
    twice = next((text for text in options if options.count(text) > 1), None)
    if twice is not None:
        raise SpecError(f"Two options say “{twice}”. Change one of them.")
    return options


def _read_correct(value: object, *, count: int) -> tuple[int, ...]:
    indexes = value if isinstance(value, list | tuple) else [] if value is None else [value]
    if not indexes:
        raise SpecError("No option is marked as right. Choose the right one.")
    if not all(_is_index(index, count) for index in indexes):
        raise SpecError("The key names an option that this question does not have. Choose the right one again.")
    return tuple(sorted(set(indexes)))


def _read_feedback(value: object, count: int) -> tuple[str, ...]:
    if value is None:
        return ("",) * count
    if not _is_texts(value) or len(value) != count:
        raise SpecError("Write one feedback text for each option; leave those empty that need none.")
    return tuple(text.strip() for text in value)


def _read_order(value: object, count: int) -> tuple[int, ...]:
    if value is None:
        return tuple(range(count))
    if not isinstance(value, list | tuple) or not all(_is_index(index, count) for index in value):
        raise SpecError("The order of the options must list their indexes.")
    if sorted(value) != list(range(count)):
        raise SpecError("The order of the options must name every option once.")
    return tuple(value)


def _is_texts(value: object) -> TypeGuard[Sequence[str]]:
    return isinstance(value, list | tuple) and all(isinstance(text, str) for text in value)


def _is_index(value: object, count: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < count
