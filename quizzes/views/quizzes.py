"""Pages of a course's quizzes: the list, one quiz before and after it is taken."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courseapp.courses.access import MemberRequest, member_required, staff_required
from courseapp.site import clock
from quizzes import attempts, authoring, papers, release, results, rules
from quizzes.forms.quizzes import PlacesForm, TermsForm, describe_terms
from quizzes.views.changing import posted, try_to_change, try_to_publish
from quizzes.views.lookup import find_quiz


@require_GET
@member_required
def list_quizzes(request: MemberRequest) -> HttpResponse:
    rows = results.list_quizzes(membership=request.membership, now=clock.now())
    return render(request, "quizzes/quizzes.html", {"rows": rows})


@require_GET
@member_required
def show_quiz(request: MemberRequest, slug: str) -> HttpResponse:
    quiz = find_quiz(request, slug)
    if request.membership.is_staff:
        attempts.close_overdue(quiz=quiz)
    else:
        attempts.close_own(quiz=quiz, student=request.user)
    summary = results.summarise(quiz=quiz, student=request.user)
    theirs = rules.read(quiz=quiz, student=request.user)
    page = {"quiz": quiz, "summary": summary, "theirs": theirs, "afterwards": release.describe(quiz)}
    if request.membership.is_staff:
        obstacles = [] if quiz.is_published else authoring.list_obstacles(quiz)
        page |= {"results": results.list_results(quiz=quiz), "obstacles": obstacles}
        return render(request, "quizzes/quiz_staff.html", page)
    page["refusal"] = rules.find_refusal(rules=theirs, attempts_made=len(summary.attempts), now=clock.now())
    return render(request, "quizzes/quiz.html", page)


@require_POST
@member_required
def start_quiz(request: MemberRequest, slug: str) -> HttpResponseBase:
    quiz = find_quiz(request, slug)
    if request.membership.is_staff:
        raise PermissionDenied("Quizzes are taken by students. Use the preview to see what they see.")
    try:
        return redirect(attempts.start(quiz=quiz, student=request.user, code=request.POST.get("code", "")))
    except attempts.AttemptError as error:
        messages.error(request, str(error))
        return redirect(quiz)


@require_GET
@staff_required
def preview_quiz(request: MemberRequest, slug: str) -> HttpResponse:
    quiz = find_quiz(request, slug)
    return render(request, "quizzes/preview.html", {"quiz": quiz, "questions": papers.draw_preview(quiz)})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def change_quiz(request: MemberRequest, slug: str) -> HttpResponseBase:
    quiz = find_quiz(request, slug)
    form = TermsForm(posted(request), initial=describe_terms(quiz))
    places = PlacesForm(posted(request), quiz=quiz)
    if form.is_valid() and places.is_valid() and try_to_change(quiz, form, places):
        messages.success(request, "The settings are saved.")
        return redirect(quiz)
    status = 422 if form.is_bound else 200
    return render(request, "quizzes/quiz_settings.html", {"quiz": quiz, "form": form, "places": places}, status=status)


@require_POST
@staff_required
def publish_quiz(request: MemberRequest, slug: str) -> HttpResponseBase:
    quiz = find_quiz(request, slug)
    try_to_publish(request, quiz)
    return redirect(quiz)


@require_POST
@staff_required
def unpublish_quiz(request: MemberRequest, slug: str) -> HttpResponseBase:
    quiz = find_quiz(request, slug)
    authoring.unpublish(quiz=quiz)
    messages.success(request, f"“{quiz.title}” is no longer shown to students. Attempts and marks are kept.")
    return redirect(quiz)
