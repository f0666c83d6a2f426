"""Failing submissions, grouped by what they do, and the hint for each group."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from courseapp.courses.access import MemberRequest, instructor_required, staff_required
from grader import group_hints, groups
from grader.access import find_assignment
from grader.group_hints import GroupHintError


@require_GET
@staff_required
def show_groups(request: MemberRequest, slug: str) -> HttpResponse:
    assignment = find_assignment(request, slug)
    found = groups.list_groups(assignment=assignment)
    return render(request, "grader/groups.html", {"assignment": assignment, "groups": found})


@require_POST
@instructor_required
def write_hint(request: MemberRequest, slug: str) -> HttpResponse:
    assignment = find_assignment(request, slug)
    key, text = request.POST.get("key", ""), request.POST.get("text", "")
    try:
        hint = group_hints.write(assignment=assignment, key=key, text=text, author=request.user)
    except GroupHintError as refusal:
        messages.error(request, str(refusal))
        found = groups.list_groups(assignment=assignment)
        context = {"assignment": assignment, "groups": found, "kept": {"key": key, "text": text}}
        return render(request, "grader/groups.html", context, status=422)
    messages.success(request, "Students in this group see the hint now." if hint else "The hint was taken away.")
    return redirect(reverse("grader:groups", args=[request.membership.course.slug, slug]))
