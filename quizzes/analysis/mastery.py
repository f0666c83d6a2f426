"""Which slides' questions are failed."""

from collections import defaultdict
from dataclasses import dataclass

from quizzes.analysis import statistics
from quizzes.analysis.reading import Exam
from quizzes.models import Anchor, Slide


@dataclass(frozen=True)
class Mastery:
    """A slide, the questions that stand on it or are answered on it, and the mean fraction that they earned."""

    slide: Slide
    positions: tuple[int, ...]
    share: float


def list_slides(exam: Exam) -> list[Mastery]:
    """The least mastered first. One query."""
    facilities = {item.question.pk: (item.position, statistics.facility(item.fractions)) for item in exam.items}
    anchors = Anchor.objects.filter(question__in=facilities).select_related("slide__deck").defer("slide__deck__source")
    by_slide: dict[Slide, list[tuple[int, float]]] = defaultdict(list)
    for anchor in anchors:
        position, facility = facilities[anchor.question_id]
        if facility is not None:
            by_slide[anchor.slide].append((position, facility))
    mastered = [
        Mastery(slide, tuple(sorted(position for position, _ in pairs)), sum(each for _, each in pairs) / len(pairs))
        for slide, pairs in by_slide.items()
    ]
    return sorted(mastered, key=lambda each: (each.share, each.slide.number))
