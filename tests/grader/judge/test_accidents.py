"""What honest people hand in by accident: each gets the verdict it deserves, and words that help."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from grader.judge import Assignment, SourceError, grade, load_assignment, read_source, refuse

FOLDER = Path(__file__).parent.parent / "honest" / "accidents"
CASES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def build(case: dict[str, Any], solution: str) -> str:
    """The text of a submission: its own, or the model answer with changes."""
    text: str = case.get("text", solution)
    for change in case.get("change", []):
        assert change["old"] in text
        text = text.replace(change["old"], change["new"], 1)
    return text


def with_limits(assignment: Assignment, folder: Path, limits: dict[str, float]) -> Assignment:
    if not limits:
        return assignment
    file = folder / "assignment.toml"
    lines = "".join(f"{name} = {value}\n" for name, value in limits.items())
    file.write_text(f"{file.read_text()}\n[limits]\n{lines}")
    return load_assignment(folder)


@pytest.mark.parametrize("name", CASES)
def test_an_accident_gets_the_verdict_it_deserves(sandbox, rnn_cell, folder, name):
    case = CASES[name]
    assignment = with_limits(rnn_cell, folder, case.get("limits", {}))
    try:
        source = read_source(case.get("filename", "submission.py"), build(case, rnn_cell.solution).encode())
    except SourceError as error:
        report = refuse(assignment=assignment, error=error, seed=5)
    else:
        report = grade(assignment=assignment, source=source, seed=5, sandbox=sandbox)
    assert report.verdict == case["verdict"]
    assert case["says"] in " ".join([report.message, *(check.message for check in report.checks)])
    json.dumps(report.to_json(), allow_nan=False)
