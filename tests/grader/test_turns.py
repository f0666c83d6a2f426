"""Whose turn it is: people before regrades, then those whose last verdict is longest ago."""

import pytest
from django.db import connection

from grader import grading
from grader.models import Submission


def list_turns() -> list[int]:
    return list(Submission.objects.waiting().in_turn().values_list("pk", flat=True))


def grade_next(judged) -> int:
    claim = grading.take_next()
    assert claim is not None
    assert grading.store(claim, judged)
    return claim.submission_id


def test_nobody_waits_for_nothing(assignment):
    assert grading.take_next() is None


def test_who_came_first_goes_first(hand_in, student, other_student):
    first, second = hand_in(student), hand_in(other_student)
    assert list_turns() == [first.pk, second.pk]


def test_somebodys_second_comes_after_everybodys_first(hand_in, student, other_student, instructor, judged):
    a1, a2, a3 = (hand_in(student, f"x = {number}") for number in range(3))
    b1, b2 = (hand_in(other_student, f"x = {number}") for number in range(2))
    c1 = hand_in(instructor)
    order = [a1, b1, c1, a2, b2, a3]
    assert list_turns() == [one.pk for one in order]
    assert [grade_next(judged) for _ in order] == [one.pk for one in order]


def test_who_had_a_verdict_lately_lets_others_go_first(hand_in, student, other_student, judged):
    hand_in(student, "a = 1")
    grade_next(judged)
    again, first = hand_in(student, "b = 1"), hand_in(other_student)
    assert list_turns() == [first.pk, again.pk]


def test_a_verdict_is_news_to_those_of_the_same_person_that_wait(hand_in, student, other_student, judged):
    _, a2 = hand_in(student, "a = 1"), hand_in(student, "b = 1")
    grade_next(judged)
    b1 = hand_in(other_student)
    assert list_turns() == [b1.pk, a2.pk]
    assert Submission.objects.get(pk=a2.pk).own_before == 0


def test_people_go_before_regrades(hand_in, student, other_student):
    old, new = hand_in(student), hand_in(other_student)
    Submission.objects.filter(pk=old.pk).update(is_bulk=True)
    assert list_turns() == [new.pk, old.pk]


def test_those_before_one_are_taken_before(hand_in, student, other_student, instructor, assistant, judged):
    hand_in(student, "done = 1")
    grade_next(judged)
    for number in range(3):
        for person in (student, other_student, instructor, assistant):
            hand_in(person, f"x = {number}")
    Submission.objects.filter(student=assistant).update(is_bulk=True)
    waiting = Submission.objects.waiting()
    before = [waiting.before(one).count() for one in waiting.in_turn()]
    assert before == list(range(12))


@pytest.mark.django_db
def test_a_turn_is_found_in_the_index_without_sorting():
    first = Submission.objects.waiting().in_turn().values_list("pk", flat=True)[:1]
    plan = first.explain()
    assert "submissions_in_turn" in plan
    if connection.vendor == "sqlite":
        assert "TEMP B-TREE" not in plan


@pytest.mark.parametrize("waiting", [2, 30])
def test_taking_costs_the_same_however_many_wait(waiting, hand_in, student, django_assert_num_queries):
    for number in range(waiting):
        hand_in(student, f"x = {number}")
    with django_assert_num_queries(2):
        assert grading.take_next()
