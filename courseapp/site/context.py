"""What every template may show: the site's name, and notices that concern everybody."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

NOTICE_SECONDS = 5.0  # a notice may be this old, so that pages do not pay for it

_remembered: tuple[float, list[str]] = (float("-inf"), [])


def describe_site(request: HttpRequest) -> dict[str, Any]:
    # Functions, so that a fragment that shows no notice asks for none.
    return {
        "site_name": settings.SITE_NAME,
        "site_notices": list_notices,
        "demo": settings.DEMO,
        "frame": partial(describe_frame, request),
    }


def describe_frame(request: HttpRequest) -> tuple[object, ...]:
    """Everything that the header of a page shows, but for whose it is."""
    user, membership = getattr(request, "user", None), getattr(request, "membership", None)
    place = request.resolver_match
    return (
        user is not None and user.is_authenticated,
        membership and membership.look,
        place and place.view_name,
    )


def list_notices() -> list[str]:
    """The sentences that the parts want on every page, at most NOTICE_SECONDS old."""
    global _remembered
    remembered_at, notices = _remembered
    if time.monotonic() - remembered_at > NOTICE_SECONDS:
        notices = ask_for_notices()
        _remembered = (time.monotonic(), notices)
    return notices


def ask_for_notices() -> list[str]:
    """The sentences that the parts want on every page right now."""
    describers: list[Callable[[], str]] = [import_string(name) for name in settings.SITE_NOTICES]
    return [sentence for describe in describers if (sentence := describe())]
