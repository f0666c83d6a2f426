"""Forms with which people sign in and keep their account."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm

from courseapp.accounts import letters
from courseapp.accounts.models import User

# In words of our own; settings.AUTH_PASSWORD_VALIDATORS decides.
ADVICE = "At least 8 characters, not only digits, no common password, and unlike your name and address."


class AddressField(forms.EmailField):
    """An e-mail address, in the spelling we store."""

    def __init__(self, *, autocomplete: str = "email", help_text: str = "", autofocus: bool = False) -> None:
        attrs = {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
        if autofocus:
            attrs["autofocus"] = ""
        super().__init__(
            label="E-mail address", max_length=254, help_text=help_text, widget=forms.EmailInput(attrs=attrs)
        )

    def clean(self, value: str) -> str:
        return User.objects.normalize_email(super().clean(value))


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "This e-mail address and password do not belong together. "
        "Check both, or ask for a new password below.",
        "inactive": "This account is closed. Ask your instructor.",
    }
    username = AddressField(autocomplete="username", autofocus=True)


class AskForPasswordForm(forms.Form):
    email = AddressField(autofocus=True)

    def save(self, **options: object) -> None:
        """Called by Django's view with its own options; a letter needs none of them."""
        letters.ask_for_password(email=self.cleaned_data["email"])


class NewPasswordForm(SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].help_text = ADVICE
        self.fields["new_password2"].label, self.fields["new_password2"].help_text = "The same once more", ""


class ChangePasswordForm(PasswordChangeForm, NewPasswordForm):
    """The old password first, then the new one."""


class BeginForm(NewPasswordForm):
    """A first password, and the name as it should appear."""

    name = forms.CharField(
        label="Your name",
        max_length=150,
        help_text="As it should appear in the gradebook.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ["name", "new_password1", "new_password2"]


class NameForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name"]
        labels = {"name": "Your name"}
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}
