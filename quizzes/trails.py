"""Who answered what when, as far as it is stored: the last save of each answer, in the order of saving."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from quizzes.models import Answer, Attempt


@dataclass(frozen=True)
class Step:
    answer: Answer
    saved_at: datetime
    since: timedelta  # the save before, or the start
    tab: int  # which of the attempt's pages (tabs, devices), numbered as they first appear; 0 without scripts


def read(attempt: Attempt) -> list[Step]:
    answers = attempt.answers.filter(saved_at__isnull=False).select_related("version").order_by("saved_at", "position")
    steps: list[Step] = []
    tabs: dict[str, int] = {"": 0}
    before = attempt.started_at
    for answer in answers:
        if answer.saved_at is not None:
            tab = tabs.setdefault(answer.tab, len(tabs))
            since = timedelta(seconds=round((answer.saved_at - before).total_seconds()))
            steps.append(Step(answer=answer, saved_at=answer.saved_at, since=since, tab=tab))
            before = answer.saved_at
    return steps
