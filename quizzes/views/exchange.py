"""A quiz to other systems and back, for the staff."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courseapp.courses.access import MemberRequest, staff_required
from quizzes import authoring, exchange
from quizzes.exchange import Preview
from quizzes.formats import FormatError
from quizzes.forms.exchange import ParcelForm, QuestionFileForm
from quizzes.models import Quiz
from quizzes.views.changing import posted
from quizzes.views.lookup import find_quiz


@require_http_methods(["GET", "HEAD", "POST"])
@staff_required
def exchange_quiz(request: MemberRequest, slug: str) -> HttpResponseBase:
    quiz = find_quiz(request, slug)
    form = QuestionFileForm(posted(request), request.FILES or None)
    preview = _try_to_read(form) if form.is_valid() else None
    return _render(request, quiz, form, preview)


@require_GET
@staff_required
def export_quiz(request: MemberRequest, slug: str, format_name: str) -> HttpResponse:
    quiz = find_quiz(request, slug)
    try:
        exported = exchange.export(quiz=quiz, format_name=format_name)
    except FormatError as error:
        raise Http404(str(error)) from error
    response = HttpResponse(exported.writing.data, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{quiz.slug}{exported.format.suffixes[0]}"'
    return response


@require_POST
@staff_required
def import_questions(request: MemberRequest, slug: str) -> HttpResponseBase:
    quiz = find_quiz(request, slug)
    form, parcel = QuestionFileForm(), ParcelForm(request.POST)
    if parcel.is_valid():
        try:
            count = exchange.take(quiz=quiz, parcel=parcel.cleaned_data["parcel"], author=request.user)
        except (FormatError, authoring.AuthoringError) as error:
            parcel.add_error(None, str(error))
        else:
            messages.success(request, f"{count} question{'' if count == 1 else 's'} came into the quiz, at its end.")
            return redirect("quizzes:preview", quiz.course.slug, quiz.slug)
    form.errors["file"] = form.error_class(next(iter(parcel.errors.values())))
    return _render(request, quiz, form, None)


def _try_to_read(form: QuestionFileForm) -> Preview | None:
    file = form.cleaned_data["file"]
    try:
        return exchange.preview(filename=file.name, data=file.read())
    except FormatError as error:
        form.add_error("file", str(error))
        return None


def _render(request: MemberRequest, quiz: Quiz, form: QuestionFileForm, preview: Preview | None) -> HttpResponse:
    page = {"quiz": quiz, "form": form, "preview": preview, "endings": exchange.list_endings()}
    if preview is None:
        page["exports"] = exchange.export_all(quiz)
    return render(request, "quizzes/exchange.html", page, status=422 if form.errors else 200)
