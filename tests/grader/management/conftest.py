"""Commands as people start them: in a process of their own, with neither database nor broker."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
Manage = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def manage(tmp_path: Path) -> Manage:
    environment = {
        **os.environ,
        "COURSEAPP_VAR": str(tmp_path / "var"),
        "DATABASE_URL": "sqlite:////nowhere/there/is/no/database",
        "REDIS_URL": "redis://127.0.0.1:1/0",
    }

    def run(*arguments: str, without: str = "") -> subprocess.CompletedProcess[str]:
        """Start a command; ``without`` is a program of the system that is not there for it."""
        covered = ["bwrap", "--dev-bind", "/", "/", "--ro-bind", "/dev/null", without] if without else []
        command = [*covered, sys.executable, "manage.py", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    return run
