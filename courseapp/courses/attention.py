"""What needs the attention of a course's staff: collected from every part of the site that has something to say."""

from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from courseapp.courses.models import Course


@dataclass(frozen=True)
class Attention:
    """One thing to look at: a plain sentence, and the page where something can be done about it."""

    text: str
    url: str


class AttentionLister(Protocol):
    def __call__(self, *, course: Course) -> list[Attention]: ...


def collect(*, course: Course) -> list[Attention]:
    """Everything that the functions named in settings.COURSE_ATTENTION list for `course`, in that order."""
    listers: list[AttentionLister] = [import_string(name) for name in settings.COURSE_ATTENTION]
    return [attention for list_for_staff in listers for attention in list_for_staff(course=course)]
