"""The links that stand in our letters. Whoever can follow one can read the mail of its address."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core import signing
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from courseapp.accounts.models import User

SALT = "courseapp.accounts.begin"


@dataclass(frozen=True)
class Beginning:
    """What a link for somebody without an account says."""

    email: str
    name: str
    path: str


def to_page(path: str) -> str:
    return f"{settings.SITE_URL}{path}"


def to_set_password(*, user: User, path: str = "") -> str:
    """Works once, and for settings.PASSWORD_RESET_TIMEOUT; leads on to `path`."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    address = reverse("accounts:set-password", args=[uid, default_token_generator.make_token(user)])
    return to_page(f"{address}?{urlencode({'next': path})}" if path else address)


def to_begin(*, email: str, name: str, path: str) -> str:
    token = signing.dumps({"email": email, "name": name, "path": path}, salt=SALT, compress=True)
    return to_page(reverse("accounts:begin", args=[token]))


def read_beginning(token: str) -> Beginning | None:
    """What `token` says; None where it is not ours or too old."""
    try:
        said: Mapping[str, str] = signing.loads(token, salt=SALT, max_age=settings.PASSWORD_RESET_TIMEOUT)
    except signing.BadSignature:
        return None
    return Beginning(**said)
