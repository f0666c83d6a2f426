"""What students say against a question or its key, and what they are told. The only writer of objections."""

from django.db import transaction
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.courses.models import Course
from courseapp.site.prepared import Query
from quizzes.models import Answer, Attempt, Objection

LONGEST = 2000
MOST_PER_ANSWER = 5


_of_attempt: Query[Objection] = Query(
    lambda attempt: Objection.objects.filter(answer__attempt=attempt).select_related("answer", "settled_by")
)


class ObjectionError(Exception):
    """What cannot be said; the message tells the student why."""


@transaction.atomic
def raise_objection(*, attempt: Attempt, position: int, text: str) -> Objection:
    """A student's word on a question that they have submitted an answer to; raises ObjectionError."""
    answer = Answer.objects.select_for_update(of=("self",)).filter(attempt=attempt, position=position).first()
    if answer is None or attempt.is_open:
        raise ObjectionError("You can comment on a question once you have submitted your answers.")
    if not text.strip():
        raise ObjectionError("Write what you think is wrong, and it will reach your instructor.")
    if len(text) > LONGEST:
        raise ObjectionError(f"Please say it in at most {LONGEST} characters; these are {len(text)}.")
    if answer.objections.count() >= MOST_PER_ANSWER:
        raise ObjectionError("You have commented on this question several times already. Please wait for a reply.")
    return Objection.objects.create(answer=answer, text=text.strip())


def settle(*, objection: Objection, author: User, reply: str) -> bool:
    """Answer it, for its student to read; False if a colleague did so before."""
    settled = Objection.objects.filter(pk=objection.pk).waiting()
    fields = {"reply": reply.strip(), "settled_at": timezone.now(), "settled_by": author}
    return bool(settled.update(**fields))


def list_all(*, course: Course) -> list[Objection]:
    """Those that wait first, the oldest of them on top; then those that are settled, the newest on top."""
    found = Objection.objects.filter(answer__attempt__quiz__course=course).select_related(
        "settled_by", "answer__version__question", "answer__attempt__student", "answer__attempt__quiz__course"
    )
    return [*found.waiting().order_by("pk"), *found.exclude(settled_at=None).order_by("-settled_at")[:50]]


def count_waiting(*, course: Course) -> int:
    return Objection.objects.filter(answer__attempt__quiz__course=course).waiting().count()


def list_of_attempt(attempt: Attempt) -> dict[int, list[Objection]]:
    """By position."""
    listed: dict[int, list[Objection]] = {}
    for objection in _of_attempt.all(attempt=attempt.pk):
        listed.setdefault(objection.answer.position, []).append(objection)
    return listed
