"""A course, its sections, who is enrolled as what, and the invitations that let people in."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from courseapp.accounts.models import User

CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I/L: codes are read from a blackboard


def draw_code() -> str:
    """Ten characters, 49 bits: read out in a lecture, never guessed."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(10))


class Role(models.TextChoices):
    STUDENT = "student", "Student"
    ASSISTANT = "assistant", "Assistant"
    INSTRUCTOR = "instructor", "Instructor"


class Course(models.Model):
    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    term = models.CharField(max_length=60, blank=True, default="")
    summary = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["title", "term"]

    def __str__(self) -> str:
        return f"{self.title} ({self.term})" if self.term else self.title

    def get_absolute_url(self) -> str:
        return reverse("courses:home", args=[self.slug])


class Section(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="sections")
    name = models.CharField(max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["course", "name"], name="one_section_per_name")]

    def __str__(self) -> str:
        return self.name


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    def of_students(self) -> "EnrolmentQuerySet":
        return self.filter(role=Role.STUDENT, is_active=True)

    def by_name(self) -> "EnrolmentQuerySet":
        return self.select_related("user", "section").order_by("user__name", "user__email")

    def of_person(self, user: User) -> "EnrolmentQuerySet":
        """The courses somebody is in, the newest first."""
        return self.filter(user=user, is_active=True).select_related("course").order_by("-course__created_at")

    def count_by_role(self) -> dict[str, int]:
        counted = self.filter(is_active=True).values_list("role").annotate(models.Count("pk")).order_by()
        return dict.fromkeys(Role.values, 0) | dict(counted)

    def matching(self, words: str) -> "EnrolmentQuerySet":
        """Those whose name or address holds every one of `words`."""
        found = self
        for word in words.split()[:5]:
            found = found.filter(models.Q(user__name__icontains=word) | models.Q(user__email__icontains=word))
        return found


class Enrolment(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="enrolments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="enrolments")
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="enrolments")
    role = models.CharField(max_length=12, choices=Role, default=Role.STUDENT)
    is_active = models.BooleanField(default=True, help_text="Off: no longer in the course; the marks stay.")
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["course", "user"], name="one_enrolment_per_person")]

    def __str__(self) -> str:
        return f"{self.user} as {self.get_role_display().lower()} in {self.course}"


class InviteQuerySet(models.QuerySet["Invite"]):
    def open(self) -> "InviteQuerySet":
        return self.filter(closed_at=None).filter(
            models.Q(expires_at=None) | models.Q(expires_at__gt=Now()),
        )


class Invite(models.Model):
    """A code that lets its holder join as a student. Other roles are given by an instructor, by name."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="invites")
    section = models.ForeignKey(Section, on_delete=models.CASCADE, null=True, blank=True, related_name="invites")
    code = models.CharField(max_length=20, unique=True, default=draw_code)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = InviteQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.code} for {self.course}"

    def get_absolute_url(self) -> str:
        return reverse("courses:join-by-link", args=[self.code])

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and (self.expires_at is None or self.expires_at > timezone.now())

    @property
    def readable_code(self) -> str:
        """In two halves, as it is best read aloud."""
        return f"{self.code[:5]} {self.code[5:]}"


class RosterUpload(models.Model):
    """A class list that somebody uploaded. Nothing is imported until they say so; then the file is let go."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="roster_uploads")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    filename = models.CharField(max_length=200)
    data = models.BinaryField()
    uploaded_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        ordering = ["-uploaded_at"]

    def __str__(self) -> str:
        return f"{self.filename} for {self.course}"

    def get_absolute_url(self) -> str:
        return reverse("courses:people-import-preview", args=[self.course.slug, self.pk])


class Announcement(models.Model):
    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="announcements")
    key = models.SlugField(max_length=80)
    title = models.CharField(max_length=200)
    body = models.TextField(help_text="Markdown, with $mathematics$.")
    posted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-posted_at"]
        constraints = [models.UniqueConstraint(fields=["course", "key"], name="one_announcement_per_key")]

    def __str__(self) -> str:
        return self.title
