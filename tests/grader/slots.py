"""Which slots the tests' own jails take: never those that another process of the same run takes at the same time."""

import os

_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_FIRST = 40 + 20 * (_WORKER % 3)
"""A worker of the site counts its slots from 0, and there are a hundred."""


def slot(number: int) -> int:
    """The slot of the tests' jail with this number, 0 to 19."""
    return _FIRST + number
