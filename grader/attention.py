"""What the staff of a course should look at in the grading."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from courseapp.courses.attention import Attention
from courseapp.courses.models import Course
from grader.models import Submission

LONG = timedelta(minutes=2)


def list_for_staff(*, course: Course) -> list[Attention]:
    """Submissions that are held, and a queue that does not move."""
    own = Submission.objects.filter(assignment__course=course)
    held = own.broken().count()
    late = own.unfinished().filter(is_bulk=False, queued_at__lt=timezone.now() - LONG).count()
    attention = []
    if held:
        text = f"{_count(held)} could not be graded because of trouble on our side, and {_be(held)} held."
        attention.append(Attention(text=text, url=reverse("grader:queue")))
    if late:
        text = f"{_count(late)} {_have(late)} waited for more than two minutes to be graded."
        attention.append(Attention(text=text, url=reverse("grader:queue")))
    return attention


def _count(number: int) -> str:
    return "1 submission" if number == 1 else f"{number} submissions"


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
