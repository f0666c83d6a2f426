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
from quizzes.forms import previews
from quizzes.forms.questions import QuestionForm
from quizzes.models import Edit, Question, Slide
from quizzes.views.lookup import find_question, find_slide
from quizzes.views.reviewing import answer, is_script


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_question(request: HttpRequest, question_id: int) -> HttpResponseBase:
    question = find_question(request, question_id)
    form, kept = _open(request, about=question)
    if request.method == "POST" and form.is_valid() and _try_to_revise(request, question, form):
        edits.forget(about=question, author=cast(User, request.user))
        return _go_on(request, question)
    page = {"question": question, "deck": question.deck, **_describe_form(form, kept)}
    page |= {"keep_url": reverse("quizzes:keep-edit", args=[question.pk])}
    page |= {"discard_url": reverse("quizzes:discard-edit", args=[question.pk])}
    if is_script(request):  # it puts what comes into its place only if all is well
        page["chosen"] = [question.pk] if reviewing.review_one(question).is_offered else []
        return render(request, "quizzes/_reviewed_edit.html", page)
    page |= {"slides": [anchor.slide for anchor in question.anchors.all()], "back": question.get_place_url()}
    return render(request, "quizzes/question_edit.html", page, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def write_question(request: HttpRequest, slide_id: int) -> HttpResponseBase:
    slide = find_slide(request, slide_id)
    require_staff(cast(MemberRequest, request).membership)
    form, kept = _open(request, about=slide)
    if request.method == "POST" and form.is_valid():
        question = questions.write(slide=slide, wording=form.read_wording(), author=cast(User, request.user))
        edits.forget(about=slide, author=cast(User, request.user))
        messages.success(request, "The question is written.")
        return redirect(question.get_place_url())
    back = f"{slide.deck.get_absolute_url()}#slide-{slide.number}"
    page = {"deck": slide.deck, "slides": [slide], "back": back, **_describe_form(form, kept)}
    page |= {"keep_url": reverse("quizzes:keep-new-question", args=[slide.pk])}
    page |= {"discard_url": reverse("quizzes:discard-new-question", args=[slide.pk])}
    return render(request, "quizzes/question_edit.html", page, status=422 if request.method == "POST" else 200)


def _open(request: HttpRequest, *, about: Question | Slide) -> tuple[QuestionForm, Edit | None]:
    """The form: as it was sent, as it was left, or as the question is; and what was left."""
    kind = request.GET.get("kind", "")
    version = about.latest if isinstance(about, Question) else None
    auto_id = f"q{about.pk}_%s" if version else "id_%s"
    if request.method == "POST":
        return QuestionForm(request.POST, version=version, kind=kind, auto_id=auto_id), None
    kept = edits.find(about=about, author=cast(User, request.user))
    if kept is not None:
        data = edits.read(kept)
        form = QuestionForm(data, version=version, kind=kind or data.get(edits.KIND, ""), auto_id=auto_id)
        if form.says_something_else:
            return form, kept
    return QuestionForm(version=version, kind=kind, auto_id=auto_id), None


def _describe_form(form: QuestionForm, kept: Edit | None) -> dict[str, Any]:
    """What the page draws of a form, with the kinds that it can be changed to."""
    kinds = sorted((question_types.get(each) for each in question_types.kinds()), key=lambda each: each.title)
    preview = previews.describe(form)
    return {"form": form, "kept": kept, "preview": preview, "kinds": [] if form.is_drawn else kinds}


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
