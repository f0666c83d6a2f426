"""Reviewing a deck's questions one by one: each change answers with the question as it is then."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from courseapp.accounts.models import User
from quizzes import joining, questions, reviewing
from quizzes.forms.reviewing import KeyForm, MergeForm, SplitForm, StateForm
from quizzes.models import Question
from quizzes.questions import QuestionError
from quizzes.views.changing import posted
from quizzes.views.lookup import find_question


@require_POST
@login_required
def set_state(request: HttpRequest, question_id: int) -> HttpResponseBase:
    """Accept, reject, or take either back."""
    question = find_question(request, question_id)
    form = StateForm(request.POST)
    if form.is_valid():
        questions.set_state(question=question, state=Question.State(form.cleaned_data["state"]))
    return answer(request, question, counts=True)


@require_POST
@login_required
def give_key(request: HttpRequest, question_id: int) -> HttpResponseBase:
    question = find_question(request, question_id)
    form = KeyForm(request.POST, question=question)
    if not form.is_valid():
        return answer(request, question, note="Choose the right option first.")
    try:
        questions.give_key(question=question, correct=form.read_correct(), author=cast(User, request.user))
    except QuestionError as error:
        return answer(request, question, note=str(error))
    return answer(request, find_question(request, question_id))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def merge(request: HttpRequest, question_id: int) -> HttpResponseBase:
    question = find_question(request, question_id)
    form = MergeForm(posted(request), question=question)
    if form.is_valid():
        try:
            joining.merge(question=question, other=form.cleaned_data["other"], author=cast(User, request.user))
        except QuestionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The two are one question now. The other one is among the rejected ones.")
            return redirect(question.get_place_url())
    return _ask(request, question, form, "quizzes/merge.html")


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def split(request: HttpRequest, question_id: int) -> HttpResponseBase:
    question = find_question(request, question_id)
    form = SplitForm(posted(request), question=question)
    if form.is_valid():
        try:
            made = joining.split(question=question, author=cast(User, request.user), **form.cleaned_data)
        except QuestionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "There are two questions now. Look at the keys of both.")
            return redirect(made.get_place_url())
    return _ask(request, question, form, "quizzes/split.html")


def answer(request: HttpRequest, question: Question, *, note: str = "", counts: bool = False) -> HttpResponseBase:
    """The question as it is reviewed: alone for a script that puts it in its place, else within its deck.

    With `counts` a script gets the deck's counts too, where a decision changed them.
    """
    if not is_script(request):
        if note:
            messages.error(request, note)
        return redirect(question.get_place_url())
    reviewed = reviewing.review_one(question)
    chosen = [question.pk] if reviewed.is_offered else []
    page: dict[str, Any] = {"reviewed": reviewed, "chosen": chosen, "note": note, "deck": question.deck}
    if counts and question.deck:
        review = reviewing.review(question.deck)
        page |= {"review": review, "counted": review.list_rows(question)}
    return render(request, "quizzes/_answer.html", page)


def is_script(request: HttpRequest) -> bool:
    """Whether htmx asks for a fragment."""
    return "HX-Request" in request.headers


def _ask(request: HttpRequest, question: Question, form: MergeForm | SplitForm, template: str) -> HttpResponse:
    page = {"question": question, "deck": question.deck, "form": form, "shown": reviewing.review_one(question).shown}
    return render(request, template, page, status=422 if form.errors else 200)
