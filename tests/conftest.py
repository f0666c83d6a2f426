"""The cast, and a course for them to be in. Set up through the public functions, as the site does it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings

from courseapp.accounts.models import User
from courseapp.courses.models import Course, Enrolment, Role, Section

PASSWORD = "correct horse battery staple"
LONGEST_NAME = 200

# A busy machine is no failure, and nothing fails for what no change touched: the examples are the same in every run.
# `pytest --hypothesis-profile default` looks for new ones.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("suite")


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """A long text is named by its length: the processes of the suite send each other every test's name."""
    return f"{argname} of {len(val)}" if isinstance(val, str | bytes) and len(val) > LONGEST_NAME else None


@pytest.fixture(autouse=True)
def quick_and_private(settings, tmp_path: Path) -> None:
    """Cheap password hashes and static addresses, no deck read twice, mail and caches that no other test sees."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.QUIZ_DECK_JAIL = "tests.quizzes.remembered.run"
    settings.STATIC_ROOT = tmp_path  # whitenoise warns when it is missing, and nothing was collected yet


@pytest.fixture
def course(db) -> Course:
    return Course.objects.create(slug="sequences", title="Learning from Sequences", term="Autumn 2026")


@pytest.fixture
def section(course: Course) -> Section:
    return Section.objects.create(course=course, name="Monday group")


def enrol(*, course: Course, email: str, name: str, role: Role, section: Section | None = None) -> User:
    user = User.objects.create_user(email, PASSWORD, name=name)
    Enrolment.objects.create(course=course, user=user, role=role, section=section)
    return user


@pytest.fixture
def student(course: Course, section: Section) -> User:
    return enrol(course=course, email="sam@example.edu", name="Sam Student", role=Role.STUDENT, section=section)


@pytest.fixture
def other_student(course: Course) -> User:
    return enrol(course=course, email="otto@example.edu", name="Otto Other", role=Role.STUDENT)


@pytest.fixture
def assistant(course: Course) -> User:
    return enrol(course=course, email="asta@example.edu", name="Asta Assistant", role=Role.ASSISTANT)


@pytest.fixture
def instructor(course: Course) -> User:
    return enrol(course=course, email="ines@example.edu", name="Ines Instructor", role=Role.INSTRUCTOR)


@pytest.fixture
def outsider(db) -> User:
    """Signed in, and an instructor, but of another course."""
    elsewhere = Course.objects.create(slug="elsewhere", title="Another Course")
    return enrol(course=elsewhere, email="olga@example.edu", name="Olga Outsider", role=Role.INSTRUCTOR)


@pytest.fixture
def sign_in() -> Callable[[User | None], Client]:
    """`sign_in(user)` gives that person's own browser; `sign_in(None)` an anonymous one."""

    def open_client(user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user)
        return client

    return open_client


CAST = ("anonymous", "outsider", "student", "other_student", "assistant", "instructor")


@pytest.fixture
def cast(student, other_student, assistant, instructor, outsider) -> dict[str, User | None]:
    """Everybody by role, the anonymous visitor included."""
    people = (None, outsider, student, other_student, assistant, instructor)
    return dict(zip(CAST, people, strict=True))
