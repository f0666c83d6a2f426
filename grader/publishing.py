"""Publishing an assignment: refused while its audit finds what would let wrong answers through."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from grader import audits, coursework
from grader.judge import AssignmentError
from grader.judge.catalogue import is_built_in
from grader.models import Assignment, FolderAudit


@dataclass(frozen=True)
class Decision:
    """`published_at`: it may be; else `publish_at` says when it is to be, and `reason` why it is not yet."""

    published_at: datetime | None = None
    publish_at: datetime | None = None
    reason: str = ""


def decide(*, source: str, wanted: datetime | None, before: Assignment | None) -> Decision:
    """Whether an assignment may be published at the moment `wanted`. What students have already stays.

    The catalogue's own are held by our tests; the audit of any other folder is asked for here if it is not known.
    Raises AssignmentError.
    """
    if wanted is None:
        return Decision()
    if is_built_in(source):
        return Decision(published_at=wanted)
    audit = audits.ask(source)
    if audit.lets_through or (before is not None and before.published_at is not None):
        return Decision(published_at=wanted)
    return Decision(publish_at=wanted, reason=_explain(audit))


def publish(assignment: Assignment) -> Decision:
    """Publish now, or as soon as the audit is over if it lets it through. Raises AssignmentError."""
    decision = decide(source=assignment.source, wanted=timezone.now(), before=assignment)
    coursework.set_published(assignment=assignment, published_at=decision.published_at, publish_at=decision.publish_at)
    return decision


def settle() -> list[Assignment]:
    """Publish whatever has waited for an audit that lets it through by now; gives what was published."""
    waiting = Assignment.objects.filter(publish_at__isnull=False, published_at=None).select_related("item")
    ready = [each for each in waiting if _is_let_through(each)]
    for each in ready:
        moment = max(each.publish_at or timezone.now(), timezone.now())
        coursework.set_published(assignment=each, published_at=moment, publish_at=None)
    return ready


def find_refusal(assignment: Assignment) -> str:
    """Why it is not published although it is to be, in a part of a sentence; empty while its audit is under way."""
    try:
        audit = audits.find(assignment.source)
    except AssignmentError as error:
        return str(error)
    if audit is None or not audit.is_finished or audit.lets_through:
        return ""
    return f"{_count_reasons(audit)}." if audit.blockers else "its audit could not be done."


def find_address(*, course: str, slug: str) -> str:
    """Of the audit's page, for messages outside of the browser."""
    return f"{settings.SITE_URL}{reverse('grader:audit', args=[course, slug])}"


def _explain(audit: FolderAudit) -> str:
    if not audit.is_finished:
        return "its audit is running, and it is published when it passes"
    if audit.state == FolderAudit.State.FAILED:
        return f"its audit could not be done: {audit.trouble}"
    return f"{_count_reasons(audit)}, such as: {audit.blockers[0].replace('`', '')}"


def _count_reasons(audit: FolderAudit) -> str:
    count = len(audit.blockers)
    return f"its audit found {'a reason' if count == 1 else f'{count} reasons'} not to"


def _is_let_through(assignment: Assignment) -> bool:
    try:
        audit = audits.find(assignment.source)
    except AssignmentError:
        return False
    return audit is not None and audit.lets_through
