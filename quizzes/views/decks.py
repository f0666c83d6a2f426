"""Pages of decks, for the staff."""

from io import BytesIO
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courseapp.accounts.models import User
from courseapp.courses.access import MemberRequest, staff_required
from quizzes import authoring, decks, drafts, reviewing, uploads
from quizzes.forms.decks import UploadForm
from quizzes.forms.quizzes import MakeQuizForm
from quizzes.models import Deck
from quizzes.slides import DeckError
from quizzes.views.changing import posted, try_to_publish
from quizzes.views.lookup import find_deck


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def list_decks(request: MemberRequest) -> HttpResponseBase:
    form = UploadForm(posted(request), request.FILES or None)
    if form.is_valid():
        files = {"course": request.membership.course, "uploaded_by": request.user, **form.read_files()}
        try:
            if form.is_large():
                return redirect(uploads.submit(**files))
            imported = decks.import_deck(**files)
        except DeckError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, reviewing.describe_import(imported))
            return redirect(imported.deck)
    found = Deck.objects.filter(course=request.membership.course).with_counts()
    page = {"form": form, "decks": found, "uploads": uploads.list_open(request.membership.course)}
    return render(request, "quizzes/decks.html", page, status=422 if form.errors else 200)


@require_GET
@login_required
def show_deck(request: HttpRequest, deck_id: int) -> HttpResponse:
    return _render_deck(request, find_deck(request, deck_id))


@require_GET
@login_required
def download_deck(request: HttpRequest, deck_id: int) -> FileResponse:
    deck = find_deck(request, deck_id)
    return FileResponse(BytesIO(deck.source), as_attachment=True, filename=deck.filename)


@require_POST
@login_required
def draft_questions(request: HttpRequest, deck_id: int) -> HttpResponseBase:
    deck = find_deck(request, deck_id)
    try:
        count = drafts.propose(deck=deck, author=cast(User, request.user))
    except DeckError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, reviewing.describe_drafts(count))
    return redirect(deck)


@require_POST
@login_required
def make_quiz(request: HttpRequest, deck_id: int) -> HttpResponseBase:
    deck = find_deck(request, deck_id)
    form = MakeQuizForm(request.POST, offered=reviewing.list_questions(deck))
    if not form.is_valid():
        return _render_deck(request, deck, form)
    quiz = authoring.create_quiz(
        course=deck.course,
        terms=form.read_terms(),
        questions=form.read_questions(),
        author=cast(User, request.user),
    )
    if "publish" in request.POST:
        try_to_publish(request, quiz)
    else:
        messages.success(request, f"“{quiz.title}” is made. Students see it once you publish it.")
    return redirect(quiz)


def _render_deck(request: HttpRequest, deck: Deck, form: MakeQuizForm | None = None) -> HttpResponse:
    review = reviewing.review(deck)
    form = form or MakeQuizForm(offered=list(review.questions), initial=review.suggest_quiz())
    page = {"deck": deck, "review": review, "form": form, "chosen": form.chosen_ids()}
    return render(request, "quizzes/deck.html", page, status=422 if form.is_bound else 200)
