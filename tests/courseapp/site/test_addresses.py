"""Addresses that are worked out once are those that Django works out."""

import pytest
from django.urls import reverse

from courseapp.site.addresses import Address


def test_an_address_is_what_django_makes_of_it():
    check = Address("quizzes:check", 2)
    for numbers in ((1, 2), (40_000, 3), (2, 1)):
        assert check(*numbers) == reverse("quizzes:check", args=numbers)


def test_a_wrong_number_of_numbers_is_refused():
    with pytest.raises(TypeError, match="takes 2 numbers"):
        Address("quizzes:check", 2)(1)
