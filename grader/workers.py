"""The processes that grade, as they report themselves: the only writer of Worker."""

import os
import socket
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from grader.models import Worker

FORGOTTEN_AFTER = timedelta(hours=1)


def own_name() -> str:
    """This process, by host, the host's table of processes, and its id there."""
    return f"{_name_here()}:{os.getpid()}"


def is_gone(name: str) -> bool:
    """Whether it ran here and does so no more. Of processes elsewhere only their silence can tell."""
    here, _, pid = name.rpartition(":")
    if here != _name_here():
        return False
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True
    return status.rpartition(")")[2].split()[0] == "Z"


def forget_gone() -> None:
    for name in Worker.objects.values_list("name", flat=True):
        if is_gone(name):
            sign_off(name=name)


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


def _name_here() -> str:
    """Two containers may share a host's name, but not its table of processes."""
    return f"{socket.gethostname()}/{Path('/proc/self/ns/pid').stat().st_ino}"
