"""Problems to compute, with other numbers for each student, where the deck teaches what they need."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quizzes import generators
from quizzes.drafting.draft import Draft
from quizzes.drafting.drafts.reading import Lecture
from quizzes.slides import Slide

RANK = 0
RECURRENT = re.compile(r"\brnns?\b|\brecurrent|\blstms?\b|\bgrus?\b")
OFTEN = 5  # times that a lecture about recurrent networks names them
SAMPLE = "sample"  # the seed of what the instructor sees


@dataclass(frozen=True)
class Problem:
    """A generator, and what the title and the text of a slide that teaches it say."""

    generator: str
    label: str
    title: str
    text: str


PROBLEMS = (
    Problem(
        "rnn_step",
        "One step by hand",
        r"\brnns?\b|\brecurrent|hidden state|\bcell\b",
        r"\\tanh\W.*(?:t\s*-\s*1|prev)",
    ),
    Problem(
        "gradient_norm",
        "Gradient after T steps",
        r".",
        r"(?:vanish|explod)\w*[^.]{0,60}gradient|gradients?[^.]{0,60}(?:vanish|explod)",
    ),
    Problem(
        "rnn_parameters",
        "Parameters of a simple cell",
        r"(?!.*(?:lstm|gru)).*(?:\brnns?\b|\brecurrent)",
        r"W.*(?:t\s*-\s*1|prev)",
    ),
    Problem("lstm_parameters", "Parameters of an LSTM", r"\blstms?\b", r"gate"),
    Problem("gru_parameters", "Parameters of a GRU", r"\bgrus?\b", r"gate|\bGRU\b"),
)


def make(lecture: Lecture) -> Iterator[Draft]:
    if len(RECURRENT.findall(lecture.words)) < OFTEN:
        return
    for problem in PROBLEMS:
        slide = _find_slide(lecture, problem)
        if slide is not None:
            yield _draft(problem, slide)


def _find_slide(lecture: Lecture, problem: Problem) -> Slide | None:
    """The first slide that teaches it; for want of one that also answers a quiz."""
    for slide in (*lecture.slides, *lecture.deck.slides):
        if re.search(problem.title, slide.title, re.IGNORECASE) and re.search(
            problem.text, slide.text, re.IGNORECASE | re.DOTALL
        ):
            return slide
    return None


def _draft(problem: Problem, slide: Slide) -> Draft:
    drawn = generators.draw(problem.generator, SAMPLE)
    return Draft(
        kind=drawn.kind,
        label=problem.label,
        stem=drawn.stem,
        spec=drawn.spec,
        explanation=drawn.explanation,
        slides=(slide.number,),
        made=f"Slide {slide.number} teaches what this asks. Every student gets other numbers; "
        "who makes a known mistake is told which.",
        generator=problem.generator,
    )
