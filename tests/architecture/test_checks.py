"""The tools agree: style, types, migrations, and the framework's own checks under production settings."""

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT

TOOLS = Path(sys.executable).parent


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def test_ruff_finds_nothing():
    linted = run(TOOLS / "ruff", "check", ".")
    assert linted.returncode == 0, linted.stdout


def test_every_file_is_formatted():
    formatted = run(TOOLS / "ruff", "format", "--check", ".")
    assert formatted.returncode == 0, formatted.stdout


def test_mypy_finds_nothing():
    typed = run(TOOLS / "mypy", "courseapp", "quizzes", "grader", "tests", "benchmarks")
    assert typed.returncode == 0, typed.stdout


def test_every_model_change_has_its_migration():
    made = run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run")
    assert made.returncode == 0, made.stdout


def test_production_settings_pass_the_deployment_checks(tmp_path):
    checked = run(
        sys.executable,
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        SITE_URL="https://course.example.edu",
        COURSEAPP_VAR=str(tmp_path),
        SECRET_KEY="",
        DEBUG="0",
        COURSEAPP_DEMO="0",
    )
    assert checked.returncode == 0, checked.stderr
