"""A text with blanks in it.

The spec: `text` (Markdown of paragraphs, with `[[name]]` where a blank is), `blanks` (a table from each name to its own
spec: `kind`, which is `numeric`, `short_text` or `single_choice`, and what that kind needs) and `credit`: `per_blank`
(unless said otherwise) or `all_or_nothing`.

A choice is shown as a select, so its options are plain words.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizzes.question_types import numeric, short_text, single_choice
from quizzes.question_types.contract import Answer as PartAnswer
from quizzes.question_types.contract import Example, MalformedAnswer, Mark, Part, Posted, SpecError
from quizzes.question_types.texts import read_scheme, read_text

TITLE = "A text with blanks"
KEYS = frozenset({"text", "blanks", "credit"})
MOST = 30
BLANK = re.compile(r"\[\[\s*([A-Za-z0-9_]{1,20})\s*\]\]")
KINDS: dict[str, Any] = {"numeric": numeric, "short_text": short_text, "single_choice": single_choice}
FIELDS = {"numeric": numeric.FIELD, "short_text": short_text.FIELD, "single_choice": single_choice.FIELD}
SCHEMES = {
    "per_blank": "Each blank filled rightly earns its share of the points.",
    "all_or_nothing": "You earn the points if every blank is filled rightly.",
}


@dataclass(frozen=True)
class Blank:
    """A blank, its number on the page, and what stands in it."""

    name: str
    number: int
    kind: str
    spec: Any
    value: str = ""

    @property
    def field(self) -> str:
        return f"b{self.number}"

    @property
    def width(self) -> int:
        """In characters, with no regard to what is right."""
        return 8 if self.kind == "numeric" else 16


@dataclass(frozen=True)
class Piece:
    """Words, or a blank."""

    text: str = ""
    blank: Blank | None = None

    @property
    def before(self) -> str:
        """The space that parts the words from the blank before them."""
        return self.text[: len(self.text) - len(self.text.lstrip())]

    @property
    def after(self) -> str:
        return self.text[len(self.text.rstrip()) :]


@dataclass(frozen=True)
class Spec:
    text: str
    blanks: tuple[Blank, ...]  # in the order of the text
    scheme: str

    @property
    def credit(self) -> str:
        notes = [f"Blank {each.number}: {each.spec.credit}" for each in self.blanks if getattr(each.spec, "credit", "")]
        return " ".join([SCHEMES[self.scheme], *notes])

    @property
    def asked(self) -> str:
        return self.text

    @property
    def key(self) -> tuple[Part, ...]:
        return mark(self, None).parts

    @property
    def paragraphs(self) -> tuple[tuple[Piece, ...], ...]:
        return make_paragraphs(self.text, self.blanks)


@dataclass(frozen=True)
class Answer:
    """For each blank what its own kind read, None where it is empty."""

    spec: Spec
    answers: tuple[PartAnswer | None, ...]

    @property
    def values(self) -> tuple[str, ...]:
        pairs = zip(self.spec.blanks, self.answers, strict=True)
        return tuple(each.posted()[FIELDS[blank.kind]][0] if each else "" for blank, each in pairs)

    @property
    def paragraphs(self) -> tuple[tuple[Piece, ...], ...]:
        filled = (
            Blank(blank.name, blank.number, blank.kind, blank.spec, value)
            for blank, value in zip(self.spec.blanks, self.values, strict=True)
        )
        return make_paragraphs(self.spec.text, tuple(filled))

    def posted(self) -> dict[str, list[str]]:
        return {blank.field: [value] for blank, value in zip(self.spec.blanks, self.values, strict=True) if value}


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    text, described = read_text(data, "text"), data.get("blanks")
    if not isinstance(described, Mapping):
        raise SpecError("“blanks” is a table from the name of each blank to what belongs there.")
    names = BLANK.findall(text)
    if not 1 <= len(names) <= MOST or len(set(names)) < len(names):
        raise SpecError(f"Write 1 to {MOST} blanks into the text, such as [[1]], each with a name of its own.")
    if set(names) != set(described):
        odd = ", ".join(sorted(map(str, set(names) ^ set(described))))
        raise SpecError(f"The text and “blanks” must have the same blanks; these stand in one only: {odd}.")
    blanks = tuple(_read_blank(name, number, described[name]) for number, name in enumerate(names, 1))
    return Spec(text, blanks, read_scheme(data, SCHEMES))


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """What stands in the blanks; None where nothing does. Raises MalformedAnswer, naming the blank."""
    answers = []
    for blank in spec.blanks:
        try:
            values = posted.get(blank.field, ())
            answers.append(KINDS[blank.kind].read_answer(blank.spec, {FIELDS[blank.kind]: values}))
        except MalformedAnswer as error:
            raise MalformedAnswer(f"Blank {blank.number}: {error}") from error
    return Answer(spec, tuple(answers)) if any(answers) else None


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Credit by the question's scheme; the remarks are those of the blanks."""
    answers = answer.answers if answer else (None,) * len(spec.blanks)
    marks = [KINDS[blank.kind].mark(blank.spec, each) for blank, each in zip(spec.blanks, answers, strict=True)]
    share = sum(each.fraction for each in marks) / len(marks)
    parts = tuple(
        Part(f"Blank {blank.number}", *_describe(blank, each), given.fraction)
        for blank, each, given in zip(spec.blanks, answers, marks, strict=True)
    )
    remarks = tuple(
        f"Blank {blank.number}: {remark}"
        for blank, given in zip(spec.blanks, marks, strict=True)
        for remark in given.remarks
    )
    return Mark(share if spec.scheme == "per_blank" else float(share == 1), remarks, parts)


def make_paragraphs(text: str, blanks: Sequence[Blank]) -> tuple[tuple[Piece, ...], ...]:
    """The text's paragraphs, each as words and blanks in turn."""
    known = {blank.name: blank for blank in blanks}
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        words = BLANK.split(paragraph)  # words and names in turn
        pieces = (Piece(blank=known[word]) if place % 2 else Piece(text=word) for place, word in enumerate(words))
        paragraphs.append(tuple(piece for piece in pieces if piece.blank or piece.text))
    return tuple(paragraphs)


def examples() -> Sequence[Example]:
    """All, some and no blanks; one whose kind cannot read what was typed."""
    spec: dict[str, Any] = {
        "text": "An LSTM has [[gates]] gates.\n\nIts [[state]] state goes through $\\tanh$, which is [[shape]].",
        "blanks": {
            "gates": {"kind": "numeric", "answer": 3},
            "state": {
                "kind": "short_text",
                "accepted": ["cell"],
                "feedback": [{"answer": "hidden", "text": "Inside."}],
            },
            "shape": {"kind": "single_choice", "options": ["bounded", "unbounded"], "correct": 0},
        },
    }
    strict = spec | {"credit": "all_or_nothing"}
    right = {"b1": ["3"], "b2": ["Cell"], "b3": ["0"]}
    return (
        Example(spec, right, 1.0),
        Example(spec, right | {"b2": ["hidden"]}, 2 / 3, ("Blank 2: Inside.",)),
        Example(spec, {"b3": ["1"], "b1": [""]}, 0.0),
        Example(spec, {}, 0.0),
        Example(strict, right, 1.0),
        Example(strict, {"b1": ["3"], "b2": ["cell"]}, 0.0),
        Example(spec, right | {"b1": ["three"]}, None),
        Example(spec, {"b3": ["2"]}, None),
        Example(spec, {"b2": ["cell", "cell"]}, None),
    )


def _read_blank(name: str, number: int, described: object) -> Blank:
    kind = described.get("kind") if isinstance(described, Mapping) else None
    if not isinstance(described, Mapping) or not isinstance(kind, str) or kind not in KINDS:
        raise SpecError(f"Blank {name} needs a `kind`, one of {', '.join(KINDS)}.")
    try:
        return Blank(name, number, kind, KINDS[kind].read_spec(described))
    except SpecError as error:
        raise SpecError(f"Blank {name}: {error}") from error


def _describe(blank: Blank, answer: Any) -> tuple[str, str]:
    """What was given and what is right, as words."""
    if blank.kind == "single_choice":
        given = blank.spec.options[answer.choice] if answer else ""
        return given, " or ".join(blank.spec.options[index] for index in blank.spec.correct)
    return (answer.text if answer else ""), blank.spec.key[0].right
