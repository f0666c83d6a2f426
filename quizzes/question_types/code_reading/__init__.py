"""What a piece of code prints, line by line: a shape, a number, a dtype, a text.

The spec: `code` (shown with line numbers), `answer` (what it prints), `tolerance` (for numbers; see
`quizzes.question_types.numbers`) and `credit`: `per_line` (unless said otherwise) or `all_or_nothing`.

Lines are compared as what they say, not as they are typed: `torch.Size([2, 3])`, `(2,3)`, `[2, 3]` and `2 x 3` are one
shape, `torch.float32` and `float32` one dtype, `0.50` and `.5` one number.
"""

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import zip_longest
from typing import Any

from quizzes.question_types.contract import Example, MalformedAnswer, Mark, Part, Posted, SpecError
from quizzes.question_types.numbers import Tolerance, read_tolerance
from quizzes.question_types.texts import drop_controls, read_scheme, read_text, read_value

TITLE = "What code prints"
KEYS = frozenset({"code", "answer", "tolerance", "credit"})
FIELD = "text"
LONGEST_LINE = 300
MOST_LINES = 20
LONGEST_CODE = 8_000
SCHEMES = {
    "per_line": "Each right line earns its share of the points.",
    "all_or_nothing": "You earn the points if every line is right.",
}
WRAPPED = re.compile(r"(?:torch\.Size|torch\.tensor|tensor|np\.array|array|np\.\w+|torch\.\w+)\((.*)\)", re.DOTALL)
EXTRA_ARGUMENTS = re.compile(r",\s*(?:dtype|device|requires_grad|grad_fn)\s*=[^,)\]]*")
MODULE = re.compile(r"\b(?:torch|np|numpy)\.")
SIZES = re.compile(r"\d+(?:\s*[x×]\s*\d+)+")


@dataclass(frozen=True)
class Spec:
    code: str
    lines: tuple[str, ...]
    tolerance: Tolerance
    scheme: str

    @property
    def credit(self) -> str:
        told = (SCHEMES[self.scheme] if len(self.lines) > 1 else "", self.tolerance.describe())
        return " ".join(sentence for sentence in told if sentence)

    @property
    def key(self) -> tuple[Part, ...]:
        return tuple(Part(_name_line(self, number), "", line) for number, line in enumerate(self.lines, 1))

    @property
    def count(self) -> int:
        """How many lines the code prints, which the size of the field gives away anyway."""
        return len(self.lines)


@dataclass(frozen=True)
class Answer:
    text: str

    def posted(self) -> dict[str, list[str]]:
        return {FIELD: [self.text]}


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    code = data.get("code", "")
    if not isinstance(code, str) or not code.strip() or len(code) > LONGEST_CODE:
        raise SpecError(f"“code” is the code to be read, of up to {LONGEST_CODE} signs.")
    lines = _split(read_text(data, "answer"))
    if not 1 <= len(lines) <= MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise SpecError(f"“answer” is what the code prints, in 1 to {MOST_LINES} lines of up to {LONGEST_LINE} signs.")
    return Spec(code.strip("\n"), lines, read_tolerance(data.get("tolerance")), read_scheme(data, SCHEMES))


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """What was typed; None where nothing was. Raises MalformedAnswer for more than code of this kind prints."""
    lines = _split(drop_controls(read_value(posted, FIELD).replace("\r\n", "\n")))
    if len(lines) > 2 * MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise MalformedAnswer(f"Write at most {2 * MOST_LINES} lines of up to {LONGEST_LINE} signs.")
    return Answer("\n".join(lines)) if lines else None


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Line by line; lines too many are wrong lines."""
    given = _split(answer.text) if answer else ()
    pairs = list(zip_longest(spec.lines, given, fillvalue=""))
    parts = tuple(
        Part(_name_line(spec, number), theirs, right, float(bool(right) and says_same(right, theirs, spec.tolerance)))
        for number, (right, theirs) in enumerate(pairs, 1)
    )
    share = sum(part.fraction == 1 for part in parts) / len(parts)
    return Mark(share if spec.scheme == "per_line" else float(share == 1), (), parts)


def says_same(right: str, given: str, tolerance: Tolerance) -> bool:
    """Whether two printed lines say the same: as Python values where both are some, otherwise word by word."""
    return _agree(_read_line(right), _read_line(given), tolerance)


def examples() -> Sequence[Example]:
    """Ways to write a shape, a number and a text; lines that are wrong, missing or too many."""
    shape = {"code": "x = torch.zeros(4, 2)\nprint((x.T @ x).shape)", "answer": "torch.Size([2, 2])"}
    several: dict[str, Any] = {
        "code": "print(h.dtype)\nprint(h.mean())\nprint('done')",
        "answer": "float32\n0.5\ndone",
        "tolerance": {"absolute": 0.01},
    }
    strict = several | {"credit": "all_or_nothing"}
    return (
        *(Example(shape, {FIELD: [text]}, 1.0) for text in ("(2, 2)", "[2,2]", "2 x 2", "2×2", "torch.Size([2, 2])")),
        Example(shape, {FIELD: ["(2, 4)"]}, 0.0),
        Example(shape, {FIELD: ["4"]}, 0.0),
        Example(shape, {}, 0.0),
        Example(shape, {FIELD: [" \n "]}, 0.0),
        Example(several, {FIELD: ["torch.float32\r\n0.503\r\ndone"]}, 1.0),
        Example(several, {FIELD: ["float32\n0.6\n'done'"]}, 2 / 3),
        Example(several, {FIELD: ["float32\n0.5\ndone\nand more"]}, 0.75),
        Example(several, {FIELD: ["float32"]}, 1 / 3),
        Example(strict, {FIELD: ["float32\n0.5"]}, 0.0),
        Example(shape, {FIELD: ["x" * 400]}, None),
        Example(shape, {FIELD: ["1", "2"]}, None),
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.strip().split("\n")) if text.strip() else ()


def _name_line(spec: Spec, number: int) -> str:
    return f"Line {number}" if spec.count > 1 else ""


def _read_line(line: str) -> Any:
    """A Python value, or the words with single spaces between them."""
    text = " ".join(line.split())
    plain = EXTRA_ARGUMENTS.sub("", text)
    if wrapped := WRAPPED.fullmatch(plain):
        plain = wrapped[1]
    if SIZES.fullmatch(plain):
        plain = "(" + re.sub(r"\s*[x×]\s*", ",", plain) + ")"
    try:
        return ast.literal_eval(plain.strip())
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return MODULE.sub("", text)


def _agree(right: Any, given: Any, tolerance: Tolerance) -> bool:
    if isinstance(right, list | tuple) and isinstance(given, list | tuple):
        return len(right) == len(given) and all(map(_agree, right, given, [tolerance] * len(right)))
    if isinstance(right, bool) or isinstance(given, bool):
        return right is given
    if isinstance(right, int | float) and isinstance(given, int | float):
        try:
            return tolerance.accepts(Fraction(given), Fraction(right))
        except (ValueError, OverflowError):  # infinity, and what is no number
            return str(right) == str(given)
    return type(right) is type(given) and bool(right == given)
