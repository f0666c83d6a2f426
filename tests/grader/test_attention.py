"""What the staff of a course should look at."""

from datetime import timedelta

from django.utils import timezone

from grader import attention, grading
from grader.models import State, Submission


def test_all_is_well(course, hand_in, student):
    hand_in(student)
    assert attention.list_for_staff(course=course) == []


def test_held_and_late_submissions_are_named(course, hand_in, student, other_student):
    held = hand_in(student)
    grading.take(held.pk)
    Submission.objects.filter(pk=held.pk).move(to=State.BROKEN, claim="")
    late = hand_in(other_student)
    Submission.objects.filter(pk=late.pk).update(queued_at=timezone.now() - timedelta(minutes=3))
    texts = [one.text for one in attention.list_for_staff(course=course)]
    assert texts[0].startswith("1 submission could not be graded")
    assert texts[1].startswith("1 submission has waited")
    assert {one.url for one in attention.list_for_staff(course=course)} == {"/staff/queue/"}


def test_another_courses_trouble_is_not_ours(hand_in, student, outsider):
    held = hand_in(student)
    grading.take(held.pk)
    Submission.objects.filter(pk=held.pk).move(to=State.BROKEN, claim="")
    assert attention.list_for_staff(course=outsider.enrolments.get().course) == []
