"""The list of assignments, and the page where one is worked on."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grader.judge import load_assignment
from grader.models import Submission

LIST = "/c/sequences/assignments/"
PAGE = "/c/sequences/assignments/rnn-cell/"


def test_the_list_shows_ones_own_best_and_no_draft(assignment, draft, hand_in, student, settle, sign_in):
    settle(hand_in(student))
    page = sign_in(student).get(LIST).content.decode()
    assert "10 / 20" in page
    assert draft.title not in page


def test_the_list_says_when_there_is_nothing(course, student, sign_in):
    assert "no assignments yet" in sign_in(student).get(LIST).content.decode()


def test_the_page_shows_statement_starter_and_the_points_beforehand(assignment, student, sign_in):
    page = sign_in(student).get(PAGE).content.decode()
    assert "katex" in page
    assert "def rnn_cell_forward" in page
    assert "raise NotImplementedError" in page
    assert "What is checked" in page
    assert "12.5 points" in page


def test_an_assignment_that_is_not_open_keeps_its_statement(assignment, student, instructor, sign_in):
    assignment.opens_at = timezone.now() + timedelta(days=1)
    assignment.save()
    assert "appears here when" in sign_in(student).get(PAGE).content.decode()
    assert "def rnn_cell_forward" not in sign_in(student).get(PAGE).content.decode()
    assert "def rnn_cell_forward" in sign_in(instructor).get(PAGE).content.decode()


def test_the_editor_goes_on_with_the_last_submission(hand_in, student, sign_in):
    hand_in(student, "first = 1")
    hand_in(student, "second = 2")
    client = sign_in(student)
    assert "second = 2" in client.get(PAGE).content.decode()
    assert "first = 1" in client.get(f"{PAGE}?from=1").content.decode()
    assert "NotImplementedError" in client.get(f"{PAGE}?from=starter").content.decode()


def test_nobody_loads_what_another_wrote(hand_in, student, other_student, sign_in):
    hand_in(student, "secret = 1")
    assert "secret = 1" not in sign_in(other_student).get(f"{PAGE}?from=1").content.decode()


def test_code_from_the_editor_is_handed_in(assignment, student, sign_in):
    answer = sign_in(student).post(PAGE, {"code": "a = 1\r\nb = 2\r\n"})
    submission = Submission.objects.get()
    assert answer.url == f"/submissions/{submission.pk}/"
    assert (submission.text, submission.student) == ("a = 1\nb = 2\n", student)


def test_a_file_goes_before_the_editor(assignment, student, sign_in):
    file = SimpleUploadedFile("mine.py", b"from_file = 1\n")
    sign_in(student).post(PAGE, {"code": "from_editor = 1", "file": file})
    assert (Submission.objects.get().filename, Submission.objects.get().text) == ("mine.py", "from_file = 1\n")


@pytest.mark.parametrize(
    ("posted", "reason"),
    [
        ({"code": " "}, "nothing to grade yet"),
        ({"code": "kept = 1", "file": SimpleUploadedFile("a.txt", b"x")}, "Upload a Python file"),
        ({"code": "kept = 1", "file": SimpleUploadedFile("a.ipynb", b" " * (5 * 1024 * 1024 + 1))}, "larger than 5 MB"),
    ],
)
def test_what_is_refused_is_still_in_the_editor(posted, reason, assignment, student, sign_in):
    answer = sign_in(student).post(PAGE, posted)
    assert answer.status_code == 422
    assert reason in answer.content.decode()
    assert posted["code"] in answer.content.decode()
    assert not Submission.objects.exists()


def test_after_the_due_date_the_code_stays_in_the_editor(assignment, student, sign_in):
    assignment.due_at = timezone.now() - timedelta(minutes=1)
    assignment.save()
    answer = sign_in(student).post(PAGE, {"code": "kept = 1"})
    assert "time to submit is over" in answer.content.decode()
    assert "kept = 1" in answer.content.decode()


def test_the_staff_see_everybodys_last_and_students_do_not(
    hand_in, student, other_student, instructor, settle, sign_in
):
    hand_in(student, "a = 1")
    last = hand_in(student, "b = 2")
    settle(last)
    hand_in(instructor, "mine = 1")
    page = sign_in(instructor).get(PAGE).content.decode()
    everybody = page[page.index("everybody") :]
    assert f"/submissions/{last.pk}/" in everybody
    assert everybody.count("Sam Student") == 1
    assert "Sam Student" not in sign_in(other_student).get(PAGE).content.decode()


@pytest.mark.parametrize("page", [LIST, PAGE])
def test_a_page_costs_the_same_however_much_was_handed_in(
    page, hand_in, student, other_student, instructor, settle, sign_in, django_assert_max_num_queries
):
    for number in range(12):
        for person in (student, other_student):
            settle(hand_in(person, f"x = {number}"))
    client = sign_in(instructor)
    client.get(page)
    with django_assert_max_num_queries(12):
        client.get(page)


def test_what_a_student_writes_is_never_markup(hand_in, student, sign_in):
    hand_in(student, "x = '</textarea><script>alert(1)</script>'")
    assert "<script>alert(1)" not in sign_in(student).get(PAGE).content.decode()


def test_an_assignment_that_cannot_be_read_says_so_and_tells_the_staff_why(
    broken_assignment, student, instructor, sign_in
):
    address = broken_assignment.get_absolute_url()
    assert "tell your instructor" in sign_in(student).get(address).content.decode()
    assert "no such folder" not in sign_in(student).get(address).content.decode()
    assert "no such folder" in sign_in(instructor).get(address).content.decode()


def test_the_title_stands_once(assignment, student, sign_in):
    page = sign_in(student).get(PAGE).content.decode()
    title = load_assignment("rnn_cell").title
    assert f"<h2>{title}</h2>" not in page
    assert f"<h1>{title}</h1>" in page


def test_a_figure_stands_in_the_statement_and_runs_nothing(illustrated, student, sign_in):
    client = sign_in(student)
    page = client.get(illustrated.get_absolute_url()).content.decode()
    assert re.search(r'<img [^>]*src="figures/triangle.svg"', page)
    figure = client.get(f"{illustrated.get_absolute_url()}figures/triangle.svg")
    assert figure["Content-Type"] == "image/svg+xml"
    assert "default-src 'none'" in figure["Content-Security-Policy"]
    assert "sandbox" in figure["Content-Security-Policy"]


def test_a_figure_waits_with_its_statement(illustrated, student, instructor, sign_in):
    illustrated.opens_at = timezone.now() + timedelta(days=1)
    illustrated.save()
    address = f"{illustrated.get_absolute_url()}figures/triangle.svg"
    assert sign_in(student).get(address).status_code == 404
    assert sign_in(instructor).get(address).status_code == 200
