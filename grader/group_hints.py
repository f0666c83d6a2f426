"""Hints that an instructor writes for everybody whose submission does the same: the only writer of GroupHint."""

from django.db.models import QuerySet
from django.utils import timezone

from courseapp.accounts.models import User
from grader.models import Assignment, GroupHint, Report, Symptom

LONGEST = 4000


class GroupHintError(Exception):
    """Why a hint was not taken, in a sentence for the person who wrote it."""


def write(*, assignment: Assignment, key: str, text: str, author: User) -> GroupHint | None:
    """Give the group this hint in place of the one it has; no text takes it away. Raises GroupHintError."""
    if not Symptom.objects.filter(key=key, report__submission__assignment=assignment).exists():
        raise GroupHintError("There is no such group in this assignment (any more). Reload the page and look again.")
    text = text.strip()
    if len(text) > LONGEST:
        raise GroupHintError(f"This hint is {len(text)} characters long; at most {LONGEST} are kept. Shorten it.")
    if not text:
        GroupHint.objects.filter(assignment=assignment, key=key).delete()
        return None
    fields = {"text": text, "author": author, "written_at": timezone.now()}
    hint, _ = GroupHint.objects.update_or_create(assignment=assignment, key=key, defaults=fields)
    return hint


def list_for(*, report: Report) -> QuerySet[GroupHint]:
    """The hints for the groups that a report belongs to."""
    hints = GroupHint.objects.filter(assignment=report.submission.assignment_id)
    return (
        hints.filter(key__in=Symptom.objects.filter(report=report).values("key"))
        .select_related("author")
        .order_by("pk")
    )
