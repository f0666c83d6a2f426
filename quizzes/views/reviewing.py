"""Reviewing a deck's questions one by one: each change answers with the question as it is then."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from courseapp.accounts.models import User
from quizzes import edits, joining, question_types, questions, reviewing, trouble
from quizzes.forms.questions import QuestionForm
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


@require_POST
@login_required
def keep_edit(request: HttpRequest, question_id: int) -> HttpResponse:
    """Remember what is typed, and show what it will look like."""
    question = find_question(request, question_id)
    is_kept = edits.keep(question=question, author=cast(User, request.user), posted=request.POST)
    preview = describe_preview(QuestionForm(request.POST, version=question.latest), request.POST)
    page = {"preview": preview, "is_kept": is_kept, "question": question}
    return render(request, "quizzes/_previewed.html", page)


@require_POST
@login_required
def discard_edit(request: HttpRequest, question_id: int) -> HttpResponseBase:
    question = find_question(request, question_id)
    edits.forget(question=question, author=cast(User, request.user))
    return answer(request, question)


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


def describe_preview(form: QuestionForm, data: QueryDict) -> dict[str, Any]:
    """What the question will look like: its words, and its options or the key that its kind's inputs give."""
    shown, draft = None, form.read_draft()
    if draft:
        kind, sentence = question_types.get(draft.kind), trouble.describe(draft)
        shown = {"type": kind, "trouble": sentence, "question": None if sentence else kind.read_spec(draft.spec)}
    return {**edits.describe(data), "shown": shown}


def is_script(request: HttpRequest) -> bool:
    """Whether htmx asks for a fragment."""
    return "HX-Request" in request.headers


def _ask(request: HttpRequest, question: Question, form: MergeForm | SplitForm, template: str) -> HttpResponse:
    page = {"question": question, "deck": question.deck, "form": form, "shown": reviewing.review_one(question).shown}
    return render(request, template, page, status=422 if form.errors else 200)
