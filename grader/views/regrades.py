"""The button that has an assignment graded again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from courseapp.courses.access import MemberRequest, instructor_required
from grader import regrades
from grader.access import find_assignment


@require_POST
@instructor_required
def regrade_assignment(request: MemberRequest, slug: str) -> HttpResponse:
    assignment = find_assignment(request, slug)
    if number := regrades.start(submissions=regrades.list_graded(assignment=assignment)):
        are = "submission is" if number == 1 else "submissions are"
        messages.success(request, f"{number} {are} graded again. Reload this page to see whose points change.")
    else:
        messages.info(request, "There is nothing to grade again: no submission has its verdict at present.")
    return redirect(f"{assignment.get_absolute_url()}#everybody")
