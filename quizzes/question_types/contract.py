"""What a question type is: four functions over plain data, and two templates beside them.

A type is a package `quizzes/question_types/<kind>/` with

    read_spec(data: Mapping[str, Any]) -> Spec
    read_answer(spec: Spec, posted: Posted) -> Answer | None
    mark(spec: Spec, answer: Answer | None) -> Mark
    examples() -> Sequence[Example]

`read_spec` raises SpecError; `read_answer` gives None where nothing was answered and raises MalformedAnswer where what
was posted cannot come from the form: a malformed answer is not a wrong one. The keys of `posted` are the names of the
form's fields without the prefix that the caller put before them.

`ask.html` and `feedback.html` are drawn by the caller, who draws the stem itself, with the context

    question  the Spec
    answer    the Answer that is stored, or None
    field     the prefix for the names of all inputs, for example "q3."
    labelled  id of the element that holds the stem (may be empty)
    mark      the Mark (feedback only; missing where the staff read the key)
    reveal    whether to show what would have been right (feedback only)

`KEYS` are the names of what a spec may hold, so that a misspelt one is found in a file that a person wrote. `TITLE` is
what its author chooses it by. `editing.py` beside them is the author's form (see `quizzes.question_types.editing`).

Some things are optional:

    spec.credit     a sentence on how answers earn points; `ask.html` shows it before anybody answers
    spec.key        a sequence of Part that says what is right, for `_parts.html`, which most feedback includes
    spec.asked      plain data: what stored answers refer to, such as the options. Two specs that differ in their keys
                    only have the same, so the key of one can mark an answer to the other. Missing: whatever
                    `read_answer` reads is meant the same
    spec.offered    a tuple of Offered: what can be chosen; then `answer.picked` are the indexes of what was
    spec.guess      what somebody earns on average who answers at random, from 0 to 1; None where answers are typed
    MARKED_BY_HAND  True in a package whose answers a person marks; its marks are not final
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from quizzes.question_types.editing import Editing

Posted = Mapping[str, Sequence[str]]


class SpecError(ValueError):
    """A question that cannot be asked as it is written; the message says to its author what to change."""


class MalformedAnswer(ValueError):  # noqa: N818 - named for what it is; nothing in our machinery failed
    """Posted data that the question's form cannot have sent."""


class Answer(Protocol):
    """An answer: a frozen dataclass of plain data."""

    def posted(self) -> dict[str, list[str]]:
        """The fields that `read_answer` reads back as this answer; what is stored."""
        ...


@dataclass(frozen=True)
class Part:
    """One line of feedback: what was asked, given and right, and what the line earned; None where nothing was marked.

    `prompt` is Markdown. `given` and `right` are Markdown if the author wrote both, otherwise text as it was typed.
    """

    prompt: str
    given: str
    right: str
    fraction: float | None = None
    is_markdown: bool = False


@dataclass(frozen=True)
class Mark:
    """What an answer earns, from 0 to 1, and sentences for the student about this very answer (Markdown).

    A mark that is not final waits for a person.
    """

    fraction: float
    remarks: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    is_final: bool = True


@dataclass(frozen=True)
class Offered:
    """Something that can be chosen, with the letter or word that stands for it; `text` is Markdown and may be empty."""

    letter: str
    text: str
    is_right: bool


@dataclass(frozen=True)
class Example:
    """Posted data for a question and what it must earn; `fraction` is None where the data is malformed."""

    spec: Mapping[str, Any]
    posted: Posted
    fraction: float | None
    remarks: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class QuestionType:
    """A question type as found in its package. Templates are named as Django's loaders name them."""

    kind: str
    title: str
    read_spec: Callable[[Mapping[str, Any]], Any]
    read_answer: Callable[[Any, Posted], Answer | None]
    mark: Callable[[Any, Any], Mark]
    examples: Callable[[], Sequence[Example]]
    marked_by_hand: bool = False
    keys: frozenset[str] = frozenset()
    editing: Editing | None = None

    def describe_credit(self, spec: Any) -> str:
        """How an answer to this question earns its points; empty where right is right and wrong is wrong."""
        return str(getattr(spec, "credit", ""))

    def list_asked(self, spec: Any) -> object:
        """What stored answers to this question refer to."""
        return getattr(spec, "asked", None)

    def list_offered(self, spec: Any) -> tuple[Offered, ...]:
        """What can be chosen; empty where answers are typed or put together."""
        return getattr(spec, "offered", ())

    def list_picked(self, answer: Answer | None) -> tuple[int, ...]:
        """The indexes of what was chosen, into what is offered."""
        return getattr(answer, "picked", ())

    def expect_guess(self, spec: Any) -> float | None:
        """What somebody earns on average who answers at random."""
        return getattr(spec, "guess", None)

    @property
    def ask_template(self) -> str:
        return f"quizzes/question_types/{self.kind}/ask.html"

    @property
    def feedback_template(self) -> str:
        return f"quizzes/question_types/{self.kind}/feedback.html"
