"""What the brake on guessing passwords counts by: the account that is tried, and the address it is tried from.

Both together, so that neither one prankster locks a classmate out everywhere, nor one bad typist a whole lecture
hall that shares one address.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from courseapp.accounts.models import User


def read_account(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The address that somebody tries to sign in with, spelled the one way we store it."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return User.objects.normalize_email(str(typed))


def read_address(request: HttpRequest) -> str:
    """Where the request comes from: behind our own proxy, what that proxy saw, which nobody else can write."""
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")[-1].strip()
        if forwarded:
            return forwarded
    return request.META.get("REMOTE_ADDR", "")
