"""The page of those who look after the queue."""

from courseapp.accounts.models import User
from grader import grading, workers
from grader.models import State, Submission


def hold(submission: Submission) -> Submission:
    grading.take(submission.pk)
    Submission.objects.filter(pk=submission.pk).move(to=State.BROKEN, claim="", trouble="It fell over.")
    return submission


def test_the_page_counts_and_names(hand_in, student, other_student, instructor, sign_in):
    workers.report(name="here:1")
    workers.report(name="there:2", closed="bubblewrap is not installed")
    hand_in(student)
    held = hold(hand_in(other_student))
    page = sign_in(instructor).get("/staff/queue/").content.decode()
    for text in (
        "here:1",
        "bubblewrap is not installed",
        "It fell over.",
        "Otto Other",
        f"/submissions/{held.pk}/retry/",
    ):
        assert text in page


def test_the_page_says_what_came_of_it_and_where_the_time_went(hand_in, student, instructor, settle, sign_in):
    settle(hand_in(student))
    page = sign_in(instructor).get("/staff/queue/").content.decode()
    assert "Partly right" in page
    assert "the judge, all in all" in page
    assert "12.5" in page


def test_the_page_says_when_nobody_grades(course, instructor, sign_in):
    assert "No worker is running" in sign_in(instructor).get("/staff/queue/").content.decode()


def test_another_courses_students_stay_unnamed(hand_in, student, outsider, sign_in):
    held = hold(hand_in(student))
    client = sign_in(outsider)
    assert "Sam Student" not in client.get("/staff/queue/").content.decode()
    assert client.post(f"/submissions/{held.pk}/retry/").status_code == 404


def test_an_administrator_sees_all(hand_in, student, sign_in):
    hold(hand_in(student))
    root = User.objects.create_superuser("root@example.edu", "correct horse", name="Root")
    assert "Sam Student" in sign_in(root).get("/staff/queue/").content.decode()


def test_try_again_puts_it_into_the_queue(hand_in, student, instructor, sign_in):
    held = hold(hand_in(student))
    client = sign_in(instructor)
    assert "in the queue again" in client.post(f"/submissions/{held.pk}/retry/", follow=True).content.decode()
    assert Submission.objects.get(pk=held.pk).state == State.QUEUED
    assert "not held any more" in client.post(f"/submissions/{held.pk}/retry/", follow=True).content.decode()


def test_the_page_costs_the_same_however_much_is_held(
    hand_in, student, instructor, sign_in, django_assert_max_num_queries
):
    for number in range(15):
        hold(hand_in(student, f"x = {number}"))
    client = sign_in(instructor)
    with django_assert_max_num_queries(13):
        client.get("/staff/queue/")
