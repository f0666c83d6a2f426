"""A question whose slides changed, and what its author decides about it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from courseapp.accounts.models import User
from quizzes import anchors, editions, staleness, uploads
from quizzes.forms.decks import UploadForm
from quizzes.models import Question
from quizzes.questions import QuestionError
from quizzes.slides import DeckError
from quizzes.views.changing import posted
from quizzes.views.lookup import find_deck, find_question

DECIDED = {
    "keep": "The question stays as it is, on its new slide.",
    "take": "The question says now what the new file says.",
    "drop": "The question is dropped. You find it among the rejected ones.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def renew_deck(request: HttpRequest, deck_id: int) -> HttpResponseBase:
    """A newer file for the same deck."""
    deck = find_deck(request, deck_id)
    form = UploadForm(posted(request), request.FILES or None)
    if form.is_valid():
        files = {"uploaded_by": cast(User, request.user), **form.read_files()}
        if form.is_large():
            return redirect(uploads.submit(course=deck.course, renews=deck, **files))
        try:
            changes = editions.import_again(deck=deck, **files)
        except DeckError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, editions.describe(changes))
            return redirect(deck)
    return render(request, "quizzes/renew.html", {"deck": deck, "form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def decide_stale(request: HttpRequest, question_id: int) -> HttpResponseBase:
    question = find_question(request, question_id)
    if request.method == "POST":
        return _decide(request, question)
    page = {"stale": staleness.describe(question), "question": question, "deck": question.deck}
    return render(request, "quizzes/stale.html", page)


def _decide(request: HttpRequest, question: Question) -> HttpResponseBase:
    decision = request.POST.get("decision", "")
    try:
        anchors.decide(question=question, decision=decision, author=cast(User, request.user))
    except QuestionError as error:
        messages.error(request, str(error))
        return redirect("quizzes:stale", question.pk)
    messages.success(request, DECIDED[decision])
    following = question.deck.questions.stale().order_by("position", "pk").first() if question.deck else None
    return redirect("quizzes:stale", following.pk) if following else redirect(question.get_place_url())
