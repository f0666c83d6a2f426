"""Taking a quiz: its questions, saving, submitting, and what came of it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courseapp.accounts.models import User
from courseapp.site import clock
from quizzes import attempts, objections, papers, release, scoring, sheets
from quizzes.attempts import AttemptClosedError, AttemptError
from quizzes.models import Attempt, Quiz
from quizzes.saving import Saving
from quizzes.views.lookup import find_attempt

AUTOSAVE = "autosave"


@require_GET
@never_cache
@login_required
def show_attempt(request: HttpRequest, attempt_id: int) -> HttpResponseBase:
    attempt = _find_as_it_is(request, attempt_id)
    if _has_pages(request, attempt):
        return redirect("quizzes:question", attempt.pk, attempts.find_next(attempt=attempt))
    return _render_paper(request, attempt)


@require_GET
@never_cache
@login_required
def show_question(request: HttpRequest, attempt_id: int, position: int) -> HttpResponseBase:
    attempt = _find_as_it_is(request, attempt_id)
    if not _has_pages(request, attempt):
        return redirect(attempt)
    if attempt.quiz.layout == Quiz.Layout.ONE_WAY and position != attempt.page:
        return redirect("quizzes:question", attempt.pk, attempt.page)
    return _render_paper(request, attempt, position=position)


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
    return _render_paper(request, attempt, saving, position=_read_position(request, "page"))


@require_POST
@login_required
def check_answer(request: HttpRequest, attempt_id: int, position: int) -> HttpResponseBase:
    attempt = find_attempt(request, attempt_id, own=True)
    try:
        saving = attempts.check(attempt=attempt, position=position, sheet=sheets.read(request.POST))
    except AttemptError as error:
        messages.warning(request, str(error))
        return redirect(attempt)
    page = _read_position(request, "page")
    if not saving.is_complete:
        return _render_paper(request, attempt, saving, position=page)
    target = redirect("quizzes:question", attempt.pk, page) if page else redirect(attempt)
    target["Location"] += f"#question-{position}"
    return target


def _find_as_it_is(request: HttpRequest, attempt_id: int) -> Attempt:
    """Submitted, if its time is up."""
    attempt = find_attempt(request, attempt_id)
    if attempts.close_if_over(attempt=attempt):
        attempt.refresh_from_db()
    return attempt


def _has_pages(request: HttpRequest, attempt: Attempt) -> bool:
    is_own = attempt.student_id == cast(User, request.user).pk
    return is_own and attempt.is_open and attempt.quiz.layout != Quiz.Layout.ALL


def _render_paper(
    request: HttpRequest, attempt: Attempt, saving: Saving | None = None, position: int = 0
) -> HttpResponse:
    paper = papers.draw(attempt=attempt, viewer=cast(User, request.user), saving=saving, position=position)
    if position and not paper.questions:
        raise Http404("There is no such page, or it is not yours to see.")
    template = "quizzes/attempt.html" if attempt.is_open and paper.is_own else "quizzes/result.html"
    sentences = papers.list_sentences(saving) if saving else []
    page = {"attempt": attempt, "paper": paper, "sentences": sentences}
    if not attempt.is_open:
        page |= {
            "comments": objections.list_of_attempt(attempt),
            "runs": scoring.read_runs(attempt) if paper.was_decided and paper.release.score else (),
        }
    if paper.is_submitted and not (paper.release.score and paper.release.key and paper.release.explanation):
        page["afterwards"] = release.describe(attempt.quiz)
    return render(request, template, page, status=409 if sentences else 200)


def _save(request: HttpRequest, attempt: Attempt, sheet: sheets.Sheet) -> HttpResponseBase:
    is_autosave = request.headers.get("X-Requested-With") == AUTOSAVE
    try:
        saving = attempts.save(attempt=attempt, sheet=sheet)
    except AttemptClosedError as error:
        if is_autosave:
            return _answer_in_words(str(error), attempt, status=409)
        messages.warning(request, str(error))
        return redirect(attempt)
    if is_autosave:
        return _answer_in_words(papers.describe_saving(saving), attempt, status=200 if saving.is_safe else 409)
    if not saving.is_complete:
        return _render_paper(request, attempt, saving, position=_read_position(request, "page"))
    return _go_on(request, attempt)


def _go_on(request: HttpRequest, attempt: Attempt) -> HttpResponseBase:
    """After saving without scripts: to where the button says."""
    page, target = _read_position(request, "page"), _read_position(request, "go")
    if not target:
        messages.success(request, "Your answers are saved. You can still change them until you submit.")
        return redirect("quizzes:question", attempt.pk, page) if page else redirect(attempt)
    if attempt.quiz.layout == Quiz.Layout.ONE_WAY and target == page + 1:
        attempts.move_on(attempt=attempt, position=page)
    return redirect("quizzes:question", attempt.pk, target)


def _answer_in_words(words: str, attempt: Attempt, *, status: int) -> HttpResponse:
    """For the script: what became of the saving, and how long there is left."""
    response = HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    left = attempt.measure_seconds_left(clock.now())
    if left is not None:
        response["X-Seconds-Left"] = str(left)
    return response


def _read_position(request: HttpRequest, name: str) -> int:
    text = request.POST.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
