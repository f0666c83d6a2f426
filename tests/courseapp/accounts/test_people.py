"""Opening accounts."""

import pytest
from django.db import IntegrityError

from courseapp.accounts import people
from courseapp.accounts.models import User
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db


def test_an_address_is_kept_in_one_spelling():
    assert User.objects.create_user(" Ada@Example.EDU ").email == "ada@example.edu"


def test_two_people_cannot_have_one_address():
    User.objects.create_user("ada@example.edu")
    with pytest.raises(IntegrityError):
        User.objects.create_user("ADA@example.edu")


def test_a_person_without_an_address_is_refused():
    with pytest.raises(ValueError, match="needs an e-mail address"):
        User.objects.create_user("")


def test_a_person_is_shown_by_name_and_else_by_address():
    named, nameless = User(email="ada@example.edu", name="Ada Byron"), User(email="ada@example.edu")
    assert (str(named), named.get_short_name()) == ("Ada Byron", "Ada")
    assert (str(nameless), nameless.get_short_name()) == ("ada@example.edu", "ada@example.edu")


def test_missing_accounts_are_opened_without_a_password():
    opened = people.find_or_open(people={"Ada@example.edu": "Ada Byron"})["ada@example.edu"]
    assert opened.name == "Ada Byron"
    assert not opened.has_usable_password()


def test_an_account_that_exists_keeps_its_name_and_password(student):
    found = people.find_or_open(people={student.email.upper(): "Somebody Else"})[student.email]
    assert (found.pk, found.name) == (student.pk, "Sam Student")
    assert found.check_password(PASSWORD)


def test_many_accounts_cost_no_more_queries_than_few(django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        people.find_or_open(people={f"person{number}@example.edu": "Some Body" for number in range(300)})


def test_who_begins_gets_an_account_with_the_password_they_chose():
    user = people.begin(email="ada@example.edu", name="Ada Byron", password=PASSWORD)
    assert user is not None
    assert user.check_password(PASSWORD)


def test_beginning_takes_over_no_account_that_has_a_password(student):
    assert people.begin(email=student.email, name="Eve", password="another password") is None
    student.refresh_from_db()
    assert student.check_password(PASSWORD)


def test_beginning_sets_the_first_password_of_somebody_enrolled_by_an_instructor():
    people.find_or_open(people={"ada@example.edu": "Ada Byron"})
    user = people.begin(email="ada@example.edu", name="ignored", password=PASSWORD)
    assert user is not None
    assert (user.name, user.check_password(PASSWORD)) == ("Ada Byron", True)


def test_a_closed_account_stays_closed():
    User.objects.create_user("ada@example.edu", is_active=False)
    assert people.begin(email="ada@example.edu", name="Ada", password=PASSWORD) is None
