"""Enrolling from a class list: upload, look, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courseapp.courses import roster_imports
from courseapp.courses.access import MemberRequest, instructor_required
from courseapp.courses.forms import RosterForm
from courseapp.courses.models import RosterUpload
from courseapp.courses.rosters import RosterError


@instructor_required
@require_http_methods(["GET", "POST"])
def upload_roster(request: MemberRequest) -> HttpResponse:
    course = request.membership.course
    form = RosterForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = roster_imports.keep(course=course, author=request.user, filename=file.name, data=file.read())
        except RosterError as error:
            form.add_error("file", str(error))
        else:
            return redirect(upload)
    return render(request, "courses/roster_upload.html", {"course": course, "form": form})


@instructor_required
@require_http_methods(["GET", "POST"])
def preview_roster(request: MemberRequest, upload: int) -> HttpResponse:
    course = request.membership.course
    found = get_object_or_404(RosterUpload.objects.select_related("course", "author"), pk=upload, course=course)
    if found.applied_at is not None:
        return render(request, "courses/roster_applied.html", {"course": course, "upload": found})
    changed_meanwhile = False
    if request.method == "POST":
        try:
            plan = roster_imports.apply(upload=found, digest=request.POST.get("digest", ""))
        except roster_imports.PlanChangedError:
            changed_meanwhile = True
        else:
            messages.success(request, f"Imported: {len(plan.new)} new, {len(plan.changed)} changed.")
            return redirect("courses:people", course.slug)
    plan = roster_imports.plan(upload=found)
    page = {"course": course, "upload": found, "plan": plan, "changed_meanwhile": changed_meanwhile}
    return render(request, "courses/roster_preview.html", page, status=409 if changed_meanwhile else 200)
