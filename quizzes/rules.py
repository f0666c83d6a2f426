"""The rules under which a quiz is taken, as one sentence where they refuse."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format

from quizzes.models import Quiz


def find_refusal(*, quiz: Quiz, attempts_made: int, now: datetime) -> str:
    """Why a student who has made so many attempts cannot start one now; empty if they can."""
    if not quiz.is_published:
        return "This quiz is not published at the moment. Ask your instructor when it will be."
    if quiz.opens_at is not None and not quiz.has_opened(now):
        return f"The quiz opens on {describe_moment(quiz.opens_at)}. Come back then."
    if quiz.due_at is not None and quiz.is_over(now):
        return f"The quiz was due on {describe_moment(quiz.due_at)}, so it can no longer be started."
    if attempts_made >= quiz.attempts_allowed:
        allowed = "Your one attempt is" if quiz.attempts_allowed == 1 else f"All {quiz.attempts_allowed} attempts are"
        return f"{allowed} used. You can look at your answers below."
    return ""


def describe_moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")
