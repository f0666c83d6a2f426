"""A course's home, in data: what is due and what came back.

The gradebook knows these things, and lies above the courses; so it is asked through settings.COURSE_AGENDA, and
answers in the words below.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from courseapp.courses.access import Membership


@dataclass(frozen=True)
class Task:
    """Something to be done, as one member sees it."""

    title: str
    url: str
    kind: str  # quiz, assignment, ...
    max_points: Decimal
    points: Decimal | None  # None: nothing handed in yet
    opens_at: datetime | None
    due_at: datetime | None
    state: str  # open, done, later, missed, draft
    handed_in: int = 0  # by how many students; counted for the staff


@dataclass(frozen=True)
class Return:
    """Something that came back to a student: points, from a result or set by a person."""

    title: str
    url: str
    points: Decimal | None
    max_points: Decimal
    by: str  # empty: the machine
    reason: str
    recorded_at: datetime


@dataclass(frozen=True)
class Agenda:
    tasks: tuple[Task, ...] = ()
    returns: tuple[Return, ...] = ()
    students: int = 0

    def in_state(self, state: str) -> list[Task]:
        return [task for task in self.tasks if task.state == state]

    @property
    def open(self) -> list[Task]:
        return self.in_state("open")

    @property
    def later(self) -> list[Task]:
        return self.in_state("later")

    @property
    def done(self) -> list[Task]:
        return [task for task in self.tasks if task.state in {"done", "missed"}]

    @property
    def published(self) -> list[Task]:
        return [task for task in self.tasks if task.state != "draft"]

    @property
    def drafts(self) -> list[Task]:
        return self.in_state("draft")


class AgendaReader(Protocol):
    def __call__(self, *, membership: Membership) -> Agenda: ...


def read(*, membership: Membership) -> Agenda:
    """What the part named in settings.COURSE_AGENDA knows for this member."""
    reader: AgendaReader = import_string(settings.COURSE_AGENDA)
    return reader(membership=membership)
