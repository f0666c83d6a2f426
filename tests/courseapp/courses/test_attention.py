"""What needs the staff's attention comes from wherever the settings say."""

from courseapp.courses import attention
from courseapp.courses.attention import Attention
from courseapp.courses.models import Course


def list_stuck(*, course: Course) -> list[Attention]:
    return [Attention(text=f"2 submissions of {course.title} wait for long.", url="/staff/queue/")]


def list_nothing(*, course: Course) -> list[Attention]:
    return []


def test_every_part_is_asked_in_order(settings):
    settings.COURSE_ATTENTION = [f"{__name__}.{name}" for name in ("list_nothing", "list_stuck", "list_stuck")]
    found = attention.collect(course=Course(title="Sequences"))
    assert [one.text for one in found] == ["2 submissions of Sequences wait for long."] * 2
