"""A question that was drafted from a deck's slides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Draft:
    """Texts are Markdown with $math$; `spec` is that of the question type `kind`.

    `slides` are the slides it was made from, `made` says to the instructor how. `generator` names the built-in
    generator whose values differ from student to student; `spec` then shows one student's.
    """

    kind: str
    label: str
    stem: str
    spec: Mapping[str, Any]
    explanation: str
    slides: tuple[int, ...]
    made: str
    generator: str = ""

    @property
    def options(self) -> tuple[str, ...]:
        """What a student chooses from or puts in order; empty where they write."""
        if self.kind == "matching":
            return tuple(match for _, match in self.spec["pairs"])
        if self.kind == "true_false":
            return tuple(each["text"] for each in self.spec.get("statements", ()))
        return tuple(self.spec.get("options", ()))

    @property
    def correct(self) -> tuple[int, ...]:
        """Indexes of the right options (of lines and matches: in their right order; of statements: the true ones)."""
        if self.kind in {"ordering", "matching"}:
            return tuple(range(len(self.options)))
        if self.kind == "true_false":
            return tuple(place for place, each in enumerate(self.spec.get("statements", ())) if each["correct"])
        return tuple(self.spec.get("correct", ()))
