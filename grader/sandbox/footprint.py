"""How much memory a process occupies, by the kernel's books, read from outside."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_RESIDENT: Final = re.compile(r"^VmRSS:\s*(\d+) kB$", re.MULTILINE)


def read_resident(pid: int | None) -> int:
    """Give the bytes that a process has in memory; 0 where it is gone, or the kernel says nothing."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    found = _RESIDENT.search(status)
    return int(found[1]) * 1024 if found else 0
