"""Handing in: the only maker of submissions."""

import hashlib
import math
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.courses.access import find_membership
from courseapp.site.prepared import Query
from grader import queue, repeats, reports
from grader.judge import SourceError, read_source
from grader.models import Assignment, Report, State, Submission, SubmissionQuerySet

HOUR = timedelta(hours=1)
_latest = Query(
    lambda assignment, student: Submission.objects.filter(assignment=assignment, student=student).order_by("-number")[
        :1
    ]
)


class SubmissionError(Exception):
    """Why something was not taken, in a sentence for the person who handed it in."""


def submit(*, assignment: Assignment, student: User, filename: str, data: bytes) -> Submission:
    """Take what a member of the course hands in, and put it into the queue. Raises SubmissionError.

    What the staff try is graded like any other and recorded nowhere; windows and limits are for students. The same
    text sent twice in a row, as by a double click, is one submission; code whose verdict is known gets it at once.
    """
    membership = find_membership(user=student, course=assignment.course)
    if membership is None:
        raise SubmissionError("Only members of the course can submit. Join the course with your invite code first.")
    try:
        source = read_source(filename, data)
    except SourceError as error:
        raise SubmissionError(str(error)) from error
    digest = hashlib.sha256(source.text.encode()).hexdigest()
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=student.pk)  # one submission of a person at a time
        own = Submission.objects.filter(assignment=assignment, student=student)
        latest = _latest.first(assignment=assignment.pk, student=student.pk)
        if latest and latest.sha256 == digest and latest.is_waiting:
            return latest
        if not membership.is_staff:
            _check_window(assignment)
            _check_limits(assignment, own)
        known = repeats.find_verdict(source=assignment.source, own=own, sha256=digest) if latest else None
        submission = Submission.objects.create(
            assignment=assignment,
            student=student,
            number=latest.number + 1 if latest else 1,
            filename=source.filename,
            text=source.text,
            sha256=digest,
            counts=membership.is_student,
            **(_answer_at_once(known) if known else _queue_up(student)),
        )
        if known:
            reports.copy(report=known, submission=submission)
        else:
            transaction.on_commit(queue.hint)
    return submission


def _answer_at_once(known: Report) -> dict[str, Any]:
    """With the seed of the known verdict, so that grading it again gives the same one."""
    return {"state": State.DONE, "finished_at": timezone.now(), "seed": known.submission.seed}


def _queue_up(student: User) -> dict[str, Any]:
    own_before = Submission.objects.unfinished().filter(student=student, is_bulk=False).count()
    return {"own_before": own_before, "turn_at": reports.find_last_verdict(student)}


def _check_window(assignment: Assignment) -> None:
    if not assignment.is_published or not assignment.is_open:
        raise SubmissionError("This assignment is not open yet. Your code is still in the editor.")
    if assignment.is_over:
        raise SubmissionError(
            "The time to submit is over. Your code is still in the editor; ask your instructor if you need more time."
        )


def _check_limits(assignment: Assignment, own: SubmissionQuerySet) -> None:
    """What our side could not grade does not count against anybody."""
    counted = own.exclude(state=State.BROKEN)
    if assignment.attempts is not None and counted.count() >= assignment.attempts:
        raise SubmissionError(f"You have used all of your {assignment.attempts} submissions to this assignment.")
    now = timezone.now()
    times = list(
        counted.filter(submitted_at__gt=now - HOUR).order_by("submitted_at").values_list("submitted_at", flat=True)
    )
    if not times:
        return
    wait = (times[-1] + timedelta(seconds=assignment.cooldown_s) - now).total_seconds()
    if len(times) >= assignment.hourly_limit:
        wait = max(wait, (times[-assignment.hourly_limit] + HOUR - now).total_seconds())
    if wait > 0:
        raise SubmissionError(
            f"You can submit again in {_say_seconds(math.ceil(wait))}. Your code is still in the editor."
        )


def _say_seconds(seconds: int) -> str:
    if seconds < 100:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{math.ceil(seconds / 60)} minutes"
