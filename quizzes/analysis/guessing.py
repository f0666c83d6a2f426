"""What somebody earns on average who guesses at random, and what a choice among options was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from quizzes import question_types
from quizzes.models import QuestionVersion
from quizzes.question_types import MalformedAnswer

MOST_ENUMERATED = 10


@dataclass(frozen=True)
class Option:
    letter: str
    text: str
    is_right: bool


def list_options(version: QuestionVersion) -> tuple[Option, ...]:
    """Those of a question that is answered by choosing; none for other kinds."""
    spec = version.spec
    if version.kind in {"single_choice", "multiple_choice"}:
        correct = spec.get("correct", ())
        right = correct if isinstance(correct, list | tuple) else [correct]
        return tuple(
            Option(chr(ord("A") + place), text, place in right) for place, text in enumerate(spec.get("options", ()))
        )
    if version.kind == "true_false" and "statements" not in spec:
        return (Option("True", "", spec["correct"] is True), Option("False", "", spec["correct"] is False))
    return ()


def read_choices(version: QuestionVersion, data: Mapping[str, Sequence[str]] | None) -> list[int]:
    """The indexes of the chosen options."""
    if not data:
        return []
    if version.kind == "true_false":
        return [0 if value == "true" else 1 for value in data.get("s0", ())]
    count = len(version.spec.get("options", ()))
    return [int(value) for value in data.get("choice", ()) if value.isdigit() and int(value) < count]


def expect_score(version: QuestionVersion) -> float | None:
    """The mean fraction over all answers that can be clicked, each as likely; None where answers are typed."""
    options = list_options(version)
    if version.kind == "true_false":
        return 0.5
    if version.kind == "single_choice":
        return sum(option.is_right for option in options) / len(options)
    if version.kind != "multiple_choice" or len(options) > MOST_ENUMERATED:
        return None
    kind = question_types.get(version.kind)
    spec = kind.read_spec(version.spec)
    earned = []
    for size in range(1, len(options) + 1):
        for chosen in combinations(range(len(options)), size):
            try:
                answer = kind.read_answer(spec, {"choice": [str(index) for index in chosen]})
            except MalformedAnswer:
                continue
            earned.append(kind.mark(spec, answer).fraction)
    return sum(earned) / len(earned) if earned else None
