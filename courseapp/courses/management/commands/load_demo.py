"""Loads the demo course with its people. Their password is public, so it runs only where the demo was asked for."""

import csv
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from courseapp.accounts.models import User
from courseapp.courses import content, people
from courseapp.courses.models import Course, Role, Section

FOLDER = settings.ROOT / "courseapp" / "demo"


class Command(BaseCommand):
    help = "Loads the demo course and its people; safe to run again."

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo's passwords are public. Set COURSEAPP_DEMO=1 where that is what you want.")
        changes = content.sync(folder=FOLDER)
        course = Course.objects.get(slug=content.read_toml(FOLDER / "course.toml")["slug"])
        with (FOLDER / "people.csv").open(newline="", encoding="utf-8") as file:
            arrived = sum(_enrol(course=course, person=person) for person in csv.DictReader(file))
        touched = sum(change.action != "unchanged" for change in changes) + arrived
        self.stdout.write(f"Demo course: {touched} changes." if touched else "Demo course: as it was.")


def _enrol(*, course: Course, person: dict[str, str]) -> bool:
    if User.objects.filter(email=person["email"]).exists():
        return False
    User.objects.create_user(person["email"], settings.DEMO_PASSWORD, name=person["name"])
    section = Section.objects.filter(course=course, name=person["section"]).first()
    place = people.Place(role=Role(person["role"]), section=section)
    address = person["email"]
    # No letters: nobody reads mail at these addresses, and when the site starts there is no broker yet to hear of any.
    people.enrol_new(course=course, names={address: person["name"]}, places={address: place}, tell=False)
    return True
