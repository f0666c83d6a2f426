"""The audit of an assignment: what its checks let through, and publishing what passes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courseapp.courses.access import MemberRequest, instructor_required, staff_required
from grader import audit_pages, audits, publishing
from grader.access import find_assignment
from grader.judge import AssignmentError


@require_GET
@never_cache
@staff_required
def show_audit(request: MemberRequest, slug: str) -> HttpResponse:
    page = audit_pages.read(find_assignment(request, slug), chosen=request.GET.get("check", ""))
    template = "grader/_audit_progress.html" if request.htmx else "grader/audit.html"  # type: ignore[attr-defined]
    return render(request, template, {"page": page, "assignment": page.assignment})


@require_POST
@instructor_required
def start_audit(request: MemberRequest, slug: str) -> HttpResponse:
    try:
        audits.ask(find_assignment(request, slug).source, again=True)
    except AssignmentError as error:
        messages.error(request, f"It cannot be audited: {error}")
    return redirect("grader:audit", request.membership.course.slug, slug)


@require_POST
@instructor_required
def publish_assignment(request: MemberRequest, slug: str) -> HttpResponse:
    assignment = find_assignment(request, slug)
    try:
        decision = publishing.publish(assignment)
    except AssignmentError as error:
        messages.error(request, f"It cannot be published: {error}")
        return redirect("grader:audit", request.membership.course.slug, slug)
    if decision.reason:
        messages.warning(request, f"Not published yet: {decision.reason}")
        return redirect("grader:audit", request.membership.course.slug, slug)
    messages.success(request, "Published. Students see it from now on.")
    return redirect(assignment)
