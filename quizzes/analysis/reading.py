"""The answers of a quiz as arrays: each student's first submitted attempt, before practice. Six queries at most."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np

from quizzes import question_types
from quizzes.analysis.statistics import Floats
from quizzes.models import Answer, Attempt, HandMark, MarksRelease, Question, QuestionVersion, Quiz, QuizQuestion


@dataclass(frozen=True)
class Item:
    """A question and what came of it; arrays and lists have an entry for each attempt, None or NaN where not asked."""

    question: Question
    position: int
    fractions: Floats
    points: Floats
    data: Sequence[Mapping[str, Sequence[str]] | None]
    versions: Sequence[QuestionVersion | None]
    worth: float
    waiting: int  # answers that a person has not marked yet: their fractions are NaN
    seconds: Floats  # from the save before to the last save of this answer


@dataclass(frozen=True)
class Exam:
    """`totals` are the attempts' sums over their questions, before anything is taken off for lateness."""

    quiz: Quiz
    items: tuple[Item, ...]
    totals: Floats
    points: Floats  # a row for each attempt, a column for each question
    most: float

    @property
    def size(self) -> int:
        return int(self.totals.size)


@dataclass(frozen=True)
class _Row:
    answer_id: int
    attempt_id: int
    question_id: int
    version_id: int
    fraction: float | None
    points: float | None
    data: Any
    saved_at: datetime | None


def read(quiz: Quiz) -> Exam:
    attempts: dict[int, tuple[int, datetime]] = {}
    by_student: set[int] = set()
    submitted = Attempt.objects.submitted().filter(quiz=quiz).order_by("number")
    most = 0.0
    for pk, student, started, max_points in submitted.values_list("pk", "student_id", "started_at", "max_points"):
        if student not in by_student:
            by_student.add(student)
            attempts[pk] = (len(attempts), started)
            most = max(most, float(max_points))
    fields = ("pk", "attempt_id", "version__question_id", "version_id", "fraction", "points", "data", "saved_at")
    listed = Answer.objects.filter(attempt__quiz=quiz, attempt__submitted_at__isnull=False)
    by_question: dict[int, list[_Row]] = defaultdict(list)
    rows = [_Row(*row) for row in listed.order_by().values_list(*fields) if row[1] in attempts]
    versions = {each.pk: each for each in QuestionVersion.objects.filter(answers__attempt__quiz=quiz).distinct()}
    waiting = _list_waiting(quiz, rows, versions)
    places = list(quiz.places.select_related("question__current").order_by("position"))
    seconds = _measure_seconds(rows, attempts)
    for row in rows:
        by_question[row.question_id].append(row)
    items = []
    for place in places:
        items.append(_make_item(place, by_question[place.question_id], attempts, versions, seconds, waiting))
    points = np.stack([item.points for item in items], axis=1) if items else np.zeros((len(attempts), 0))
    return Exam(quiz=quiz, items=tuple(items), totals=np.nansum(points, axis=1), points=points, most=most)


def _make_item(
    place: QuizQuestion,
    rows: Sequence[_Row],
    attempts: Mapping[int, tuple[int, datetime]],
    versions: Mapping[int, QuestionVersion],
    seconds: Mapping[tuple[int, int], float],
    waiting: Container[int],
) -> Item:
    size = len(attempts)
    fractions, points, spent = (np.full(size, np.nan) for _ in range(3))
    data: list[Any] = [None] * size
    said: list[QuestionVersion | None] = [None] * size
    unmarked = sum(row.answer_id in waiting for row in rows)
    for row in rows:
        index = attempts[row.attempt_id][0]
        fractions[index] = np.nan if row.answer_id in waiting else row.fraction or 0.0
        points[index] = float(row.points or 0)
        data[index], said[index] = row.data, versions[row.version_id]
        spent[index] = seconds.get((row.attempt_id, row.question_id), np.nan)
    return Item(place.question, place.position, fractions, points, data, said, float(place.points), unmarked, spent)


def _list_waiting(quiz: Quiz, rows: Sequence[_Row], versions: Mapping[int, QuestionVersion]) -> set[int]:
    """Answers in words whose marks nobody has given or released. Asks the database only if there are such."""
    by_hand = [
        row for row in rows if row.data is not None and question_types.get(versions[row.version_id].kind).marked_by_hand
    ]
    if not by_hand:
        return set()
    released = set(MarksRelease.objects.filter(quiz=quiz).values_list("question_id", flat=True))
    marked = set(HandMark.objects.filter(answer__attempt__quiz=quiz).values_list("answer_id", flat=True))
    return {row.answer_id for row in by_hand if row.question_id not in released or row.answer_id not in marked}


def _measure_seconds(
    rows: Sequence[_Row], attempts: Mapping[int, tuple[int, datetime]]
) -> dict[tuple[int, int], float]:
    """Between the last saves of answers, in the order of their saving, from the start on."""
    measured = {}
    last = {pk: started for pk, (_, started) in attempts.items()}
    for saved_at, row in sorted(((row.saved_at, row) for row in rows if row.saved_at), key=lambda pair: pair[0]):
        measured[row.attempt_id, row.question_id] = (saved_at - last[row.attempt_id]).total_seconds()
        last[row.attempt_id] = saved_at
    return measured
