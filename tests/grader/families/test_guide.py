"""The complete examples of the authoring guide work as they stand there."""

import re
from pathlib import Path

import pytest

import grader
from grader.judge import load_assignment
from grader.judge.audit import audit

GUIDE = (Path(grader.__path__[0]).parent / "docs" / "authoring-assignments.md").read_text(encoding="utf-8")
FILES = re.findall(r"^`(\w+)/([\w/.]+)`\n\n```\w+\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
EXAMPLES = sorted({example for example, _, _ in FILES})


def test_there_is_an_example_of_every_family():
    assert EXAMPLES == ["columns", "layers", "modules", "vectors"]


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_guide_passes_its_audit(jails, tmp_path, example):
    folder = tmp_path / example
    for owner, name, text in FILES:
        if owner == example:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    (folder / "statement.md").write_text("# An example\n")
    assignment = load_assignment(folder)
    found = audit(assignment=assignment, sandbox=jails(assignment.flavour), seeds=(1,), with_mutants=False)
    assert [row for row in found.rows if row.complaints] == []
