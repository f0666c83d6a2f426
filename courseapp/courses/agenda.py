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
    state: str  # draft, later, open, closed: where it stands in time, whoever looks
    handed_in: int = 0  # by how many students; counted for the staff

    @property
    def is_done(self) -> bool:
        return self.points is not None


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
    def due(self) -> list[Task]:
        """What can be worked on now; what was handed in already, and may be once more, comes last."""
        return sorted((task for task in self.in_state("open") if not _is_behind(task)), key=lambda task: task.is_done)

    @property
    def later(self) -> list[Task]:
        return self.in_state("later")

    @property
    def behind(self) -> list[Task]:
        return [task for task in self.tasks if _is_behind(task)]

    @property
    def published(self) -> list[Task]:
        return [task for task in self.tasks if task.state != "draft"]

    @property
    def drafts(self) -> list[Task]:
        return self.in_state("draft")


def _is_behind(task: Task) -> bool:
    return task.state == "closed" or (task.state == "open" and task.due_at is None and task.is_done)


class AgendaReader(Protocol):
    def __call__(self, *, membership: Membership) -> Agenda: ...


def read(*, membership: Membership) -> Agenda:
    """What the part named in settings.COURSE_AGENDA knows for this member."""
    reader: AgendaReader = import_string(settings.COURSE_AGENDA)
    return reader(membership=membership)
