"""How long what is written may wait for the disk: as a rule, not at all."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def forgettable() -> Iterator[None]:
    """What is written inside survives whatever happens to our processes, but a loss of power may undo it.

    For what is made anew then. To wait for the disk is most of what a small write takes. Inside a transaction that has
    begun already, it is as durable as that.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO OFF")
            yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            (level,) = cursor.execute("PRAGMA synchronous").fetchone()
            cursor.execute("PRAGMA synchronous=NORMAL")
            try:
                yield
            finally:
                cursor.execute(f"PRAGMA synchronous={int(level)}")
    else:
        yield
