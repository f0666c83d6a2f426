"""The corpus of mistakes: right answers in other hands, and what to replace in them (mistaken/*.toml)."""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from grader.judge import Report, load_assignment
from grader.judge.authored import load_answer
from grader.judge.conventions import is_same
from grader.judge.library import find_library
from grader.judge.mistakes import Mistake, play
from grader.judge.oracle import Outputs

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


def read_expected(one: Mistaken, two: Mistaken, corpus: Sequence[Mistaken]) -> tuple[str, ...]:
    """The words for two mistakes at once; for what shows of them, where one hides the other.

    Proved by what the texts return for the probe. Two are one if both together return what one of all does alone. One
    is hidden if nothing that it gets wrong alone is wrong in both together.
    """
    both = _play(one.assignment, one.combine(two) or "")
    apart = [_play(each.assignment, each.text) for each in (one, two)]
    single = next((each for each in (one, two, *corpus) if _is_alike(both, _play(each.assignment, each.text))), None)
    if single is not None:
        return single.says
    truth = _play(one.assignment, (MISTAKEN / f"{one.assignment}.py").read_text(encoding="utf-8"))
    wrong, *wrong_apart = (_find_wrong(outputs, truth) for outputs in (both, *apart))
    shown = [each for each, own in zip((one, two), wrong_apart, strict=True) if own & wrong]
    return tuple(words for each in shown for words in each.says)


@lru_cache(maxsize=2048)
def _play(slug: str, text: str) -> Outputs:
    """What an answer returns for the probe; empty where it fails."""
    assignment = load_assignment(slug)
    answer = Mistake("corpus", "", "", text, "", load_answer(assignment, text, MISTAKEN / f"{slug}.py"))
    return {
        key: value
        for pair in assignment.pairs
        for key, value in play(answer, pair, find_library(assignment, pair).drawn).items()
    }


def _is_alike(one: Outputs, other: Outputs) -> bool:
    return one.keys() == other.keys() and not _find_wrong(one, other)


def _find_wrong(outputs: Outputs, truth: Outputs) -> set[tuple[str, str]]:
    return {key for key, right in truth.items() if key not in outputs or not is_same(outputs[key], right)}


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
