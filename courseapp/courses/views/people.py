"""The people of a course: the roster, one person, and the codes to join with."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courseapp.accounts import letters
from courseapp.courses import invites, people
from courseapp.courses.access import MemberRequest, instructor_required, staff_required
from courseapp.courses.forms import EnrolmentForm, FilterForm, InviteForm, PersonForm
from courseapp.courses.models import Enrolment, Invite

PEOPLE_PER_PAGE = 100


@staff_required
@require_safe
def show_people(request: MemberRequest) -> HttpResponse:
    course = request.membership.course
    wanted = FilterForm(request.GET, course=course)
    everybody = Enrolment.objects.filter(course=course)
    found = wanted.narrow(everybody).by_name()
    query = request.GET.copy()
    query.pop("page", None)
    page = {
        "course": course,
        "filter": wanted,
        "page": Paginator(found, PEOPLE_PER_PAGE).get_page(request.GET.get("page")),
        "query": f"{query.urlencode()}&" if query else "",
        "counts": everybody.count_by_role(),
        "invites": Invite.objects.filter(course=course).open().select_related("section"),
    }
    return render(request, "courses/people.html", page)


@instructor_required
@require_http_methods(["GET", "POST"])
def add_person(request: MemberRequest) -> HttpResponse:
    course = request.membership.course
    form = PersonForm(request.POST or None, course=course)
    if form.is_valid():
        try:
            enrolment = people.enrol(
                course=course, email=form.cleaned_data["email"], name=form.cleaned_data["name"], place=form.place
            )
        except people.PeopleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{enrolment.user} is in the course now, and hears of it by mail.")
            return redirect("courses:people", course.slug)
    return render(request, "courses/person_add.html", {"course": course, "form": form})


@instructor_required
@require_http_methods(["GET", "POST"])
def show_person(request: MemberRequest, enrolment: int) -> HttpResponse:
    course = request.membership.course
    person = get_object_or_404(Enrolment.objects.by_name(), pk=enrolment, course=course)
    now = {"role": person.role, "section": person.section, "is_active": person.is_active}
    form = EnrolmentForm(request.POST or None, course=course, initial=now)
    if form.is_valid():
        try:
            people.change(enrolment=person, place=form.place, is_active=form.cleaned_data["is_active"])
        except people.PeopleError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"Saved what {person.user} is in the course.")
            return redirect("courses:people", course.slug)
    return render(request, "courses/person.html", {"course": course, "person": person, "form": form})


@instructor_required
@require_POST
def write_again(request: MemberRequest, enrolment: int) -> HttpResponse:
    course = request.membership.course
    person = get_object_or_404(Enrolment.objects.by_name(), pk=enrolment, course=course, is_active=True)
    letters.welcome(people=[person.user], about=str(course), path=course.get_absolute_url())
    messages.success(request, f"A letter to {person.user.email} is on its way.")
    return redirect("courses:people-person", course.slug, person.pk)


@instructor_required
@require_http_methods(["GET", "POST"])
def make_invite(request: MemberRequest) -> HttpResponse:
    course = request.membership.course
    form = InviteForm(request.POST or None, course=course)
    if request.method == "POST" and form.is_valid():
        invite = invites.make(course=course, author=request.user, **form.cleaned_data)
        messages.success(request, f"The code is {invite.readable_code}.")
        return redirect("courses:people", course.slug)
    return render(request, "courses/invite_add.html", {"course": course, "form": form})


@instructor_required
@require_POST
def close_invite(request: MemberRequest, invite: int) -> HttpResponse:
    course = request.membership.course
    found = get_object_or_404(Invite, pk=invite, course=course)
    invites.close(invite=found)
    messages.success(request, f"The code {found.readable_code} is closed. Who joined with it stays in the course.")
    return redirect("courses:people", course.slug)
