"""The corpus of mistakes: right answers in other hands, and what to replace in them (mistaken/*.toml)."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.judge import Report

MISTAKEN = Path(__file__).parent / "mistaken"
HONEST_FOLDER = Path(__file__).parent / "honest"
HONEST = sorted(path for path in HONEST_FOLDER.iterdir() if path.suffix in {".py", ".ipynb"})
HONEST_STREAMS = sorted(HONEST_FOLDER.glob("streaming/*.py"))


@dataclass(frozen=True)
class Mistaken:
    """One mistake; ``says``: words of its diagnosis; ``follows``: its gradients are those of its own forward."""

    assignment: str
    name: str
    section: int
    edits: tuple[tuple[str, str], ...]
    says: tuple[str, ...]
    follows: bool

    @property
    def text(self) -> str:
        made = _apply((MISTAKEN / f"{self.assignment}.py").read_text(encoding="utf-8"), self.edits)
        if made is None:
            raise ValueError(f"{self.name}: what it replaces is not in {self.assignment}.py")
        return made

    def combine(self, other: "Mistaken") -> str | None:
        """Both mistakes in one answer; None where one replaces what the other needs."""
        if self.assignment != other.assignment:
            return None
        return _apply(self.text, other.edits) if _apply(other.text, self.edits) is not None else None


def read_mistaken() -> list[Mistaken]:
    files = [path.read_text(encoding="utf-8") for path in sorted(MISTAKEN.glob("*.toml"))]
    entries = [entry for text in files for entry in tomllib.loads(text)["mistake"]]
    return [
        Mistaken(
            assignment=entry["assignment"],
            name=entry["name"],
            section=entry["section"],
            edits=tuple((old, new) for old, new in entry["edits"]),
            says=tuple(entry["says"]),
            follows=entry.get("follows", False),
        )
        for entry in entries
    ]


def name_all(report: Report) -> tuple[str, ...]:
    """Every title that the student reads."""
    named = [each for check in report.checks if check.diagnosis for each in (check.diagnosis, *check.further)]
    return tuple(dict.fromkeys(each.title for each in named))


def find_unsaid(says: Iterable[str], titles: Sequence[str]) -> list[str]:
    """The words that no title holds; `a|b` asks for one of them."""
    text = " ".join(titles).lower()
    return [words for words in says if not any(word.lower() in text for word in words.split("|"))]


def _apply(text: str, edits: Iterable[tuple[str, str]]) -> str | None:
    for old, new in edits:
        if old not in text:
            return None
        text = text.replace(old, new, 1)
    return text
