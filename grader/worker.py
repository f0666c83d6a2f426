"""The life of a worker process: made ready at its start, heard from while it lives, signed off at its end."""

import logging
import os
import threading
from typing import Any

from celery import signals
from celery.utils.log import current_process_index
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from grader import queue, workers
from grader.bench import BENCH
from grader.judge import warm
from grader.leisure import LEISURE

logger = logging.getLogger(__name__)

HEARTBEAT_S = 5.0
NICENESS = 5  # pages go first: somebody waits for each of them, and a verdict may take a moment

_ended = threading.Event()


def prepare(**details: Any) -> None:
    warm()


def begin(**details: Any) -> None:
    _ended.clear()
    os.nice(NICENESS)
    BENCH.place = current_process_index(base=0) or 0
    BENCH.open()
    _recover()
    threading.Thread(target=_keep_reporting, name="heartbeat", daemon=True).start()
    if settings.PREPARES_AHEAD:
        threading.Thread(target=LEISURE.prepare, args=(_ended,), name="leisure", daemon=True).start()


def end(**details: Any) -> None:
    _ended.set()
    BENCH.close()
    workers.sign_off(name=workers.own_name())


def reopen() -> None:
    """Try again to open a bench that is closed: what was missing may be there by now."""
    if BENCH.closed and BENCH.open():
        workers.report(name=workers.own_name())


def _recover() -> None:
    """What the process held whose place this one takes need not wait for the next sweep."""
    try:
        queue.recover()
    except DatabaseError as error:
        logger.warning("Nothing was recovered at the start of a worker: %s", error)


def _keep_reporting() -> None:
    name = workers.own_name()
    while not _ended.is_set():
        close_old_connections()
        try:
            workers.report(name=name, closed=BENCH.closed)
        except DatabaseError as error:
            logger.warning("The heartbeat of %s was not recorded: %s", name, error)
        _ended.wait(HEARTBEAT_S)
    connection.close()


# Imported before the pool is forked, torch is shared by all of its processes and there when the first one grades.
signals.worker_init.connect(prepare)
signals.worker_process_init.connect(begin)
signals.worker_process_shutdown.connect(end)
