"""Writing and editing a question, for the staff."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from courseapp.accounts.models import User
from courseapp.courses.access import MemberRequest, require_staff
from quizzes import questions, rulings
from quizzes.forms.questions import QuestionForm
from quizzes.models import Question
from quizzes.views.changing import posted
from quizzes.views.lookup import find_question, find_slide


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_question(request: HttpRequest, question_id: int) -> HttpResponseBase:
    question = find_question(request, question_id)
    form = QuestionForm(posted(request), version=question.latest)
    if form.is_valid() and _try_to_revise(request, question, form):
        return _go_on(request, question)
    slides = [anchor.slide for anchor in question.anchors.all()]
    page = {
        "question": question,
        "deck": question.deck,
        "slides": slides,
        "form": form,
        "back": question.get_place_url(),
    }
    return render(request, "quizzes/question_edit.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write_question(request: HttpRequest, slide_id: int) -> HttpResponseBase:
    slide = find_slide(request, slide_id)
    require_staff(cast(MemberRequest, request).membership)
    form = QuestionForm(posted(request))
    if form.is_valid():
        question = questions.write(slide=slide, wording=form.read_wording(), author=cast(User, request.user))
        messages.success(request, "The question is written.")
        return redirect(question.get_place_url())
    back = f"{slide.deck.get_absolute_url()}#slide-{slide.number}"
    page = {"deck": slide.deck, "slides": [slide], "form": form, "back": back}
    return render(request, "quizzes/question_edit.html", page, status=422 if form.errors else 200)


def _go_on(request: HttpRequest, question: Question) -> HttpResponseBase:
    """Back, or to where it is decided what becomes of answers that were marked by the key before."""
    quiz = rulings.find_affected(question)
    if quiz is None:
        return redirect(question.get_place_url())
    messages.warning(
        request, f"Students answered this in “{quiz.title}”. Their marks stay as they are unless you decide."
    )
    return redirect("quizzes:rule", quiz.course.slug, quiz.slug, question.pk)


def _try_to_revise(request: HttpRequest, question: Question, form: QuestionForm) -> bool:
    based_on = form.cleaned_data["based_on"]
    try:
        questions.revise(
            question=question, wording=form.read_wording(), author=cast(User, request.user), based_on=based_on
        )
    except questions.QuestionError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, "The question is saved.")
    return True
