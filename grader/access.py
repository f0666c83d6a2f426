"""Who may see which submission, and who looks after the queue."""

from collections.abc import Callable
from functools import wraps
from hmac import compare_digest
from typing import Any, cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from courseapp.accounts.models import User
from courseapp.courses.access import MemberRequest, Membership, SignedInRequest, require_membership
from courseapp.courses.models import Course, Role
from grader.models import Assignment, Submission


class OperatorRequest(SignedInRequest):
    """A request by somebody who looks after the queue of `courses`."""

    courses: list[Course]


def find_assignment(request: MemberRequest, slug: str) -> Assignment:
    """An assignment of the request's course; for students, 404 until it is published."""
    visible = Assignment.objects.select_related("course", "item").filter(course=request.membership.course)
    return get_object_or_404(visible if request.membership.is_staff else visible.published(), slug=slug)


def find_submission(request: HttpRequest, pk: int) -> tuple[Submission, Membership]:
    """A submission for its own student and the course's staff, and who asks; 404 for everybody else."""
    submission = Submission.objects.with_people().with_latest_report().filter(pk=pk).first()
    membership = require_membership(request=request, course=submission.assignment.course if submission else None)
    if submission is None or not (membership.is_staff or submission.student_id == membership.user.pk):
        raise Http404("There is no such page, or it is not yours to see.")
    return submission, membership


def operator_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For the site's administrators (every course) and instructors (the courses they teach)."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = cast(User, request.user)
        cast(OperatorRequest, request).courses = courses = list(_list_courses(user))
        if not user.is_superuser and not courses:
            raise PermissionDenied("This page is for instructors and for those who run the site.")
        return view(request, *args, **kwargs)

    return cast(Callable[..., HttpResponse], login_required(guarded))


def operator_or_token_required(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For operators who have signed in, and for programs that carry METRICS_TOKEN: for none where it is unset."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _carries_token(request):
            user = cast(User, request.user)
            if not user.is_authenticated or not (user.is_superuser or _list_courses(user).exists()):
                raise PermissionDenied("These figures are for those who run the site.")
        return view(request, *args, **kwargs)

    return guarded


def _list_courses(user: User) -> QuerySet[Course]:
    """The courses whose queue somebody looks after."""
    if user.is_superuser:
        return Course.objects.all()
    taught = {"enrolments__user": user, "enrolments__role": Role.INSTRUCTOR, "enrolments__is_active": True}
    return Course.objects.filter(**taught).distinct()


def _carries_token(request: HttpRequest) -> bool:
    expected = f"Bearer {settings.METRICS_TOKEN}".encode()
    given = request.headers.get("Authorization", "").encode()
    return bool(settings.METRICS_TOKEN) and compare_digest(given, expected)
