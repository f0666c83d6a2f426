"""The corpora of submissions: a file each, headed by what it deserves.

The lines that start with `#:` are TOML. `rows` are rows of our catalogue of attacks; the rest says what must happen:

    imported   "loaded" (the default) or the kind of ImportFailed, or a list of those allowed
    outcome    the names of the outcomes that `attack(x)` may have
    says       words of the message that the student sees;  hints: words of the hint
    limits     limits other than the short ones the tests run with
    wants      passed on to the call
    finds_nothing   attack returns a list of what it got hold of, and the list must be empty
    build      an expression whose value is the submission's text, where that would break an editor or a linter
    calls      call it so often, or until something else than a Returned comes
    times      open and call it so often
    exit_code, signal, handles, differs, repeats, never    see test_hostile.py

Files in hostile/judged are handed to the judge (see test_hostile_judged.py), with the model answer before them if they
say `with_solution`; files in hostile/uploads say how to make an upload (see test_hostile_uploads.py).
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from grader.sandbox import Limits, Source

HOSTILE = Path(__file__).parent / "hostile"
JUDGED = HOSTILE / "judged"
UPLOADS = HOSTILE / "uploads"

SHORT = {"import_s": 0.8, "call_s": 0.4, "patience": 2.0, "memory_bytes": 128 << 20}


@dataclass(frozen=True)
class Case:
    """One file of a corpus."""

    name: str
    source: Source
    expected: dict[str, Any] = field(default_factory=dict)

    @property
    def limits(self) -> Limits:
        return Limits(**{**SHORT, **self.expected.get("limits", {})})

    @property
    def imported(self) -> list[str]:
        wanted = self.expected.get("imported", "loaded")
        return [wanted] if isinstance(wanted, str) else wanted

    @property
    def outcomes(self) -> list[str]:
        return list(self.expected.get("outcome", ["Returned"]))


def read_case(path: Path) -> Case:
    text = path.read_text(encoding="utf-8")
    header = "\n".join(line[2:].strip() for line in text.splitlines() if line.startswith("#:"))
    expected = tomllib.loads(header)
    if "build" in expected:
        text = str(eval(expected["build"]))
    return Case(name=path.stem, source=Source(path.name, text), expected=expected)


def read_cases(folder: Path) -> list[Case]:
    return [read_case(path) for path in sorted(folder.glob("*.py"))]
