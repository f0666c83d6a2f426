"""Compiled queries give what Django's own would."""

from datetime import UTC, datetime

import pytest
from django.db.models import F, Value, signals
from django.db.models.functions import Concat

from courseapp.accounts.models import User
from courseapp.courses.models import Enrolment, Section
from courseapp.site.prepared import Change, Query, Update

ENROLMENT = Query(lambda course, user: Enrolment.objects.select_related("section").filter(course=course, user=user))
BY_NAME = Query(lambda section: Enrolment.objects.filter(section__name=section, is_active=True).order_by("pk"))
SIGN = Change(
    lambda pk, name, seen: (
        User.objects.filter(pk=pk, is_active=True).order_by("email"),
        {"name": Concat(F("name"), Value(" "), Value(name)), "last_login": seen},
    )
)
GUARDED = Update(
    Enrolment,
    "role",
    guard=lambda user, section: Enrolment.objects.filter(user=user, section__in=Section.objects.filter(name=section)),
)


def read_all(row) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_rows_and_what_they_refer_to_are_as_django_reads_them(course, section, student, django_assert_num_queries):
    expected = Enrolment.objects.select_related("section").get(course=course, user=student)
    ENROLMENT.first(course=course.pk, user=student.pk)
    with django_assert_num_queries(1):
        found = ENROLMENT.first(course=course.pk, user=student.pk)
        assert found == expected
        assert read_all(found) == read_all(expected)
        assert read_all(found.section) == read_all(section)


def test_a_row_that_refers_to_nothing_says_so(course, other_student):
    assert ENROLMENT.first(course=course.pk, user=other_student.pk).section is None


def test_only_the_values_change_from_one_asking_to_the_next(course, student, other_student):
    for user in (student, other_student, student):
        assert ENROLMENT.first(course=course.pk, user=user.pk).user_id == user.pk


def test_words_are_compared_as_they_are(course, section, student):
    Section.objects.create(course=course, name="mark section")
    assert [each.user for each in BY_NAME.all(section=section.name)] == [student]
    assert BY_NAME.all(section="Monday' OR 1=1 --") == []


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**40])
def test_numbers_that_no_row_has_find_nothing(course, number):
    assert ENROLMENT.first(course=course.pk, user=number) is None


def test_a_row_that_was_found_can_be_changed_and_saved(course, student):
    found = ENROLMENT.first(course=course.pk, user=student.pk)
    found.is_active = False
    found.save()
    assert not Enrolment.objects.get(pk=found.pk).is_active


def test_an_argument_that_is_not_compared_as_it_is_is_refused(course):
    odd = Query(lambda name: User.objects.filter(name__icontains=name))
    with pytest.raises(ValueError, match="as they are"):
        odd.all(name="Sam")


def test_fields_that_were_left_out_are_read_when_they_are_wanted(course, student, django_assert_num_queries):
    lean = Query(lambda user: User.objects.filter(pk=user).only("email"))
    found = lean.first(user=student.pk)
    assert found.email == student.email
    with django_assert_num_queries(1):
        assert found.name == student.name


def test_a_model_of_whose_making_somebody_hears_is_refused(student):
    def hear(**_said: object) -> None:
        """Nothing is done."""

    signals.post_init.connect(hear, sender=User)
    try:
        with pytest.raises(ValueError, match="made of its columns alone"):
            Query(lambda user: User.objects.filter(pk=user)).first(user=student.pk)
    finally:
        signals.post_init.disconnect(hear, sender=User)


def test_a_row_is_written_only_while_its_guard_would_find_it(course, section, student):
    enrolment = Enrolment.objects.get(course=course, user=student)
    enrolment.role = "assistant"
    assert not GUARDED.write_if(enrolment, user=student.pk, section="Tuesday' OR 1=1 --")
    assert Enrolment.objects.get(pk=enrolment.pk).role == "student"
    assert GUARDED.write_if(enrolment, user=student.pk, section=section.name)
    assert Enrolment.objects.get(pk=enrolment.pk).role == "assistant"


def test_fields_of_many_rows_are_written_and_no_others(student, other_student):
    student.name, other_student.name, student.email = "Sami", "Ottilie", "elsewhere@example.edu"
    Update(User, "name").write([student, other_student])
    assert dict(User.objects.values_list("email", "name")) == {
        "sam@example.edu": "Sami",
        "otto@example.edu": "Ottilie",
    }


def test_rows_of_a_query_are_changed_and_counted_and_no_others(student, other_student, django_assert_num_queries):
    seen = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)
    SIGN.make(pk=other_student.pk, name="A", seen=seen.replace(year=2025))
    with django_assert_num_queries(1):
        assert SIGN.make(pk=student.pk, name="it's", seen=seen) == 1
    assert SIGN.make(pk=student.pk + 1000, name="it's", seen=seen) == 0
    both = User.objects.filter(pk__in=[student.pk, other_student.pk]).order_by("email")
    assert list(both.values_list("name", "last_login")) == [
        (f"{other_student.name} A", seen.replace(year=2025)),
        (f"{student.name} it's", seen),
    ]


def test_a_change_that_does_not_use_its_arguments_as_they_are_is_refused(student):
    odd = Change(lambda pk, name: (User.objects.filter(pk=pk, name__icontains=name), {"is_active": True}))
    with pytest.raises(ValueError, match="as they are"):
        odd.make(pk=student.pk, name="Sam")
