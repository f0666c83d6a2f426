"""A word or a few, compared without regard to spacing, typography and (unless the author says so) case.

The spec: `accepted` (one or more texts; the first is shown as the right answer), `case` (true where upper and lower
case matter), and `feedback`, a list of `{answer, text}` for known wrong answers.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizzes.question_types.contract import Example, Mark, Part, Posted, SpecError
from quizzes.question_types.texts import read_line, read_text, read_texts

TITLE = "A word or a few"
KEYS = frozenset({"accepted", "case", "feedback"})
FIELD = "text"
MOST = 50
PLAIN = str.maketrans(dict.fromkeys("‘’‚‛´`′", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True)
class Spec:
    accepted: tuple[str, ...]
    minds_case: bool
    feedback: tuple[tuple[str, str], ...]

    @property
    def credit(self) -> str:
        return "Upper and lower case matter." if self.minds_case else ""

    @property
    def key(self) -> tuple[Part, ...]:
        return (Part("", "", self.accepted[0]),)


@dataclass(frozen=True)
class Answer:
    text: str

    def posted(self) -> dict[str, list[str]]:
        return {FIELD: [self.text]}


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    accepted = read_texts(data.get("accepted"), what="accepted answers", fewest=1, most=MOST)
    minds_case = data.get("case", False)
    if not isinstance(minds_case, bool):
        raise SpecError("“case” is true where upper and lower case matter, otherwise false.")
    if not all(normalise(text, minds_case=minds_case) for text in accepted):
        raise SpecError("An accepted answer consists of signs that are not compared. Write letters or digits.")
    return Spec(accepted, minds_case, _read_feedback(data.get("feedback", ())))


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """What was typed; None where the field is empty. Raises MalformedAnswer for more than one line can hold."""
    text = read_line(posted, FIELD)
    return Answer(text) if text else None


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Right if it is one of the accepted texts; the remark is for a wrong one that the author foresaw."""
    if answer is None:
        return Mark(0.0, (), (Part("", "", spec.accepted[0], 0.0),))
    given = normalise(answer.text, minds_case=spec.minds_case)
    is_right = given in {normalise(text, minds_case=spec.minds_case) for text in spec.accepted}
    part = Part("", answer.text, spec.accepted[0], float(is_right))
    known = (text for wrong, text in spec.feedback if normalise(wrong, minds_case=spec.minds_case) == given)
    return Mark(float(is_right), () if is_right else tuple(known)[:1], (part,))


def normalise(text: str, *, minds_case: bool = False) -> str:
    """One form for texts that say the same: width, quotes, dashes, spaces, a full stop at the end."""
    plain = unicodedata.normalize("NFKC", text.translate(PLAIN)).translate(PLAIN)
    plain = re.sub(r"\s*-\s*", "-", " ".join(plain.split())).rstrip(". ")
    return plain if minds_case else unicodedata.normalize("NFKC", plain.casefold())


def examples() -> Sequence[Example]:
    """Forms that count as the same, others, and several lines where one is asked for."""
    spec = {
        "accepted": ["back-propagation through time", "BPTT"],
        "feedback": [{"answer": "backprop", "text": "Through what?"}],
    }
    strict = {"accepted": ["ReLU"], "case": True}
    ways = ("bptt", " BPTT. ", "Back–Propagation  through time", "back - propagation THROUGH time", "ＢＰＴＴ")
    return (
        *(Example(spec, {FIELD: [text]}, 1.0) for text in ways),
        Example(spec, {FIELD: ["backprop"]}, 0.0, ("Through what?",)),
        Example(spec, {FIELD: ["\x00"]}, 0.0),
        Example(spec, {}, 0.0),
        Example(strict, {FIELD: ["ReLU"]}, 1.0),
        Example(strict, {FIELD: ["relu"]}, 0.0),
        Example(spec, {FIELD: ["BPTT", "BPTT"]}, None),
        Example(spec, {FIELD: ["x" * 201]}, None),
    )


def _read_feedback(listed: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(listed, list | tuple) or not all(isinstance(each, Mapping) for each in listed):
        raise SpecError("“feedback” is a list of tables with `answer` and `text`.")
    return tuple((read_text(each, "answer"), read_text(each, "text")) for each in listed[:MOST])
