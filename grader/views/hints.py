"""Where an instructor says with which attempt each hint comes."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from courseapp.courses.access import MemberRequest, instructor_required
from grader import coursework, hinting
from grader.access import find_assignment
from grader.forms import HintsForm


@require_http_methods(["GET", "HEAD", "POST"])
@instructor_required
def edit_hints(request: MemberRequest, slug: str) -> HttpResponse:
    assignment = find_assignment(request, slug)
    plan = hinting.find_plan(assignment)
    form = HintsForm(request.POST or None, initial={step: attempt or None for step, attempt in asdict(plan).items()})
    if request.method == "POST" and ("reset" in request.POST or form.is_valid()):
        coursework.set_hints(assignment=assignment, hints=None if "reset" in request.POST else form.read())
        messages.success(request, "Saved. It counts for verdicts that students have already, too.")
        return redirect("grader:hints", request.membership.course.slug, slug)
    status = 422 if request.method == "POST" else 200
    return render(request, "grader/hints.html", {"assignment": assignment, "form": form}, status=status)
