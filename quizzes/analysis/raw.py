"""Every answer as it was stored, for a spreadsheet or a script."""

import csv
import io
import json
from collections.abc import Iterator

from courseapp.gradebook.exports import BYTE_ORDER_MARK, defuse
from quizzes.models import Answer, Quiz

HEADER = (
    "Name",
    "E-mail",
    "Attempt",
    "Started",
    "Submitted",
    "Question",
    "Label",
    "Kind",
    "Version",
    "Answer",
    "Saved",
    "Times saved",
    "Points",
    "Of",
)


def write_csv(quiz: Quiz) -> Iterator[str]:
    """Line by line: an answer each, by attempt and question. Nothing in it can be run by a spreadsheet."""
    yield BYTE_ORDER_MARK + _write_line(HEADER)
    answers = Answer.objects.filter(attempt__quiz=quiz).select_related("attempt__student", "version")
    for answer in answers.order_by("attempt__student__name", "attempt", "position").iterator(chunk_size=2000):
        attempt, version = answer.attempt, answer.version
        yield _write_line(
            (
                attempt.student.name,
                attempt.student.email,
                attempt.number,
                attempt.started_at.isoformat(timespec="seconds"),
                attempt.submitted_at.isoformat(timespec="seconds") if attempt.submitted_at else "",
                answer.position,
                version.label,
                version.kind,
                version.number,
                "" if answer.data is None else json.dumps(answer.data, ensure_ascii=False, sort_keys=True),
                answer.saved_at.isoformat(timespec="seconds") if answer.saved_at else "",
                answer.revision,
                answer.points if answer.points is not None else "",
                answer.max_points,
            )
        )


def _write_line(values: tuple[object, ...]) -> str:
    line = io.StringIO(newline="")
    csv.writer(line).writerow(defuse(str(value)) for value in values)
    return line.getvalue()
