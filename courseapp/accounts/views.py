"""Signing in and out, and keeping one's account. Django's own views, with our forms, words and addresses."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_required
from django.contrib.messages.views import SuccessMessageMixin
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from courseapp.accounts import links, people
from courseapp.accounts.forms import (
    AskForPasswordForm,
    BeginForm,
    ChangePasswordForm,
    NameForm,
    NewPasswordForm,
    SignInForm,
)
from courseapp.accounts.models import User

BACKEND = "courseapp.accounts.signed_in.Backend"
NEXT = "after_password"  # in the session: where to go once the password is set


class SignIn(auth.LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    extra_context = {"site_name": settings.SITE_NAME}  # Django would put the host's name there

    def get_success_url(self) -> str:
        # A "next" that is this very page would send a signed-in person round in circles.
        url = super().get_success_url()
        return self.get_default_redirect_url() if url.partition("?")[0] == self.request.path else url


class ChangePassword(SuccessMessageMixin, auth.PasswordChangeView):
    template_name = "accounts/password_change.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("accounts:profile")
    success_message = "Your password is changed. You stay signed in here, and are signed out everywhere else."


class AskForPassword(auth.PasswordResetView):
    template_name = "accounts/password_reset.html"
    form_class = AskForPasswordForm  # type: ignore[assignment]  # needs only save() of Django's form
    success_url = reverse_lazy("accounts:password-reset-sent")


class SetPassword(SuccessMessageMixin, auth.PasswordResetConfirmView):
    """Where the link in a letter leads: a new password, or the first one."""

    template_name = "accounts/set_password.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("home")
    success_message = "Your password is set, and you are signed in."
    post_reset_login = True
    post_reset_login_backend = BACKEND

    def dispatch(self, *args: Any, **kwargs: Any) -> HttpResponseBase:
        wanted = self.request.GET.get("next", "")
        if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
            self.request.session[NEXT] = wanted
        return super().dispatch(*args, **kwargs)

    def get_success_url(self) -> str:
        return self.request.session.pop(NEXT, "") or super().get_success_url()


@sensitive_post_parameters("new_password1", "new_password2")
@never_cache
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """Where the letter to somebody without an account leads: they choose a password, and the account is there."""
    beginning = links.read_beginning(token)
    if beginning is None:
        return render(request, "accounts/link_expired.html", {"can_join": True}, status=410)
    form = BeginForm(
        User(email=beginning.email, name=beginning.name), request.POST or None, initial={"name": beginning.name}
    )
    if not form.is_valid():
        return render(request, "accounts/begin.html", {"form": form, "beginning": beginning})
    chosen = form.cleaned_data
    user = people.begin(email=beginning.email, name=chosen["name"], password=chosen["new_password1"])
    if user is None:
        messages.info(request, "You have an account already. Sign in with the password you chose before.")
        return redirect(f"{reverse('accounts:sign-in')}?{urlencode({'next': beginning.path})}")
    login(request, user, backend=BACKEND)
    return redirect(beginning.path)


@login_required
@require_http_methods(["GET", "POST"])
def show_profile(request: HttpRequest) -> HttpResponse:
    form = NameForm(request.POST or None, instance=request.user)
    if not form.is_valid():
        return render(request, "accounts/profile.html", {"form": form})
    form.save()
    messages.success(request, "Saved.")
    return redirect("accounts:profile")
