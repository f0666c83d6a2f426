"""An answer in the student's own words, marked by a person with a rubric.

The spec: `rubric`, a list of `{text, share}`: what a full answer has, and how large a part of the points that is worth
(the shares are in proportion to each other; 1 unless said otherwise); and `words`, how many words are enough, which is
told to the student and not enforced.

Students see the rubric's lines with the question. `mark` gives nothing and says that a person will: the mark is
not final.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizzes.question_types.contract import Example, MalformedAnswer, Mark, Part, Posted, SpecError
from quizzes.question_types.numbers import read_author_number
from quizzes.question_types.texts import drop_controls, read_texts, read_value

TITLE = "Own words, marked by hand"
KEYS = frozenset({"rubric", "words"})
MARKED_BY_HAND = True
FIELD = "text"
LONGEST = 20_000
MOST = 20
WAITING = "A person marks this answer. Until then it counts nothing."


@dataclass(frozen=True)
class Criterion:
    """What a full answer has, and its part of the points, from 0 to 1."""

    text: str
    share: float

    @property
    def percent(self) -> str:
        return f"{100 * self.share:.0f} %"


@dataclass(frozen=True)
class Spec:
    rubric: tuple[Criterion, ...]
    words: int | None

    @property
    def credit(self) -> str:
        about = f" About {self.words} words are enough." if self.words else ""
        return f"A person marks your answer by what is listed here.{about}"

    @property
    def key(self) -> tuple[Part, ...]:
        return tuple(Part(f"{each.text} ({each.percent})", "", "") for each in self.rubric)


@dataclass(frozen=True)
class Answer:
    text: str

    def posted(self) -> dict[str, list[str]]:
        return {FIELD: [self.text]}


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    rubric, words = data.get("rubric"), data.get("words")
    if not isinstance(rubric, list | tuple) or not all(isinstance(each, Mapping) for each in rubric) or not rubric:
        raise SpecError(
            "An open question cannot be marked yet. Write a rubric: a list of tables with `text` and `share`; "
            "or edit it and write options, of which one is right."
        )
    if words is not None and not (type(words) is int and 1 <= words <= 5000):
        raise SpecError("“words” is a whole number from 1 to 5000.")
    texts = read_texts([each.get("text") for each in rubric], what="lines of the rubric", fewest=1, most=MOST)
    shares = [read_author_number(each.get("share", 1), what="A share")[0] for each in rubric]
    if any(share < 0 for share in shares) or not sum(shares):
        raise SpecError("Shares are numbers from zero on, and one of them at least is more than zero.")
    parts = (float(share / sum(shares)) for share in shares)
    return Spec(tuple(Criterion(text, part) for text, part in zip(texts, parts, strict=True)), words)


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """What was written; None where nothing was. Raises MalformedAnswer where it is longer than we keep."""
    text = drop_controls(read_value(posted, FIELD).replace("\r\n", "\n")).strip()
    if len(text) > LONGEST:
        raise MalformedAnswer(f"Please answer in at most {LONGEST} characters; these are {len(text)}.")
    return Answer(text) if text else None


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Nothing yet where something was written; nothing at all where nothing was."""
    return Mark(0.0) if answer is None else Mark(0.0, (WAITING,), is_final=False)


def examples() -> Sequence[Example]:
    """Something written, nothing written, and more than we keep."""
    spec = {
        "rubric": [{"text": "Names the product of Jacobians", "share": 2}, {"text": "Says why $\\tanh'$ is at most 1"}],
        "words": 80,
    }
    return (
        Example(spec, {FIELD: ["The gradient is a product of many factors.\r\n\r\nIt shrinks."]}, 0.0, (WAITING,)),
        Example(spec, {}, 0.0),
        Example(spec, {FIELD: [" \n "]}, 0.0),
        Example(spec, {FIELD: ["x" * (LONGEST + 1)]}, None),
        Example(spec, {FIELD: ["one", "two"]}, None),
    )
