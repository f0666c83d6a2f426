"""What students say against a question, and what they are told."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from courseapp.accounts.models import User
from courseapp.courses.access import MemberRequest, staff_required
from quizzes import objections
from quizzes.views.lookup import find_attempt, find_objection


@require_POST
@login_required
def raise_objection(request: HttpRequest, attempt_id: int, position: int) -> HttpResponse:
    attempt = find_attempt(request, attempt_id, own=True)
    try:
        objections.raise_objection(attempt=attempt, position=position, text=request.POST.get("text", ""))
    except objections.ObjectionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Your comment has reached the staff of your course. Their reply will appear here.")
    return redirect(f"{attempt.get_absolute_url()}#question-{position}")


@require_GET
@staff_required
def list_objections(request: MemberRequest) -> HttpResponse:
    found = objections.list_all(course=request.membership.course)
    return render(request, "quizzes/objections.html", {"course": request.membership.course, "objections": found})


@require_POST
@login_required
def settle(request: HttpRequest, objection_id: int) -> HttpResponse:
    objection = find_objection(request, objection_id)
    if objections.settle(objection=objection, author=cast(User, request.user), reply=request.POST.get("reply", "")):
        messages.success(request, "Settled. The student reads your reply beside the question.")
    else:
        messages.warning(request, "A colleague has settled this meanwhile.")
    return redirect("quizzes:objections", objection.answer.attempt.quiz.course.slug)
