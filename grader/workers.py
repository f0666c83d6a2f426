"""The processes that grade, as they report themselves: the only writer of Worker."""

import os
import socket
from datetime import timedelta

from django.utils import timezone

from grader.models import Worker

FORGOTTEN_AFTER = timedelta(hours=1)


def own_name() -> str:
    """This process, by host and id."""
    return f"{socket.gethostname()}:{os.getpid()}"


def report(*, name: str, closed: str = "") -> Worker:
    """A sign of life: ready to grade or, with a reason, closed. Rows of processes that are long gone are dropped."""
    now = timezone.now()
    Worker.objects.filter(seen_at__lt=now - FORGOTTEN_AFTER).delete()
    state = Worker.State.CLOSED if closed else Worker.State.READY
    worker, _ = Worker.objects.update_or_create(
        name=name, defaults={"state": state, "reason": closed[:500], "seen_at": now}
    )
    return worker


def sign_off(*, name: str) -> None:
    Worker.objects.filter(name=name).delete()
