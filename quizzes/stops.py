"""The list of questions beside a paper whose questions have a page each, and the way from one to another."""

from dataclasses import dataclass

from quizzes import reading
from quizzes.models import Attempt, Quiz


@dataclass(frozen=True)
class Stop:
    """One question in the list."""

    position: int
    is_answered: bool
    is_here: bool
    is_open: bool  # whether it can be gone to


def read(attempt: Attempt, *, position: int) -> tuple[Stop, ...]:
    """All questions of the attempt, as they are listed at that one."""
    is_one_way = attempt.quiz.layout == Quiz.Layout.ONE_WAY
    return tuple(
        Stop(
            position=answer.position,
            is_answered=answer.is_answered,
            is_here=answer.position == position,
            is_open=not is_one_way or answer.position == attempt.page,
        )
        for answer in reading.read_stored(attempt)
    )
