"""Writing and editing a question, for the staff."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from courseapp.accounts.models import User
from courseapp.courses.access import MemberRequest, require_staff
from quizzes import edits, question_types, questions, reviewing, rulings
from quizzes.forms import keys
from quizzes.forms.questions import QuestionForm
from quizzes.models import Question
from quizzes.views.changing import posted
from quizzes.views.lookup import find_question, find_slide
from quizzes.views.reviewing import answer, describe_preview, is_script


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_question(request: HttpRequest, question_id: int) -> HttpResponseBase:
    question = find_question(request, question_id)
    author = cast(User, request.user)
    kept = None if request.method == "POST" else edits.find(question=question, author=author)
    data = edits.read(kept) if kept else posted(request)
    form = QuestionForm(data, version=question.latest, auto_id=f"q{question.pk}_%s")
    if request.method == "POST" and form.is_valid() and _try_to_revise(request, question, form):
        edits.forget(question=question, author=author)
        return _go_on(request, question)
    page = {"form": form, "kept": kept, "preview": describe_preview(form, data) if data else None}
    return _render_form(request, question, page)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write_question(request: HttpRequest, slide_id: int) -> HttpResponseBase:
    slide = find_slide(request, slide_id)
    require_staff(cast(MemberRequest, request).membership)
    kind = request.GET.get("kind", "")
    form = QuestionForm(posted(request), kind=kind if kind in question_types.kinds() else keys.SINGLE)
    if form.is_valid():
        question = questions.write(slide=slide, wording=form.read_wording(), author=cast(User, request.user))
        messages.success(request, "The question is written.")
        return redirect(question.get_place_url())
    back = f"{slide.deck.get_absolute_url()}#slide-{slide.number}"
    kinds = sorted((question_types.get(each) for each in question_types.kinds()), key=lambda each: each.title)
    page = {"deck": slide.deck, "slides": [slide], "form": form, "back": back, "kinds": kinds}
    return render(request, "quizzes/question_edit.html", page, status=422 if form.errors else 200)


def _render_form(request: HttpRequest, question: Question, page: dict[str, Any]) -> HttpResponse:
    """Within the deck for a script, which puts it in the question's place, else on a page of its own."""
    page |= {"question": question, "deck": question.deck}
    if is_script(request):  # it puts what comes into its place only if all is well
        page["chosen"] = [question.pk] if reviewing.review_one(question).is_offered else []
        return render(request, "quizzes/_reviewed_edit.html", page)
    page |= {"slides": [anchor.slide for anchor in question.anchors.all()], "back": question.get_place_url()}
    return render(request, "quizzes/question_edit.html", page, status=422 if request.method == "POST" else 200)


def _go_on(request: HttpRequest, question: Question) -> HttpResponseBase:
    """Back, or to where it is decided what becomes of answers that were marked by the key before."""
    quiz = rulings.find_affected(question)
    if quiz is None:
        return answer(request, find_question(request, question.pk))
    messages.warning(
        request, f"Students answered this in “{quiz.title}”. Their marks stay as they are unless you decide."
    )
    address = reverse("quizzes:rule", args=[quiz.course.slug, quiz.slug, question.pk])
    return HttpResponse(headers={"HX-Redirect": address}) if is_script(request) else redirect(address)


def _try_to_revise(request: HttpRequest, question: Question, form: QuestionForm) -> bool:
    based_on = form.cleaned_data["based_on"]
    try:
        questions.revise(
            question=question, wording=form.read_wording(), author=cast(User, request.user), based_on=based_on
        )
    except questions.QuestionError as error:
        form.add_error(None, str(error))
        return False
    if not is_script(request):
        messages.success(request, "The question is saved.")
    return True
