"""The gradebook as a table."""

from decimal import Decimal

import pytest

from courseapp.accounts.models import User
from courseapp.courses.models import Course, Enrolment
from courseapp.gradebook import ledger, table
from courseapp.gradebook.models import GradeEntry

pytestmark = pytest.mark.django_db


def fill(course: Course, make_item, *, students: int) -> None:
    columns = [make_item(f"quiz:{number}") for number in range(6)]
    users = User.objects.bulk_create(User(email=f"p{n}@example.edu", name=f"P {n:03}") for n in range(students))
    Enrolment.objects.bulk_create(Enrolment(course=course, user=user) for user in users)
    for user in users:
        for column in columns:
            ledger.record(item=column, student=user, points=5, origin=f"attempt:{user.pk}:{column.pk}")


@pytest.mark.parametrize("students", [5, 50])
def test_it_costs_three_queries_however_large_it_is(course, make_item, students, django_assert_num_queries):
    fill(course, make_item, students=students)
    with django_assert_num_queries(3):
        grades = table.read(course=course)
    assert len(grades.rows) == students
    assert {row.total for row in grades.rows} == {Decimal(30)}


def test_rows_are_students_by_name_and_columns_published_items_by_due_date(course, make_item, cast):
    make_item("quiz:b", title="B")
    make_item("quiz:a", title="A")
    make_item("quiz:c", title="C", published=False)
    grades = table.read(course=course)
    assert [row.name for row in grades.rows] == ["Otto Other", "Sam Student"]
    assert {column.title for column in grades.columns} == {"A", "B"}


def test_the_staffs_table_has_drafts_that_count_nothing(course, make_item, student):
    make_item("quiz:a")
    draft = make_item("quiz:b", published=False)
    ledger.record(item=draft, student=student, points=3, origin="preview:1")
    grades = table.read(course=course, with_unpublished=True)
    assert [column.is_published for column in grades.columns] == [True, False]
    assert (grades.max_total, grades.rows[0].total) == (10, 0)
    assert [cell.points for cell in grades.rows[0].cells] == [None, 3]


def test_a_cell_shows_what_counts(course, item, student, assistant):
    for number, points in enumerate((3, 8, 5)):
        ledger.record(item=item, student=student, points=points, origin=f"attempt:{number}")
    (row,) = table.read(course=course).rows
    assert (row.cells[0].points, row.cells[0].standing.is_override) == (8, False)
    ledger.override(item=item, student=student, points=Decimal(6), author=assistant, reason="Late.")
    (row,) = table.read(course=course).rows
    assert (row.cells[0].points, row.cells[0].standing.is_override, row.total) == (6, True, 6)


def test_the_last_result_counts_where_the_item_says_so(course, make_item, student):
    item = make_item("quiz:1", counting="last")
    for number, points in enumerate((8, 5)):
        ledger.record(item=item, student=student, points=points, origin=f"attempt:{number}")
    assert table.read(course=course).rows[0].total == 5


def test_who_left_stands_in_no_table_and_keeps_the_points(course, item, student, instructor):
    ledger.record(item=item, student=student, points=8, origin="attempt:1")
    Enrolment.objects.filter(user=student).update(is_active=False)
    assert table.read(course=course).rows == ()
    Enrolment.objects.filter(user=student).update(is_active=True)
    assert table.read(course=course).rows[0].total == 8


def test_other_courses_are_not_mixed_in(course, item, student, outsider):
    elsewhere = Course.objects.get(slug="elsewhere")
    assert table.read(course=elsewhere).columns == ()
    assert table.read(course=elsewhere).rows == ()


def test_a_students_own_table_has_one_row(course, item, cast):
    ledger.record(item=item, student=cast["student"], points=8, origin="attempt:1")
    grades, row = table.read_row(course=course, user=cast["student"])
    assert row is not None
    assert (len(grades.rows), row.name, row.total) == (1, "Sam Student", 8)
    assert table.read_row(course=course, user=cast["assistant"])[1] is None


def test_no_entries_of_students_who_are_not_shown_are_read(course, item, student, other_student):
    ledger.record(item=item, student=other_student, points=8, origin="attempt:1")
    _, row = table.read_row(course=course, user=student)
    assert row is not None
    assert row.total == 0
    assert GradeEntry.objects.count() == 1
