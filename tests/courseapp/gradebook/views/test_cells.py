"""Setting points by hand, with a reason, and withdrawing that."""

import pytest

from courseapp.courses.models import Enrolment
from courseapp.gradebook import history, ledger
from courseapp.gradebook.models import GradeEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(item, student) -> str:
    return f"/c/sequences/grades/{item.pk}/{student.pk}/"


@pytest.fixture
def browser(assistant, sign_in):
    return sign_in(assistant)


def test_an_assistant_sets_points_with_a_reason(browser, address, item, student, assistant):
    ledger.record(item=item, student=student, points=3, origin="submission:1/run:1")
    page = browser.post(address, {"points": "8.5", "reason": "Right on paper."}, follow=True).content.decode()
    assert '<span class="score-value">8.5</span>' in page
    assert "Right on paper." in page
    assert "submission:1/run:1" in page
    told = history.read(item=item, student=student)
    assert (told.standing.points, told.events[0].by) == (8.5, "Asta Assistant")


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"points": "9", "reason": " "}, "This field is required"),
        ({"points": "", "reason": "x"}, "This field is required"),
        ({"points": "11", "reason": "x"}, "takes 0 to 10"),
        ({"points": "-1", "reason": "x"}, "greater than or equal to 0"),
        ({"points": "NaN", "reason": "x"}, "Enter a number"),
        ({"points": "1.23456", "reason": "x"}, "no more than 3 decimal places"),
        ({"points": "9", "reason": "x" * 501}, "at most 500 characters"),
    ],
)
def test_what_cannot_be_recorded_is_explained_and_kept_in_the_form(browser, address, form, says):
    page = browser.post(address, form).content.decode()
    assert says in page
    assert not GradeEntry.objects.exists()


def test_withdrawing_lets_the_results_count_again(browser, address, item, student):
    ledger.record(item=item, student=student, points=3, origin="submission:1/run:1")
    browser.post(address, {"points": "8", "reason": "Mixed up."})
    assert "Let the results count again" in browser.get(address).content.decode()
    form = {"withdraw": "1", "withdraw-reason": "It was another student."}
    page = browser.post(address, form, follow=True).content.decode()
    assert '<span class="score-value">3</span>' in page
    assert "It was another student." in page
    assert "Let the results count again</button>" not in page
    assert history.read(item=item, student=student).standing.points == 3


def test_withdrawing_takes_a_reason(browser, address):
    browser.post(address, {"points": "8", "reason": "Mixed up."})
    page = browser.post(address, {"withdraw": "1", "withdraw-reason": ""}).content.decode()
    assert "This field is required" in page
    assert GradeEntry.objects.count() == 1


def test_the_cell_of_somebody_who_left_can_still_be_read(browser, address, student, instructor):
    Enrolment.objects.filter(user=student).update(is_active=False)
    assert "no longer in the course" in browser.get(address).content.decode()


def test_a_reason_is_shown_as_text(browser, address):
    page = browser.post(address, {"points": "8", "reason": "<script>alert(1)</script>"}, follow=True).content.decode()
    assert "<script>alert" not in page
