"""From an uploaded class list to the course's people: what it would change, and changing exactly that.

Uploading changes nobody. The plan is worked out afresh whenever it is looked at; confirming names the plan one has seen
(its digest), so that a course that changed meanwhile is noticed and nothing unseen is applied.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.courses import people, rosters
from courseapp.courses.models import Course, Enrolment, Role, RosterUpload, Section
from courseapp.courses.people import Place
from courseapp.courses.rosters import Person, Problem

KEPT = timedelta(days=1)  # a file nobody confirms names people; it is not kept longer


class PlanChangedError(Exception):
    """What was confirmed is not what would happen now: the course changed since the preview."""


@dataclass(frozen=True)
class Step:
    """What one good line does. `changes` says it in words; it is empty where nothing changes."""

    number: int
    email: str
    name: str
    role: Role
    section: str
    is_new: bool
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...]
    problems: tuple[Problem, ...]
    ignored: tuple[str, ...]
    new_sections: tuple[str, ...]
    untouched: int  # in the course, but not in the file

    @property
    def new(self) -> list[Step]:
        return [step for step in self.steps if step.is_new]

    @property
    def changed(self) -> list[Step]:
        return [step for step in self.steps if step.changes and not step.is_new]

    @property
    def unchanged(self) -> list[Step]:
        return [step for step in self.steps if not step.changes and not step.is_new]

    @property
    def touched(self) -> int:
        return len(self.new) + len(self.changed)

    @property
    def digest(self) -> str:
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()


def keep(*, course: Course, author: User, filename: str, data: bytes) -> RosterUpload:
    """Keep the file until its author confirms it. Raises RosterError where it cannot be read at all."""
    rosters.read(data)
    RosterUpload.objects.filter(applied_at=None, uploaded_at__lt=timezone.now() - KEPT).delete()
    return RosterUpload.objects.create(course=course, author=author, filename=filename[:200], data=data)


def plan(*, upload: RosterUpload) -> Plan:
    """What applying `upload` would do as the course is now."""
    roster = rosters.read(bytes(upload.data))
    enrolments = _find_enrolments(upload.course, roster.people)
    names = _find_names(roster.people)
    problems = list(roster.problems)
    steps: list[Step] = []
    for person in roster.people:
        enrolment = enrolments.get(person.email)
        if enrolment is not None and _demotes(enrolment, person):
            problems.append(_refuse_demotion(person))
            continue
        steps.append(_plan_step(person=person, enrolment=enrolment, name=names.get(person.email) or person.name))
    existing = set(Section.objects.filter(course=upload.course).values_list("name", flat=True))
    wanted = dict.fromkeys(step.section for step in steps if step.section)
    return Plan(
        steps=tuple(steps),
        problems=tuple(sorted(problems, key=lambda problem: problem.number)),
        ignored=roster.ignored,
        new_sections=tuple(name for name in wanted if name not in existing),
        untouched=Enrolment.objects.filter(course=upload.course, is_active=True).count()
        - sum(enrolment.is_active for enrolment in enrolments.values()),
    )


@transaction.atomic
def apply(*, upload: RosterUpload, digest: str) -> Plan:
    """Carry out the plan of this digest. Raises PlanChangedError, and then changes nothing."""
    Course.objects.select_for_update().get(pk=upload.course_id)
    agreed = plan(upload=upload)
    if agreed.digest != digest or not _take(upload, agreed):
        raise PlanChangedError
    sections = people.ensure_sections(
        course=upload.course, names=[step.section for step in agreed.steps if step.section]
    )
    places = {step.email: Place(role=step.role, section=sections.get(step.section)) for step in agreed.steps}
    people.enrol_new(
        course=upload.course,
        names={step.email: step.name for step in agreed.new},
        places={step.email: places[step.email] for step in agreed.new},
    )
    changed = Enrolment.objects.filter(course=upload.course, user__email__in=[step.email for step in agreed.changed])
    people.change_all(
        course=upload.course,
        places=[(enrolment, places[enrolment.user.email]) for enrolment in changed.select_related("user")],
    )
    return agreed


def _take(upload: RosterUpload, agreed: Plan) -> bool:
    """Mark the upload as applied and let go of the file; False where somebody did so before us."""
    outcome = f"{len(agreed.new)} new, {len(agreed.changed)} changed, {len(agreed.problems)} left out"
    waiting = RosterUpload.objects.filter(pk=upload.pk, applied_at=None)
    return bool(waiting.update(applied_at=timezone.now(), outcome=outcome, data=b""))


def _find_enrolments(course: Course, listed: tuple[Person, ...]) -> dict[str, Enrolment]:
    enrolments = Enrolment.objects.filter(course=course, user__email__in=[person.email for person in listed])
    return {enrolment.user.email: enrolment for enrolment in enrolments.select_related("user", "section")}


def _find_names(listed: tuple[Person, ...]) -> Mapping[str, str]:
    """The names that accounts have already: they stay."""
    return dict(User.objects.filter(email__in=[person.email for person in listed]).values_list("email", "name"))


def _demotes(enrolment: Enrolment, person: Person) -> bool:
    return enrolment.role == Role.INSTRUCTOR and person.role not in {None, Role.INSTRUCTOR}


def _refuse_demotion(person: Person) -> Problem:
    return Problem(
        number=person.number,
        wrong=f"{person.email} is an instructor of this course.",
        advice="A file does not take that away; change the role on the page of people.",
        text=f"{person.email}, {person.name}",
    )


def _plan_step(*, person: Person, enrolment: Enrolment | None, name: str) -> Step:
    if enrolment is None:
        role, section = person.role or Role.STUDENT, person.section
        changes: tuple[str, ...] = ()
    else:
        now_in = enrolment.section.name if enrolment.section else ""
        role, section = person.role or Role(enrolment.role), person.section or now_in
        changes = _describe(enrolment=enrolment, now_in=now_in, role=role, section=section)
    return Step(
        number=person.number,
        email=person.email,
        name=name,
        role=role,
        section=section,
        is_new=enrolment is None,
        changes=changes,
    )


def _describe(*, enrolment: Enrolment, now_in: str, role: Role, section: str) -> tuple[str, ...]:
    changes = []
    if not enrolment.is_active:
        changes.append("back in the course")
    if role != enrolment.role:
        changes.append(f"{enrolment.get_role_display().lower()} → {role.label.lower()}")
    if section != now_in:
        changes.append(f"{now_in or 'no section'} → {section}")
    return tuple(changes)
