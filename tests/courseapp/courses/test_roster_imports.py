"""From a class list to the course's people: looked at first, then done, all of it or nothing."""

import pytest

from courseapp.accounts.models import Letter, User
from courseapp.courses import people, roster_imports
from courseapp.courses.models import Course, Enrolment, Role, RosterUpload, Section
from courseapp.courses.people import Place
from courseapp.courses.roster_imports import PlanChangedError
from courseapp.courses.rosters import RosterError

pytestmark = pytest.mark.django_db

LIST = """email,name,section,role
ada@example.edu,Ada Byron,Monday group,
kurt@example.edu,Kurt Gold,Friday,assistant
sam@example.edu,Another Name,Friday,
otto@example.edu,Otto Other,,
nonsense,Nobody,,
"""


@pytest.fixture
def upload(course, student, other_student, instructor) -> RosterUpload:
    return keep(course, instructor, LIST)


def keep(course: Course, author: User, text: str) -> RosterUpload:
    return roster_imports.keep(course=course, author=author, filename="list.csv", data=text.encode())


def apply(upload: RosterUpload) -> roster_imports.Plan:
    return roster_imports.apply(upload=upload, digest=roster_imports.plan(upload=upload).digest)


def list_enrolments(course: Course) -> dict[str, tuple[str, str, bool]]:
    return {
        enrolment.user.email: (enrolment.role, str(enrolment.section or ""), enrolment.is_active)
        for enrolment in Enrolment.objects.filter(course=course).select_related("user", "section")
    }


def test_a_plan_tells_new_changed_and_unchanged_apart(upload):
    plan = roster_imports.plan(upload=upload)
    assert [step.email for step in plan.new] == ["ada@example.edu", "kurt@example.edu"]
    assert [(step.email, step.changes) for step in plan.changed] == [("sam@example.edu", ("Monday group → Friday",))]
    assert [step.email for step in plan.unchanged] == ["otto@example.edu"]
    assert [problem.number for problem in plan.problems] == [6]
    assert plan.new_sections == ("Friday",)
    assert plan.untouched == 1  # the instructor


def test_uploading_and_looking_change_nobody(upload, course):
    before = list_enrolments(course)
    roster_imports.plan(upload=upload)
    assert list_enrolments(course) == before
    assert Section.objects.filter(course=course).count() == 1
    assert not Letter.objects.exists()


def test_a_person_keeps_the_name_of_their_account(upload):
    assert [step.name for step in roster_imports.plan(upload=upload).changed] == ["Sam Student"]


def test_applying_does_what_was_planned(upload, course):
    apply(upload)
    assert list_enrolments(course) == {
        "ada@example.edu": ("student", "Monday group", True),
        "kurt@example.edu": ("assistant", "Friday", True),
        "sam@example.edu": ("student", "Friday", True),
        "otto@example.edu": ("student", "", True),
        "ines@example.edu": ("instructor", "", True),
    }


def test_new_people_and_only_they_get_a_letter(upload):
    apply(upload)
    assert sorted(Letter.objects.values_list("to", flat=True)) == ["ada@example.edu", "kurt@example.edu"]
    assert not User.objects.get(email="ada@example.edu").has_usable_password()


def test_applying_the_same_list_again_changes_nothing(upload, course, instructor):
    apply(upload)
    again = keep(course, instructor, LIST)
    assert not roster_imports.plan(upload=again).touched
    assert len(roster_imports.plan(upload=again).unchanged) == 4


def test_a_file_is_applied_once_and_then_let_go(upload):
    digest = roster_imports.plan(upload=upload).digest
    roster_imports.apply(upload=upload, digest=digest)
    upload.refresh_from_db()
    assert (bytes(upload.data), upload.outcome) == (b"", "2 new, 1 changed, 1 left out")
    with pytest.raises((PlanChangedError, RosterError)):
        roster_imports.apply(upload=upload, digest=digest)


def test_what_was_not_looked_at_is_not_applied(upload, course, student):
    seen = roster_imports.plan(upload=upload).digest
    friday = people.ensure_sections(course=course, names=["Friday"])["Friday"]
    enrolment = Enrolment.objects.get(course=course, user=student)
    people.change(enrolment=enrolment, place=Place(section=friday), is_active=True)
    before = list_enrolments(course)
    with pytest.raises(PlanChangedError):
        roster_imports.apply(upload=upload, digest=seen)
    assert list_enrolments(course) == before


def test_what_is_left_empty_stays_as_it_is(course, assistant, instructor, section):
    enrolment = Enrolment.objects.get(course=course, user=assistant)
    people.change(enrolment=enrolment, place=Place(role=Role.ASSISTANT, section=section), is_active=True)
    apply(keep(course, instructor, "email,name\nasta@example.edu,Asta\n"))
    assert list_enrolments(course)["asta@example.edu"] == ("assistant", "Monday group", True)


def test_who_left_and_is_listed_comes_back(course, student, instructor):
    enrolment = Enrolment.objects.get(course=course, user=student)
    people.change(enrolment=enrolment, place=Place(), is_active=False)
    upload = keep(course, instructor, "email,name,role\nsam@example.edu,Sam,assistant\n")
    (step,) = roster_imports.plan(upload=upload).changed
    assert step.changes == ("back in the course", "student → assistant")
    apply(upload)
    assert list_enrolments(course)["sam@example.edu"] == ("assistant", "", True)


def test_a_list_makes_no_instructor_something_else(course, instructor):
    upload = keep(course, instructor, "email,name,role\nines@example.edu,Ines,student\n")
    plan = roster_imports.plan(upload=upload)
    assert plan.problems[0].wrong == "ines@example.edu is an instructor of this course."
    assert not plan.touched


def test_nobody_is_taken_off_the_course_by_a_list(course, student, other_student, instructor):
    apply(keep(course, instructor, "email,name\nada@example.edu,Ada\n"))
    assert list_enrolments(course)["sam@example.edu"][2]


def test_a_file_that_cannot_be_read_is_not_kept(course, instructor):
    with pytest.raises(RosterError):
        keep(course, instructor, "no header\n")
    assert not RosterUpload.objects.exists()


def test_planning_and_applying_cost_no_more_queries_for_many(course, instructor, django_assert_max_num_queries):
    lines = "".join(f"person{number}@example.edu,Some Body,Group {number % 7}\n" for number in range(400))
    upload = keep(course, instructor, f"email,name,section\n{lines}")
    with django_assert_max_num_queries(6):
        digest = roster_imports.plan(upload=upload).digest
    with django_assert_max_num_queries(45):
        roster_imports.apply(upload=upload, digest=digest)
    assert Enrolment.objects.filter(course=course).of_students().count() == 400
