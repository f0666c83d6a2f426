"""True or false: the stem itself, or a list of statements.

The spec: `correct` (true or false) where the stem is the statement; or `statements`, a list of `{text, correct}`; with
an optional `feedback` each, shown to who decides that one wrongly; and `credit`, one of

- `per_statement` (unless said otherwise): each statement decided rightly earns its share;
- `right_minus_wrong`: a wrong decision takes a share away, so that guessing earns nothing on average;
- `all_or_nothing`.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quizzes.question_types.contract import Example, MalformedAnswer, Mark, Offered, Part, Posted, SpecError
from quizzes.question_types.texts import read_scheme, read_text, read_texts, read_value

TITLE = "True or false"
KEYS = frozenset({"correct", "feedback", "statements", "credit"})
MOST_STATEMENTS = 20
SCHEMES = {
    "per_statement": "Each statement you decide rightly earns its share of the points.",
    "right_minus_wrong": (
        "Each right decision earns its share of the points, each wrong one takes a share away, never below zero. "
        "A statement left open counts nothing."
    ),
    "all_or_nothing": "You earn the points if you decide every statement rightly.",
}
WORDS = {"true": True, "false": False}


@dataclass(frozen=True)
class Statement:
    name: str
    text: str
    correct: bool
    feedback: str = ""


@dataclass(frozen=True)
class Spec:
    statements: tuple[Statement, ...]
    scheme: str

    @property
    def credit(self) -> str:
        return SCHEMES[self.scheme] if len(self.statements) > 1 else ""

    @property
    def key(self) -> tuple[Part, ...]:
        return tuple(Part(each.text, "", _word(each.correct)) for each in self.statements)

    @property
    def rows(self) -> tuple[tuple[Statement, bool | None], ...]:
        return tuple((statement, None) for statement in self.statements)

    @property
    def asked(self) -> tuple[str, ...]:
        return tuple(each.text for each in self.statements)

    @property
    def offered(self) -> tuple[Offered, ...]:
        """The two words where the stem is the statement; a list of statements is no choice among options."""
        if any(self.asked):
            return ()
        return tuple(Offered(_word(truth), "", truth == self.statements[0].correct) for truth in WORDS.values())

    @property
    def guess(self) -> float:
        """The mean over all ways to decide every statement, each as likely."""
        count = len(self.statements)
        earned = (math.comb(count, right) * self.earn(right, count - right) for right in range(count + 1))
        return math.ldexp(sum(earned), -count)

    def earn(self, right: int, wrong: int) -> float:
        """The fraction for so many statements decided rightly and wrongly."""
        count = len(self.statements)
        if self.scheme == "all_or_nothing":
            return float(right == count)
        if self.scheme == "right_minus_wrong" and count > 1:
            return max(0, right - wrong) / count
        return right / count


@dataclass(frozen=True)
class Answer:
    """A decision for each statement, None where there is none."""

    spec: Spec
    decisions: tuple[bool | None, ...]

    @property
    def rows(self) -> tuple[tuple[Statement, bool | None], ...]:
        return tuple(zip(self.spec.statements, self.decisions, strict=True))

    def posted(self) -> dict[str, list[str]]:
        return {each.name: [_word(said).lower()] for each, said in self.rows if said is not None}

    @property
    def picked(self) -> tuple[int, ...]:
        return tuple(list(WORDS.values()).index(said) for said in self.decisions if said is not None)


def read_spec(data: Mapping[str, Any]) -> Spec:
    """The question that plain data describes; raises SpecError, which says to the author what to change."""
    if "statements" not in data:
        single = Statement("s0", "", _read_truth(data, "The question"), read_text(data, "feedback"))
        return Spec((single,), read_scheme(data, SCHEMES))
    listed = data["statements"]
    if not isinstance(listed, list | tuple) or not all(isinstance(each, Mapping) for each in listed):
        raise SpecError("Write the statements as a list of tables with `text` and `correct`.")
    texts = read_texts([each.get("text") for each in listed], what="statements", fewest=1, most=MOST_STATEMENTS)
    statements = tuple(
        Statement(f"s{place}", text, _read_truth(each, f"Statement {place + 1}"), read_text(each, "feedback"))
        for place, (text, each) in enumerate(zip(texts, listed, strict=True))
    )
    return Spec(statements, read_scheme(data, SCHEMES))


def read_answer(spec: Spec, posted: Posted) -> Answer | None:
    """The decisions; None where nothing is decided. Raises MalformedAnswer for what the buttons cannot have sent."""
    said = [read_value(posted, each.name) for each in spec.statements]
    if any(word and word not in WORDS for word in said):
        raise MalformedAnswer("An answer here is “true” or “false”. Please choose again.")
    decisions = tuple(WORDS.get(word) for word in said)
    return None if all(decision is None for decision in decisions) else Answer(spec, decisions)


def mark(spec: Spec, answer: Answer | None) -> Mark:
    """Credit by the question's scheme; the remarks are for statements that were decided wrongly."""
    rows = answer.rows if answer else spec.rows
    parts = tuple(
        Part(each.text, "" if said is None else _word(said), _word(each.correct), float(said == each.correct))
        for each, said in rows
    )
    right = sum(said == each.correct for each, said in rows)
    wrong = sum(said not in {None, each.correct} for each, said in rows)
    remarks = tuple(each.feedback for each, said in rows if each.feedback and said not in {None, each.correct})
    return Mark(spec.earn(right, wrong), remarks, parts)


def examples() -> Sequence[Example]:
    """One statement, and a list under each scheme."""
    single = {"correct": False}
    told = single | {"feedback": "Look at the sign."}
    listed: dict[str, Any] = {
        "statements": [
            {"text": "A GRU has a cell state apart from $h_t$", "correct": False, "feedback": "That is the LSTM."},
            {"text": "An LSTM has three gates", "correct": True},
            {"text": "$\\tanh$ is bounded", "correct": True},
            {"text": "ReLU is bounded", "correct": False},
        ]
    }
    minus, strict = listed | {"credit": "right_minus_wrong"}, listed | {"credit": "all_or_nothing"}
    right = {"s0": ["false"], "s1": ["true"], "s2": ["true"], "s3": ["false"]}
    return (
        Example(single, {"s0": ["false"]}, 1.0),
        Example(single, {"s0": ["true"]}, 0.0),
        Example(told, {"s0": ["true"]}, 0.0, ("Look at the sign.",)),
        Example(told, {"s0": ["false"]}, 1.0),
        Example(single, {}, 0.0),
        Example(single, {"s0": ["maybe"]}, None),
        Example(single, {"s0": ["true", "false"]}, None),
        Example(listed, right, 1.0),
        Example(listed, {"s0": ["true"], "s1": ["true"]}, 0.25, ("That is the LSTM.",)),
        Example(minus, right | {"s3": ["true"]}, 0.5),
        Example(minus, {"s1": ["false"]}, 0.0),
        Example(strict, right, 1.0),
        Example(strict, right | {"s3": ["true"]}, 0.0),
    )


def _read_truth(data: Mapping[str, Any], what: str) -> bool:
    correct = data.get("correct")
    if not isinstance(correct, bool):
        raise SpecError(f"{what} needs `correct`, which is true or false.")
    return correct


def _word(truth: bool) -> str:
    return "True" if truth else "False"
