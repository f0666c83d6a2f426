"""A person, known by e-mail address, and the letters on their way to people."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with an e-mail address; without a password they set one through a link sent there."""
        if not email:
            raise ValueError("A person needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        # The whole address in lower case: no provider in use tells "Ada@" from "ada@", and people type both.
        return (email or "").strip().lower()

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=self.normalize_email(username))


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("e-mail address", max_length=254, unique=True)
    name = models.CharField(max_length=150, help_text="As it should appear in the gradebook.")
    is_staff = models.BooleanField("may use the site administration", default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name", "email"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_address")]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        super().clean()
        self.email = User.objects.normalize_email(self.email)  # forms write rows, too

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email


class LetterQuerySet(models.QuerySet["Letter"]):
    def waiting(self) -> "LetterQuerySet":
        return self.filter(sent_at=None, next_try_at__lte=timezone.now()).order_by("next_try_at", "pk")


class Letter(models.Model):
    """A mail that is to be sent. The row is the truth: a mail server that does not answer loses nothing.

    Holds no secret: what stands in the mail, and the links in it, are worked out when it is sent.
    """

    class Kind(models.TextChoices):
        RESET = "reset", "a new password"
        WELCOME = "welcome", "enrolled by an instructor"
        JOIN = "join", "joining with a code"

    kind = models.CharField(max_length=12, choices=Kind)
    to = models.EmailField(max_length=254)
    name = models.CharField(max_length=150, blank=True, default="")
    about = models.CharField(max_length=270, blank=True, default="", help_text="What it concerns, such as a course.")
    path = models.CharField(max_length=300, blank=True, default="", help_text="Where the reader wants to get to.")
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now, null=True, help_text="Empty: given up.")
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["sent_at", "next_try_at"], name="letters_waiting")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.to}"
