"""How passwords are kept: Argon2id with the parameters that OWASP's Password Storage Cheat Sheet recommends.

A whole hall signs in within the same minute, and PBKDF2 of equal strength takes ten times the processor (ADR 0042). One
password at a time in each process, so that pages of those who are in already keep most of it.
"""

from threading import BoundedSemaphore

from django.contrib.auth.hashers import Argon2PasswordHasher

_gate = BoundedSemaphore(1)


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id over 19 MiB, twice."""

    time_cost = 2
    memory_cost = 19 * 1024  # KiB
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _gate:
            encoded: str = super().encode(password, salt)
        return encoded

    def verify(self, password: str, encoded: str) -> bool:
        with _gate:
            return bool(super().verify(password, encoded))
