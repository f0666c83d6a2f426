"""A hint is Markdown: what is code in it is written as code, or a power would turn into bold letters."""

import ast
import re
from pathlib import Path

import pytest

from grader import assignments

MISTAKES = sorted(Path(assignments.__path__[0]).glob("*/mistakes/*.py"))


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_a_hint_writes_code_as_code(path):
    _, _, hint = (ast.get_docstring(ast.parse(path.read_text())) or "").partition("\n\n")
    prose = re.sub(r"`[^`]+`|\$[^$]+\$", "", hint)
    assert hint
    assert "**" not in prose
    assert not re.search(r"\w_\w|@", prose), f"write it between backticks: {prose}"
