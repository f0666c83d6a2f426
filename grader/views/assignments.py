"""A course's assignments, and the page where one is worked on."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from courseapp.courses.access import MemberRequest, member_required
from grader import submissions, worksheets
from grader.access import find_assignment
from grader.forms import SubmissionForm
from grader.models import Assignment
from grader.submissions import SubmissionError

# A picture that is opened by itself runs nothing and loads nothing, whoever drew it.
FIGURE_HEADERS = {
    "Cache-Control": "private, max-age=300",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}


@require_GET
@member_required
def list_assignments(request: MemberRequest) -> HttpResponse:
    return render(request, "grader/assignments.html", {"assignments": worksheets.list_all(request.membership)})


@require_http_methods(["GET", "HEAD", "POST"])
@member_required
def show_assignment(request: MemberRequest, slug: str) -> HttpResponse:
    assignment = find_assignment(request, slug)
    if request.method != "POST":
        text = worksheets.find_text(assignment=assignment, user=request.user, wanted=request.GET.get("from", ""))
        return _render(request, assignment, SubmissionForm(initial={"code": text}))
    form = SubmissionForm(request.POST, request.FILES)
    if form.is_valid():
        filename, data = form.read()
        try:
            return redirect(
                submissions.submit(assignment=assignment, student=request.user, filename=filename, data=data)
            )
        except SubmissionError as refusal:
            form.add_error(None, str(refusal))
    return _render(request, assignment, form, status=422)


@require_GET
@member_required
def show_figure(request: MemberRequest, slug: str, name: str) -> HttpResponse:
    assignment = find_assignment(request, slug)
    figure = worksheets.find_figure(assignment=assignment, membership=request.membership, name=name)
    if figure is None:
        raise Http404("There is no such figure.")
    return HttpResponse(figure.content, content_type=figure.media, headers=FIGURE_HEADERS)


def _render(request: MemberRequest, assignment: Assignment, form: SubmissionForm, **options: Any) -> HttpResponse:
    sheet = worksheets.read(assignment=assignment, membership=request.membership)
    return render(request, "grader/assignment.html", {"sheet": sheet, "form": form}, **options)
