"""What somebody earns on average who guesses at random, and what a choice among options was."""

from collections.abc import Mapping, Sequence

from quizzes import question_types
from quizzes.models import QuestionVersion
from quizzes.question_types import MalformedAnswer, Offered, SpecError


def list_options(version: QuestionVersion) -> tuple[Offered, ...]:
    """Those of a question that is answered by choosing; none for other kinds, and none while it cannot be asked."""
    kind = question_types.get(version.kind)
    try:
        return kind.list_offered(kind.read_spec(version.spec))
    except SpecError:
        return ()


def read_choices(version: QuestionVersion, data: Mapping[str, Sequence[str]] | None) -> tuple[int, ...]:
    """The indexes of the chosen options."""
    kind = question_types.get(version.kind)
    try:
        return kind.list_picked(kind.read_answer(kind.read_spec(version.spec), data or {}))
    except (SpecError, MalformedAnswer):
        return ()


def expect_score(version: QuestionVersion) -> float | None:
    """The mean fraction over all answers that can be clicked, each as likely; None where answers are typed."""
    kind = question_types.get(version.kind)
    try:
        return kind.expect_guess(kind.read_spec(version.spec))
    except SpecError:
        return None
