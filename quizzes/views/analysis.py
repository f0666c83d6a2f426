"""What a quiz's answers say, for the staff: figures, raw answers, one student's trail."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from courseapp.courses.access import MemberRequest, require_staff, staff_required
from quizzes import trails
from quizzes.analysis import mastery, raw, reading, report
from quizzes.views.lookup import find_attempt, find_quiz


@require_GET
@staff_required
def show_analysis(request: MemberRequest, slug: str) -> HttpResponse:
    quiz = find_quiz(request, slug)
    exam = reading.read(quiz)
    page = {"quiz": quiz, "report": report.analyse(exam), "slides": mastery.list_slides(exam)}
    return render(request, "quizzes/analysis.html", page)


@require_GET
@staff_required
def download_answers(request: MemberRequest, slug: str) -> StreamingHttpResponse:
    quiz = find_quiz(request, slug)
    response = StreamingHttpResponse(raw.write_csv(quiz), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{quiz.slug}-answers.csv"'
    return response


@require_GET
@login_required
def show_trail(request: HttpRequest, attempt_id: int) -> HttpResponse:
    attempt = find_attempt(request, attempt_id)
    require_staff(request.membership)  # type: ignore[attr-defined]
    return render(request, "quizzes/trail.html", {"attempt": attempt, "steps": trails.read(attempt)})
