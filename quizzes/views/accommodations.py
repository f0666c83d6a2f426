"""The page on which the staff grant more time, other dates or more attempts for a quiz."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from courseapp.courses.access import MemberRequest, staff_required
from quizzes import accommodations
from quizzes.forms.accommodations import AccommodationForm
from quizzes.models import Accommodation, Quiz
from quizzes.views.changing import posted
from quizzes.views.lookup import find_quiz


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def list_accommodations(request: MemberRequest, slug: str) -> HttpResponseBase:
    quiz = find_quiz(request, slug)
    form = AccommodationForm(posted(request), course=quiz.course)
    if form.is_valid() and _try_to_give(request, quiz, form):
        messages.success(request, f"Granted to {form.read_whom()}. Attempts under way end accordingly.")
        return redirect("quizzes:accommodations", quiz.course.slug, quiz.slug)
    given = Accommodation.objects.filter(Q(quiz=quiz) | Q(quiz=None), course=quiz.course)
    page = {"quiz": quiz, "form": form, "given": given.select_related("student", "section", "author")}
    return render(request, "quizzes/accommodations.html", page, status=422 if form.is_bound else 200)


@require_POST
@staff_required
def take_back(request: MemberRequest, slug: str, accommodation_id: int) -> HttpResponseBase:
    quiz = find_quiz(request, slug)
    given = Accommodation.objects.filter(Q(quiz=quiz) | Q(quiz=None), course=quiz.course).select_related("quiz")
    if accommodation := given.filter(pk=accommodation_id).first():  # or a colleague was quicker
        accommodations.take_back(accommodation=accommodation)
    messages.success(request, "Taken back.")
    return redirect("quizzes:accommodations", quiz.course.slug, quiz.slug)


def _try_to_give(request: MemberRequest, quiz: Quiz, form: AccommodationForm) -> bool:
    try:
        accommodations.give(
            course=quiz.course,
            quiz=None if form.is_for_every_quiz else quiz,
            whom=form.read_whom(),
            grant=form.read_grant(),
            author=request.user,
        )
    except accommodations.AccommodationError as error:
        form.add_error(None, str(error))
        return False
    return True
