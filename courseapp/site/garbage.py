"""Python's search for cycles, in a process that answers requests.

By default it looks after every 700 objects, and now and then at everything that was ever imported. What a request makes
is nearly all gone with its last reference; so the search is rarer, and leaves alone what stays for good.
"""

import gc

from django.urls import get_resolver

OBJECTS = 20_000  # in excess of those that went: some 10 MB at most wait for the next search
YOUNG, MIDDLE = 20, 50


def search_rarely() -> None:
    """Once everything is imported, addresses and their views included."""
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, YOUNG, MIDDLE)
