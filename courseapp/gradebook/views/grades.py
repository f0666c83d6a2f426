"""The gradebook: a student's own row, the staff's grid, the file for a spreadsheet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courseapp.courses.access import MemberRequest, member_required, staff_required
from courseapp.gradebook import exports, history, table
from courseapp.gradebook.forms import SectionForm


@member_required
@require_safe
def show_grades(request: MemberRequest) -> HttpResponse:
    return _show_grid(request) if request.membership.is_staff else _show_own(request)


@staff_required
@require_safe
def export_grades(request: MemberRequest) -> HttpResponse:
    course = request.membership.course
    wanted = SectionForm(request.GET, course=course)
    grades = table.read(course=course, students=wanted.list_students(), with_unpublished=True)
    response = HttpResponse(exports.write_csv(grades), content_type="text/csv; charset=utf-8")
    name = f"grades-{course.slug}-{timezone.localdate():%Y-%m-%d}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _show_grid(request: MemberRequest) -> HttpResponse:
    course = request.membership.course
    wanted = SectionForm(request.GET, course=course)
    grades = table.read(course=course, students=wanted.list_students(), with_unpublished=True)
    page = {"course": course, "filter": wanted, "table": grades, "query": request.GET.urlencode()}
    return render(request, "gradebook/grid.html", page)


def _show_own(request: MemberRequest) -> HttpResponse:
    course, student = request.membership.course, request.membership.user
    grades, row = table.read_row(course=course, user=student)
    histories = history.read_all(course=course, student=student)
    lines = [(cell, histories.get(cell.column.pk)) for cell in row.cells] if row else []
    return render(request, "gradebook/own.html", {"course": course, "table": grades, "row": row, "lines": lines})
