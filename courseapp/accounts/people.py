"""Accounts: the only place that opens one."""

from collections.abc import Mapping

from django.contrib.auth.hashers import make_password

from courseapp.accounts.models import User


def find_or_open(*, people: Mapping[str, str]) -> dict[str, User]:
    """The accounts of `people` (address -> name), by address; who has none gets one, still without a password.

    An account that exists keeps its name: it belongs to the person, not to the course that lists them.
    """
    wanted = {User.objects.normalize_email(email): name for email, name in people.items()}
    found = {user.email: user for user in User.objects.filter(email__in=list(wanted))}
    opened = [
        User(email=email, name=name, password=make_password(None))
        for email, name in wanted.items()
        if email not in found
    ]
    return found | {user.email: user for user in User.objects.bulk_create(opened)}


def begin(*, email: str, name: str, password: str) -> User | None:
    """Who has proved to own `email` chooses a password. None where the account already has one."""
    user = find_or_open(people={email: name})[User.objects.normalize_email(email)]
    if user.has_usable_password() or not user.is_active:
        return None
    user.set_password(password)
    user.save(update_fields=["password"])
    return user
