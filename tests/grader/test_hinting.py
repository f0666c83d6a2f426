"""Hints come in steps: which of them a student sees, and who decides."""

from dataclasses import replace

import pytest
from django.urls import reverse

from grader import content, coursework, hinting
from grader.judge import HintSteps
from grader.judge.locations import ErrorRow, Locations
from grader.models import Assignment
from tests.conftest import CAST

NEVER = HintSteps(where=0, what=0, how=0)


@pytest.fixture
def wrong(judged):
    """A verdict with something to say in every step."""
    return replace(
        judged, locations=(Locations(rows=(ErrorRow("rnn_cell_forward", "y", 0.3, place="only in row 0"),)),)
    )


@pytest.fixture
def page(assignment, hand_in, settle, sign_in, wrong, student):
    """What the student reads of their newest verdict, after so many attempts and with such a plan."""

    def read(*, attempts=1, plan=None, reader=student):
        coursework.set_hints(assignment=assignment, hints=plan)
        for number in range(attempts):
            submission = settle(hand_in(student, f"x = {number}\n"), wrong)
        return sign_in(reader).get(submission.get_absolute_url()).content.decode()

    return read


WHERE, WHAT, HOW = "only in row 0", "A tanh on the output", "The output is linear."


@pytest.mark.parametrize(
    ("attempts", "seen"), [(1, (WHERE,)), (2, (WHERE, WHAT)), (3, (WHERE, WHAT, HOW))], ids=["where", "what", "how"]
)
def test_each_attempt_brings_the_next_step(attempts, seen, page):
    text = page(attempts=attempts, plan=HintSteps(where=1, what=2, how=3))
    assert [words for words in (WHERE, WHAT, HOW) if words in text] == list(seen)


def test_the_page_says_which_attempt_brings_the_next_one(page):
    text = page(plan=HintSteps(where=1, what=3, how=4))
    assert "The next hint comes with your 3rd attempt." in text
    assert "Comes with your 4th attempt." in text


def test_handing_in_the_same_again_brings_nothing(page, assignment, hand_in, settle, student, wrong, sign_in):
    page(plan=HintSteps(where=1, what=2, how=3))
    again = hand_in(student, "x = 0\n")
    if again.is_waiting:
        settle(again, wrong)
    assert WHAT not in sign_in(student).get(again.get_absolute_url()).content.decode()


def test_what_never_comes_is_not_spoken_of(page):
    text = page(attempts=2, plan=NEVER)
    assert "What to look at" not in text
    assert WHAT not in text


def test_the_staff_see_every_step_and_what_students_see(page, assistant):
    text = page(plan=HintSteps(where=1, what=2, how=0), reader=assistant)
    assert all(words in text for words in (WHERE, WHAT, HOW))
    assert "Students see this from attempt 2 on." in text
    assert "Students do not see this." in text


def test_without_a_setting_the_folder_decides(assignment):
    assert hinting.find_plan(assignment) == HintSteps()
    assignment.hint_how = 5
    assert hinting.find_plan(assignment) == HintSteps(how=5)


@pytest.mark.parametrize("who", CAST)
def test_only_an_instructor_of_the_course_sets_the_steps(who, cast, assignment, sign_in):
    address = reverse("grader:hints", args=[assignment.course.slug, assignment.slug])
    client = sign_in(cast[who])
    answers = client.get(address).status_code, client.post(address, {"where": 1, "what": 2, "how": 7}).status_code
    expected = {"anonymous": (302, 302), "outsider": (404, 404), "instructor": (200, 302)}.get(who, (403, 403))
    assert answers == expected
    assert (Assignment.objects.get().hint_how == 7) is (who == "instructor")


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"where": 3, "what": 1, "how": 2}, "A later hint cannot come before an earlier one"),
        ({"where": 0}, "Attempts are counted from 1"),
        ({"what": "soon"}, "Give the number of an attempt"),
    ],
)
def test_what_makes_no_sense_is_said_and_kept(sent, words, assignment, instructor, sign_in):
    answer = sign_in(instructor).post(reverse("grader:hints", args=[assignment.course.slug, assignment.slug]), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Assignment.objects.get().hint_where is None


def test_an_empty_field_is_never_and_the_other_button_goes_back(assignment, instructor, sign_in):
    address = reverse("grader:hints", args=[assignment.course.slug, assignment.slug])
    sign_in(instructor).post(address, {"where": 1, "what": "", "how": ""})
    assert hinting.find_plan(Assignment.objects.get()) == HintSteps(where=1, what=0, how=0)
    sign_in(instructor).post(address, {"reset": "1"})
    assert hinting.find_plan(Assignment.objects.get()) == HintSteps()


def test_a_course_file_may_say_it_and_otherwise_leaves_it_alone(course, tmp_path):
    file = tmp_path / "assignments" / "cell.toml"
    file.parent.mkdir()
    file.write_text('assignment = "rnn_cell"\n[hints]\nwhat = 2\nhow = false\n')
    content.sync(course=course, folder=tmp_path)
    assert hinting.find_plan(Assignment.objects.get()) == HintSteps(where=1, what=2, how=0)
    file.write_text('assignment = "rnn_cell"\n')
    assert [change.action for change in content.sync(course=course, folder=tmp_path)] == ["unchanged"]
    assert Assignment.objects.get().hint_what == 2
