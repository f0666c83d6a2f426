"""A word or a few, compared without regard to spacing, typography and (unless the author says so) case.

The spec: `accepted` (one or more texts; the first is shown as the right answer), `patterns` (regular expressions, in
the syntax of RE2, which takes time in proportion to the answer's length; an answer that one of them matches as a whole
is right, too), `case` (true where upper and lower case matter), and `feedback`, a list of `{answer, text}` for known
wrong answers.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import re2

from quizzes.question_types.contract import Example, Mark, Part, Posted, SpecError
from quizzes.question_types.texts import read_line, read_text, read_texts

TITLE = "A word or a few"
KEYS = frozenset({"accepted", "patterns", "case", "feedback"})
FIELD = "text"
MOST = 50
MOST_PATTERNS = 10
LONGEST_PATTERN = 300
LARGEST_PATTERN = 1 << 20  # bytes of RE2's program
PLAIN = str.maketrans(dict.fromkeys("‘’‚‛´`′", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—−", "-"))


@dataclass(frozen=True)
class Spec:
    accepted: tuple[str, ...]
    minds_case: bool
    feedback: tuple[tuple[str, str], ...]
    patterns: tuple[str, ...] = ()

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
    patterns = read_texts(data.get("patterns", ()), what="patterns", fewest=0, most=MOST_PATTERNS)
    for pattern in patterns:
        _compile(pattern, minds_case=minds_case)
    return Spec(accepted, minds_case, _read_feedback(data.get("feedback", ())), patterns)


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """What was typed; None where the field is empty. Raises MalformedAnswer for more than one line can hold."""
    text = read_line(posted, FIELD)
    return Answer(text) if text else None


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Right if it is one of the accepted texts; the remark is for a wrong one that the author foresaw."""
    if answer is None:
        return Mark(0.0, (), (Part("", "", spec.accepted[0], 0.0),))
    given = normalise(answer.text, minds_case=spec.minds_case)
    is_right = given in {normalise(text, minds_case=spec.minds_case) for text in spec.accepted} or any(
        _compile(pattern, minds_case=spec.minds_case).fullmatch(given) for pattern in spec.patterns
    )
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
    patterned = {"accepted": ["3 gates"], "patterns": [r"(3|three|N)[ -]gates?"]}
    ways = ("bptt", " BPTT. ", "Back–Propagation  through time", "back - propagation THROUGH time", "ＢＰＴＴ")
    return (
        *(Example(spec, {FIELD: [text]}, 1.0) for text in ways),
        Example(spec, {FIELD: ["backprop"]}, 0.0, ("Through what?",)),
        Example(spec, {FIELD: ["\x00"]}, 0.0),
        Example(spec, {}, 0.0),
        Example(strict, {FIELD: ["ReLU"]}, 1.0),
        Example(strict, {FIELD: ["relu"]}, 0.0),
        Example(patterned, {FIELD: ["N-gates"]}, 1.0),
        Example(patterned, {FIELD: ["three  Gates."]}, 1.0),
        Example(patterned, {FIELD: ["three gates and more"]}, 0.0),
        Example(spec, {FIELD: ["BPTT", "BPTT"]}, None),
        Example(spec, {FIELD: ["x" * 201]}, None),
    )


@lru_cache(maxsize=500)
def _compile(pattern: str, *, minds_case: bool) -> Any:
    """The pattern as RE2 has it; it is compared with the one form of an answer. Raises SpecError."""
    options = re2.Options()
    options.log_errors, options.max_mem, options.case_sensitive = False, LARGEST_PATTERN, minds_case
    if len(pattern) > LONGEST_PATTERN:
        raise SpecError(f"A pattern has at most {LONGEST_PATTERN} signs. Write several.")
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else error.args[0]
        raise SpecError(
            f"The pattern “{pattern}” cannot be read: {reason}. Patterns are in the syntax of RE2."
        ) from error


def _read_feedback(listed: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(listed, list | tuple) or not all(isinstance(each, Mapping) for each in listed):
        raise SpecError("“feedback” is a list of tables with `answer` and `text`.")
    return tuple((read_text(each, "answer"), read_text(each, "text")) for each in listed[:MOST])
