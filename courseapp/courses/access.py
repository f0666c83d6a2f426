"""Who may see what. Every view that shows a course goes through one of the decorators below.

An anonymous visitor is sent to sign in. Somebody outside a course is told that there is no such page, so that nobody
learns which courses exist. A student who asks for a page of the staff is told that it is not theirs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from courseapp.accounts.models import User
from courseapp.courses.models import Course, Enrolment, Role, Section
from courseapp.site.prepared import Query

P = ParamSpec("P")


@dataclass(frozen=True)
class Membership:
    """What one person is in one course."""

    course: Course
    user: User
    role: Role
    section: Section | None = None

    @property
    def look(self) -> tuple[str, ...]:
        """Everything that the course's frame around a page shows."""
        return (self.role, self.course.slug, self.course.title)

    @property
    def is_student(self) -> bool:
        return self.role == Role.STUDENT

    @property
    def is_staff(self) -> bool:
        return self.role in {Role.ASSISTANT, Role.INSTRUCTOR}

    @property
    def is_instructor(self) -> bool:
        return self.role == Role.INSTRUCTOR


class SignedInRequest(HttpRequest):
    """A request whose user has signed in."""

    user: User


class MemberRequest(SignedInRequest):
    """A request by a member of the course in its address."""

    membership: Membership


MemberView = Callable[Concatenate[MemberRequest, P], HttpResponseBase]
CourseView = Callable[Concatenate[HttpRequest, str, P], HttpResponseBase]


_course: Query[Course] = Query(lambda slug: Course.objects.filter(slug=slug).order_by())
_enrolment: Query[Enrolment] = Query(
    lambda course, user: (
        Enrolment.objects.filter(course=course, user=user, is_active=True).select_related("section").order_by()
    )
)


def find_membership(*, user: User, course: Course) -> Membership | None:
    """What `user` is in `course`; None for an outsider. The site's administrators act as instructors everywhere."""
    if user.is_superuser and user.is_active:
        return Membership(course=course, user=user, role=Role.INSTRUCTOR)
    enrolment = _enrolment.first(course=course.pk, user=user.pk)
    if enrolment is None:
        return None
    return Membership(course=course, user=user, role=Role(enrolment.role), section=enrolment.section)


def require_membership(*, request: HttpRequest, course: Course | None) -> Membership:
    """The membership of the request's user in `course`, remembered on the request; 404 for an outsider.

    For views whose address names something inside a course (an attempt, a submission) rather than the course.
    """
    membership = find_membership(user=cast(User, request.user), course=course) if course else None
    if membership is None:
        raise Http404("There is no such page, or it is not yours to see.")
    cast(MemberRequest, request).membership = membership
    return membership


def require_staff(membership: Membership) -> None:
    if not membership.is_staff:
        raise PermissionDenied("This page is for the teaching staff of the course.")


def require_instructor(membership: Membership) -> None:
    if not membership.is_instructor:
        raise PermissionDenied("This page is for the instructors of the course.")


def _guard(check: Callable[[Membership], None] | None) -> Callable[[MemberView[P]], CourseView[P]]:
    def decorate(view: MemberView[P]) -> CourseView[P]:
        @wraps(view)
        def guarded(request: HttpRequest, course: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            found = _course.first(slug=course)
            membership = require_membership(request=request, course=found)
            if check is not None:
                check(membership)
            return view(cast(MemberRequest, request), *args, **kwargs)

        return cast(CourseView[P], login_required(cast(Any, guarded)))

    return decorate


member_required: Callable[[MemberView[Any]], CourseView[Any]] = _guard(None)
staff_required: Callable[[MemberView[Any]], CourseView[Any]] = _guard(require_staff)
instructor_required: Callable[[MemberView[Any]], CourseView[Any]] = _guard(require_instructor)
