"""Taking a quiz: its questions, saving, submitting, and what came of it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courseapp.accounts.models import User
from quizzes import attempts, objections, papers, scoring, sheets
from quizzes.attempts import AttemptClosedError, Saving
from quizzes.models import Attempt
from quizzes.views.lookup import find_attempt

AUTOSAVE = "autosave"


@require_GET
@never_cache
@login_required
def show_attempt(request: HttpRequest, attempt_id: int) -> HttpResponse:
    attempt = find_attempt(request, attempt_id)
    if attempts.close_overdue(quiz=attempt.quiz, student=attempt.student):
        attempt.refresh_from_db()
    return _render_paper(request, attempt)


@require_POST
@login_required
def save_answers(request: HttpRequest, attempt_id: int) -> HttpResponseBase:
    return _save(request, find_attempt(request, attempt_id, own=True), sheets.read(request.POST))


@require_POST
@login_required
def save_answer(request: HttpRequest, attempt_id: int, position: int) -> HttpResponseBase:
    return _save(request, find_attempt(request, attempt_id, own=True), sheets.read(request.POST).only(position))


@require_POST
@login_required
def submit_attempt(request: HttpRequest, attempt_id: int) -> HttpResponseBase:
    attempt = find_attempt(request, attempt_id, own=True)
    try:
        saving = attempts.submit(attempt=attempt, sheet=sheets.read(request.POST))
    except AttemptClosedError as error:
        messages.warning(request, str(error))
        return redirect(attempt)
    if saving.is_complete:
        return redirect(attempt)
    return _render_paper(request, attempt, saving)


def _render_paper(request: HttpRequest, attempt: Attempt, saving: Saving | None = None) -> HttpResponse:
    paper = papers.draw(attempt=attempt, viewer=cast(User, request.user), saving=saving)
    template = "quizzes/attempt.html" if attempt.is_open and paper.is_own else "quizzes/result.html"
    sentences = papers.list_sentences(saving) if saving else []
    page = {"attempt": attempt, "paper": paper, "sentences": sentences}
    if not attempt.is_open:
        page |= {
            "comments": objections.list_of_attempt(attempt),
            "runs": scoring.read_runs(attempt) if paper.was_decided else (),
        }
    return render(request, template, page, status=409 if sentences else 200)


def _save(request: HttpRequest, attempt: Attempt, sheet: sheets.Sheet) -> HttpResponseBase:
    is_autosave = request.headers.get("X-Requested-With") == AUTOSAVE
    try:
        saving = attempts.save(attempt=attempt, sheet=sheet)
    except AttemptClosedError as error:
        if is_autosave:
            return HttpResponse(str(error), status=409, content_type="text/plain; charset=utf-8")
        messages.warning(request, str(error))
        return redirect(attempt)
    if is_autosave:
        words = papers.describe_saving(saving)
        return HttpResponse(words, status=200 if saving.is_safe else 409, content_type="text/plain; charset=utf-8")
    if not saving.is_complete:
        return _render_paper(request, attempt, saving)
    messages.success(request, "Your answers are saved. You can still change them until you submit.")
    return redirect(attempt)
