"""Getting into a course with a code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from courseapp.accounts import letters
from courseapp.courses import invites, people
from courseapp.courses.access import SignedInRequest, find_membership
from courseapp.courses.forms import CodeForm, NewcomerForm
from courseapp.courses.models import Invite


@require_http_methods(["GET", "POST"])
def type_code(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if form.is_valid():
        return redirect(form.invite)
    return render(request, "courses/join.html", {"form": form})


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody signed in confirms; anybody else signs in, or asks for a letter that proves their address."""
    try:
        invite = invites.find(code=code)
    except invites.InviteError as error:
        form = CodeForm({"code": code})
        status = 404 if isinstance(error, invites.UnknownCodeError) else 410
        return render(request, "courses/join.html", {"form": form}, status=status)
    if request.user.is_authenticated:
        return _join_signed_in(request, invite)  # type: ignore[arg-type]  # the line above
    return _ask_newcomer(request, invite)


@require_safe
def show_letter_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "courses/join_sent.html")


def _join_signed_in(request: SignedInRequest, invite: Invite) -> HttpResponse:
    if find_membership(user=request.user, course=invite.course) is not None:
        messages.info(request, "You are in this course already.")
        return redirect(invite.course)
    error = ""
    if request.method == "POST":
        try:
            people.join(course=invite.course, section=invite.section, user=request.user)
        except people.PeopleError as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"Welcome to {invite.course}.")
            return redirect(invite.course)
    return render(request, "courses/join_confirm.html", {"invite": invite, "error": error})


def _ask_newcomer(request: HttpRequest, invite: Invite) -> HttpResponse:
    form = NewcomerForm(request.POST or None)
    if not form.is_valid():
        return render(request, "courses/join_newcomer.html", {"invite": invite, "form": form})
    letters.ask_to_join(**form.cleaned_data, about=str(invite.course), path=invite.get_absolute_url())
    return redirect("courses:join-sent")
