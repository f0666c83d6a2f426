"""What time it is for everybody: the database's clock, however many machines serve it.

A machine whose clock is wrong, or is set while it runs, must neither close an exam early nor keep it open. Asked once a
minute; in between a counter goes on that nobody sets. SQLite has no clock but that of the one machine it lives on.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection

AGE_S = 60.0  # good quartz drifts by a few milliseconds in this time


@dataclass(frozen=True)
class Reading:
    moment: datetime
    counted_s: float


class Clock:
    """`ask` gives the true time at some cost, `count` seconds that only ever go on."""

    def __init__(self, *, ask: Callable[[], datetime], count: Callable[[], float]) -> None:
        self._ask, self._count = ask, count
        self._reading: Reading | None = None

    def now(self) -> datetime:
        reading = self._reading
        if reading is None or self._count() - reading.counted_s > AGE_S:
            before = self._count()
            moment = self._ask()
            # Whatever the answer took, it was true somewhere in the middle.
            reading = Reading(moment, (before + self._count()) / 2)
            self._reading = reading
        return reading.moment + timedelta(seconds=self._count() - reading.counted_s)


def now() -> datetime:
    """The time by which attempts begin and end."""
    return datetime.now(UTC) if connection.vendor == "sqlite" else _of_database.now()


def _ask_database() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def _count_seconds() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)  # goes on while a machine sleeps


_of_database = Clock(ask=_ask_database, count=_count_seconds)
