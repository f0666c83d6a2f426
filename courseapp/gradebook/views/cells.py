"""One cell of the grid: how the points came about, and setting them by hand."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from courseapp.accounts.models import User
from courseapp.courses.access import MemberRequest, staff_required
from courseapp.courses.models import Enrolment, Role
from courseapp.gradebook import history, ledger
from courseapp.gradebook.forms import OverrideForm, WithdrawForm
from courseapp.gradebook.models import GradeItem


@staff_required
@require_http_methods(["GET", "POST"])
def show_cell(request: MemberRequest, item: int, student: int) -> HttpResponse:
    course = request.membership.course
    found = get_object_or_404(GradeItem, pk=item, course=course)
    place = get_object_or_404(Enrolment.objects.by_name(), user=student, course=course, role=Role.STUDENT)
    withdrawing = "withdraw" in request.POST
    override = OverrideForm(None if withdrawing else request.POST or None, item=found)
    withdraw = WithdrawForm(request.POST if withdrawing else None, prefix="withdraw")
    form = withdraw if withdrawing else override
    if request.method == "POST" and form.is_valid() and _record(form, found, place.user, request.user):
        messages.success(request, f"Recorded for {place.user} on “{found.title}”.")
        return redirect("gradebook:cell", course.slug, found.pk, place.user_id)
    told = history.read(item=found, student=place.user)
    page = {"course": course, "item": found, "place": place, "history": told}
    return render(request, "gradebook/cell.html", {**page, "override": override, "withdraw": withdraw})


def _record(form: forms.Form, item: GradeItem, student: User, author: User) -> bool:
    """Into the ledger; False, with the reason on the form, where the ledger refuses."""
    said = form.cleaned_data
    try:
        if isinstance(form, WithdrawForm):
            ledger.withdraw_override(item=item, student=student, author=author, reason=said["reason"])
        else:
            ledger.override(item=item, student=student, points=said["points"], author=author, reason=said["reason"])
    except ledger.LedgerError as error:
        form.add_error(None, str(error))
    return form.is_valid()
