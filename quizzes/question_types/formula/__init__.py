"""A formula, right if it is worth the same as the author's at random points, whatever its order or form.

The spec: `answer` (a formula; see `parsing` for how it is written), `names` (a table from each name to its shape: `[]`
for a number, `["H"]` for a column, `["H", "D"]` for a matrix; sizes are letters or numbers from 1 to 9), `positive`
(the names that stand for positive numbers, where a logarithm or a root needs them), and `feedback`, a list of
`{answer, text}` for known wrong formulas.

What cannot be read is malformed; what can be read but whose shapes do not fit is wrong.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from quizzes.question_types.contract import Example, MalformedAnswer, Mark, Part, Posted, SpecError
from quizzes.question_types.formula import parsing
from quizzes.question_types.formula.evaluation import SIZES, Shape, ShapeError, agree, draw_points, evaluate
from quizzes.question_types.formula.parsing import Node
from quizzes.question_types.texts import is_texts, read_line, read_text

TITLE = "A formula"
KEYS = frozenset({"answer", "names", "positive", "feedback"})
FIELD = "formula"
MOST = 20


@dataclass(frozen=True)
class Spec:
    answer: Node
    written: str
    shapes: Mapping[str, Shape]
    positive: frozenset[str]
    feedback: tuple[tuple[Node, str], ...]

    @property
    def key(self) -> tuple[Part, ...]:
        return (Part("", "", self.written),)

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Each name and its size, for the student."""
        return tuple((parsing.show_name(name), _describe(shape)) for name, shape in self.shapes.items())


@dataclass(frozen=True)
class Answer:
    text: str
    formula: Node

    def posted(self) -> dict[str, list[str]]:
        return {FIELD: [self.text]}


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    shapes = _read_shapes(data.get("names"))
    positive = data.get("positive", ())
    if not is_texts(positive) or not {parsing.write_name(name) for name in positive} <= set(shapes):
        raise SpecError("“positive” lists names that the question declares.")
    feedback = data.get("feedback", ())
    if not isinstance(feedback, list | tuple) or not all(isinstance(each, Mapping) for each in feedback):
        raise SpecError("“feedback” is a list of tables with `answer` and `text`.")
    known = tuple((_parse(read_text(each, "answer"), shapes), read_text(each, "text")) for each in feedback[:MOST])
    written = read_text(data, "answer")
    names = frozenset(parsing.write_name(name) for name in positive)
    spec = Spec(_parse(written, shapes), written, shapes, names, known)
    try:
        values = [evaluate(spec.answer, point) for point in draw_points(shapes, positive=names)]
    except ShapeError as error:
        raise SpecError(f"The shapes in “{written}” do not fit. {error}") from error
    if not all(np.isfinite(value).all() for value in values):
        raise SpecError(f"“{written}” has no value at some points. Say in `positive` which names are above zero.")
    return spec


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """The formula that was typed; None where the field is empty. Raises MalformedAnswer where it cannot be read."""
    text = read_line(posted, FIELD, longest=parsing.LONGEST)
    return Answer(text, parsing.parse(text, names=spec.shapes)) if text else None


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Right if it agrees with the author's at every point; the remark is for shapes or for a foreseen mistake."""
    if answer is None:
        return Mark(0.0, (), (Part("", "", spec.written, 0.0),))
    points = draw_points(spec.shapes, positive=spec.positive)
    remarks: tuple[str, ...] = ()
    try:
        values = [evaluate(answer.formula, point) for point in points]
        is_right = _equals(spec.answer, values, points)
        if not is_right:
            remarks = tuple(text for known, text in spec.feedback if _equals(known, values, points))[:1]
    except ShapeError as error:
        is_right, remarks = False, (str(error),)
    return Mark(float(is_right), remarks, (Part("", answer.text, spec.written, float(is_right)),))


def examples() -> Sequence[Example]:
    """The same in other words, other formulas, shapes that do not fit, and what is no formula."""
    spec: dict[str, Any] = {
        "answer": "tanh(W h_{t-1} + U x_t + b)",
        "names": {"W": ["H", "H"], "U": ["H", "D"], "h_{t-1}": ["H"], "x_t": ["D"], "b": ["H"]},
        "feedback": [{"answer": "W h_{t-1} + U x_t + b", "text": "Where is the nonlinearity?"}],
    }
    scalar = {"answer": "log(a/c)", "names": {"a": [], "c": []}, "positive": ["a", "c"]}
    same = ("tanh(b + U x_t + W h_{t-1})", r"\tanh(U*x_t+W\cdot h_{t-1}+b)", "-tanh(-b - Ux_t - W@h_{t-1})")
    unfit = "The shapes on both sides of “+” do not fit each other."
    return (
        *(Example(spec, {FIELD: [text]}, 1.0) for text in same),
        Example(spec, {FIELD: ["W h_{t-1} + U x_t + b"]}, 0.0, ("Where is the nonlinearity?",)),
        Example(spec, {FIELD: ["tanh(W' h_{t-1} + U x_t + b)"]}, 0.0),
        Example(spec, {FIELD: ["tanh(W h_{t-1} + x_t)"]}, 0.0, (unfit,)),
        Example(spec, {}, 0.0),
        Example(scalar, {FIELD: ["log a - ln c"]}, 1.0),
        Example(scalar, {FIELD: [r"-\log(\frac{c}{a})"]}, 1.0),
        Example(scalar, {FIELD: ["log(c/a)"]}, 0.0),
        *(
            Example(spec, {FIELD: [text]}, None)
            for text in ("tanh(b", "b +", "y", "__import__('os')", "b = 1", "(" * 300)
        ),
    )


def _equals(formula: Node, values: Sequence[Any], points: Sequence[Any]) -> bool:
    try:
        return all(agree(value, evaluate(formula, point)) for value, point in zip(values, points, strict=True))
    except ShapeError:
        return False


def _parse(text: str, shapes: Mapping[str, Shape]) -> Node:
    try:
        return parsing.parse(text, names=shapes)
    except MalformedAnswer as error:
        raise SpecError(f"“{text}” is not a formula of this question. {error}") from error


def _read_shapes(declared: object) -> dict[str, Shape]:
    if not isinstance(declared, Mapping) or not 1 <= len(declared) <= MOST:
        raise SpecError(f'“names” is a table of 1 to {MOST} names with their shapes, such as W = ["H", "D"].')
    shapes: dict[str, Shape] = {}
    for written, sizes in declared.items():
        name = parsing.write_name(str(written))
        match = parsing.TOKEN.fullmatch(str(written).replace("\\", ""))
        if match is None or not match["name"] or name in parsing.FUNCTIONS | {"T", "frac"} or name in shapes:
            raise SpecError(f"“{written}” cannot be a name here. Use letters with an index, such as W_{{xh}}.")
        shapes[name] = _read_shape(sizes, name)
    if len({size for shape in shapes.values() for size in shape if isinstance(size, str)}) > len(SIZES):
        raise SpecError(f"There are more than {len(SIZES)} different sizes.")
    return shapes


def _read_shape(sizes: object, name: str) -> Shape:
    if not isinstance(sizes, list | tuple) or len(sizes) > 2 or not all(_is_size(size) for size in sizes):
        raise SpecError(f'The shape of {name} is [], ["H"] or ["H", "D"].')
    rows, columns = (*sizes, 1, 1)[:2]
    return (rows, columns)


def _is_size(size: object) -> bool:
    return (isinstance(size, str) and size.isalpha() and len(size) == 1) or (type(size) is int and 1 <= size <= 9)


def _describe(shape: Shape) -> str:
    return "a number" if shape == (1, 1) else f"{shape[0]} × {shape[1]}"
