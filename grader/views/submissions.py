"""A submission: its place in the queue, and then its verdict."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from grader import progress
from grader.access import find_submission


@require_GET
@never_cache
@login_required
def show_submission(request: HttpRequest, pk: int) -> HttpResponse:
    submission, membership = find_submission(request, pk)
    found = progress.read(submission, for_staff=membership.is_staff)
    return render(request, "grader/submission.html", {"progress": found})


@require_GET
@never_cache
@login_required
def show_status(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that changes; what is graded asks for no further poll."""
    submission, membership = find_submission(request, pk)
    found = progress.read(submission, for_staff=membership.is_staff)
    return render(request, "grader/_status.html", {"progress": found})
