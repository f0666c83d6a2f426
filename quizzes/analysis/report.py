"""What an instructor reads about a quiz and about each of its questions."""

from dataclasses import dataclass

import numpy as np

from quizzes import question_types
from quizzes.analysis import guessing, statistics
from quizzes.analysis.plots import Chart, Curve, draw_choices, draw_histogram
from quizzes.analysis.reading import Exam, Item
from quizzes.analysis.sentences import Figures, list_hints, list_remarks
from quizzes.models import Question, Quiz
from quizzes.question_types import Offered


@dataclass(frozen=True)
class Tally:
    """One option, and how large a part of each fifth of the students chose it, the lowest fifth first."""

    option: Offered
    shares: tuple[float, ...]
    count: int


@dataclass(frozen=True)
class ItemReport:
    question: Question
    position: int
    asked: int
    facility: float | None
    guess: float | None
    discrimination: float | None  # corrected item-total correlation
    efficiency: float | None
    upper_lower: float | None
    seconds: float | None  # the median
    tallies: tuple[Tally, ...]
    curves: tuple[Curve, ...]
    remarks: tuple[str, ...]
    hints: tuple[str, ...]
    waiting: int  # answers that a person has not marked yet; they are left out of the figures
    is_by_hand: bool


@dataclass(frozen=True)
class Report:
    quiz: Quiz
    size: int
    most: float
    mean: float | None
    median: float | None
    deviation: float | None
    alpha: float | None
    standard_error: float | None
    histogram: Chart
    items: tuple[ItemReport, ...]

    @property
    def remarked(self) -> tuple[ItemReport, ...]:
        return tuple(item for item in self.items if item.remarks)


def analyse(exam: Exam) -> Report:
    """Everything of one quiz; figures that cannot be computed are None."""
    groups = statistics.split(exam.totals)
    counting = exam.points[:, [item.worth > 0 for item in exam.items]]
    return Report(
        quiz=exam.quiz,
        size=exam.size,
        most=exam.most,
        mean=float(exam.totals.mean()) if exam.size else None,
        median=float(np.median(exam.totals)) if exam.size else None,
        deviation=float(exam.totals.std(ddof=1)) if exam.size > 1 else None,
        alpha=statistics.alpha(counting),
        standard_error=statistics.standard_error(counting),
        histogram=draw_histogram(statistics.histogram(exam.totals, most=exam.most), most=exam.most),
        items=tuple(_analyse_item(item, exam, groups) for item in exam.items),
    )


def _analyse_item(item: Item, exam: Exam, groups: statistics.Ints) -> ItemReport:
    version = item.question.latest
    rest = exam.totals - np.nan_to_num(item.points)
    tallies = _tally(item, groups)
    asked = int((~np.isnan(item.fractions)).sum())
    spent = item.seconds[~np.isnan(item.seconds)]
    figures = Figures(
        asked=asked,
        facility=statistics.facility(item.fractions),
        guess=guessing.expect_score(version),
        discrimination=statistics.correlate(item.fractions, rest),
    )
    choices = [(each.option, each.shares, each.count) for each in tallies]
    return ItemReport(
        question=item.question,
        position=item.position,
        asked=asked,
        facility=figures.facility,
        guess=figures.guess,
        discrimination=figures.discrimination,
        efficiency=statistics.discriminative_efficiency(item.fractions, rest),
        upper_lower=statistics.upper_lower(item.fractions, exam.totals),
        seconds=float(np.median(spent)) if spent.size else None,
        tallies=tallies,
        curves=draw_choices([(each.option.letter, each.option.is_right, each.shares) for each in tallies]),
        remarks=list_remarks(figures, choices),
        hints=list_hints(figures, choices),
        waiting=item.waiting,
        is_by_hand=question_types.get(version.kind).marked_by_hand,
    )


def _tally(item: Item, groups: statistics.Ints) -> tuple[Tally, ...]:
    """By the words of the options as they stand now; what an earlier version offered besides is left out."""
    options = guessing.list_options(item.question.latest)
    if not options:
        return ()
    places = {(option.text or option.letter): place for place, option in enumerate(options)}
    choices, of_group = [], []
    for data, version, group in zip(item.data, item.versions, groups, strict=True):
        if version is None:
            continue
        offered = [option.text or option.letter for option in guessing.list_options(version)]
        chosen = [offered[index] for index in guessing.read_choices(version, data) if index < len(offered)]
        choices.append([places[words] for words in chosen if words in places])
        of_group.append(group)
    shares = statistics.count_choices(choices, np.array(of_group, dtype=np.int64), options=len(options))
    counts = [sum(place in chosen for chosen in choices) for place in range(len(options))]
    return tuple(
        Tally(option, tuple(float(share) for share in shares[:, place]), counts[place])
        for place, option in enumerate(options)
    )
