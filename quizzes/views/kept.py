"""What is typed into a question's form and not saved yet: kept while somebody types, and discarded."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from courseapp.accounts.models import User
from courseapp.courses.access import MemberRequest, require_staff
from quizzes import edits
from quizzes.forms import previews
from quizzes.forms.questions import QuestionForm
from quizzes.models import Question, Slide
from quizzes.views.lookup import find_question, find_slide
from quizzes.views.reviewing import answer, is_script


@require_POST
@login_required
def keep_edit(request: HttpRequest, question_id: int) -> HttpResponseBase:
    question = find_question(request, question_id)
    return _keep(request, question, question.get_absolute_url())


@require_POST
@login_required
def discard_edit(request: HttpRequest, question_id: int) -> HttpResponseBase:
    question = find_question(request, question_id)
    edits.forget(about=question, author=cast(User, request.user))
    return answer(request, question)


@require_POST
@login_required
def keep_new_question(request: HttpRequest, slide_id: int) -> HttpResponseBase:
    slide = find_slide(request, slide_id)
    require_staff(cast(MemberRequest, request).membership)
    return _keep(request, slide, reverse("quizzes:write-question", args=[slide.pk]))


@require_POST
@login_required
def discard_new_question(request: HttpRequest, slide_id: int) -> HttpResponseBase:
    slide = find_slide(request, slide_id)
    require_staff(cast(MemberRequest, request).membership)
    edits.forget(about=slide, author=cast(User, request.user))
    return redirect(f"{slide.deck.get_absolute_url()}#slide-{slide.number}")


def _keep(request: HttpRequest, about: Question | Slide, address: str) -> HttpResponseBase:
    """Remember what is typed, and show what it will look like.

    Without a script, or where another kind is chosen, the whole form comes again.
    """
    kind = request.GET.get("kind", "")
    is_kept = edits.keep(about=about, author=cast(User, request.user), posted=request.POST, kind=kind)
    if not is_script(request) or "again" in request.POST:
        return redirect(f"{address}?{urlencode({'kind': kind})}")
    version = about.latest if isinstance(about, Question) else None
    preview = previews.describe(QuestionForm(request.POST, version=version, kind=kind))
    return render(request, "quizzes/_previewed.html", {"preview": preview, "is_kept": is_kept})
