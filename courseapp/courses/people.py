"""Who belongs to a course: the only writer of Enrolment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from courseapp.accounts import letters
from courseapp.accounts import people as accounts
from courseapp.accounts.models import User
from courseapp.courses.models import Course, Enrolment, Role, Section


class PeopleError(Exception):
    """A change that must not be made; the message says why, to a person."""


@dataclass(frozen=True)
class Place:
    """What a person is to be in a course."""

    role: Role = Role.STUDENT
    section: Section | None = None


@transaction.atomic
def enrol(*, course: Course, email: str, name: str, place: Place) -> Enrolment:
    """Enrol one person, who hears of it by mail. Raises PeopleError for somebody who is in the course already."""
    address = User.objects.normalize_email(email)
    known = Enrolment.objects.filter(course=course, user__email=address).first()
    if known is not None and known.is_active:
        raise PeopleError(f"{known.user} is in this course already, as {known.get_role_display().lower()}.")
    if known is not None:
        change(enrolment=known, place=place, is_active=True)
        return known
    return enrol_new(course=course, names={address: name}, places={address: place})[0]


@transaction.atomic
def enrol_new(
    *, course: Course, names: Mapping[str, str], places: Mapping[str, Place], tell: bool = True
) -> list[Enrolment]:
    """Enrol people (by address) who were never in the course, opening accounts where there are none, and tell them."""
    users = accounts.find_or_open(people=names)
    enrolments = Enrolment.objects.bulk_create(
        Enrolment(course=course, user=users[address], role=place.role, section=place.section)
        for address, place in places.items()
    )
    if tell:
        letters.welcome(people=users.values(), about=str(course), path=course.get_absolute_url())
    return enrolments


def change(*, enrolment: Enrolment, place: Place, is_active: bool) -> None:
    """Give a person another role or section, take them off the course, or back. Raises PeopleError."""
    change_all(course=enrolment.course, places=[(enrolment, place)], is_active=is_active)


@transaction.atomic
def change_all(*, course: Course, places: Sequence[tuple[Enrolment, Place]], is_active: bool = True) -> None:
    """The same for many at once. Raises PeopleError, and then changes nothing."""
    for enrolment, place in places:
        if place.section is not None and place.section.course_id != course.pk:
            raise PeopleError(f"The section “{place.section}” belongs to another course.")
        enrolment.role, enrolment.section, enrolment.is_active = place.role, place.section, is_active
    changed = [enrolment for enrolment, _ in places]
    Enrolment.objects.bulk_update(changed, ["role", "section", "is_active"], batch_size=500)
    if not Enrolment.objects.filter(course=course, role=Role.INSTRUCTOR, is_active=True).exists():
        raise PeopleError("A course needs an instructor. Make somebody else an instructor first.")


@transaction.atomic
def join(*, course: Course, section: Section | None, user: User) -> bool:
    """Make `user` a student of the course; False where they are in it already, as whatever they are.

    Raises PeopleError for somebody who was taken off the course.
    """
    enrolment, is_new = Enrolment.objects.get_or_create(course=course, user=user, defaults={"section": section})
    if not enrolment.is_active:
        raise PeopleError("You were taken off this course. Ask your instructor to put you back.")
    return is_new


def ensure_sections(*, course: Course, names: Sequence[str]) -> dict[str, Section]:
    """The course's sections of these names, by name; missing ones are made."""
    wanted = dict.fromkeys(names)
    found = {section.name: section for section in Section.objects.filter(course=course, name__in=wanted)}
    made = Section.objects.bulk_create(Section(course=course, name=name) for name in wanted if name not in found)
    return found | {section.name: section for section in made}
