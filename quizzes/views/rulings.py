"""Deciding about a question after it was answered, for the staff."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from courseapp.courses.access import MemberRequest, staff_required
from quizzes import papers, rulings
from quizzes.forms.rulings import RulingForm
from quizzes.models import Question, Quiz
from quizzes.rulings import Effect
from quizzes.views.changing import posted
from quizzes.views.lookup import find_quiz, find_quiz_question, find_ruling


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def rule(request: MemberRequest, slug: str, question_id: int) -> HttpResponseBase:
    quiz = find_quiz(request, slug)
    question = find_quiz_question(quiz, question_id)
    corrected = rulings.find_corrected(quiz=quiz, question=question)
    form = RulingForm(posted(request), quiz=quiz, question=question, corrected=corrected)
    effect = _preview(request, quiz, question, form) if form.is_valid() else None
    if effect is not None and "apply" in request.POST:
        proposal = form.read_proposal()
        count = rulings.apply(quiz=quiz, question=question, proposal=proposal, author=request.user)
        messages.success(request, f"Applied: the points of {count} attempt{'s' * (count != 1)} changed.")
        return redirect("quizzes:rule", quiz.course.slug, quiz.slug, question.pk)
    made = list(quiz.rulings.filter(question=question).select_related("author", "withdrawn_by").order_by("-pk"))
    place = quiz.places.get(question=question)
    shown = papers.show(question.latest, position=place.position, max_points=place.points)
    page = {"quiz": quiz, "question": question, "form": form, "effect": effect, "rulings": made, "shown": shown}
    return render(request, "quizzes/ruling.html", page | {"corrected": corrected}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: HttpRequest, ruling_id: int) -> HttpResponseBase:
    ruling, user = find_ruling(request, ruling_id)
    quiz = ruling.quiz
    if request.method == "POST":
        count = rulings.withdraw(ruling=ruling, author=user)
        messages.success(request, f"Taken back: the points of {count} attempt{'s' * (count != 1)} changed.")
        return redirect("quizzes:rule", quiz.course.slug, quiz.slug, ruling.question_id)
    page = {"quiz": quiz, "ruling": ruling, "effect": rulings.preview_withdrawal(ruling)}
    return render(request, "quizzes/ruling_withdraw.html", page)


def _preview(request: MemberRequest, quiz: Quiz, question: Question, form: RulingForm) -> Effect | None:
    try:
        return rulings.preview(quiz=quiz, question=question, proposal=form.read_proposal(), author=request.user)
    except rulings.RulingError as error:
        form.add_error(None, str(error))
        return None
