"""The first page, and a course's home."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from courseapp.courses import agenda, attention
from courseapp.courses.access import MemberRequest, SignedInRequest, member_required
from courseapp.courses.models import Enrolment


@login_required
@require_safe
def show_home(request: SignedInRequest) -> HttpResponse:
    enrolments = list(Enrolment.objects.of_person(request.user))
    if len(enrolments) == 1 and "all" not in request.GET:
        return redirect(enrolments[0].course)
    return render(request, "courses/courses.html", {"enrolments": enrolments})


@member_required
@require_safe
def show_course(request: MemberRequest) -> HttpResponse:
    membership = request.membership
    page = {
        "course": membership.course,
        "agenda": agenda.read(membership=membership),
        "attention": attention.collect(course=membership.course) if membership.is_staff else [],
        "announcements": membership.course.announcements.all()[:5],
    }
    return render(request, f"courses/home_{'staff' if membership.is_staff else 'student'}.html", page)
