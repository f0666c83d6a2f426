"""The production web server: granian, as the Procfile starts it. Chosen by measurement, see ADR 0042."""

import ctypes
import multiprocessing
import os
import signal
from importlib import import_module
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

# Two of them let one long request not stop its process, and cost nothing that could be measured (ADR 0042).
THREADS = 2
GRACE_S = 4  # below the grace that honcho gives before it kills
PR_SET_PDEATHSIG = 1


def serve() -> None:
    """Until a signal comes."""
    workers = int(os.environ.get("WEB_CONCURRENCY", str(min(4, multiprocessing.cpu_count()))))
    Granian(
        "courseapp.site.web_server:load",
        factory=True,
        address=os.environ.get("BIND", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=int(os.environ.get("WEB_THREADS", str(THREADS))),
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=GRACE_S,
    ).serve()


def load() -> Any:
    """The site, in a worker: which the kernel ends with its parent, even where that was killed."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    parent = multiprocessing.parent_process()
    if parent is not None and os.getppid() != parent.pid:
        os._exit(1)  # it was killed before we could say so
    # Here and not above: nothing of it may be shared with the parent.
    return import_module("courseapp.wsgi").application


if __name__ == "__main__":
    serve()
