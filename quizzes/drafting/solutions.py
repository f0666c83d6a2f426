"""Answer frames that stand away from their questions: found by the question's number, read once for the whole deck."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quizzes.drafting.pieces import read_pieces
from quizzes.drafting.wording import is_answer_title, plain, quiz_number
from quizzes.slides import Slide

SOLUTION = re.compile(
    r"(?:pop |quick )?(?:quiz|question|checkpoint|q)?\s*#?\s*(?P<number>\d{1,3})\s*[:.)–—-]+\s*(?P<rest>.+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Solution:
    """One line of a frame of solutions, as in "Quiz 2: B) text"."""

    slide: Slide
    text: str
    line: str


@dataclass(frozen=True)
class Solutions:
    """A deck's answer frames by the number in their title, and its solution lines by the number they begin with."""

    frames: dict[str, list[Slide]] = field(default_factory=dict)
    lines: dict[str, list[Solution]] = field(default_factory=dict)

    def frame_for(self, question: Slide) -> Slide | None:
        """The first answer frame with this question's number after it."""
        return _first_after(self.frames.get(quiz_number(question.title) or "", ()), question)

    def line_for(self, question: Slide) -> Solution | None:
        """The first line of solutions for this question's number after it."""
        lines = self.lines.get(quiz_number(question.title) or "", ())
        return next((line for line in lines if line.slide.number > question.number), None)


def read_solutions(slides: Iterable[Slide]) -> Solutions:
    """The answer frames and solution lines of a deck."""
    solutions = Solutions()
    for slide in slides:
        if not is_answer_title(slide.title):
            continue
        number = quiz_number(slide.title)
        if number is not None:
            solutions.frames.setdefault(number, []).append(slide)
            continue
        for piece in read_pieces(slide.blocks, split_lists=True):
            if found := SOLUTION.fullmatch(plain(piece.text)):
                solution = Solution(slide, found["rest"], piece.text)
                solutions.lines.setdefault(found["number"], []).append(solution)
    return solutions


def _first_after(slides: Sequence[Slide], question: Slide) -> Slide | None:
    return next((slide for slide in slides if slide.number > question.number), None)
