"""Answer frames that stand away from their questions: found by the question's number, read once for the whole deck."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quizzes.drafting.pieces import Piece, read_pieces
from quizzes.drafting.truth import read_verdict
from quizzes.drafting.wording import is_answer_title, plain, quiz_number
from quizzes.slides import Slide, Table

SOLUTION = re.compile(
    r"(?P<word>(?:pop |quick )?(?:quiz|question|checkpoint|exercise|q))?\s*#?\s*(?P<number>\d{1,3})\s*[:.)–—-]+\s*"
    r"(?P<rest>.+)",
    re.IGNORECASE,
)
SHORT = re.compile(r"[(\[]?[A-Ha-h][)\]]?(?:[).:,;–—-]|\s[-–—(]|$)")
CELLS = re.compile(
    r"(?:(?:pop |quick )?(?:quiz|question|checkpoint|exercise|q) ?)?#?(?P<number>\d{1,3})[.)]?"
    r" \| \(?(?P<letter>[A-Ha-h])[).]?(?: \|.*)?",
    re.IGNORECASE,
)
IN_ONE_LINE = re.compile(r"(?P<number>\d{1,2})\s*[:.)=–—-]?\s*[(\[]?(?P<letter>[A-Ha-h])[)\]]?(?=[\s,;.|]|$)")


@dataclass(frozen=True)
class Solution:
    """One line of a frame of solutions, as in "Quiz 2: B) text"."""

    slide: Slide
    text: str
    line: str


@dataclass(frozen=True)
class Solutions:
    """A deck's answer frames by the number in their title, and its solution lines by the number they begin with.

    `lists` are the frames, by their own number, that answer several questions, each in a line.
    """

    frames: dict[str, list[Slide]] = field(default_factory=dict)
    lines: dict[str, list[Solution]] = field(default_factory=dict)
    lists: dict[int, dict[str, Solution]] = field(default_factory=dict)

    def frame_for(self, question: Slide) -> Slide | None:
        """The first answer frame with this question's number after it."""
        return _first_after(self.frames.get(quiz_number(question.title) or "", ()), question)

    def line_for(self, question: Slide) -> Solution | None:
        """The first line of solutions for this question's number after it."""
        lines = self.lines.get(quiz_number(question.title) or "", ())
        return next((line for line in lines if line.slide.number > question.number), None)

    def line_of_list(self, following: Sequence[Slide], *, place: int, count: int) -> Solution | None:
        """What the list right behind answers to one of so many questions."""
        lines = self.lists.get(following[0].number, {}) if following else {}
        return lines.get(str(place + 1)) if len(lines) == count else None

    def lines_in_order(self, count: int) -> list[Solution]:
        """The lines of the one list that answers so many questions, which bear no numbers themselves."""
        lists = [list(lines.values()) for lines in self.lists.values() if len(lines) == count]
        return lists[0] if len(lists) == 1 else []


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
        found = _read_lines(slide)
        for own, (solution, _) in found.items():
            solutions.lines.setdefault(own, []).append(solution)
        if len(found) > 1 and all(key for _, key in found.values()):
            solutions.lists[slide.number] = {own: solution for own, (solution, _) in found.items()}
    return solutions


def _read_lines(slide: Slide) -> dict[str, tuple[Solution, bool]]:
    """The numbered lines of a frame, and whether each is a key rather than a sentence."""
    found: dict[str, tuple[Solution, bool]] = {}
    for piece in read_pieces(slide.blocks, split_lists=True):
        if isinstance(piece.block, Table):
            for row in filter(None, map(CELLS.fullmatch, (plain(" | ".join(row)) for row in piece.block.rows))):
                found.setdefault(row["number"], (Solution(slide, row["letter"], row.group()), True))
        text = plain(piece.text)
        for number, letter in read_numbered_letters(text).items():
            found.setdefault(number, (Solution(slide, letter, text), True))
        if (line := SOLUTION.fullmatch(text)) and line["number"] not in found:
            rest = line["rest"]
            key = bool(line["word"]) or SHORT.match(rest) is not None or read_verdict(rest) is not None
            found[line["number"]] = (Solution(slide, rest, piece.text), key)
    return found


def read_numbered_letters(text: str) -> dict[str, str]:
    """ "1-B, 2: C" as {"1": "B", "2": "C"}; empty where a text says more, or names just one."""
    found = {each["number"]: each["letter"] for each in IN_ONE_LINE.finditer(text)}
    rest = re.sub(r"[\s,;.|]|\band\b", "", IN_ONE_LINE.sub("", text))
    return found if len(found) > 1 and len(rest) <= 12 else {}


def read_closing(closing: Sequence[Piece], place: int) -> tuple[str, str] | None:
    """What the end of a slide answers to one of its questions, and the words: "Answers: 1-B, 2-A"."""
    for piece in closing:
        letters = read_numbered_letters(plain(piece.text))
        if str(place + 1) in letters:
            return letters[str(place + 1)], piece.text
    return None


def _first_after(slides: Sequence[Slide], question: Slide) -> Slide | None:
    return next((slide for slide in slides if slide.number > question.number), None)
