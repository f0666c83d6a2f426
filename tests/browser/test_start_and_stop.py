"""Ctrl-C leaves nothing behind, and a second start finds what the first one left."""

import time
from pathlib import Path

import pytest

from tests.browser.site import run_site
from tests.processes import list_descendants

pytestmark = pytest.mark.browser


def is_running(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_ctrl_c_ends_every_process_and_a_second_start_finds_the_data(tmp_path):
    with run_site(var=tmp_path) as site:
        started = list_descendants(site.process.pid)
        assert len(started) >= 8  # four watchers, redis, web, worker, beat, and what these started themselves
        site.stop()
    deadline = time.monotonic() + 5
    while (left := {pid for pid in started if is_running(pid)}) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert left == set()

    with run_site(var=tmp_path) as again:
        assert "Demo course: as it was." in again.log.read_text()
