"""Who may import whom: the contracts in pyproject.toml hold, and imports stand at the top of a file."""

import ast
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT, list_functions

FIRST_PARTY = {"courseapp", "quizzes", "grader"}


def test_the_import_contracts_hold():
    tool = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_nothing_of_ours_is_imported_inside_a_function():
    hidden = [
        f"{function}: {ast.unparse(node)}"
        for function in list_functions()
        for node in ast.walk(function.node)
        if (isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in FIRST_PARTY)
        or (isinstance(node, ast.Import) and any(name.name.split(".")[0] in FIRST_PARTY for name in node.names))
    ]
    assert hidden == []


def test_the_web_server_does_not_load_torch():
    program = (
        "import django, os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'courseapp.settings'; django.setup();"
        "import courseapp.wsgi; from django.urls import get_resolver; get_resolver().url_patterns;"
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0
