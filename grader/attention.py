"""What the staff of a course should look at in the grading."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from courseapp.courses.attention import Attention
from courseapp.courses.models import Course
from grader import groups, publishing
from grader.models import Assignment, Submission

LONG = timedelta(minutes=2)
MANY = 3  # students who do the same wrong, and nobody has written them a hint


def list_for_staff(*, course: Course) -> list[Attention]:
    """Submissions that are held, a queue that does not move, and mistakes that many make."""
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
    return attention + _list_refused(course) + _list_groups(course)


def _list_refused(course: Course) -> list[Attention]:
    """Assignments that are to be published, and whose audit says no."""
    attention = []
    for assignment in Assignment.objects.filter(course=course, published_at=None, publish_at__isnull=False):
        if reason := publishing.find_refusal(assignment):
            url = reverse("grader:audit", args=[course.slug, assignment.slug])
            attention.append(Attention(text=f"{assignment.title} is not published: {reason}", url=url))
    return attention


def _list_groups(course: Course) -> list[Attention]:
    attention = []
    shared = groups.count_shared(course=course)
    many = [assignment for assignment, count in shared.items() if count >= MANY]
    for assignment in Assignment.objects.filter(course=course, pk__in=many).published().in_order():
        count = shared[assignment.pk]
        text = f"{count} students make the same mistake in {assignment.title}. Write one hint for all of them."
        attention.append(Attention(text=text, url=reverse("grader:groups", args=[course.slug, assignment.slug])))
    return attention


def _count(number: int) -> str:
    return "1 submission" if number == 1 else f"{number} submissions"


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
